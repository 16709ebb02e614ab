using System.Management.Automation;

namespace CentryPS.Tests;

public sealed class ProgressTests : SandboxTest
{
    protected override SandboxOptions Options => new() { Latency = TimeSpan.FromMilliseconds(400) };

    [Fact]
    public void A_long_command_tells_how_far_it_is_and_takes_it_off_the_screen()
    {
        var ids = string.Join(", ", Centry.Orders.All().Select(order => $"'{order["_id"]}'"));

        var progress = Run($"Set-CentryOrder -Id {ids} -Status shipped -ThrottleLimit 1");

        Assert.All(progress, record => Assert.Equal("Set-CentryOrder", record.Activity));
        Assert.Contains(progress, record => record.StatusDescription.StartsWith("4 of 6 done") && record.PercentComplete == 66);
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
    }

    [Fact]
    public void A_pipeline_does_not_know_how_long_it_will_be()
    {
        var progress = Run("Get-CentryOrder | Set-CentryOrder -Status shipped -ThrottleLimit 1");

        Assert.Contains(progress, record => record.StatusDescription.StartsWith("5 done") && record.PercentComplete == -1);
    }

    [Fact]
    public void A_wait_is_told()
    {
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 503, RetryAfter = 2, Method = "PUT" });

        var progress = Run("Get-CentryOrder -First 4 | Set-CentryOrder -Status shipped -ThrottleLimit 1");

        Assert.Contains(progress, record => record.StatusDescription == "waiting 2 s before the next try");
    }

    [Theory]
    [InlineData("Get-CentryOrder -First 1")]
    [InlineData("Get-CentrySession")]
    public void A_quick_command_has_none(string script) => Assert.Empty(Run(script));

    private List<ProgressRecord> Run(string script)
    {
        Shell.Run(script);
        Assert.Empty(Shell.Errors);
        return Shell.Progress;
    }
}
