using System.Text.Json;
using System.Text.Json.Serialization;

namespace CentryPS.Json;

/// <summary>Reads and writes a JSON object of unknown attributes as a dictionary of plain values.</summary>
internal sealed class JsonObjectConverter : JsonConverter<IDictionary<string, object?>?>
{
    /// <inheritdoc/>
    public override IDictionary<string, object?>? Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options) =>
        JsonValues.Plain(JsonElement.ParseValue(ref reader)) as IDictionary<string, object?>
            ?? throw new JsonException();

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer,
        IDictionary<string, object?>? value,
        JsonSerializerOptions options) =>
        JsonValues.Write(writer, value);
}
