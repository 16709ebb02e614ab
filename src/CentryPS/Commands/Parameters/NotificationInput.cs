using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using CentryPS.Models;
using CentryPS.Models.Attributes;
using CentryPS.Models.Json;

namespace CentryPS.Commands.Parameters;

/// <summary>Reads a notification as Centry posted it, or as PowerShell serialized an object of this module.</summary>
internal static class NotificationInput
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["topic"] = "topic",
        [nameof(CentryNotification.TopicName)] = "topic",
        ["order_id"] = "order_id",
        [nameof(CentryNotification.OrderId)] = "order_id",
        ["product_id"] = "product_id",
        [nameof(CentryNotification.ProductId)] = "product_id",
        ["integration_config_id"] = "integration_config_id",
        [nameof(CentryNotification.IntegrationConfigId)] = "integration_config_id",
    };

    // Properties of the object that are not in Centry's notification.
    private static readonly HashSet<string> Added = new(StringComparer.OrdinalIgnoreCase)
    {
        nameof(CentryNotification.Topic),
        nameof(CentryNotification.ReceivedAt),
        nameof(CentryNotification.Deliveries),
        nameof(CentryNotification.Attempt),
        nameof(CentryNotification.AdditionalProperties),
    };

    /// <summary>Reads JSON text, its bytes, a hashtable or an object.</summary>
    /// <exception cref="CentryException">The input is not a notification.</exception>
    public static CentryNotification Read(object? input)
    {
        try
        {
            return input.Unwrap() switch
            {
                CentryNotification notification => notification,
                string text => FromMap(JsonBody.ReadValue(Encoding.UTF8.GetBytes(text))),
                byte[] json => FromMap(JsonBody.ReadValue(json)),
                IDictionary or PSObject => FromMap(JsonKind.ToJson(PlainValue.Of(input), nameof(input))),
                _ => throw new JsonException(),
            };
        }
        catch (Exception exception) when (
            exception is JsonException or CentryException { ErrorCode: CentryErrorCode.InvalidRequest })
        {
            throw CentryNotification.Invalid(Messages.NotificationNotJson, exception);
        }
    }

    private static CentryNotification FromMap(object? value)
    {
        var map = value as IDictionary<string, object?> ?? throw new JsonException();
        if (map.TryGetValue("notification", out var kept) && kept is IDictionary<string, object?> line)
        {
            map = line; // a line of an inbox, or a dead letter
        }

        var isOwn = map.Keys.Contains(nameof(CentryNotification.TopicName), StringComparer.OrdinalIgnoreCase);
        var sent = new Dictionary<string, object?>();
        foreach (var pair in map.Where(pair => !isOwn || !Added.Contains(pair.Key)).Concat(isOwn ? More(map) : []))
        {
            sent[Names.TryGetValue(pair.Key, out var name) ? name : pair.Key] = pair.Value;
        }

        var notification = CentryNotification.Read(JsonBody.Write(sent));
        notification.Topic = notification.Topic; // on_order_save instead of PowerShell's OrderSave
        return notification;
    }

    private static IEnumerable<KeyValuePair<string, object?>> More(IDictionary<string, object?> map) => map
        .Where(pair => string.Equals(pair.Key, nameof(CentryNotification.AdditionalProperties),
            StringComparison.OrdinalIgnoreCase))
        .SelectMany(pair => pair.Value as IDictionary<string, object?> ?? new Dictionary<string, object?>());
}
