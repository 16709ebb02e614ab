using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CentryPS.Tests.Sandbox;

/// <summary>The sandbox delivers notifications as Centry does.</summary>
public sealed class DeliveryTests : DeliveryTest
{
    [Fact]
    public async Task Change_over_HTTP_is_delivered_and_logged_exactly_as_Centry_does()
    {
        using var receiver = new Script(Script.Status(200)).Serve();
        using var http = BareClient.Of(Centry);
        var callback = $"{receiver.BaseUri}avisos?tienda=1";
        using var webhook = await http.PostAsJsonAsync("webhooks.json", new { callback_url = callback, on_order_save = true }, Stopping);
        var id = (string)Centry.Orders.All()[0]["_id"]!;

        using var changed = await http.PutAsJsonAsync($"orders/{id}.json", new { _status = "shipped" }, Stopping);
        await NextAsync();

        var request = Assert.Single(receiver.Heads);
        Assert.StartsWith("POST /avisos?tienda=1 HTTP/1.1\r\n", request);
        Assert.Contains("Content-Type: application/json\r\n", request);
        Assert.EndsWith($"\r\n\r\n{{\"topic\":\"on_order_save\",\"order_id\":\"{id}\"}}", request);
        Assert.DoesNotContain("Authorization", request);
        Assert.Equal(
            $$"""[{"callback_url":"{{callback}}","topic":"on_order_save","data":{"topic":"on_order_save","order_id":"{{id}}"},"intent":1,"accepted":true,"response":"HTTP 200"}]""",
            await LogAsync(http));
    }

    [Theory]
    [InlineData("orders", "order")]
    [InlineData("products", "product")]
    [InlineData("integration_configs", "integration_config")]
    public async Task Delivery_has_the_topic_and_id_names_of_its_resource(string resource, string subject)
    {
        using var receiver = new Script(Script.Status(200)).Serve();
        using var http = BareClient.Of(Centry);
        AddWebhook(receiver.BaseUri.ToString(), $"on_{subject}_save", $"on_{subject}_delete");

        var id = (string)Centry.Store(resource).Add([])["_id"]!;
        await NextAsync();
        using var deleted = await http.DeleteAsync($"{resource}/{id}.json", Stopping);
        await NextAsync();

        Assert.Equal(
            [$"{{\"topic\":\"on_{subject}_save\",\"{subject}_id\":\"{id}\"}}", $"{{\"topic\":\"on_{subject}_delete\",\"{subject}_id\":\"{id}\"}}"],
            receiver.Heads.Select(Body));
    }

    [Fact]
    public async Task Delivery_goes_only_to_webhooks_of_the_company_with_the_topic()
    {
        const string Other = "59c2bd4aa8d1d10b0c00cc02";
        using var receiver = new Script(Script.Status(200)).Serve();
        await using var centry = await StartAsync(Clock, [SandboxOptions.DefaultCompany, Other]);
        AddWebhook(centry, $"{receiver.BaseUri}1", "on_order_save");
        AddWebhook(centry, $"{receiver.BaseUri}2", "on_order_delete");
        centry.Store("webhooks", Other).Add(new JsonObject { ["callback_url"] = $"{receiver.BaseUri}3", ["on_order_save"] = true });

        centry.Orders.Add([]);
        centry.Webhooks.Add([]); // webhooks have no topic
        await NextAsync();
        centry.Store("orders", Other).Add([]);
        await NextAsync();

        Assert.Equal(["POST /1", "POST /3"], receiver.Heads.Select(head => head.Split(" HTTP")[0]));
    }

    [Theory]
    [InlineData("https://tienda.example/avisos")]
    [InlineData("http://192.0.2.1/")]
    [InlineData("http://localhost.tienda.example/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("aquí")]
    public async Task Delivery_to_another_machine_is_refused(string callback)
    {
        AddWebhook(callback, "on_order_save");

        Centry.Orders.Add([]);

        var delivery = await NextAsync();
        Assert.Equal((callback, 1, false), (delivery.CallbackUrl, delivery.Intent, delivery.Accepted));
        Assert.Contains("this machine only", delivery.Response);
        Assert.Single(Centry.Deliveries);
    }

    [Fact]
    public async Task Delivery_reaches_a_callback_on_localhost()
    {
        using var receiver = new Script(Script.Status(200)).Serve();
        AddWebhook($"http://localhost:{receiver.BaseUri.Port}/", "on_order_save");

        Centry.Orders.Add([]);

        Assert.True((await NextAsync()).Accepted);
    }

    private static string Body(string request) => request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
}
