using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CentryPS.Models;
using CentryPS.Models.Attributes;
using CentryPS.Models.Json;

namespace CentryPS.Commands.Parameters;

/// <summary>Reads a notification as Centry posted it, or as PowerShell serialized an object of this module.</summary>
internal static class NotificationInput
{
    // Properties of the object that are not in Centry's notification.
    private static readonly string[] Added =
    [
        .. typeof(CentryNotification).GetProperties()
            .Where(property => property.IsDefined(typeof(JsonIgnoreAttribute), inherit: true) || IsMore(property.Name))
            .Select(property => property.Name),
    ];

    /// <summary>Reads JSON text, its bytes, a hashtable or an object.</summary>
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

        var isOwn = map.Keys.Any(IsTopicName);
        var sent = new Dictionary<string, object?>();
        foreach (var pair in map.Where(pair => !isOwn || !Added.Contains(pair.Key, StringComparer.OrdinalIgnoreCase))
            .Concat(isOwn ? More(map) : []))
        {
            sent[ApiName(pair.Key)] = pair.Value;
        }

        var notification = CentryNotification.Read(JsonBody.Write(sent));
        notification.Topic = notification.Topic; // on_order_save instead of PowerShell's OrderSave
        return notification;
    }

    private static string ApiName(string property) => IsTopicName(property) ? "topic"
        : ObjectAttributes.Find(typeof(CentryNotification), property) ?? property;

    private static bool IsTopicName(string property) =>
        string.Equals(property, nameof(CentryNotification.TopicName), StringComparison.OrdinalIgnoreCase);

    private static bool IsMore(string property) =>
        string.Equals(property, nameof(CentryNotification.AdditionalProperties), StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<KeyValuePair<string, object?>> More(IDictionary<string, object?> map) => map
        .Where(pair => IsMore(pair.Key))
        .SelectMany(pair => pair.Value as IDictionary<string, object?> ?? new Dictionary<string, object?>());
}
