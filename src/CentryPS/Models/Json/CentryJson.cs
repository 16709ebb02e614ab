using System.Text.Json.Serialization;

namespace CentryPS.Models.Json;

/// <summary>The JSON types of Centry's API, generated at compile time: the first call needs no reflection.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(TextConverter),
        typeof(FlagConverter),
        typeof(NullableFlagConverter),
        typeof(AmountConverter),
        typeof(DateConverter),
        typeof(ValueConverter),
    ])]
[JsonSerializable(typeof(CentryWebhook))]
[JsonSerializable(typeof(CentryWebhook[]))]
[JsonSerializable(typeof(CentryOrder))]
[JsonSerializable(typeof(CentryOrder[]))]
[JsonSerializable(typeof(CentryAddress))]
[JsonSerializable(typeof(CentryOrderItem))]
[JsonSerializable(typeof(CentryNotification))]
[JsonSerializable(typeof(InboxLine))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(TokenInfo))]
[JsonSerializable(typeof(OAuthApplication))]
[JsonSerializable(typeof(TokenSet))]
[JsonSerializable(typeof(object))]
internal sealed partial class CentryJson : JsonSerializerContext;
