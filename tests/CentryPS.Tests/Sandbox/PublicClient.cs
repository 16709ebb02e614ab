using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace CentryPS.Tests.Sandbox;

/// <summary>
/// Sends the HTTP requests of Centry's public clients for PHP (always a JSON content type, curl's Accept header, no
/// question mark without a query) and Ruby (JSON content type and Accept header, always a question mark).
/// </summary>
internal sealed class PublicClient(SandboxServer centry, bool isRuby) : IDisposable
{
    private readonly HttpClient _http = new();
    private string _token = centry.AccessToken;

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    /// <summary>Signs in, keeps the token and returns the response.</summary>
    public async Task<JsonNode> GrantAsync(string grant, string? name = null, string? value = null)
    {
        var body = new JsonObject
        {
            ["client_id"] = centry.ClientId,
            ["client_secret"] = centry.ClientSecret,
            ["redirect_uri"] = "urn:ietf:wg:oauth:2.0:oob",
            ["grant_type"] = grant,
        };
        if (name is not null)
        {
            body[name] = value;
        }

        var tokens = (await CallAsync("POST", "oauth/token", body.ToJsonString()))!;
        _token = (string)tokens["access_token"]!;
        return tokens;
    }

    /// <summary>Makes a call that must succeed, and returns the response.</summary>
    public async Task<JsonNode?> CallAsync(string method, string path, string? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync(Stopping);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text);
    }

    public async Task RefusedAsync(HttpStatusCode status, string method, string path, string? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        Assert.Equal(status, answer.StatusCode);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"{centry.BaseUri}{path}{(isRuby && !path.Contains('?') ? "?" : string.Empty)}"));
        request.Headers.TryAddWithoutValidation("Accept", isRuby ? "application/json" : "*/*");
        if (!path.StartsWith("oauth/"))
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {_token}");
        }

        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body ?? string.Empty));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        return await _http.SendAsync(request, Stopping);
    }
}
