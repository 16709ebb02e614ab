namespace CentryPS.Tests.Http;

public sealed class RetryBudgetTests
{
    [Fact]
    public void Retry_budget_ends_a_long_pipeline_when_the_server_is_down()
    {
        using var server = new RawServer(RawServer.Whole([], "503 Service Unavailable"));
        using var shell = new PowerShellHost();
        shell.Use(Client.Sessions(server.BaseUri, new RunningClock(), timeout: 3600).WithAccessToken("a-token-of-the-test"));

        shell.Run("1..50000 | ForEach-Object { '{0:x24}' -f $_ } | Set-CentryOrder -Status shipped");

        Assert.InRange(server.Requests, 5, 1000);
        Assert.Contains("the command ends here", shell.Errors[^1].ErrorDetails.Message);
        Assert.Contains("not applied: ", shell.Errors[^1].ErrorDetails.Message);
    }
}
