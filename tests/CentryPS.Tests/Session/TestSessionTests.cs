namespace CentryPS.Tests.Session;

/// <summary>Test-CentrySession reports the state of a session and never fails.</summary>
public sealed class TestSessionTests : SandboxTest
{
    [Fact]
    public void Test_session_reports_a_good_token_as_valid()
    {
        var health = Shell.One<CentrySessionHealth>("Test-CentrySession");

        Assert.True(health.IsValid);
        Assert.Null(health.Problem);
        Assert.True(Shell.One<bool>("Test-CentrySession -Quiet"));
    }

    [Fact]
    public void Test_session_reports_a_token_without_the_webhook_scope_as_valid()
    {
        Shell.Connect(Centry.BaseUri, Centry.CreateAccessToken("public", TimeSpan.FromHours(1)));

        Assert.True(Shell.One<bool>("Test-CentrySession -Quiet"));
    }

    [Theory]
    [InlineData("Disconnect-Centry", "no session")]
    [InlineData("Connect-Centry -AccessToken wrong -BaseUri $base", "401")]
    [InlineData("Get-CentrySession | Disconnect-Centry", "no session")]
    public void Test_session_reports_an_invalid_session_without_an_error(string before, string problem)
    {
        Shell.Set("base", Centry.BaseUri);
        Shell.Run(before);

        var health = Shell.One<CentrySessionHealth>("Test-CentrySession");

        Assert.False(health.IsValid);
        Assert.Contains(problem, health.Problem);
        Assert.False(Shell.One<bool>("Test-CentrySession -Quiet"));
        Assert.Empty(Shell.Run("$Error"));
    }

    [Fact]
    public void Test_session_reports_an_unreachable_server()
    {
        Uri uri;
        using (var nobody = new RawServer([]))
        {
            uri = nobody.BaseUri;
        }

        Shell.Connect(uri, "a-token-of-the-test", "-MaximumRetryCount 0");

        Assert.NotEmpty(Shell.One<CentrySessionHealth>("Test-CentrySession").Problem!);
    }
}
