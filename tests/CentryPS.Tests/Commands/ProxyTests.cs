namespace CentryPS.Tests.Commands;

/// <summary>Calls go through the proxy of -Proxy.</summary>
public sealed class ProxyTests
{
    [Fact]
    public void Requests_go_through_the_proxy_of_the_session()
    {
        using var proxy = new RawServer(RawServer.Json("""{"_id":"a"}"""));
        using var shell = new PowerShellHost();
        shell.Connect(new Uri("http://127.0.0.1:1/"), "a-token-of-the-test", $"-Proxy {proxy.BaseUri} -MaximumRetryCount 0");

        Assert.Equal("a", shell.One<CentryWebhook>("Get-CentryWebhook -Id a").Id);

        Assert.StartsWith("GET http://127.0.0.1:1/conexion/v1/webhooks/a.json ", Assert.Single(proxy.Heads));
    }
}
