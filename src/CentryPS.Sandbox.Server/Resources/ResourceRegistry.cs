using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Http;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>The declarations of Centry's resources. To add a resource, declare it here.</summary>
public static class ResourceRegistry
{
    private const string Public = "public";

    /// <summary>
    /// The resources, in the order of the data file. Each resource follows those that it belongs to or references.
    /// </summary>
    public static IReadOnlyList<Resource> All { get; } =
    [
        new("webhooks", "read_webhook", "write_webhook")
        {
            Check = WebhookRules.Check,
            Complete = WebhookRules.Complete,
            Seed = options => Enumerable.Range(0, options.WebhookCount).Select(WebhookSeed.At),
        },
        new("orders", "read_orders", "write_orders")
        {
            Subject = "order",
            Check = (sent, _) => OrderRules.Check(sent),
            Complete = OrderRules.Complete,
            Seed = options => Enumerable.Range(0, options.OrderCount).Select(OrderSeed.At),
            Parts = OrderRules.Parts,
            Filters = EqualTo("origin", "id_origin", "number_origin").Append(new("status", "_status")).ToDictionary(),
            Actions = new Dictionary<string, ResourceAction> { ["shipping_labels"] = new("GET", ShippingLabels.Get) },
        },
        new("order_notes", "read_orders", "write_orders")
        {
            Series = 1,
            Parent = new("orders", "order_id") { Segment = "order_notes" },
            Check = AcceptAny,
            Complete = (note, company) => note["user_id"] ??= company,
            IsJournal = true,
        },
        new("sizes", Public, Public) { Series = 7, Seed = _ => CatalogueSeed.Named(CatalogueSeed.Sizes) },
        new("colors", Public, Public) { Series = 8, Seed = _ => CatalogueSeed.Named(CatalogueSeed.Colors) },
        new("brands", Public, Public) { Series = 9, Seed = _ => CatalogueSeed.Named(CatalogueSeed.Brands) },
        new("categories", Public, Public) { Series = 10, Seed = _ => CatalogueSeed.Named(CatalogueSeed.Categories) },
        new("products", "read_products", "write_products")
        {
            Subject = "product",
            Check = AcceptAny,
            Complete = ProductRules.CompleteProduct,
            Seed = Products(ProductSeed.At),
            Links = new Dictionary<string, string> { ["brand_id"] = "brands", ["category_id"] = "categories" },
            Actions = new Dictionary<string, ResourceAction> { ["count"] = new("GET", Count) },
        },
        new("variants", "read_products", "write_products")
        {
            Series = 2,
            Parent = new("products", "product_id") { Attribute = "variants" },
            Check = AcceptAny,
            Complete = ProductRules.CompleteVariant,
            Seed = Products(ProductSeed.VariantAt),
            Links = new Dictionary<string, string> { ["size_id"] = "sizes", ["color_id"] = "colors" },
            Filters = EqualTo("sku", "product_id").ToDictionary(),
            Actions = new Dictionary<string, ResourceAction>
            {
                ["sku"] = new("PUT", Handle: null) { Attribute = "sku" },
            },
        },
        new("assets", "read_products", "write_products")
        {
            Series = 3,
            Parent = new("products", "product_id") { Segment = "assets", Attribute = "assets" },
            Complete = (asset, _) => ProductRules.CompleteAsset(asset),
            Seed = Products(ProductSeed.AssetAt),
        },
        new("variant_assets", "read_products", "write_products")
        {
            Series = 4,
            Parent = new("variants", "variant_id") { Segment = "assets" },
            Check = AcceptAny,
            Complete = (asset, _) => asset["position"] ??= 0,
        },
        new("warehouses", "read_warehouses", "write_warehouses")
        {
            Series = 5,
            Check = AcceptAny,
            Complete = CatalogueSeed.CompleteWarehouse,
            Seed = _ => [CatalogueSeed.Warehouse],
            Filters = EqualTo("name", "address", "latitude", "longitude").ToDictionary(),
        },
        new("variant_warehouses", "read_warehouses", "write_warehouses")
        {
            Series = 6,
            Parent = new("variants", "variant_id"),
            Check = AcceptAny,
            Complete = (stock, _) => ProductRules.CompleteStock(stock),
            Seed = Products(ProductSeed.StockAt),
            Links = new Dictionary<string, string> { ["warehouse_id"] = "warehouses" },
            Filters = EqualTo("variant_id", "warehouse_id").ToDictionary(),
        },
        new("integration_configs", "read_integration_config", "write_integration_config")
        {
            Subject = "integration_config",
            Check = AcceptAny,
        },
        new("company_info", "read_user", "write_user") { Series = 11, Seed = _ => [CatalogueSeed.Company] },
        new("user_info", "read_user", "write_user") { Series = 12, Seed = _ => [CatalogueSeed.User] },
    ];

    private static JsonObject AcceptAny(JsonObject sent, bool isNew) => [];

    private static Func<SandboxOptions, IEnumerable<JsonObject>> Products(Func<int, JsonObject> seed) =>
        _ => Enumerable.Range(0, ProductSeed.Count).Select(seed);

    private static IEnumerable<KeyValuePair<string, string>> EqualTo(params string[] attributes) =>
        attributes.Select(attribute => KeyValuePair.Create(attribute, attribute));

    private static ApiResponse Count(Storage.ObjectStore store, IQueryCollection query) =>
        ApiResponse.Json(200, store.Where(Api.ListFilter.From(query, new Dictionary<string, string>()) ?? (_ => true)).Count);
}
