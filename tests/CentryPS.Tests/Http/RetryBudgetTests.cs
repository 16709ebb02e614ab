using Microsoft.Extensions.Time.Testing;

namespace CentryPS.Tests;

public sealed class RetryBudgetTests
{
    [Fact]
    public void A_dead_server_ends_a_long_pipeline_soon()
    {
        var time = new FakeTimeProvider();
        using var clock = new Timer(_ => time.Advance(TimeSpan.FromSeconds(1)), null, 0, 1);
        using var server = new RawServer(RawServer.Whole([], "503 Service Unavailable"));
        using var shell = new PowerShellHost();
        shell.Set("session", Client.Sessions(server.BaseUri, time, timeout: 3600).WithAccessToken("a-token-of-the-test"));

        shell.Run("1..50000 | Set-CentryOrder -Status shipped -Session $session");

        Assert.InRange(server.Requests, 100, 1000);
        Assert.Contains("the command ends here", shell.Errors[^1].ErrorDetails.Message);
        Assert.Contains("not applied: ", shell.Errors[^1].ErrorDetails.Message);
    }
}
