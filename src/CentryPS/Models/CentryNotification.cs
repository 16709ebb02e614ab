using System.Text.Json;
using System.Text.Json.Serialization;
using CentryPS.Models.Json;

namespace CentryPS.Models;

/// <summary>
/// The notification that Centry posts to a callback URL after an event. It contains only the topic and the id of the
/// object. Source: Centry's documentation of webhooks.
/// </summary>
public sealed class CentryNotification
{
    // The limit leaves room for the additional level of a line in an inbox. Centry's notifications have one level.
    private const int MaximumDepth = 32;

    /// <summary>The topic; null for a topic that this version does not know. Setting null has no effect.</summary>
    [JsonIgnore]
    public CentryTopic? Topic
    {
        get => CentryTopics.Find(TopicName);
        set => TopicName = value is { } topic ? CentryTopics.AttributeName(topic) : TopicName;
    }

    /// <summary>The topic in Centry's spelling (<c>topic</c>), such as <c>on_order_save</c>.</summary>
    [JsonPropertyName("topic"), JsonConverter(typeof(PlainTextConverter))]
    public string? TopicName { get; set; }

    /// <summary>The id of the order, 24 hex digits (<c>order_id</c>); null for other topics.</summary>
    public string? OrderId { get; set; }

    /// <summary>The id of the product, 24 hex digits (<c>product_id</c>); null for other topics.</summary>
    public string? ProductId { get; set; }

    /// <summary>
    /// The id of the integration's settings, 24 hex digits (<c>integration_config_id</c>); null if the notification is
    /// not about them.
    /// </summary>
    public string? IntegrationConfigId { get; set; }

    /// <summary>The time of receipt by this machine's clock; null if unknown.</summary>
    [JsonIgnore]
    public DateTimeOffset? ReceivedAt { get; set; }

    /// <summary>The number of times that Centry delivered the notification while it was pending, at least 1.</summary>
    [JsonIgnore]
    public int Deliveries { get; set; } = 1;

    /// <summary>The number of this attempt: 2 or more if it was output before, but not processed.</summary>
    [JsonIgnore]
    public int Attempt { get; set; } = 1;

    /// <summary>Other properties, by Centry's names, like <see cref="CentryObject.AdditionalProperties"/>.</summary>
    [JsonExtensionData]
    public IDictionary<string, object?> AdditionalProperties
    {
        get => field ??= new Dictionary<string, object?>();
        set;
    }

    /// <summary>Returns the topic and the id.</summary>
    public override string ToString() =>
        TerminalText.Show($"{TopicName} {OrderId ?? ProductId ?? IntegrationConfigId}".Trim());

    /// <summary>Reads a notification: a JSON object with a topic and valid ids. Other properties are allowed.</summary>
    /// <exception cref="CentryException">The JSON is not a notification.</exception>
    internal static CentryNotification Read(ReadOnlySpan<byte> json)
    {
        try
        {
            if (JsonBody.IsDeeper(json, MaximumDepth))
            {
                throw Invalid(Messages.NotificationTooDeep.With(MaximumDepth));
            }

            var notification = JsonBody.Read(json, CentryJson.Default.CentryNotification);
            return notification.Problem() is { } problem ? throw Invalid(problem) : notification;
        }
        catch (JsonException exception)
        {
            throw Invalid(Messages.NotificationNotJson, exception);
        }
    }

    /// <summary>Creates the error for JSON that is not a notification.</summary>
    internal static CentryException Invalid(string reason, Exception? cause = null) =>
        new(CentryErrorCode.InvalidNotification, Messages.InvalidNotification.With(reason), cause);

    /// <summary>Returns the JSON in UTF-8, as Centry posts it.</summary>
    internal byte[] ToJson() => JsonBody.Write(this);

    /// <summary>Returns why the notification is invalid, as part of a sentence; null if it is valid.</summary>
    // Ids become parts of paths, so text such as ../../oauth/token must be refused.
    internal string? Problem()
    {
        string?[] ids = [OrderId, ProductId, IntegrationConfigId];
        return string.IsNullOrWhiteSpace(TopicName) ? Messages.NotificationNoTopic
            : ids.FirstOrDefault(id => id is not null && !ObjectId.IsValid(id)) is { } invalid
                ? Messages.NotificationInvalidId.With(TerminalText.Show(invalid))
            : null;
    }
}
