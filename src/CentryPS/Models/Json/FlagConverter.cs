using System.Text.Json;
using System.Text.Json.Serialization;

namespace CentryPS.Models.Json;

/// <summary>
/// Reads a boolean, also <c>"true"</c>, <c>"1"</c> or <c>1</c>. Null is false, a blank string an error.
/// </summary>
internal sealed class FlagConverter : JsonConverter<bool>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.Null && (ReadFlag(ref reader) ?? throw new JsonException());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) =>
        writer.WriteBooleanValue(value);

    /// <summary>Reads a boolean; null for a blank string.</summary>
    internal static bool? ReadFlag(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number when reader.TryGetInt32(out var number) && number is 0 or 1 => reader.GetInt32() == 1,
        JsonTokenType.String => FromText(reader.GetString()!),
        _ => throw new JsonException(),
    };

    private static bool? FromText(string text) => text.Trim().ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        "" => null,
        _ => throw new JsonException(),
    };
}
