using System.Text;

namespace CentryPS.Tests.Commands;

/// <summary>Calls to Centry use a proxy. Calls to an unencrypted local server never do.</summary>
[Collection(VaultFolder.Collection)]
public sealed class ProxyTests : SavedSignInTest
{
    private const string Password = "the-password-of-the-proxy";

    [Fact]
    public async Task Unencrypted_local_server_is_called_without_the_system_proxy()
    {
        using var proxy = new RawServer(RawServer.Json("{}"));
        using var process = new ModuleProcess(
            "Connect-Centry; @(Get-CentryWebhook).Count",
            environment: new() { ["http_proxy"] = $"{proxy.BaseUri}", ["all_proxy"] = $"{proxy.BaseUri}", ["no_proxy"] = string.Empty });

        Assert.Equal("3", (await process.EndAsync()).Trim());
        Assert.Equal(0, proxy.Requests);
    }

    [Fact]
    public async Task Proxy_for_an_unencrypted_server_is_refused_before_anything_is_sent()
    {
        using var proxy = new RawServer(RawServer.Json("{}"));
        Save("north");
        string[] ways = [$"-AccessToken a-token-of-the-test -BaseUri {Centry.BaseUri}", "-Name north"];
        foreach (var way in ways)
        {
            Shell.Run($"Connect-Centry {way} -Proxy {proxy.BaseUri}");

            Assert.Equal("InvalidRequest,CentryPS.Commands.ConnectCentryCommand", Shell.Error.FullyQualifiedErrorId);
            Assert.Contains($"{Centry.BaseUri} is on this machine", Shell.Error.Exception.Message);
        }

        using var process = new ModuleProcess($"try {{ Connect-Centry -Proxy {proxy.BaseUri} }} catch {{ $_.FullyQualifiedErrorId }}");
        Assert.StartsWith("InvalidRequest,", await process.EndAsync());
        Assert.Equal(0, proxy.Requests);
    }

    [Theory]
    [InlineData("http://ana:" + Password + "@proxy.example:3128", "-ProxyCredential")]
    [InlineData("ana:" + Password + "@proxy.example:3128", "-ProxyCredential")]
    [InlineData("proxy.example:3128", "http://proxy.example:3128")]
    [InlineData("/proxy", "http://proxy.example:3128")]
    public void Invalid_proxy_URI_is_refused_and_not_shown(string proxy, string advice)
    {
        Shell.Run($"Connect-Centry -AccessToken a-token-of-the-test -BaseUri https://centry.example -Proxy '{proxy}'");

        Assert.Equal("InvalidRequest,CentryPS.Commands.ConnectCentryCommand", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(advice, Shell.Error.Exception.Message);
        Assert.DoesNotContain(Password, $"{Shell.Error} {Shell.Error.Exception} {Shell.Error.TargetObject}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ProxyCredential ([pscredential]::new('ana', (ConvertTo-SecureString other -AsPlainText -Force)))")]
    public void Proxy_that_requires_a_sign_in_is_an_error_that_is_not_retried(string credential)
    {
        using var proxy = TunnelProxy.Start("ana:" + Password);
        Shell.Connect(new Uri("https://centry.example"), "a-token-of-the-test", $"-Proxy {proxy.BaseUri} {credential}");

        Shell.Run("'59c2bd4aa8d1d10b0c9c3f11', '59c2bd4aa8d1d10b0c9c3f12' | Remove-CentryWebhook -Force -ThrottleLimit 1");

        Assert.StartsWith("ConnectionFailed,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("the proxy requires a sign-in", Shell.Error.Exception.Message);
        Assert.Contains("-ProxyCredential", Shell.Error.ErrorDetails.RecommendedAction);
        Assert.Equal(credential.Length == 0 ? 1 : 2, proxy.Requests); // the second request responds to the challenge
        Assert.All(proxy.Heads, head => Assert.StartsWith("CONNECT centry.example:443 ", head));
    }

    [Fact]
    public void Response_407_of_a_reverse_proxy_is_not_retried()
    {
        using var server = new RawServer(Encoding.ASCII.GetBytes(TunnelProxy.Refusal));
        Shell.Connect(server.BaseUri, "a-token-of-the-test");

        Shell.Run("Get-CentryWebhook -Id a");

        Assert.StartsWith("ConnectionFailed,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("-ProxyCredential", Shell.Error.ErrorDetails.RecommendedAction);
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData("-Proxy {0} -ProxyCredential $credential", "", 2)]
    [InlineData("-ProxyCredential $credential", "{0}", 2)]
    [InlineData("", "http://ana:" + Password + "@{1}", 2)]
    [InlineData("-ProxyCredential $credential", "http://eva:an-old-password@{1}", 2)]
    [InlineData("", "{0}", 0, "localhost")]
    public async Task Call_goes_through_the_tunnel_of_the_proxy(string parameters, string system, int requests, string none = "")
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only OpenSSL reads trusted certificates from SSL_CERT_FILE.");
        using var folder = new TemporaryFolder();
        using var authority = new TestAuthority();
        await File.WriteAllTextAsync(folder.File("roots.pem"), authority.Roots[0].ExportCertificatePem(), TestContext.Current.CancellationToken);
        using var certificate = authority.Issue(days: 100);
        await using var centry = await TlsServer.StartAsync(certificate, answer: """{"_id":"a"}""");
        using var proxy = TunnelProxy.Start("ana:" + Password);
        string Fill(string text) => string.Format(null, text, proxy.BaseUri, proxy.BaseUri.Authority);
        using var process = new ModuleProcess(
            $$"""
            $credential = [pscredential]::new('ana', [Net.NetworkCredential]::new('', '{{Password}}').SecurePassword)
            Connect-Centry -AccessToken a-token-of-the-test -BaseUri {{new Uri(centry.Url).GetLeftPart(UriPartial.Authority)}} {{Fill(parameters)}}
            (Get-CentryWebhook -Id a).Id
            """,
            environment: new() { ["https_proxy"] = Fill(system), ["no_proxy"] = none, ["SSL_CERT_FILE"] = folder.File("roots.pem") });

        Assert.Equal("a", (await process.EndAsync()).Trim());
        Assert.Equal((1, requests), (centry.Requests, proxy.Requests));
    }
}
