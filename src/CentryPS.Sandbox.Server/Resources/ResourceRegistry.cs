namespace CentryPS.Sandbox.Server.Resources;

/// <summary>What Centry has: a declaration here is all that a resource needs to be served, seeded, kept, announced and delivered.</summary>
public static class ResourceRegistry
{
    /// <summary>The resources, in the order of the data file.</summary>
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
        },
        new("products", "read_products", "write_products")
        {
            Subject = "product",
            Check = (_, _) => [],
            Seed = _ => Enumerable.Range(0, ProductSeed.Count).Select(ProductSeed.At),
        },
        new("integration_configs", "read_integration_config", "write_integration_config")
        {
            Subject = "integration_config",
            Check = (_, _) => [],
        },
    ];
}
