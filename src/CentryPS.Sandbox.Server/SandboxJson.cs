using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server;

/// <summary>Helpers that read and write JSON as Centry does: in UTF-8, without escaping letters.</summary>
internal static class SandboxJson
{
    // By default, JsonObject detects a duplicate name only when the name is read.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, Options);

    public static JsonObject Error(string text) => new() { ["error"] = text };

    /// <summary>Formats a time as Centry does, with the offset of Chile.</summary>
    public static string Text(DateTimeOffset time) =>
        time.ToOffset(TimeSpan.FromHours(-3)).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", System.Globalization.CultureInfo.InvariantCulture);

    public static JsonObject? TryParseObject(string body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: Strict) as JsonObject;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
