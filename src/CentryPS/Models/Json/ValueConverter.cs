using System.Text.Json;
using System.Text.Json.Serialization;

namespace CentryPS.Models.Json;

/// <summary>Reads JSON without a property in this module as plain values, and writes it without loss.</summary>
internal sealed class ValueConverter : JsonConverter<object?>
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? reader.GetString()
            : JsonValues.Read(JsonElement.ParseValue(ref reader));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options) =>
        JsonValues.Write(writer, value);
}
