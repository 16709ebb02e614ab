using System.Net;
using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Http;

namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>Sign-in as Doorkeeper serves it: <c>/oauth/token</c> and a page to authorize the application.</summary>
internal sealed class OAuthApi(TokenIssuer issuer, SandboxOptions options, string clientId, string clientSecret)
{
    public Answer Token(string? contentType, string body)
    {
        if (TokenRequest.Read(contentType, body) is not { } sent)
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
            "refresh_token" => Exchange(issuer.TakeRefresh(Text(sent, "refresh_token") ?? string.Empty)),
            "authorization_code" => Exchange(issuer.TakeCode(Text(sent, "code") ?? string.Empty, Text(sent, "redirect_uri") ?? string.Empty)),
            _ => Refuse(400, "unsupported_grant_type", "The authorization grant type is not supported."),
        };
    }

    public Answer Authorize(HttpRequest request)
    {
        var scope = request.Query["scope"].ToString() is { Length: > 0 } asked ? asked : "public";
        var redirectUri = request.Query["redirect_uri"].ToString();
        if (Problem(request.Query["client_id"].ToString(), redirectUri, scope) is { } problem)
        {
            return Page("No se puede autorizar", $"<p>{problem}</p>") with { Status = 400 };
        }

        return request.Method switch
        {
            "GET" => Page("Autorizar", $"<p>La aplicación pide: <b>{WebUtility.HtmlEncode(scope)}</b></p><form method=\"post\"><button>Autorizar</button></form>"),
            "POST" => Give(issuer.IssueCode(new Grant(options.Companies[0], scope), redirectUri), redirectUri, request.Query["state"].ToString()),
            _ => Answer.NotAllowed("GET, POST"),
        };
    }

    private static Answer Give(string code, string redirectUri, string state)
    {
        if (redirectUri == RedirectUri.OutOfBand)
        {
            return Page("Su código", $"<p>Copie este código:</p><code>{code}</code>");
        }

        var query = state.Length == 0 ? $"code={code}" : $"code={code}&state={Uri.EscapeDataString(state)}";
        return new Answer(302, []) { Location = new UriBuilder(redirectUri) { Query = query }.Uri.AbsoluteUri };
    }

    private static Answer Page(string title, string content) =>
        Answer.Html($"<!doctype html><html lang=\"es\"><meta charset=\"utf-8\"><title>{title}</title><h1>{title}</h1>{content}</html>");

    private static string? Text(JsonObject sent, string name) => sent[name]?.ToString();

    private static Answer Refuse(int status, string error, string description) =>
        Answer.Json(status, new JsonObject { ["error"] = error, ["error_description"] = description });

    private string? Problem(string client, string redirectUri, string scope)
    {
        if (client != clientId)
        {
            return "Ese <code>client_id</code> no está registrado.";
        }

        if (!RedirectUri.IsAllowed(redirectUri))
        {
            return "Ese <code>redirect_uri</code> no está registrado.";
        }

        return TokenIssuer.IsKnown(scope) ? null : "Uno de los alcances pedidos no existe.";
    }

    private Answer ByClient(string? scope)
    {
        var scopes = string.IsNullOrWhiteSpace(scope) ? TokenIssuer.AllScopes : scope;
        return TokenIssuer.IsKnown(scopes)
            ? Tokens(new Grant(options.Companies[0], scopes), refreshes: false)
            : Refuse(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed.");
    }

    private Answer Exchange(Grant? grant) => grant is null
        ? Refuse(400, "invalid_grant", "The provided authorization grant is invalid, expired, revoked, or was issued to another client.")
        : Tokens(grant, refreshes: true);

    private Answer Tokens(Grant grant, bool refreshes)
    {
        var answer = new JsonObject
        {
            ["access_token"] = issuer.IssueAccess(grant, options.AccessTokenLifetime),
            ["token_type"] = "bearer",
            ["expires_in"] = (long)options.AccessTokenLifetime.TotalSeconds,
            ["scope"] = grant.Scope,
            ["created_at"] = options.Time.GetUtcNow().ToUnixTimeSeconds(),
        };
        if (refreshes)
        {
            answer["refresh_token"] = issuer.IssueRefresh(grant);
        }

        return Answer.Json(200, answer);
    }
}
