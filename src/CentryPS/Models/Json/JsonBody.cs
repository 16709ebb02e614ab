using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CentryPS.Models.Json;

internal static class JsonBody
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private static ReadOnlySpan<byte> Space => " \t\r\n"u8;

    /// <summary>Returns the bytes of a value that <see cref="JsonValues"/> can write, or of raw JSON.</summary>
    public static byte[] Write(object? value)
    {
        if (value is RawJson raw)
        {
            return Encoding.UTF8.GetBytes(raw.Text);
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JsonValues.WriterOptions))
        {
            JsonValues.Write(writer, value);
        }

        return stream.ToArray();
    }

    /// <exception cref="JsonException">The body is not JSON or has another structure.</exception>
    public static T Read<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> shape)
        where T : class => Parse(body, shape) ?? throw new JsonException();

    /// <summary>Reads a body of unknown structure as plain values.</summary>
    public static object? ReadValue(ReadOnlySpan<byte> body) => Parse(body, CentryJson.Default.Object);

    /// <summary>Returns true if an object or array does not end: the connection was closed early, unnoticed.</summary>
    public static bool IsCut(ReadOnlySpan<byte> body)
    {
        var text = Trim(body);
        if (text.IsEmpty || text[0] is not ((byte)'{' or (byte)'['))
        {
            return false;
        }

        return text[text.Length - 1] != text[0] + 2; // '{' + 2 is '}', '[' + 2 is ']'
    }

    /// <summary>Returns true if objects and arrays are nested more deeply than a number of levels.</summary>
    public static bool IsDeeper(ReadOnlySpan<byte> body, int levels)
    {
        var reader = new Utf8JsonReader(Trim(body));
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
                && reader.CurrentDepth >= levels)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the body without byte order mark and surrounding white space.</summary>
    internal static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> body)
    {
        var start = body.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var end = body.Length;
        while (start < end && Space.IndexOf(body[start]) >= 0)
        {
            start++;
        }

        while (end > start && Space.IndexOf(body[end - 1]) >= 0)
        {
            end--;
        }

        return body.Slice(start, end - start);
    }

    private static T? Parse<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> shape)
    {
        try
        {
            return JsonSerializer.Deserialize(Trim(body), shape);
        }
        catch (InvalidOperationException exception)
        {
            // The reader throws this for bytes that are not UTF-8.
            throw new JsonException(exception.Message, exception);
        }
    }
}
