using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace CentryPS.Tests.Sandbox;

/// <summary>The calls of Centry's public clients for PHP and Ruby get the documented responses.</summary>
public abstract class PublicClientTests(bool isRuby) : IAsyncLifetime
{
    private SandboxServer? _centry;
    private PublicClient? _client;

    private SandboxServer Centry => _centry!;

    private PublicClient Client => _client!;

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _centry = await SandboxServer.StartAsync(cancellationToken: Stopping);
        _client = new PublicClient(Centry, isRuby);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        GC.SuppressFinalize(this);
        await Centry.DisposeAsync();
    }

    [Fact]
    public async Task Client_signs_in_with_a_code_renews_and_reads()
    {
        var code = Centry.CreateAuthorizationCode("public read_orders");
        var first = await Client.GrantAsync("authorization_code", "code", code);
        var second = await Client.GrantAsync("refresh_token", "refresh_token", (string)first["refresh_token"]!);
        var sizes = await Client.CallAsync("GET", "conexion/v1/sizes.json?limit=5");

        Assert.NotEqual((string?)first["access_token"], (string?)second["access_token"]);
        Assert.Equal(5, sizes!.AsArray().Count);
        Assert.Equal(6, (await Client.CallAsync("GET", "conexion/v1/orders.json"))!.AsArray().Count);
    }

    [Fact]
    public async Task Client_credentials_without_a_scope_read_public_resources()
    {
        var tokens = await Client.GrantAsync("client_credentials");
        Assert.Equal("public", (string?)tokens["scope"]);
        foreach (var list in new[] { "sizes", "colors", "brands", "categories" })
        {
            var items = (await Client.CallAsync("GET", $"conexion/v1/{list}.json"))!.AsArray();
            Assert.All(items, item => Assert.Equal(["_id", "created_at", "name", "updated_at"], Names(item!).Order()));
            var one = await Client.CallAsync("GET", $"conexion/v1/{list}/{Id(items[0])}.json");
            Assert.Equal(items[0]!.ToJsonString(), one!.ToJsonString());
        }

        await Client.RefusedAsync(HttpStatusCode.Forbidden, "GET", "conexion/v1/orders.json");
    }

    [Fact]
    public async Task Products_are_counted_listed_created_changed_and_deleted()
    {
        Assert.Equal(45, (int)(await Client.CallAsync("GET", "conexion/v1/products/count.json"))!);

        var created = await Client.CallAsync("POST", "conexion/v1/products.json", """
            {"name":"Zapatón","sku":"ZAP-1","price":10000,"packageheight":"20",
             "assets":[{"url":"https://imagenes.example/zap.jpg"}],"variants":[{"sku":"ZAP-1-40","quantity":5},{"sku":"ZAP-1-41","quantity":0}]}
            """);
        var path = $"conexion/v1/products/{Id(created)}.json";
        Assert.Equal(46, (int)(await Client.CallAsync("GET", "conexion/v1/products/count.json"))!);
        Assert.Equal(["ZAP-1-40", "ZAP-1-41"], created!["variants"]!.AsArray().Select(variant => (string?)variant!["sku"]));
        Assert.All(created["variants"]!.AsArray(), variant => Assert.Equal(Id(created), (string?)variant!["product_id"]));

        var changed = await Client.CallAsync("PUT", path, """{"price_compare":19990,"seo_title":"Calefactor"}""");
        Assert.Equal((19990, "Calefactor", 10000), ((int)changed!["price_compare"]!, (string?)changed["seo_title"], (int)changed["price"]!));
        Assert.Equal(2, changed["variants"]!.AsArray().Count);
        Assert.Equal(changed.ToJsonString(), (await Client.CallAsync("GET", path))!.ToJsonString());

        Assert.True((bool)(await Client.CallAsync("DELETE", path))!);
        await Client.RefusedAsync(HttpStatusCode.NotFound, "GET", path);
        await Client.RefusedAsync(HttpStatusCode.NotFound, "GET", $"conexion/v1/variants/{Id(created["variants"]![0])}.json");
    }

    [Fact]
    public async Task Images_of_products_are_read_and_linked_to_variants()
    {
        var product = Centry.Products.All()[0];
        var variant = Id(product["variants"]![0]);
        var assets = (await Client.CallAsync("GET", $"conexion/v1/products/{Id(product)}/assets.json"))!.AsArray();
        var asset = Assert.Single(assets);

        Assert.Equal("image/jpeg", (string?)asset!["image_content_type"]);
        Assert.Equal(asset.ToJsonString(), (await Client.CallAsync("GET", $"conexion/v1/products/{Id(product)}/assets/{Id(asset)}.json"))!.ToJsonString());
        await Client.RefusedAsync(HttpStatusCode.NotFound, "GET", $"conexion/v1/products/{Id(Centry.Products.All()[1])}/assets/{Id(asset)}.json");
        await Client.RefusedAsync(HttpStatusCode.NotFound, "GET", "conexion/v1/products/59c2bd4aa8d1d10b0c9c3f11/assets.json");

        var relation = await Client.CallAsync("POST", $"conexion/v1/variants/{variant}/assets.json", $$"""{"asset_id":"{{Id(asset)}}"}""");
        var related = Assert.Single((await Client.CallAsync("GET", $"conexion/v1/variants/{variant}/assets.json"))!.AsArray());
        Assert.Equal((Id(asset), variant, Id(relation)), ((string?)related!["asset_id"], (string?)related["variant_id"], Id(related)));
        Assert.True((bool)(await Client.CallAsync("DELETE", $"conexion/v1/variants/{variant}/assets/{Id(relation)}.json"))!);
    }

    [Fact]
    public async Task Variants_are_created_changed_and_deleted_and_their_product_lists_them()
    {
        var product = Id(Centry.Products.All()[3]);
        var variant = await Client.CallAsync("POST", "conexion/v1/variants.json", $$"""{"product_id":"{{product}}","sku":"ROJO-M","quantity":4}""");
        Assert.Equal([4, 13], (await QuantitiesAsync()).Order());

        await Client.CallAsync("PUT", $"conexion/v1/variants/{Id(variant)}.json", """{"quantity":30}""");
        var changed = await Client.CallAsync("PUT", "conexion/v1/variants/sku.json", """{"sku":"ROJO-M","quantity":20}""");
        Assert.Equal((Id(variant), 20), (Id(changed), (int)changed!["quantity"]!));
        Assert.Equal([13, 20], (await QuantitiesAsync()).Order());
        Assert.Equal(Id(variant), Id(Assert.Single((await Client.CallAsync("GET", "conexion/v1/variants.json?sku=ROJO-M"))!.AsArray())));

        Assert.True((bool)(await Client.CallAsync("DELETE", $"conexion/v1/variants/{Id(variant)}.json"))!);
        Assert.Equal([13], await QuantitiesAsync());
        await Client.RefusedAsync(HttpStatusCode.NotFound, "PUT", "conexion/v1/variants/sku.json", """{"sku":"ROJO-M","quantity":20}""");
        await Client.RefusedAsync(HttpStatusCode.MethodNotAllowed, "GET", "conexion/v1/variants/sku.json");
        await Client.RefusedAsync(HttpStatusCode.UnprocessableEntity, "POST", "conexion/v1/variants.json", """{"product_id":"none"}""");

        async Task<IEnumerable<int>> QuantitiesAsync() =>
            (await Client.CallAsync("GET", $"conexion/v1/products/{product}.json"))!["variants"]!.AsArray().Select(item => (int)item!["quantity"]!);
    }

    [Fact]
    public async Task Orders_are_created_with_defaults_and_updated_with_only_new_items()
    {
        var order = await Client.CallAsync("POST", "conexion/v1/orders.json", """
            {"origin":"cUrl app","total_amount":6950493,"buyer_email":"cliente@correo.example",
             "address_billing":{"city":"Santiago","first_name":"Begoña"},"items":[{"name":"L, Café","quantity":5,"unit_price":19999.0}]}
            """);
        Assert.Equal(("pending", "undefined", "undefined"), ((string?)order!["_status"], (string?)order["_buyer_gender"], (string?)order["_payment_mode"]));
        Assert.Equal(24, Id(order["address_billing"])!.Length);
        Assert.Equal(24, Id(order["items"]![0])!.Length);

        var path = $"conexion/v1/orders/{Id(order)}.json";
        var changed = await Client.CallAsync("PUT", path, """{"_status":"shipped","items":[{"name":"Despacho","quantity":1,"unit_price":2990}]}""");
        Assert.Equal(["L, Café", "Despacho"], changed!["items"]!.AsArray().Select(item => (string?)item!["name"]));
        Assert.Equal(2, changed["items"]!.AsArray().Select(Id).Distinct().Count());

        var again = await Client.CallAsync("PUT", path, $$"""{"items":[{"_id":"{{Id(changed["items"]![0])}}","quantity":6}]}""");
        Assert.Equal([6, 1], again!["items"]!.AsArray().Select(item => (int)item!["quantity"]!));
        Assert.True((bool)(await Client.CallAsync("DELETE", path))!);
    }

    [Fact]
    public async Task Labels_are_returned_for_several_orders_at_once()
    {
        var orders = Centry.Orders.All();
        var labels = await Client.CallAsync("GET", $"conexion/v1/orders/shipping_labels.json?ids[]={Id(orders[0])}&ids[]={Id(orders[1])}");

        Assert.Equal([Id(orders[0]), Id(orders[1])], labels!.AsArray().Select(label => Id(label!["orders"]![0])));
        Assert.All(labels.AsArray(), label => Assert.StartsWith("%PDF", Encoding.ASCII.GetString(Convert.FromBase64String((string)label!["files"]![0]!["content_base_64"]!))));
    }

    [Fact]
    public async Task Adding_a_note_to_an_order_returns_all_notes_newest_first()
    {
        var orders = Centry.Orders.All();
        var path = $"conexion/v1/orders/{Id(orders[0])}/order_notes.json";
        await Client.CallAsync("POST", path, """{"text":"Nota 1"}""");
        var notes = (await Client.CallAsync("POST", path, """{"text":"Nota 2"}"""))!;

        Assert.Equal(["Nota 2", "Nota 1"], notes.AsArray().Select(note => (string?)note!["text"]));
        Assert.All(notes.AsArray(), note => Assert.Equal(["_id", "created_at", "order_id", "text", "updated_at", "user_id"], Names(note!).Order()));
        Assert.Equal(notes.ToJsonString(), (await Client.CallAsync("GET", path))!.ToJsonString());
        Assert.Empty((await Client.CallAsync("GET", $"conexion/v1/orders/{Id(orders[1])}/order_notes.json"))!.AsArray());
    }

    [Fact]
    public async Task Webhooks_warehouses_stock_company_and_user_are_served()
    {
        var webhook = await Client.CallAsync("POST", "conexion/v1/webhooks.json", """{"callback_url":"https://tienda.example/avisos","on_product_save":true}""");
        Assert.False((bool)(await Client.CallAsync("PUT", $"conexion/v1/webhooks/{Id(webhook)}.json", """{"on_product_save":false}"""))!["on_product_save"]!);
        Assert.True((bool)(await Client.CallAsync("DELETE", $"conexion/v1/webhooks/{Id(webhook)}.json"))!);

        var warehouse = Assert.Single((await Client.CallAsync("GET", "conexion/v1/warehouses.json?name=Casa+matriz"))!.AsArray());
        var variant = Id(Centry.Store("variants").All()[7]);
        var stock = Assert.Single((await Client.CallAsync("GET", $"conexion/v1/variant_warehouses.json?variant_id={variant}"))!.AsArray());
        Assert.Equal(Id(warehouse), (string?)stock!["warehouse_id"]);
        Assert.Single((await Client.CallAsync("GET", "conexion/v1/company_info.json"))!.AsArray());
        Assert.Single((await Client.CallAsync("GET", "conexion/v1/user_info.json"))!.AsArray());
    }

    [Theory]
    [InlineData(HttpStatusCode.NotAcceptable, "GET", "conexion/v1/orders.xml")]
    [InlineData(HttpStatusCode.NotAcceptable, "GET", "conexion/v1/orders/59c2bd4aa8d1d10b0c9c3f11.csv")]
    [InlineData(HttpStatusCode.MethodNotAllowed, "POST", "conexion/v1/products/count.json")]
    [InlineData(HttpStatusCode.MethodNotAllowed, "POST", "conexion/v1/sizes.json")]
    [InlineData(HttpStatusCode.MethodNotAllowed, "DELETE", "conexion/v1/orders.json")]
    [InlineData(HttpStatusCode.NotFound, "GET", "conexion/v1/nothing.json")]
    [InlineData(HttpStatusCode.UnprocessableEntity, "POST", "conexion/v1/orders.json", """{"_payment_mode":"trueque"}""")]
    public Task Unsupported_request_gets_its_status(HttpStatusCode status, string method, string path, string? body = null) => Client.RefusedAsync(status, method, path, body);

    private static string? Id(JsonNode? item) => (string?)item!["_id"];

    private static IEnumerable<string> Names(JsonNode item) => item.AsObject().Select(pair => pair.Key);
}
