using System.Management.Automation;

namespace CentryPS.Tests.Commands;

/// <summary>Test-CentryWebhook reports the health of callbacks and never fails.</summary>
public sealed class TestWebhookTests : IDisposable
{
    private readonly PowerShellHost _shell = new();
    private readonly TestAuthority _authority = new();

    public void Dispose()
    {
        _authority.Dispose();
        _shell.Dispose();
    }

    [Theory]
    [InlineData(90, "localhost", "*not trusted*")]
    [InlineData(6.5, "localhost", "*expires in 6 days*not trusted*")]
    [InlineData(-3, "localhost", "*expired on*not trusted*")]
    [InlineData(90, "tienda.example", "*another host (tienda.example)*not trusted*")]
    public async Task Test_webhook_reports_an_untrusted_certificate_and_never_accepts_it(double days, string host, string problem)
    {
        using var certificate = _authority.Issue(days, host);
        await using var server = await TlsServer.StartAsync(certificate);

        var health = _shell.One<CentryWebhookHealth>($"Test-CentryWebhook {server.Url} -Deliver");

        Assert.True(WildcardPattern.Get(problem, WildcardOptions.None).IsMatch(string.Join(" | ", health.Problem)), string.Join(" | ", health.Problem));
        Assert.Equal(certificate.NotAfter.ToUniversalTime(), health.CertificateExpiresAt!.Value.UtcDateTime);
        Assert.False(health.IsHealthy);
        Assert.Null(health.StatusCode);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public void Test_webhook_reports_a_closed_port_an_unknown_host_and_an_invalid_URL()
    {
        var closed = Closed();

        var problems = _shell.Run($"(Test-CentryWebhook {closed}, https://tienda.invalid/avisos, 'tienda.example/avisos').Problem");

        Assert.Equal(["the connection is refused", "the name of the host is not found", "it is not a complete http or https URL"], problems.Select(problem => problem.ToString()));
        Assert.Empty(_shell.Errors);
    }

    [Theory]
    [InlineData("http://tienda.invalid/avisos", false)]
    [InlineData("https://tienda.invalid/avisos", true)]
    public void Test_webhook_reports_a_callback_that_is_not_encrypted(string url, bool isEncrypted)
    {
        var health = _shell.One<CentryWebhookHealth>($"Test-CentryWebhook {url}");

        Assert.Equal(!isEncrypted, health.Problem[0] == "not encrypted (http): notifications and the secret path can be read in transit; use https");
        Assert.Equal("the name of the host is not found", health.Problem[^1]);
    }

    [Fact]
    public void Test_webhook_without_Deliver_sends_nothing()
    {
        using var server = new RawServer(Script.Status(200));

        var health = _shell.One<CentryWebhookHealth>($"Test-CentryWebhook {server.BaseUri}");

        Assert.True(health.IsHealthy);
        Assert.Null(health.StatusCode);
        Assert.DoesNotContain(server.Heads, head => head.Length > 0);
    }

    [Fact]
    public void Test_webhook_with_WhatIf_sends_nothing()
    {
        using var server = new RawServer(Script.Status(200));

        Assert.Empty(_shell.Run($"Test-CentryWebhook {server.BaseUri} -Deliver -WhatIf"));

        Assert.DoesNotContain(server.Heads, head => head.Length > 0);
    }

    [Theory]
    [InlineData("-Deliver", """{"topic":"on_order_save","order_id":"000000000000000000000000"}""")]
    [InlineData("-Deliver -Topic on_product_delete", """{"topic":"on_product_delete","product_id":"000000000000000000000000"}""")]
    [InlineData("-Deliver -Topic IntegrationConfigSave -IntegrationConfigId 7", """{"topic":"on_integration_config_save","integration_config_id":"7"}""")]
    public void Test_webhook_with_Deliver_posts_a_notification(string arguments, string body)
    {
        using var server = new RawServer(Script.Status(200));

        var health = _shell.One<CentryWebhookHealth>($"Test-CentryWebhook {server.BaseUri}avisos {arguments}");

        Assert.Equal((true, 200), (health.IsHealthy, health.StatusCode));
        Assert.EndsWith("\r\n\r\n" + body, Assert.Single(server.Heads, head => head.Length > 0));
    }

    [Fact]
    public void Test_webhook_delivers_the_first_topic_of_the_webhook()
    {
        using var server = new RawServer(Script.Status(200));

        _shell.One<CentryWebhookHealth>($"[CentryPS.Models.CentryWebhook]@{{ CallbackUrl = '{server.BaseUri}'; Topic = 'ProductDelete', 'OrderSave' }} | Test-CentryWebhook -Deliver");

        Assert.Contains("on_product_delete", Assert.Single(server.Heads, head => head.Length > 0));
    }

    [Theory]
    [InlineData(500, "HTTP 500 instead of 200")]
    [InlineData(302, "HTTP 302 instead of 200: it redirects to http://otra.example/")]
    [InlineData(204, "HTTP 204 instead of 200")]
    public void Test_webhook_reports_a_status_that_Centry_does_not_accept(int status, string problem)
    {
        using var server = new RawServer(Script.Status(status, "Location: http://otra.example/"));

        var health = _shell.One<CentryWebhookHealth>($"Test-CentryWebhook {server.BaseUri} -Deliver");

        Assert.Equal((false, status, problem), (health.IsHealthy, health.StatusCode, Assert.Single(health.Problem)));
    }

    [Theory]
    [InlineData("-Topic OrderSave")]
    [InlineData("-OrderId a -Deliver")]
    [InlineData("-Deliver -Topic OrderSave -ProductId a")]
    [InlineData("-Deliver -Topic OrderSave -OrderId ''")]
    [InlineData("-Deliver -Topic OrderSave -OrderId a -ProductId b")]
    public void Test_webhook_refuses_incomplete_notification_parameters(string arguments)
    {
        using var server = new RawServer(Script.Status(200));

        Assert.Empty(_shell.Run($"Test-CentryWebhook {server.BaseUri} {arguments}"));

        Assert.StartsWith("InvalidRequest,", _shell.Error.FullyQualifiedErrorId);
        Assert.Equal(0, server.Requests);
    }

    [Theory]
    [InlineData("Test-CentryWebhook $good, $good -Quiet", true)]
    [InlineData("Test-CentryWebhook $good, $closed -Quiet", false)]
    [InlineData("Test-CentryWebhook $closed, $good -Quiet", false)]
    [InlineData("@() | Test-CentryWebhook -Quiet", false)]
    public void Test_webhook_with_Quiet_returns_one_Boolean(string script, bool isHealthy)
    {
        using var server = new RawServer(Script.Status(200));
        _shell.Set("good", server.BaseUri.OriginalString);
        _shell.Set("closed", Closed());

        Assert.Equal(isHealthy, _shell.One<bool>(script));
    }

    [Fact]
    public void Test_webhook_accepts_rows_and_deserialized_webhooks()
    {
        _shell.Set("webhook", PSSerializer.Deserialize(PSSerializer.Serialize(new CentryWebhook { CallbackUrl = Closed(), OnOrderSave = true })));

        var urls = _shell.Run("$webhook, [pscustomobject]@{ callback_url = 'http://tienda.invalid/' } | Test-CentryWebhook | ForEach-Object CallbackUrl");

        Assert.Equal(2, urls.Count);
        Assert.Empty(_shell.Errors);
    }

    [Theory]
    [InlineData("$closed, $closed | Test-CentryWebhook", 2)]
    [InlineData("[uri] ($closed + '/a%20b') | Test-CentryWebhook", 1)]
    [InlineData("[pscustomobject]@{ CallbackUrl = [uri] $closed; x = 1 } | Test-CentryWebhook", 1)]
    [InlineData("@{ CallbackUrl = $closed; OnOrderSave = $true } | Test-CentryWebhook", 1)]
    [InlineData("[CentryPS.Models.CentryWebhook]@{ CallbackUrl = $closed } | Test-CentryWebhook", 1)]
    public void Test_webhook_accepts_text_or_objects_with_a_callback_URL(string script, int count)
    {
        _shell.Set("closed", Closed());

        var tested = _shell.Run($"({script}).CallbackUrl").Select(url => url.ToString()).ToArray();

        Assert.Equal(count, tested.Length);
        Assert.All(tested, url => Assert.StartsWith("http://127.0.0.1:", url));
        Assert.All(tested, url => Assert.Equal(script.Contains("a%20b"), url.EndsWith("/a%20b", StringComparison.Ordinal)));
        Assert.Empty(_shell.Errors);
    }

    [Fact]
    public void Test_webhook_refuses_an_object_without_a_callback_URL()
    {
        Assert.Empty(_shell.Run("[pscustomobject]@{ url = 'http://tienda.example/' } | Test-CentryWebhook"));

        Assert.Single(_shell.Errors);
    }

    private static string Closed()
    {
        using var nobody = new RawServer([]);
        return nobody.BaseUri.OriginalString;
    }
}
