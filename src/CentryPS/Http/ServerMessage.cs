using System.Text.Json;
using System.Text.RegularExpressions;
using CentryPS.Models.Json;

namespace CentryPS.Http;

/// <summary>Reads the error message in a response.</summary>
internal static class ServerMessage
{
    private static readonly Regex Description = new(
        "error_description=\"(?<words>[^\"]*)\"",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>
    /// Reads <c>{"error":"code","error_description":"text"}</c> (RFC 6749, 5.2), <c>{"error":"text"}</c>, Rails' map of
    /// messages by attribute, or the <c>WWW-Authenticate</c> header (RFC 6750, 3); null for none.
    /// </summary>
    public static string? Read(CentryResponse response) => FromBody(ReadBody(response)) ?? FromHeader(response);

    /// <summary>Reads the member <c>error</c> of the body, if it is text.</summary>
    public static string? ErrorOf(CentryResponse response) =>
        ReadBody(response) is IDictionary<string, object?> map && map.TryGetValue("error", out var error)
            ? error as string
            : null;

    private static object? ReadBody(CentryResponse response)
    {
        try
        {
            return JsonBody.ReadValue(response.Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? FromBody(object? body)
    {
        if (body is not IDictionary<string, object?> { Count: > 0 } map)
        {
            return body as string;
        }

        map.TryGetValue("error", out var error);
        map.TryGetValue("error_description", out var description);
        return (error, description) switch
        {
            (string code, string words) => $"{code}: {words}",
            (string words, _) => words,
            _ => string.Join("; ", map.Select(pair => $"{pair.Key}: {Flatten(pair.Value)}")),
        };
    }

    private static string Flatten(object? value) => value switch
    {
        object?[] items => string.Join(", ", items.Select(Flatten)),
        IDictionary<string, object?> map => string.Join(", ", map.Select(pair => $"{pair.Key}: {Flatten(pair.Value)}")),
        _ => value?.ToString() ?? "null",
    };

    private static string? FromHeader(CentryResponse response)
    {
        var challenge = string.Join(" ", response.Headers.WwwAuthenticate.Select(header => header.Parameter));
        var match = Description.Match(challenge);
        return match.Success ? match.Groups["words"].Value : null;
    }
}
