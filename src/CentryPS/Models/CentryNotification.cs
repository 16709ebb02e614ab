using System.Text.Json;
using System.Text.Json.Serialization;
using CentryPS.Models.Json;

namespace CentryPS.Models;

/// <summary>
/// What Centry posts to a callback URL right after an event: its topic and the id of the object, of which nothing else is
/// told. Source: Centry's documentation of webhooks.
/// </summary>
public sealed class CentryNotification
{
    // The line of an inbox nests it once more, and what is accepted must be readable there. Centry's have one level.
    private const int MaximumDepth = 32;

    private IDictionary<string, object?>? _additionalProperties;

    /// <summary>The topic; null for one that this version does not know, and setting null changes nothing.</summary>
    [JsonIgnore]
    public CentryTopic? Topic
    {
        get => TopicName is not null && CentryTopics.TryParse(TopicName, out var topic) ? topic : null;
        set => TopicName = value is { } topic ? CentryTopics.AttributeName(topic) : TopicName;
    }

    /// <summary>The topic as Centry spells it (<c>topic</c>), for example <c>on_order_save</c>.</summary>
    [JsonPropertyName("topic"), JsonConverter(typeof(PlainTextConverter))]
    public string? TopicName { get; set; }

    /// <summary>The id of the order, 24 hex digits (<c>order_id</c>); null where it is not about one.</summary>
    public string? OrderId { get; set; }

    /// <summary>The id of the product, 24 hex digits (<c>product_id</c>); null where it is not about one.</summary>
    public string? ProductId { get; set; }

    /// <summary>The id of the integration's settings, 24 hex digits (<c>integration_config_id</c>); null where it is not about one.</summary>
    public string? IntegrationConfigId { get; set; }

    /// <summary>When it came, by this machine's clock; null where that is not known.</summary>
    [JsonIgnore]
    public DateTimeOffset? ReceivedAt { get; set; }

    /// <summary>How often Centry brought it while it waited, at least once.</summary>
    [JsonIgnore]
    public int Deliveries { get; set; } = 1;

    /// <summary>How often the pipeline got it, this time included: 2 and more where it was given before and not taken.</summary>
    [JsonIgnore]
    public int Attempt { get; set; } = 1;

    /// <summary>What else Centry sent, by Centry's name, as <see cref="CentryObject.AdditionalProperties"/> of other objects.</summary>
    [JsonExtensionData]
    public IDictionary<string, object?> AdditionalProperties
    {
        get => _additionalProperties ??= new Dictionary<string, object?>();
        set => _additionalProperties = value;
    }

    /// <summary>The topic and the id.</summary>
    public override string ToString() => TerminalText.Show($"{TopicName} {OrderId ?? ProductId ?? IntegrationConfigId}".Trim());

    /// <summary>Reads what Centry posted: a JSON object with a topic, whose ids can be ids, whatever else it has.</summary>
    /// <exception cref="CentryException">It is something else (<see cref="CentryErrorCode.InvalidNotification"/>).</exception>
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

    /// <summary>What is no notification.</summary>
    /// <param name="reason">Why, as a part of a sentence.</param>
    /// <param name="cause">The failure behind it, if there was one.</param>
    internal static CentryException Invalid(string reason, Exception? cause = null) =>
        new(CentryErrorCode.InvalidNotification, Messages.InvalidNotification.With(reason), cause);

    /// <summary>Its JSON in UTF-8, as Centry posts it.</summary>
    internal byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JsonValues.WriterOptions))
        {
            JsonSerializer.Serialize(writer, this, CentryJson.Default.CentryNotification);
        }

        return stream.ToArray();
    }

    /// <summary>Why it is not accepted, as a part of a sentence; null if it is.</summary>
    // Ids become parts of paths: a text such as ../../oauth/token must not get there.
    internal string? Problem() => string.IsNullOrWhiteSpace(TopicName) ? Messages.NotificationNoTopic
        : new[] { OrderId, ProductId, IntegrationConfigId }.FirstOrDefault(id => id is not null && !ObjectId.IsValid(id)) is { } id
            ? Messages.NotificationInvalidId.With(TerminalText.Show(id))
            : null;
}
