
namespace CentryPS.Tests.Commands;

/// <summary>Send-CentryNotification sends the same requests as Centry and evaluates responses as Centry does.</summary>
public sealed class SendNotificationTests : IDisposable
{
    private const string Token = "a-token-of-the-test";

    private readonly PowerShellHost _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("-Topic OrderSave -OrderId 59c2", """{"topic":"on_order_save","order_id":"59c2"}""")]
    [InlineData("-Topic on_product_delete -ProductId 59c2", """{"topic":"on_product_delete","product_id":"59c2"}""")]
    [InlineData("-Topic IntegrationConfigSave -IntegrationConfigId 59c2", """{"topic":"on_integration_config_save","integration_config_id":"59c2"}""")]
    [InlineData("-InputObject @{ topic = 'on_shipment_save'; shipment_id = '59c2'; 'año' = 'Ñandú' }", null)]
    public void Send_posts_the_bytes_that_Centry_posts_without_credentials(string arguments, string? body)
    {
        using var server = new RawServer(RawServer.Json("""{"recibido":"sí"}"""));
        _shell.Connect(server.BaseUri, Token);

        var delivery = _shell.One<CentryDelivery>($"Send-CentryNotification {server.BaseUri}avisos?n=1 {arguments}");

        var request = Assert.Single(server.Heads);
        Assert.StartsWith("POST /avisos?n=1 HTTP/1.1\r\n", request);
        Assert.Contains("Content-Type: application/json\r\n", request);
        Assert.DoesNotContain(Token, request);
        Assert.DoesNotContain("Authorization", request);
        Assert.EndsWith(body is null ? "\"año\":\"Ñandú\"}" : "\r\n\r\n" + body, request.Replace("\"shipment_id\":\"59c2\"}", "\"año\":\"Ñandú\"}"));
        Assert.Equal((200, true, """{"recibido":"sí"}""", null), (delivery.StatusCode, delivery.IsAccepted, delivery.ResponseBody, delivery.Problem));
        Assert.Equal($"{server.BaseUri}avisos?n=1", delivery.CallbackUrl);
    }

    [Fact]
    public void Send_posts_a_received_notification_unchanged()
    {
        const string Came = """{"topic":"on_order_save","order_id":"59c2bd4aa8d1d10b0c9c3f11","intento":3,"detalle":{"a":[1.50,null]}}""";
        using var server = new RawServer(Script.Status(200));
        _shell.Set("came", Came);

        var deliveries = _shell.Run($"$came | ConvertFrom-CentryNotification | Send-CentryNotification -CallbackUrl {server.BaseUri}");

        Assert.Equal(CentryTopic.OrderSave, ((CentryDelivery)Assert.Single(deliveries).BaseObject).Topic);
        Assert.EndsWith("\r\n\r\n" + Came, Assert.Single(server.Heads));
    }

    [Theory]
    [InlineData(201, "HTTP 201 instead of 200")]
    [InlineData(307, "HTTP 307 instead of 200: it redirects to http://127.0.0.1:9/otra")]
    [InlineData(500, "HTTP 500 instead of 200")]
    public void Send_reports_any_status_but_200_as_not_accepted_without_an_error(int status, string problem)
    {
        using var server = new RawServer(Script.Status(status, "Location: http://127.0.0.1:9/otra"));

        var delivery = _shell.One<CentryDelivery>($"Send-CentryNotification {server.BaseUri} -Topic OrderSave -OrderId a");

        Assert.Equal((status, false, problem), (delivery.StatusCode, delivery.IsAccepted, delivery.Problem));
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData("http://tienda.invalid/", "the name of the host is not found")]
    [InlineData("http://127.0.0.1:9/", "the connection is refused")]
    public void Send_reports_an_unreachable_callback_without_an_error(string url, string problem)
    {
        var delivery = _shell.One<CentryDelivery>($"Send-CentryNotification {url} -Topic OrderSave -OrderId a");

        Assert.Equal((null, false, problem, null), (delivery.StatusCode, delivery.IsAccepted, delivery.Problem, delivery.ResponseBody));
    }

    [Theory]
    [InlineData("-Topic OrderSave")]
    [InlineData("-Topic OrderSave -OrderId ''")]
    [InlineData("-Topic OrderSave -ProductId a")]
    [InlineData("-Topic OrderSave -OrderId a -ProductId b")]
    public void Send_refuses_an_id_that_does_not_belong_to_the_topic(string arguments)
    {
        using var server = new RawServer(Script.Status(200));

        _shell.Run($"Send-CentryNotification {server.BaseUri} {arguments}");

        Assert.StartsWith("InvalidRequest,", _shell.Error.FullyQualifiedErrorId);
        Assert.Contains("only -OrderId", _shell.Error.Exception.Message);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public void Send_fails_for_an_invalid_callback_URL_and_continues_with_the_others()
    {
        using var server = new RawServer(Script.Status(200));

        var sent = _shell.Run($"Send-CentryNotification aquí, {server.BaseUri} -Topic OrderSave -OrderId a");

        Assert.Single(sent);
        Assert.Equal(("aquí", "InvalidRequest"), (_shell.Error.TargetObject, _shell.Error.FullyQualifiedErrorId.Split(',')[0]));
    }

    [Fact]
    public async Task Send_never_accepts_an_untrusted_certificate()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(days: 90);
        await using var server = await TlsServer.StartAsync(certificate);

        var delivery = _shell.One<CentryDelivery>($"Send-CentryNotification {server.Url} -Topic OrderSave -OrderId a");

        Assert.StartsWith("the certificate is not trusted (", delivery.Problem);
        Assert.Equal(Assert.Single(_shell.One<CentryWebhookHealth>($"Test-CentryWebhook {server.Url}").Problem), delivery.Problem);
        Assert.Equal((false, null, 0), (delivery.IsAccepted, delivery.StatusCode, server.Requests));
    }

    [Fact]
    public void Send_reports_the_innermost_reason_when_the_server_does_not_speak_TLS()
    {
        using var server = new RawServer(Script.Status(400));
        var url = server.BaseUri.OriginalString.Replace("http:", "https:");

        var problems = _shell.Run($"(Send-CentryNotification {url} -Topic OrderSave -OrderId a).Problem; (Test-CentryWebhook {url}).Problem");

        Assert.All(problems, problem => Assert.DoesNotContain("inner exception", problem.ToString()));
        Assert.Equal(2, problems.Count);
    }

    [Fact]
    public void Send_reports_a_connection_that_ends_without_an_answer()
    {
        using var server = new RawServer([]);

        var delivery = _shell.One<CentryDelivery>($"Send-CentryNotification {server.BaseUri} -Topic OrderSave -OrderId a");

        Assert.StartsWith("the connection failed before the response was complete", delivery.Problem);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public void Send_with_WhatIf_sends_nothing()
    {
        using var server = new RawServer(Script.Status(200));

        Assert.Empty(_shell.Run($"Send-CentryNotification {server.BaseUri} -Topic OrderSave -OrderId a -WhatIf"));
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public void Send_posts_to_the_callback_URL_of_a_piped_webhook()
    {
        using var server = new RawServer(Script.Status(200));

        var delivery = _shell.One<CentryDelivery>($"[CentryPS.Models.CentryWebhook]@{{ CallbackUrl = '{server.BaseUri}'; Topic = 'ProductDelete' }} | Send-CentryNotification -Topic OrderSave -OrderId a");

        Assert.Equal((server.BaseUri.ToString(), CentryTopic.OrderSave), (delivery.CallbackUrl, delivery.Topic));
    }
}
