using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CentryPS.Models.Attributes;

namespace CentryPS.Models.Json;

/// <summary>Reads a string, a number or a boolean, whichever of them Centry writes for a value.</summary>
internal abstract class ScalarConverter<T> : JsonConverter<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => Parse(reader.GetString()!),
            JsonTokenType.Number => Parse(Encoding.UTF8.GetString(reader.ValueSpan.ToArray())),
            JsonTokenType.True => Parse("true"),
            JsonTokenType.False => Parse("false"),
            JsonTokenType.Null => default, // only if HandleNull is true
            _ => throw new JsonException(),
        };

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options) =>
        JsonValues.Write(writer, value);

    private protected abstract T? Parse(string text);
}

internal sealed class TextConverter : ScalarConverter<string?>
{
    public override string ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options) => reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value!);

    private protected override string? Parse(string text) => text;
}

/// <summary>Reads an exact decimal. A blank string is null.</summary>
internal sealed class AmountConverter : ScalarConverter<decimal?>
{
    private protected override decimal? Parse(string text) => string.IsNullOrWhiteSpace(text) ? null
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount
        : throw new JsonException();
}

/// <summary>Reads a boolean. Null is false, a blank string an error.</summary>
internal sealed class FlagConverter : ScalarConverter<bool>
{
    public override bool HandleNull => true;

    private protected override bool Parse(string text) => FlagKind.Parse(text) ?? throw new JsonException();
}

/// <summary>Reads a boolean. A blank string is null.</summary>
internal sealed class NullableFlagConverter : ScalarConverter<bool?>
{
    private protected override bool? Parse(string text) =>
        string.IsNullOrWhiteSpace(text) ? null : FlagKind.Parse(text) ?? throw new JsonException();
}

/// <summary>Reads an ISO 8601 time with its offset. A time without an offset is UTC; a blank string is null.</summary>
internal sealed class DateConverter : ScalarConverter<DateTimeOffset?>
{
    private const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;

    private protected override DateTimeOffset? Parse(string text)
    {
        // The parser also accepts numbers and words as dates: 12.5, March.
        var isDate = text.TrimStart() is { Length: >= 10 } trimmed && trimmed[4] == '-' && trimmed[7] == '-';
        return string.IsNullOrWhiteSpace(text) ? null
            : isDate && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out var date) ? date
            : throw new JsonException();
    }
}

/// <summary>Reads a string. Any other type is an error.</summary>
internal sealed class PlainTextConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString() : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}

/// <summary>Reads JSON without a property in this module as plain values, and writes it without loss.</summary>
internal sealed class ValueConverter : JsonConverter<object?>
{
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonValues.Read(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options) =>
        JsonValues.Write(writer, value);
}
