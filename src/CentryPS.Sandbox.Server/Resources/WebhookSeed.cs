using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>The webhooks of a fresh sandbox.</summary>
internal static class WebhookSeed
{
    /// <summary>The webhook of a number, from 0.</summary>
    public static JsonObject At(int i) => new()
    {
        ["callback_url"] = Seeding.Text($"https://tienda{i + 1}.example/centry/avisos"),
        ["on_product_save"] = i % 2 == 0,
        ["on_order_save"] = i % 3 == 0,
    };
}
