using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>The initial webhooks.</summary>
internal static class WebhookSeed
{
    /// <summary>Creates the webhook with a number, from 0.</summary>
    public static JsonObject At(int i) => new()
    {
        ["callback_url"] = Seeding.Invariant($"https://tienda{i + 1}.example/centry/avisos"),
        ["on_product_save"] = i % 2 == 0,
        ["on_order_save"] = i % 3 == 0,
    };
}
