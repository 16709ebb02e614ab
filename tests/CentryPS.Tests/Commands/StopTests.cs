using System.Management.Automation;

namespace CentryPS.Tests;

/// <summary>Ends in the middle of work: at once, and with what became of it.</summary>
public sealed class StopTests : SandboxTest
{
    [Fact]
    public void ErrorAction_Stop_starts_nothing_new_and_says_what_became_of_the_rest()
    {
        var ids = Centry.Orders.All().Select(order => (string)order["_id"]!).ToArray();
        Shell.Set("ids", new[] { "nada", ids[0], ids[1], ids[2] });

        Shell.Run("$ids | Set-CentryOrder -Status received -ThrottleLimit 2 -ErrorAction Stop");

        var message = Shell.Errors[^1].ErrorDetails.Message;
        var received = Centry.Orders.All().Where(order => (string?)order["_status"] == "received").Select(order => (string)order["_id"]!);
        Assert.All(received.Intersect(ids[..2]), id => Assert.Contains(id, message));
    }

    [Theory]
    [InlineData("Get-CentryOrder")]
    [InlineData("Get-CentryOrder -Id a")]
    [InlineData("Set-CentryOrder -Id a -Status shipped")]
    [InlineData("New-CentryWebhook https://tienda.example")]
    public async Task A_stop_ends_a_call_to_a_server_that_hangs_at_once(string script)
    {
        Centry.Faults.Add(new Fault { Kind = FaultKind.Stall, Seconds = 60, Times = 100 });
        using var shell = PowerShell.Create(Shell.Runspace);
        var running = shell.AddScript(script).BeginInvoke();
        while (Centry.Requests.Count == 0)
        {
            await Task.Yield();
        }

        var started = TimeProvider.System.GetTimestamp();
        shell.Stop();

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.True(running.IsCompleted);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0, 5);
        Assert.Empty(shell.Streams.Error);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_before_a_retry_at_once()
    {
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 503, RetryAfter = 60, Times = 100 });
        using var shell = PowerShell.Create(Shell.Runspace);
        shell.AddScript("Get-CentryOrder -Verbose").BeginInvoke();
        while (shell.Streams.Verbose.Count < 2)
        {
            await Task.Yield();
        }

        var started = TimeProvider.System.GetTimestamp();
        shell.Stop();

        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0, 5);
    }
}
