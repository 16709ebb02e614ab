using System.Text.Json;
using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>The valid values and the default attributes of webhooks.</summary>
internal static class WebhookRules
{
    private static readonly string[] Flags =
    [
        "on_product_save", "on_product_delete", "on_order_save", "on_order_delete",
        "on_integration_config_save", "on_integration_config_delete",
    ];

    /// <inheritdoc cref="Resource.Check"/>
    public static JsonObject Check(JsonObject sent, bool isNew)
    {
        var errors = new JsonObject();
        if ((isNew || sent.ContainsKey("callback_url")) && !IsAddress(sent["callback_url"]))
        {
            errors["callback_url"] = new JsonArray("debe ser una URL http o https absoluta");
        }

        foreach (var flag in Flags.Where(flag => sent.ContainsKey(flag) && sent[flag]?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)))
        {
            errors[flag] = new JsonArray("debe ser verdadero o falso");
        }

        return errors;
    }

    /// <inheritdoc cref="Resource.Complete"/>
    public static void Complete(JsonObject webhook, string company)
    {
        foreach (var flag in Flags)
        {
            webhook[flag] ??= false;
        }

        webhook.TryAdd("events", null);
        webhook["app_id"] ??= "59c2bd4aa8d1d10b0c00aa01";
        webhook["company_id"] ??= company;
    }

    private static bool IsAddress(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String
            && Uri.TryCreate(node.ToString(), UriKind.Absolute, out var address)
            && (address.Scheme is "http" or "https");
}
