using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CentryPS.Models.Json;

/// <summary>Reads an exact decimal from a number or a string. A blank string is null.</summary>
internal sealed class AmountConverter : JsonConverter<decimal?>
{
    /// <inheritdoc/>
    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetDecimal(out var amount) => amount,
            JsonTokenType.String => FromText(reader.GetString()!),
            _ => throw new JsonException(),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options) =>
        JsonValues.Write(writer, value);

    private static decimal? FromText(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : throw new JsonException();
    }
}
