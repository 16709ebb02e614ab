using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>
/// The fields of a request to an OAuth endpoint, from JSON or a form; the client also from HTTP Basic authentication.
/// </summary>
internal sealed class TokenRequest
{
    private readonly JsonObject _sent;

    private TokenRequest(JsonObject sent) => _sent = sent;

    /// <summary>Returns a field; null if it is missing or empty.</summary>
    public string? this[string name] => _sent[name]?.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Parses a request; returns null if the body is neither JSON nor a form.</summary>
    public static TokenRequest? Read(HttpRequest request, string body)
    {
        var sent = request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true
            ? new JsonObject(QueryHelpers.ParseQuery(body).Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value.ToString())))
            : body.Length == 0 ? [] : SandboxJson.TryParseObject(body);
        return sent is null ? null : new TokenRequest(WithClient(sent, request.Headers.Authorization.ToString()));
    }

    private static JsonObject WithClient(JsonObject sent, string authorization)
    {
        if (AuthenticationHeaderValue.TryParse(authorization, out var header)
            && header is { Scheme: "Basic", Parameter: { } parameter }
            && Base64(parameter).Split(':', 2) is [var id, var secret])
        {
            sent["client_id"] = id;
            sent["client_secret"] = secret;
        }

        return sent;
    }

    private static string Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : string.Empty;
    }
}
