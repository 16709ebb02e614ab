using System.Management.Automation;

namespace CentryPS.Tests;

/// <summary>Send-CentryNotification posts what Centry posts, and says what Centry would think of the answer.</summary>
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
    public void The_bytes_are_those_of_Centry_and_no_sign_in_goes_along(string arguments, string? body)
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
    public void What_came_goes_out_again_to_the_letter()
    {
        const string Came = """{"topic":"on_order_save","order_id":"59c2","intento":3,"detalle":{"a":[1.50,null]}}""";
        using var server = new RawServer(Script.Status(200));
        _shell.Set("came", Came);

        var deliveries = _shell.Run($"$came | ConvertFrom-CentryNotification | Send-CentryNotification -CallbackUrl {server.BaseUri}");

        Assert.Equal(CentryTopic.OrderSave, ((CentryDelivery)Assert.Single(deliveries).BaseObject).Topic);
        Assert.EndsWith("\r\n\r\n" + Came, Assert.Single(server.Heads));
    }

    [Theory]
    [InlineData(201, "HTTP 201 in place of 200")]
    [InlineData(307, "HTTP 307 in place of 200: it redirects to http://127.0.0.1:9/otra")]
    [InlineData(500, "HTTP 500 in place of 200")]
    public void Nothing_but_200_is_accepted_and_it_is_no_error(int status, string problem)
    {
        using var server = new RawServer(Script.Status(status, "Location: http://127.0.0.1:9/otra"));

        var delivery = _shell.One<CentryDelivery>($"Send-CentryNotification {server.BaseUri} -Topic OrderSave -OrderId a");

        Assert.Equal((status, false, problem), (delivery.StatusCode, delivery.IsAccepted, delivery.Problem));
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData("http://tienda.invalid/", "the name of the host is not found")]
    [InlineData("http://127.0.0.1:9/", "the connection is refused")]
    public void A_callback_that_cannot_be_reached_is_no_error_either(string url, string problem)
    {
        var delivery = _shell.One<CentryDelivery>($"Send-CentryNotification {url} -Topic OrderSave -OrderId a");

        Assert.Equal((null, false, problem, null), (delivery.StatusCode, delivery.IsAccepted, delivery.Problem, delivery.ResponseBody));
    }

    [Fact]
    public void Many_go_out_side_by_side_and_come_in_order()
    {
        var left = 6;
        var haveCome = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = new RawServer(async (_, stream, stop) =>
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                haveCome.SetResult();
            }

            await haveCome.Task.Soon();
            await stream.WriteAsync(Script.Status(200), stop);
        });

        var urls = _shell.Run($$"""
            'a', 'b', 'c' | ForEach-Object { @{ topic = 'on_order_save'; order_id = $_ } } |
                Send-CentryNotification -CallbackUrl {{server.BaseUri}}1, {{server.BaseUri}}2 | ForEach-Object { $_.CallbackUrl.Split('/')[-1] }
            """);

        Assert.Equal(["1", "2", "1", "2", "1", "2"], urls.Select(url => url.ToString()));
        Assert.Equal(["a", "a", "b", "b", "c", "c"], server.Heads.Select(head => head[^3..^2]).Order());
    }

    [Fact]
    public void What_cannot_be_sent_is_the_error_of_its_input_and_the_others_go_on()
    {
        using var server = new RawServer(Script.Status(200));

        var sent = _shell.Run($$"""'{"topic":"on_order_save","order_id":"a"}', '{}', 'hola', '{"topic":"on_order_delete","order_id":"b"}' | Send-CentryNotification {{server.BaseUri}}""");

        Assert.Equal(2, sent.Count);
        Assert.Equal(["{}", "hola"], _shell.Errors.Select(error => error.TargetObject));
        Assert.All(_shell.Errors, error => Assert.StartsWith("InvalidNotification,", error.FullyQualifiedErrorId));
    }

    [Theory]
    [InlineData("-Topic OrderSave")]
    [InlineData("-Topic OrderSave -OrderId ''")]
    [InlineData("-Topic OrderSave -ProductId a")]
    [InlineData("-Topic OrderSave -OrderId a -ProductId b")]
    public void A_notification_has_the_id_of_its_topic_and_no_other(string arguments)
    {
        using var server = new RawServer(Script.Status(200));

        _shell.Run($"Send-CentryNotification {server.BaseUri} {arguments}");

        Assert.StartsWith("InvalidRequest,", _shell.Error.FullyQualifiedErrorId);
        Assert.Contains("give -OrderId", _shell.Error.Exception.Message);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public void A_callback_that_is_no_address_is_an_error_and_the_others_go_on()
    {
        using var server = new RawServer(Script.Status(200));

        var sent = _shell.Run($"Send-CentryNotification aquí, {server.BaseUri} -Topic OrderSave -OrderId a");

        Assert.Single(sent);
        Assert.Equal(("aquí", "InvalidRequest"), (_shell.Error.TargetObject, _shell.Error.FullyQualifiedErrorId.Split(',')[0]));
    }

    [Fact]
    public void WhatIf_sends_nothing()
    {
        using var server = new RawServer(Script.Status(200));

        Assert.Empty(_shell.Run($"Send-CentryNotification {server.BaseUri} -Topic OrderSave -OrderId a -WhatIf"));
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public void A_webhook_in_the_pipeline_says_where()
    {
        using var server = new RawServer(Script.Status(200));

        var delivery = _shell.One<CentryDelivery>($"[CentryPS.Models.CentryWebhook]@{{ CallbackUrl = '{server.BaseUri}'; Topic = 'ProductDelete' }} | Send-CentryNotification -Topic OrderSave -OrderId a");

        Assert.Equal((server.BaseUri.ToString(), CentryTopic.OrderSave), (delivery.CallbackUrl, delivery.Topic));
    }

    [Fact]
    public async Task A_stop_ends_it_at_once()
    {
        var hasCome = new TaskCompletionSource();
        using var server = new RawServer((_, _, stop) =>
        {
            hasCome.SetResult();
            return Task.Delay(Timeout.Infinite, stop);
        });
        using var shell = PowerShell.Create(_shell.Runspace);

        var running = shell.AddScript($"Send-CentryNotification {server.BaseUri} -Topic OrderSave -OrderId a -TimeoutSec 3600").BeginInvoke();
        await hasCome.Task.Soon();
        await Task.Run(shell.Stop).Soon();

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.True(running.IsCompleted);
    }
}
