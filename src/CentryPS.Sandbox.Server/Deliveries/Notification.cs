using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Resources;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Sandbox.Server.Deliveries;

/// <summary>A notification to a callback URL.</summary>
/// <param name="CallbackUrl">The callback URL.</param>
/// <param name="Topic">The topic, such as <c>on_order_save</c>.</param>
/// <param name="IdName">The name of the id field, such as <c>order_id</c>.</param>
/// <param name="Id">The id of the object.</param>
internal sealed record Notification(string CallbackUrl, string Topic, string IdName, string Id)
{
    /// <summary>The request body.</summary>
    public byte[] Body => SandboxJson.Bytes(new JsonObject { ["topic"] = Topic, [IdName] = Id });

    /// <summary>Returns the notifications of a change: one for each of the company's webhooks with the topic.</summary>
    public static IEnumerable<Notification> For(ObjectChange change, Resource resource, ObjectStore webhooks)
    {
        if (resource.Subject is null)
        {
            return [];
        }

        var topic = $"on_{resource.Subject}_{(change.Kind is ChangeKind.Deleted ? "delete" : "save")}";
        return webhooks.Where(webhook => webhook[topic] is JsonValue flag && flag.TryGetValue(out bool isOn) && isOn)
            .Select(webhook => new Notification($"{webhook["callback_url"]}", topic, resource.Subject + "_id", change.Id));
    }

    /// <summary>Creates the log entry of an attempt.</summary>
    public Delivery ToDelivery(int attempt, bool isAccepted, string response) =>
        new(
            CallbackUrl,
            Topic,
            new Dictionary<string, string> { ["topic"] = Topic, [IdName] = Id },
            attempt,
            isAccepted,
            response);
}
