using System.Text.Json.Serialization;

namespace CentryPS.Models.Json;

/// <summary>The shapes of Centry's JSON, generated at compile time so that the first call reflects on nothing.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TextConverter), typeof(FlagConverter), typeof(NullableFlagConverter), typeof(AmountConverter), typeof(DateConverter), typeof(ValueConverter)])]
[JsonSerializable(typeof(CentryWebhook))]
[JsonSerializable(typeof(CentryWebhook[]))]
[JsonSerializable(typeof(CentryOrder))]
[JsonSerializable(typeof(CentryOrder[]))]
[JsonSerializable(typeof(CentryAddress))]
[JsonSerializable(typeof(CentryOrderItem))]
[JsonSerializable(typeof(CentryNotification))]
[JsonSerializable(typeof(InboxLine))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(TokenInfo))]
[JsonSerializable(typeof(KeptSignIn))]
[JsonSerializable(typeof(KeptToken))]
internal sealed partial class CentryJson : JsonSerializerContext;
