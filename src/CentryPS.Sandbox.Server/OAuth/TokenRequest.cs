using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>What a token request sends, as JSON or as a form.</summary>
internal static class TokenRequest
{
    public static JsonObject? Read(string? contentType, string body)
    {
        if (contentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return SandboxJson.TryParseObject(body);
        }

        var sent = new JsonObject();
        foreach (var (name, value) in QueryHelpers.ParseQuery(body))
        {
            sent[name] = value.ToString();
        }

        return sent;
    }
}
