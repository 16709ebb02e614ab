using System.Management.Automation;
using CentryPS.Api;

namespace CentryPS.Tests.Commands;

/// <summary>A stopped command ends immediately and reports the outcome of its work.</summary>
public sealed class StopTests : SandboxTest
{
    private const string Missing = "0123456789abcdef01234567";

    private readonly RunningClock _clock = new();
    private readonly TaskCompletionSource _isOver = new();

    protected override TimeProvider Clock => _clock;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ErrorAction_Stop_starts_no_further_call_and_reports_the_outcome_of_the_others(bool isAnsweredInTime)
    {
        string[] ids = [.. Centry.Orders.All().Select(order => (string)order["_id"]!)];
        var (earlier, underWay, rest) = (ids[0], ids[1], ids[2..]);
        TaskCompletionSource isUnderWay = new(), areGiven = new(), isRefused = new(), isEnding = new();
        using var server = new RawServer(async (request, stream, stop) =>
        {
            if (request.Contains(Missing))
            {
                await Task.WhenAll(isUnderWay.Task, areGiven.Task).Soon();
            }
            else if (request.Contains(underWay))
            {
                isUnderWay.SetResult();
                await isEnding.Task.Soon();
            }

            await stream.WriteAsync(await Centry.AnswerAsync(request, stop), stop);
            if (request.Contains(Missing))
            {
                isRefused.SetResult();
            }
        });
        SignIn(through: server);
        Shell.Set("ids", (string[])[earlier, Missing, underWay, .. rest]);
        Shell.Set("pause", (Action)(() =>
        {
            areGiven.SetResult();
            isRefused.Task.Soon().Wait();
            LetOthersRun();
        }));
        _clock.Held = grace =>
        {
            if (isAnsweredInTime)
            {
                isEnding.SetResult();
            }
            else
            {
                _clock.Advance(grace);
            }
        };

        Shell.Run("& { $ids; $pause.Invoke() } | Set-CentryOrder -Status received -ThrottleLimit 2 -ErrorAction Stop");

        isEnding.TrySetResult();
        Assert.Equal(Missing, Shell.Errors[^1].TargetObject);
        Assert.Equal(new[] { earlier, Missing, underWay }.Order(), server.Heads.Select(head => head.Split('/', '.')[4]).Order());
        Assert.Equal("received", (string)Centry.Orders.Find(earlier)!["_status"]!);
        var ended = (CentryException)Shell.Errors[^1].Exception;
        Assert.Equal(isAnsweredInTime ? [earlier, underWay] : [earlier], ended.Applied);
        Assert.Equal([Missing, .. rest], ended.NotApplied);
        Assert.Equal(isAnsweredInTime ? [] : [underWay], ended.Unknown);
        Assert.Contains($"applied: {ended.Applied.Count}; not applied: {ended.NotApplied.Count}; outcome unknown: {ended.Unknown.Count}", ended.Message);
    }

    [Theory]
    [InlineData("Get-CentryOrder")]
    [InlineData("Get-CentryOrder -Id a")]
    [InlineData("Set-CentryOrder -Id 0123456789abcdef01234567 -Status shipped")]
    [InlineData("New-CentryWebhook https://tienda.example")]
    public async Task Stop_ends_a_call_to_a_server_that_hangs(string script)
    {
        var hasCome = new TaskCompletionSource();
        using var server = new RawServer((_, _, _) =>
        {
            hasCome.TrySetResult();
            return _isOver.Task;
        });
        SignIn(through: server);

        await StopAsync(script, hasCome.Task);
    }

    [Fact]
    public async Task Stop_ends_the_wait_before_a_retry()
    {
        var isWaiting = new TaskCompletionSource();
        _clock.Held = _ => isWaiting.TrySetResult();
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 503, RetryAfter = 60, Times = 100 });

        await StopAsync("Get-CentryOrder", isWaiting.Task);
    }

    // Makes some calls in another session, so that everything that can start without the engine has started.
    private void LetOthersRun()
    {
        var others = Client.Sessions(Centry.BaseUri).WithAccessToken(Centry.AccessToken).For(new Observer(), CancellationToken.None);
        for (var i = 0; i < 10; i++)
        {
            others.SendAsync(Webhooks.GetServerTime()).Soon().Wait();
        }
    }

    // The clock of the session does not advance, so that only the stop can end the command.
    private async Task StopAsync(string script, Task hasBegun)
    {
        using var shell = PowerShell.Create(Shell.Runspace);
        var running = shell.AddScript(script).BeginInvoke();
        try
        {
            await hasBegun.Soon();
            await Task.Run(shell.Stop).Soon();

            Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
            Assert.True(running.IsCompleted);
            Assert.Empty(shell.Streams.Error);
        }
        finally
        {
            // Ends the responses that are still pending.
            _isOver.SetResult();
            _clock.Held = null;
            _clock.Advance(TimeSpan.FromHours(1));
        }
    }
}
