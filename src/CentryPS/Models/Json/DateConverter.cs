using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CentryPS.Models.Json;

/// <summary>Reads an ISO 8601 time with its offset. A time without an offset is UTC; a blank string is null.</summary>
internal sealed class DateConverter : JsonConverter<DateTimeOffset?>
{
    /// <inheritdoc/>
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        return HasOffset(ref reader) && reader.TryGetDateTimeOffset(out var date)
            ? date
            : FromText(reader.GetString()!);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        JsonValues.Write(writer, value);

    // The reader would use this machine's offset for a time without one, and results would differ between machines.
    private static bool HasOffset(ref Utf8JsonReader reader)
    {
        var text = reader.ValueSpan;
        return text.Length > 10 && (text[text.Length - 1] == 'Z' || text[text.Length - 6] is (byte)'+' or (byte)'-');
    }

    private static DateTimeOffset? FromText(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // The parser also accepts numbers and words as dates: 12.5, March.
        var isDate = text.TrimStart() is { Length: >= 10 } trimmed && trimmed[4] == '-' && trimmed[7] == '-';
        var styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;
        return isDate && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out var date)
            ? date
            : throw new JsonException();
    }
}
