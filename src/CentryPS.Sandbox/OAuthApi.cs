using System.Net;
using System.Text.Json.Nodes;

namespace CentryPS.Sandbox;

/// <summary>Sign-in as Doorkeeper serves it: <c>/oauth/token</c> and a page to authorize the application.</summary>
internal sealed class OAuthApi(TokenIssuer issuer, SandboxOptions options, string clientId, string clientSecret)
{
    public const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";

    private int _tokenRequests;

    public int TokenRequests => _tokenRequests;

    public Answer Token(string body)
    {
        Interlocked.Increment(ref _tokenRequests);
        if (SandboxJson.TryParseObject(body) is not { } sent)
        {
            return Refuse(400, "invalid_request", "The request is not JSON.");
        }

        if (Text(sent, "client_id") != clientId || Text(sent, "client_secret") != clientSecret)
        {
            return Refuse(401, "invalid_client", "Client authentication failed.");
        }

        return Text(sent, "grant_type") switch
        {
            "client_credentials" => ByClient(Text(sent, "scope")),
            "refresh_token" => Grant(issuer.TakeRefresh(Text(sent, "refresh_token") ?? string.Empty)),
            "authorization_code" => Grant(issuer.TakeCode(Text(sent, "code") ?? string.Empty, Text(sent, "redirect_uri") ?? string.Empty)),
            _ => Refuse(400, "unsupported_grant_type", "The authorization grant type is not supported."),
        };
    }

    public Answer Authorize(HttpRequest request)
    {
        var scope = request.Query["scope"].ToString();
        var redirectUri = request.Query["redirect_uri"].ToString();
        if (request.Query["client_id"] != clientId)
        {
            return Page("Aplicación desconocida", "<p>Ese <code>client_id</code> no está registrado.</p>");
        }

        if (request.Method != "POST")
        {
            return Page("Autorizar", $"<p>La aplicación pide: <b>{WebUtility.HtmlEncode(scope)}</b></p><form method=\"post\"><button>Autorizar</button></form>");
        }

        var code = issuer.IssueCode(scope, redirectUri);
        return Uri.TryCreate(redirectUri, UriKind.Absolute, out var target) && target.IsLoopback && redirectUri != OutOfBand
            ? new Answer(302, []) { Location = $"{redirectUri}?code={code}" }
            : Page("Su código", $"<p>Copie este código:</p><code>{code}</code>");
    }

    private static Answer Page(string title, string content) =>
        Answer.Html($"<!doctype html><html lang=\"es\"><meta charset=\"utf-8\"><title>{title}</title><h1>{title}</h1>{content}</html>");

    private static string? Text(JsonObject sent, string name) => sent[name]?.ToString();

    private static Answer Refuse(int status, string error, string description) =>
        Answer.Json(status, new JsonObject { ["error"] = error, ["error_description"] = description });

    private Answer ByClient(string? scope)
    {
        var scopes = scope ?? TokenIssuer.AllScopes;
        return scopes.Split(' ').Except(TokenIssuer.AllScopes.Split(' ')).Any()
            ? Refuse(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed.")
            : Tokens(scopes, refreshes: false);
    }

    private Answer Grant(string? scope) => scope is null
        ? Refuse(400, "invalid_grant", "The provided authorization grant is invalid, expired, revoked, or was issued to another client.")
        : Tokens(scope, refreshes: true);

    private Answer Tokens(string scope, bool refreshes)
    {
        var answer = new JsonObject
        {
            ["access_token"] = issuer.IssueAccess(scope, options.AccessTokenLifetime),
            ["token_type"] = "bearer",
            ["expires_in"] = options.AccessTokenLifetime.TotalSeconds,
            ["scope"] = scope,
            ["created_at"] = options.Time.GetUtcNow().ToUnixTimeSeconds(),
        };
        if (refreshes)
        {
            answer["refresh_token"] = issuer.IssueRefresh(scope);
        }

        return Answer.Json(200, answer);
    }
}
