namespace CentryPS.Tests.Session;

public sealed class SignInTests : SandboxTest
{
    private const string Application = "$application = [pscredential]::new('sandbox-client', (ConvertTo-SecureString sandbox-secret -AsPlainText));";

    private const string Page = "oauth/authorize?client_id=sandbox-client&redirect_uri=urn%3Aietf%3Awg%3Aoauth%3A2.0%3Aoob&response_type=code&scope=";

    private string To => $"-BaseUri {Centry.BaseUri}";

    [Fact]
    public void Client_credentials_sign_in_with_the_requested_scope()
    {
        var session = Shell.One<CentrySession>($"{Application} Connect-Centry -Credential $application -Scope read_webhook, read_orders {To} -PassThru");

        Assert.Equal((CentryGrant.ClientCredentials, "read_webhook read_orders"), (session.Grant, session.Scope));
        Assert.InRange(session.ExpiresAt!.Value, DateTimeOffset.Now.AddSeconds(7000), DateTimeOffset.Now.AddSeconds(7300));
        Assert.Equal(3, Shell.Run("Get-CentryWebhook").Count);
        Shell.Run("New-CentryWebhook https://tienda.example");
        Assert.StartsWith("PermissionDenied,", Shell.Error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Unknown_scope_is_an_error_that_names_the_scope_parameter()
    {
        Shell.Run($"{Application} Connect-Centry -Credential $application -Scope read_orderz {To}");

        Assert.StartsWith("AuthenticationFailed,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("-Scope or CENTRY_SCOPE", Shell.Error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Code_signs_in_once()
    {
        var code = Centry.CreateAuthorizationCode("read_webhook");

        Shell.Run($"{Application} Connect-Centry -Credential $application -AuthorizationCode {code} {To}");
        Assert.Empty(Shell.Errors);
        Assert.Equal(3, Shell.Run("Get-CentryWebhook").Count);

        Shell.Run($"{Application} Connect-Centry -Credential $application -AuthorizationCode {code} {To}");
        Assert.StartsWith("AuthenticationFailed,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("invalid_grant: The provided authorization grant is invalid", Shell.Error.Exception.Message);
    }

    [Fact]
    public void Refresh_token_signs_in_and_its_replacement_is_passed_to_the_handler()
    {
        var given = Centry.CreateRefreshToken("read_webhook");

        var told = Shell.Run($"{Application} $told = [Collections.Generic.List[object]]::new();" +
            $"Connect-Centry -Credential $application -RefreshToken {given} {To} -OnTokenRefresh {{ param($tokens) $told.Add($tokens) }}; $told");

        Assert.Empty(Shell.Errors);
        var tokens = Assert.IsType<CentryTokens>(Assert.Single(told).BaseObject);
        Assert.NotEqual(given, CentryPS.Session.Secret.ToPlainText(tokens.RefreshToken!));
    }

    [Fact]
    public void Wrong_secret_is_an_authentication_error_with_the_message_of_the_server()
    {
        Shell.Run($"Connect-Centry -Credential ([pscredential]::new('sandbox-client', [securestring]::new())) {To}");

        Assert.StartsWith("AuthenticationFailed,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("invalid_client", Shell.Error.Exception.Message);
    }

    [Theory]
    [InlineData("-AccessToken a -Credential $application", "AmbiguousParameterSet")]
    [InlineData("-AccessToken a -Scope read_orders", "AmbiguousParameterSet")]
    [InlineData("-Credential $application -AuthorizationCode a -RefreshToken b", "AmbiguousParameterSet")]
    [InlineData("-Credential $application -RefreshToken b -Interactive", "AmbiguousParameterSet")]
    public void Parameters_of_different_grants_cannot_be_combined(string arguments, string error)
    {
        Shell.Run($"{Application} Connect-Centry {arguments} {To}");

        Assert.Equal(error, Shell.Error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Code_is_trimmed_of_pasted_white_space()
    {
        var host = new AnsweringHost($" {Centry.CreateAuthorizationCode("read_webhook")}\r\n");
        using var shell = new PowerShellHost(host: host);

        shell.Run($"{Application} Connect-Centry -Credential $application -Interactive -Scope read_webhook {To}");

        Assert.Empty(shell.Errors);
        Assert.Single(host.Questions);
    }

    [Fact]
    public void Empty_code_is_prompted_for_again_and_never_sent()
    {
        var host = new AnsweringHost(" ");
        using var shell = new PowerShellHost(host: host);

        shell.Run($"{Application} Connect-Centry -Credential $application -Interactive {To}");

        Assert.Equal(3, host.Questions.Count);
        Assert.StartsWith("InvalidRequest,", shell.Error.FullyQualifiedErrorId);
        Assert.Equal(0, Centry.TokenRequests);
    }

    [Fact]
    public void Password_in_the_base_URI_appears_in_no_message()
    {
        Shell.Run("Connect-Centry -AccessToken a -BaseUri https://bob:hunter2@localhost");

        Assert.DoesNotContain("hunter2", $"{Shell.Error} {Shell.Error.TargetObject} {Shell.Error.Exception}");
    }

    [Fact]
    public void Handler_that_throws_is_an_error_and_receives_the_tokens_again()
    {
        Shell.Run($"{Application} Connect-Centry -Credential $application -RefreshToken {Centry.CreateRefreshToken("read_webhook")} {To} -OnTokenRefresh {{ param($tokens) if (-not $global:isOpen) {{ throw 'vault is shut' }} $global:told = $tokens }}");

        Assert.StartsWith("OutcomeUnknown,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("vault is shut", Shell.Error.Exception.Message);
        Assert.Contains("-OnTokenRefresh", Shell.Error.ErrorDetails.RecommendedAction);
        Assert.Equal(3, Shell.Run("$isOpen = $true; Get-CentryWebhook").Count);
        Assert.IsType<CentryTokens>(Assert.Single(Shell.Run("$told")).BaseObject);
    }

    [Fact]
    public void Session_of_a_plain_token_cannot_be_renewed()
    {
        Shell.Connect(Centry.BaseUri, Centry.CreateAccessToken("read_webhook", TimeSpan.Zero));

        Shell.Run("Get-CentryWebhook");

        Assert.StartsWith("AuthenticationFailed,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("cannot be renewed", Shell.Error.Exception.Message);
        Assert.Contains("The access token expired", Shell.Error.Exception.Message);
    }

    [Fact]
    public void Connect_at_the_prompt_shows_the_authorization_page_and_asks_for_the_code()
    {
        var host = new AnsweringHost(Centry.CreateAuthorizationCode("read_webhook"));
        using var shell = new PowerShellHost(host: host);

        var session = shell.One<CentrySession>($"{Application} Connect-Centry -Credential $application -Interactive -Scope read_webhook {To} -PassThru");

        Assert.Equal((CentryGrant.AuthorizationCode, "read_webhook"), (session.Grant, session.Scope));
        Assert.Contains($"{Centry.BaseUri}{Page}read_webhook&state=", Assert.Single(host.Questions));
        Assert.Equal(3, shell.Run("Get-CentryWebhook").Count);
    }

    [Fact]
    public void Connect_in_an_unattended_host_names_the_authorization_page()
    {
        Shell.Run($"{Application} Connect-Centry -Credential $application -Interactive {To}");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains($"{Centry.BaseUri}{Page}public%20read_orders", Shell.Error.Exception.Message);
        // A code with a challenge cannot be used with -AuthorizationCode.
        Assert.DoesNotContain("code_challenge", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public async Task Authorization_page_gives_a_valid_code()
    {
        using var browser = new HttpClient();
        var page = new Uri(Centry.BaseUri, "/oauth/authorize?client_id=sandbox-client&redirect_uri=urn:ietf:wg:oauth:2.0:oob&response_type=code&scope=read_webhook");
        Assert.Contains("<button>", await browser.GetStringAsync(page));

        var shown = await (await browser.PostAsync(page, null)).Content.ReadAsStringAsync();
        var code = shown.Split("<code>")[1].Split('<')[0];

        Shell.Run($"{Application} Connect-Centry -Credential $application -AuthorizationCode {code} {To}");
        Assert.Empty(Shell.Errors);
    }
}
