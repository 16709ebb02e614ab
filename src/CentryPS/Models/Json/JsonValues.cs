using System.Text.Encodings.Web;
using System.Text.Json;
using CentryPS.Models.Attributes;

namespace CentryPS.Models.Json;

/// <summary>Converts JSON of unknown structure to plain .NET values and back, without loss.</summary>
internal static class JsonValues
{
    /// <summary>Writes non-ASCII text as UTF-8 rather than <c>\u00f1</c>.</summary>
    public static readonly JsonWriterOptions WriterOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int ExactDecimalDigits = 28;

    /// <summary>
    /// Returns null, string, bool, long, decimal, <c>object?[]</c> or <c>Dictionary&lt;string, object?&gt;</c>. A
    /// number that neither long nor decimal represents exactly remains a <see cref="JsonElement"/> with the original
    /// digits.
    /// </summary>
    public static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ReadObject(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Read).ToArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => ReadNumber(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>
    /// Writes the values that <see cref="Read"/> returns, the module's objects and simple .NET types.
    /// </summary>
    /// <exception cref="NotSupportedException">The value, or a value inside it, has another type.</exception>
    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case IFormattable number when NumberText.IsNumber(number):
                writer.WriteRawValue(NumberText.Of(number));
                break;
            case DateTimeOffset date: writer.WriteStringValue(date); break;
            case CentryDate date: writer.WriteStringValue(date.ToString()); break;
            case Uri uri: writer.WriteStringValue(uri.OriginalString); break;
            case CentryTopic topic: writer.WriteStringValue(CentryTopics.AttributeName(topic)); break;
            case JsonElement element: element.WriteTo(writer); break;
            case CentryObject or CentryNotification:
                JsonSerializer.Serialize(writer, value, CentryJson.Default.GetTypeInfo(value.GetType())!);
                break;
            case IDictionary<string, object?> map: WriteObject(writer, map); break;
            case object?[] items: WriteArray(writer, items); break;
            default: throw new NotSupportedException(value.GetType().FullName);
        }
    }

    private static Dictionary<string, object?> ReadObject(JsonElement element)
    {
        var map = new Dictionary<string, object?>();
        foreach (var property in element.EnumerateObject())
        {
            map[property.Name] = Read(property.Value);
        }

        return map;
    }

    private static object ReadNumber(JsonElement element)
    {
        if (element.TryGetInt64(out var whole))
        {
            return whole;
        }

        return element.TryGetDecimal(out var number) && IsExact(element.GetRawText(), number)
            ? number
            : element.Clone();
    }

    private static bool IsExact(string text, decimal number)
    {
        var mantissa = text.Split('e', 'E')[0];
        return mantissa.Count(char.IsDigit) <= ExactDecimalDigits
            && (number != 0 || mantissa.All(character => character is '0' or '.' or '-'))
            && (mantissa.Length == text.Length || number == decimal.Truncate(number));
    }

    private static void WriteObject(Utf8JsonWriter writer, IDictionary<string, object?> map)
    {
        writer.WriteStartObject();
        foreach (var pair in map)
        {
            writer.WritePropertyName(pair.Key);
            Write(writer, pair.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, object?[] items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(writer, item);
        }

        writer.WriteEndArray();
    }
}
