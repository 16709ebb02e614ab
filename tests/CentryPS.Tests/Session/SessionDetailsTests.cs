using System.Globalization;

namespace CentryPS.Tests.Session;

/// <summary>A session shows its server, company and application, and whether Centry has accepted its token.</summary>
public sealed class SessionDetailsTests : SandboxTest
{
    protected override SandboxOptions Options => new() { RecordRequests = true, Companies = SandboxOptions.CompanyIds(2) };

    private string AsApplication => $"Connect-Centry -Credential ([pscredential]::new('{Centry.SignIns[0].ClientId}', [Net.NetworkCredential]::new('', '{Centry.SignIns[0].ClientSecret}').SecurePassword)) -BaseUri {Centry.BaseUri}";

    [Fact]
    public void Access_token_is_connected_once_Centry_has_accepted_it()
    {
        var session = Shell.One<CentrySession>("Get-CentrySession");
        Assert.False(session.IsConnected);

        Shell.Run("Get-CentryOrder -First 1");
        Assert.True(session.IsConnected);

        Centry.RevokeAccessTokens();
        Shell.Run("Get-CentryOrder -First 1");
        Assert.False(session.IsConnected);
    }

    [Fact]
    public void Access_token_without_the_scope_of_a_call_is_connected()
    {
        Shell.Connect(Centry.BaseUri, Centry.CreateAccessToken("public", TimeSpan.FromHours(1)));

        Shell.Run("Get-CentryWebhook");

        Assert.True(Shell.One<CentrySession>("Get-CentrySession").IsConnected);
    }

    [Fact]
    public void Application_session_is_connected_from_the_start_until_it_is_disconnected()
    {
        var session = Shell.One<CentrySession>(AsApplication + " -PassThru");

        Assert.True(session.IsConnected);
        Assert.Equal(Centry.SignIns[0].ClientId, session.ClientId);
        Shell.Run("Disconnect-Centry");
        Assert.False(session.IsConnected);
    }

    [Fact]
    public void Test_session_returns_the_server_the_company_and_the_application()
    {
        var health = Shell.One<CentrySessionHealth>("Test-CentrySession");

        Assert.Equal(Centry.BaseUri, health.BaseUri);
        Assert.Equal(Shell.One<CentrySession>("Get-CentrySession").CompanyId, health.CompanyId);
        Assert.Equal(Centry.SignIns[0].Company, health.CompanyId);
        Assert.Equal(Centry.ClientId, health.ClientId);
    }

    [Fact]
    public void Test_session_gets_the_company_from_an_order_when_the_token_has_no_webhook_scope()
    {
        Shell.Connect(Centry.BaseUri, Centry.CreateAccessToken("read_orders", TimeSpan.FromHours(1)));

        Assert.NotNull(Shell.One<CentrySessionHealth>("Test-CentrySession").CompanyId);
    }

    [Fact]
    public void Test_session_returns_no_company_when_the_token_has_no_read_scope()
    {
        Shell.Connect(Centry.BaseUri, Centry.CreateAccessToken("public", TimeSpan.FromHours(1)));

        var health = Shell.One<CentrySessionHealth>("Test-CentrySession");

        Assert.True(health.IsValid);
        Assert.Null(health.CompanyId);
    }

    [Theory]
    [InlineData("en-US", "Connected to http", "company", "application")]
    [InlineData("es-CL", "Conectado a http", "empresa", "aplicación")]
    public void Prompt_shows_one_line_after_the_sign_in(string culture, string begin, string company, string application)
    {
        var host = new PromptHost();
        using var shell = new PowerShellHost(host: host);

        shell.Run($"[cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = '{culture}'; {AsApplication}");

        var line = Assert.Single(host.Lines);
        Assert.StartsWith(begin, line);
        Assert.Contains($"{Centry.BaseUri}, {company} {Centry.SignIns[0].Company}, {application} {Centry.SignIns[0].ClientId}.", line);
        var end = Shell.One<DateTimeOffset>($"{AsApplication} -PassThru | ForEach-Object ExpiresAt").LocalDateTime;
        Assert.Contains(end.ToString("t", CultureInfo.GetCultureInfo(culture))[..3], line);
    }

    [Fact]
    public void Prompt_verifies_an_access_token()
    {
        var host = new PromptHost();
        using var shell = new PowerShellHost(host: host);

        shell.Connect(Centry.BaseUri, Centry.AccessToken);
        Assert.EndsWith($"company {Centry.SignIns[0].Company}.", Assert.Single(host.Lines));
        Assert.True(shell.One<CentrySession>("Get-CentrySession").IsConnected);

        shell.Connect(Centry.BaseUri, "wrong");
        Assert.Contains("Test-CentrySession", host.Lines[1]);
        Assert.False(shell.One<CentrySession>("Get-CentrySession").IsConnected);
        Assert.DoesNotContain(host.Lines, line => line.Contains(Centry.AccessToken) || line.Contains("wrong"));
    }

    [Fact]
    public void Session_has_the_details_of_its_access_token_after_a_test()
    {
        Shell.Connect(Centry.BaseUri, Centry.AccessToken);
        var health = Shell.One<CentrySessionHealth>("Test-CentrySession");

        var session = Shell.One<CentrySession>("Get-CentrySession");

        Assert.Equal((Centry.SignIns[0].ClientId, health.Scope, health.ExpiresAt), (session.ClientId!, session.Scope, session.ExpiresAt));
    }

    [Theory]
    [InlineData("& { COMMAND }")]
    [InlineData("COMMAND -InformationAction SilentlyContinue")]
    [InlineData("COMMAND -InformationAction Ignore")]
    [InlineData("COMMAND 6>$null")]
    [InlineData("$InformationPreference = 'Ignore'; COMMAND")]
    public void Line_is_not_shown_in_a_script_or_when_information_is_suppressed(string how)
    {
        var host = new PromptHost();
        using var shell = new PowerShellHost(host: host);

        shell.Run(how.Replace("COMMAND", AsApplication));

        Assert.Empty(shell.Errors);
        Assert.Empty(host.Lines);
    }

    [Fact]
    public void Unattended_host_gets_nothing_on_the_information_stream() =>
        Assert.Empty(Shell.Run(AsApplication + " -InformationVariable said -InformationAction Continue; $said"));

    [Fact]
    public void Confirmation_prompt_names_the_company_when_there_are_several_sessions()
    {
        var host = new AnsweringHost("Y");
        using var shell = new PowerShellHost(Centry, host);
        var order = $"Set-CentryOrder {shell.Run("Get-CentryOrder -First 1").Single().Properties["Id"].Value} -BuyerPhone 1 -Confirm";

        shell.Run(order);
        Assert.DoesNotContain(Centry.SignIns[0].Company!, host.Questions[^1]);

        shell.Run($"$other = {AsApplication.Replace(Centry.SignIns[0].ClientId, Centry.SignIns[1].ClientId).Replace(Centry.SignIns[0].ClientSecret, Centry.SignIns[1].ClientSecret)} -NoDefault; {order}");
        Assert.Contains($"company {Centry.SignIns[0].Company}: ", host.Questions[^1]);

        shell.Run(order + " -Session $other");
        Assert.Contains($"company {Centry.SignIns[1].Company}: ", host.Questions[^1]);
    }

    [Fact]
    public void WhatIf_sends_no_request_for_the_company_and_names_the_server()
    {
        var host = new AnsweringHost("Y");
        using var shell = new PowerShellHost(Centry, host);

        shell.Run($"$other = Connect-Centry -AccessToken another -BaseUri {Centry.BaseUri} -NoDefault; Set-CentryOrder 69a582d7a8d1d10b0c000001 -BuyerPhone 1 -WhatIf -Session $other");

        Assert.Empty(Centry.Requests);
        Assert.Contains($"{Centry.BaseUri}: ", Assert.Single(host.Lines, line => line.StartsWith("What if", StringComparison.Ordinal)));
    }
}
