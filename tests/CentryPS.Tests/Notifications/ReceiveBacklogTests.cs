using System.Net;

namespace CentryPS.Tests.Notifications;

/// <summary>Pending notifications delay neither the timeout nor warnings.</summary>
public sealed class ReceiveBacklogTests : ReceiveTest
{
    [Fact]
    public void Timeout_ends_Receive_between_two_pending_notifications()
    {
        LeaveTwo();
        Shell.Set("late", new Action(() => Held.Advance(TimeSpan.FromSeconds(60))));

        var output = Receive($"-TimeoutSec 60 {Inbox}", [], "| ForEach-Object { $late.Invoke(); $_ }");

        Assert.Equal([1], output.Select(Number));
        Assert.Empty(Shell.Errors);
        Assert.Equal([2], Receive($"-First 1 {Inbox}", []).Select(Number));
    }

    [Fact]
    public void Warning_is_written_between_two_pending_notifications()
    {
        LeaveTwo();
        Shell.Set("post", new Action(() => Assert.Equal([HttpStatusCode.ServiceUnavailable], PostAsync([Poster.About(3)]).GetAwaiter().GetResult())));

        var output = Receive($"-First 2 -MaximumInboxSize 1 {Inbox}", [], "3>&1 | ForEach-Object { $_; if (-not $isPosted) { $isPosted = $true; $post.Invoke() } }");

        Assert.Equal(["CentryNotification", "WarningRecord", "CentryNotification"], output.Select(item => item.BaseObject.GetType().Name));
        Assert.Contains("-MaximumInboxSize", output[1].ToString());
    }

    private void LeaveTwo()
    {
        Receive($"-First 2 {Inbox}", [Poster.About(1), Poster.About(2)], "| ForEach-Object { throw }", ready: "$null = $answers.Wait(10000)");
        Shell.Errors.Clear();
    }
}
