namespace CentryPS.Tests.Session;

/// <summary>Test-CentrySession says what is so, and never fails.</summary>
public sealed class TestSessionTests : SandboxTest
{
    [Fact]
    public void A_good_token_is_valid()
    {
        var health = Shell.One<CentrySessionHealth>("Test-CentrySession");

        Assert.True(health.IsValid);
        Assert.Null(health.Problem);
        Assert.True(Shell.One<bool>("Test-CentrySession -Quiet"));
    }

    [Fact]
    public void A_token_that_may_not_read_webhooks_is_valid_all_the_same()
    {
        Shell.Connect(Centry.BaseUri, Centry.CreateAccessToken("public", TimeSpan.FromHours(1)));

        Assert.True(Shell.One<bool>("Test-CentrySession -Quiet"));
    }

    [Theory]
    [InlineData("Disconnect-Centry", "no session")]
    [InlineData("Connect-Centry -AccessToken wrong -BaseUri $base", "401")]
    [InlineData("Get-CentrySession | Disconnect-Centry", "no session")]
    public void What_is_not_valid_is_told_and_is_no_error(string before, string problem)
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
    public void A_server_that_is_not_there_is_a_problem_too()
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
