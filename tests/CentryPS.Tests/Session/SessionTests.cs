namespace CentryPS.Tests.Session;

public sealed class SessionTests : SandboxTest
{
    [Fact]
    public void Error_without_a_session_explains_how_to_connect()
    {
        using var shell = new PowerShellHost();

        shell.Run("Get-CentryWebhook");

        Assert.StartsWith("NotConnected,", shell.Error.FullyQualifiedErrorId);
        Assert.Contains("Connect-Centry", shell.Error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public async Task Two_runspaces_have_separate_default_sessions()
    {
        await using var other = await SandboxServer.StartAsync(new SandboxOptions { RecordRequests = true, WebhookCount = 0 });
        using var second = new PowerShellHost(other);

        second.Run("New-CentryWebhook https://otra.example/avisos");

        Assert.Single(other.Webhooks.All());
        Assert.Empty(Centry.Requests);
        Assert.Equal(Centry.BaseUri, Shell.One<CentrySession>("Get-CentrySession").BaseUri);
    }

    [Fact]
    public async Task Session_parameter_overrides_the_default_and_works_in_other_runspaces()
    {
        await using var other = await SandboxServer.StartAsync(new SandboxOptions { RecordRequests = true });
        using var second = new PowerShellHost();
        second.Set("session", Shell.One<CentrySession>($"Connect-Centry -AccessToken {other.AccessToken} -BaseUri {other.BaseUri} -NoDefault"));

        Assert.Equal(3, second.Run("Get-CentryWebhook -Session $session").Count);
        Assert.Empty(Centry.Requests);
        Assert.Empty(second.Run("Get-CentrySession"));
    }

    [Fact]
    public void Disconnect_discards_the_tokens()
    {
        Shell.Run("$session = Get-CentrySession; Disconnect-Centry; Get-CentryWebhook -Session $session");

        Assert.StartsWith("NotConnected,", Shell.Error.FullyQualifiedErrorId);
        Assert.Empty(Shell.Run("Get-CentrySession"));
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("http://centry.example", "InsecureUri")]
    [InlineData("ftp://127.0.0.1", "InsecureUri")]
    [InlineData("centry.example", "InvalidRequest")]
    [InlineData("https://user:pass@centry.example", "InvalidRequest")]
    public void Base_URI_that_would_leak_the_token_is_refused(string address, string error)
    {
        Shell.Run($"Connect-Centry -AccessToken not-a-secret -BaseUri {address}");

        Assert.StartsWith(error + ",", Shell.Error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Token_that_is_invalid_in_a_header_is_refused()
    {
        Shell.Run("Connect-Centry -AccessToken \"a`r`nX-Evil: 1\"");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Bad_token_ends_the_pipeline_and_a_missing_scope_does_not()
    {
        Shell.Connect(Centry.BaseUri, "no-such-token");
        Shell.Run("'a', 'b' | Get-CentryWebhook");
        Assert.StartsWith("AuthenticationFailed,", Shell.Error.FullyQualifiedErrorId);

        Shell.Connect(Centry.BaseUri, Centry.CreateAccessToken("public", TimeSpan.FromHours(1)));
        Shell.Run("'a', 'b' | Get-CentryWebhook");
        Assert.Equal(2, Shell.Errors.Count(error => error.FullyQualifiedErrorId.StartsWith("PermissionDenied,")));
    }

    [Theory]
    [InlineData("Get-CentryWebhook", "read_webhook")]
    [InlineData("Set-CentryOrder 69a582d7a8d1d10b0c000001 -BuyerPhone 1", "write_orders")]
    [InlineData("Invoke-CentryRequest products.json", "read_products")]
    [InlineData("Invoke-CentryRequest products/69a582d7a8d1d10b0c000001.json -Method Delete -Confirm:$false", "write_products")]
    [InlineData("Invoke-CentryRequest user_info.json", "read_user")]
    [InlineData("Invoke-CentryRequest variants.json", "read_products")]
    public void Missing_scope_is_named(string command, string scope)
    {
        Shell.Connect(Centry.BaseUri, Centry.CreateAccessToken("public", TimeSpan.FromHours(1)));

        Shell.Run(command);

        Assert.StartsWith("PermissionDenied,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains($" {scope} ", Shell.Error.ErrorDetails.RecommendedAction);
        Assert.Equal(!command.Contains("variants"), Shell.Error.ErrorDetails.RecommendedAction.Contains($"+ '{scope}')"));
    }
}
