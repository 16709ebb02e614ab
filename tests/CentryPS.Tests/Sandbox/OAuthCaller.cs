using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CentryPS.Tests.Sandbox;

/// <summary>An OAuth client of the first company's application that uses no code of the module.</summary>
internal sealed class OAuthCaller(SandboxServer centry) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = centry.BaseUri };

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    /// <summary>Calls the token endpoint; the fields override those of the application, even if blank.</summary>
    public Task<HttpResponseMessage> AskAsync(params (string Name, string Value)[] fields)
    {
        var body = new JsonObject
        {
            ["client_id"] = centry.ClientId,
            ["client_secret"] = centry.ClientSecret,
            ["redirect_uri"] = "urn:ietf:wg:oauth:2.0:oob",
        };
        foreach (var (name, value) in fields)
        {
            body[name] = value;
        }

        return _http.PostAsJsonAsync("oauth/token", body, Stopping);
    }

    /// <summary>Gets tokens; fails the test on an error.</summary>
    public async Task<JsonObject> TokensAsync(params (string Name, string Value)[] fields)
    {
        using var answer = await AskAsync(fields);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(Stopping))!;
    }

    public Task<JsonObject> SignInAsync(string scope = "public read_orders") =>
        TokensAsync(("grant_type", "authorization_code"), ("code", centry.CreateAuthorizationCode(scope)));

    public Task<JsonObject> RenewAsync(JsonObject tokens) => TokensAsync(("grant_type", "refresh_token"), ("refresh_token", Refresh(tokens)));

    /// <summary>Returns true if the refresh token is valid.</summary>
    public async Task<bool> RenewsAsync(JsonObject tokens)
    {
        using var answer = await AskAsync(("grant_type", "refresh_token"), ("refresh_token", Refresh(tokens)));
        return answer.IsSuccessStatusCode;
    }

    public Task<HttpResponseMessage> GetAsync(string path, JsonObject? tokens) => SendAsync(new(HttpMethod.Get, path), Access(tokens));

    public Task<HttpResponseMessage> GetAsync(string path, string token) => SendAsync(new(HttpMethod.Get, path), token);

    /// <summary>Returns why a token is not valid; null if it is valid.</summary>
    public async Task<string?> ProblemAsync(JsonObject tokens)
    {
        using var answer = await GetAsync("conexion/v1/orders.json", tokens);
        return answer.IsSuccessStatusCode ? null : $"{answer.Headers.WwwAuthenticate}";
    }

    public Task<HttpResponseMessage> RevokeAsync(object body) => _http.PostAsJsonAsync("oauth/revoke", body, Stopping);

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content, AuthenticationHeaderValue? authorization = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Authorization = authorization;
        return _http.SendAsync(request, Stopping);
    }

    public void Dispose() => _http.Dispose();

    public static string? Access(JsonObject? tokens) => (string?)tokens?["access_token"];

    public static string Refresh(JsonObject tokens) => (string)tokens["refresh_token"]!;

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? token)
    {
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return _http.SendAsync(request, Stopping);
    }
}
