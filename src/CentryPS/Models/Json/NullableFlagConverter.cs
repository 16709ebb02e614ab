using System.Text.Json;
using System.Text.Json.Serialization;

namespace CentryPS.Models.Json;

/// <summary>Reads a boolean like <see cref="FlagConverter"/>, but a blank string as null.</summary>
internal sealed class NullableFlagConverter : JsonConverter<bool?>
{
    /// <inheritdoc/>
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FlagConverter.ReadFlag(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options) =>
        JsonValues.Write(writer, value);
}
