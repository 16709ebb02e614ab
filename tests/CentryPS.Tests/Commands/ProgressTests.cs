using System.Management.Automation;

namespace CentryPS.Tests.Commands;

public sealed class ProgressTests : SandboxTest
{
    // The time between results on the clock of the session.
    private const string Slowly = "ForEach-Object { $clock.Advance([timespan]::FromSeconds(0.4)) }";

    private readonly RunningClock _clock = new();

    protected override TimeProvider Clock => _clock;

    [Fact]
    public void Progress_of_a_long_command_is_shown_and_then_completed()
    {
        var ids = string.Join(", ", Centry.Orders.All().Select(order => $"'{order["_id"]}'"));

        var progress = Run($"Set-CentryOrder -Id {ids} -Status shipped | {Slowly}");

        Assert.All(progress, record => Assert.Equal("Set-CentryOrder", record.Activity));
        Assert.Equal(
            [("3 of 6 done", 50), ("4 of 6 done", 66), ("5 of 6 done", 83), ("6 of 6 done", 100)],
            progress.SkipLast(1).Select(record => (record.StatusDescription.Split(',')[0], record.PercentComplete)));
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
    }

    [Fact]
    public void Progress_of_a_pipeline_has_no_percentage()
    {
        var progress = Run($"Get-CentryOrder | Set-CentryOrder -Status shipped | {Slowly}");

        Assert.Contains(progress, record => record.StatusDescription.StartsWith("5 done") && record.PercentComplete == -1);
    }

    [Fact]
    public void Progress_shows_a_wait()
    {
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 503, RetryAfter = 20, Method = "PUT" });

        var progress = Run("Get-CentryOrder -First 1 | Set-CentryOrder -Status shipped");

        Assert.Contains(progress, record => record.StatusDescription == "waiting 20 s before the next attempt");
    }

    [Theory]
    [InlineData("en-US", "at the rate that Centry allows")]
    [InlineData("es-CL", "al ritmo que permite Centry")]
    public void Progress_shows_that_Centry_limits_the_rate(string culture, string words)
    {
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 429, Method = "PUT" });

        var progress = Run($"[cultureinfo]::CurrentUICulture = '{culture}'; Get-CentryOrder | Set-CentryOrder -Status shipped | {Slowly}");

        Assert.Contains(progress, record => record.StatusDescription.EndsWith(words));
    }

    [Fact]
    public void Change_of_rate_is_a_verbose_line()
    {
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 429, Method = "PUT" });

        Shell.Run("Get-CentryOrder | Set-CentryOrder -Status shipped -Verbose");

        Assert.Contains(Shell.Verbose, line => line.StartsWith("Centry accepts about "));
        Assert.Empty(Shell.Errors);
    }

    [Theory]
    [InlineData("Get-CentryOrder -First 2")]
    [InlineData("Get-CentrySession")]
    public void Quick_command_shows_no_progress(string script) => Assert.Empty(Run($"{script} | {Slowly}"));

    private List<ProgressRecord> Run(string script)
    {
        Shell.Set("clock", _clock);
        Shell.Run(script);
        Assert.Empty(Shell.Errors);
        return Shell.Progress;
    }
}
