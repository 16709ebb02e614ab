using System.Text.Json;
using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>What a collection accepts: attributes that nobody writes, and Rails' messages for those that are wrong.</summary>
internal static class ObjectRules
{
    private const string Company = "59c2bd4aa8d1d10b0c00cc01";

    private static readonly string[] ReadOnly = ["_id", "company_id", "created_at", "updated_at", "created_at_origin", "updated_at_origin"];
    private static readonly string[] Flags =
    [
        "on_product_save", "on_product_delete", "on_order_save", "on_order_delete",
        "on_integration_config_save", "on_integration_config_delete",
    ];
    private static readonly string[] Statuses =
        ["pending", "shipped", "received", "cancelled", "cancelled_before_shipping", "cancelled_after_shipping"];

    /// <summary>The messages by attribute; none where all is well.</summary>
    public static JsonObject Webhook(JsonObject sent, bool isNew)
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

    /// <inheritdoc cref="Webhook"/>
    public static JsonObject Order(JsonObject sent, bool isNew)
    {
        var isKnown = sent["_status"] is not { } status || Statuses.Contains(status.ToString());
        return isKnown || (isNew && !sent.ContainsKey("_status"))
            ? []
            : new JsonObject { ["_status"] = new JsonArray("no está incluido en la lista") };
    }

    /// <summary>The attributes that a webhook has though nobody sent them.</summary>
    public static void CompleteWebhook(JsonObject webhook)
    {
        foreach (var flag in Flags)
        {
            webhook[flag] ??= false;
        }

        webhook.TryAdd("events", null);
        webhook["app_id"] ??= "59c2bd4aa8d1d10b0c00aa01";
        webhook["company_id"] ??= Company;
    }

    /// <summary>The attributes that an order has though nobody sent them.</summary>
    public static void CompleteOrder(JsonObject order) => order["company_id"] ??= Company;

    /// <summary>Writes what was sent over what is there: attributes one by one, also inside addresses.</summary>
    public static void Merge(JsonObject target, JsonObject sent)
    {
        foreach (var (name, value) in sent.Where(pair => !ReadOnly.Contains(pair.Key)).ToArray())
        {
            if ((name is "address_billing" or "address_shipping") && target[name] is JsonObject address && value is JsonObject part)
            {
                Merge(address, part);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }

    private static bool IsAddress(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String
            && Uri.TryCreate(node.ToString(), UriKind.Absolute, out var address)
            && (address.Scheme is "http" or "https");
}
