using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Http;

namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>
/// The OAuth endpoints of Doorkeeper 5.5: <c>/oauth/token</c>, <c>/oauth/token/info</c> and <c>/oauth/revoke</c>.
/// </summary>
internal sealed class OAuthApi(TokenIssuer issuer, SandboxOptions options, IReadOnlyList<Application> applications)
{
    /// <summary>Issues tokens.</summary>
    // Doorkeeper checks in this order: the grant type, its parameters, the client, the scope, the grant.
    public Answer Token(HttpRequest request, string body)
    {
        if (TokenRequest.Read(request, body) is not { } sent)
        {
            return Refusal.NotJson;
        }

        return sent["grant_type"] switch
        {
            null => Refusal.Missing("grant_type"),
            "client_credentials" => ByClient(sent),
            "refresh_token" => ByRefreshToken(sent),
            "authorization_code" => ByCode(sent),
            _ => Refusal.GrantType,
        };
    }

    /// <summary>Returns the properties of a token.</summary>
    /// <param name="bearer">The token; null for none.</param>
    public Answer Info(string? bearer) => issuer.Check(bearer).Token is { } token
        ? Answer.Json(200, new JsonObject
        {
            ["resource_owner_id"] = token.IsOfUser ? token.Grant.Company : null,
            ["scope"] = new JsonArray([.. Scopes.Split(token.Grant.Scope).Select(scope => (JsonNode)scope)]),
            ["expires_in"] = Math.Max(0, (long)token.Left(options.Time.GetUtcNow()).TotalSeconds),
            ["application"] = new JsonObject { ["uid"] = token.Grant.Application },
            ["created_at"] = token.CreatedAt.ToUnixTimeSeconds(),
        })
        : Refusal.TokenInfo;

    /// <summary>Revokes a token and the token issued with it (RFC 7009).</summary>
    public Answer Revoke(HttpRequest request, string body)
    {
        var sent = TokenRequest.Read(request, body);
        return sent is null ? Refusal.NotJson
            : sent["token"] is not { } token || issuer.Revoke(token, Client(sent)?.Id) ? Answer.Json(200, new JsonObject())
            : Refusal.Revocation;
    }

    private Answer ByClient(TokenRequest sent)
    {
        if (Client(sent) is not { } client)
        {
            return Refusal.Client;
        }

        return Scopes.Choose(sent["scope"], Scopes.All, Scopes.Default) is { } scope
            ? Tokens(issuer.Issue(new Grant(client.Id, client.Company, scope)))
            : Refusal.Scope;
    }

    private Answer ByCode(TokenRequest sent)
    {
        if ((sent["code"], sent["redirect_uri"]) is not ({ } code, { } redirectUri))
        {
            return Refusal.Missing(sent["code"] is null ? "code" : "redirect_uri");
        }

        var verifier = options.KnowsProofKeys ? sent["code_verifier"] : null;
        return verifier is null && issuer.HasChallenge(code) ? Refusal.Missing("code_verifier")
            : Client(sent) is { } client ? Tokens(issuer.ExchangeCode(code, redirectUri, client.Id, verifier))
            : Refusal.Client;
    }

    private Answer ByRefreshToken(TokenRequest sent)
    {
        if (sent["refresh_token"] is not { } refreshToken)
        {
            return Refusal.Missing("refresh_token");
        }

        if (Client(sent) is not { } client)
        {
            return Refusal.Client;
        }

        if (issuer.FindRefresh(refreshToken, client.Id) is not { } current)
        {
            return Refusal.Grant;
        }

        return Scopes.Choose(sent["scope"], current.Grant.Scope, current.Grant.Scope) is { } scope
            ? Tokens(issuer.Renew(current, scope))
            : Refusal.Scope;
    }

    private Application? Client(TokenRequest sent) =>
        applications.FirstOrDefault(application => application.Id == sent["client_id"] && application.Secret == sent["client_secret"]);

    private static Answer Tokens(AccessToken? token)
    {
        if (token is null)
        {
            return Refusal.Grant;
        }

        var answer = new JsonObject
        {
            ["access_token"] = token.Value,
            ["token_type"] = "Bearer",
            ["expires_in"] = (long)token.Life.TotalSeconds,
            ["refresh_token"] = token.Refresh,
            ["scope"] = token.Grant.Scope,
            ["created_at"] = token.CreatedAt.ToUnixTimeSeconds(),
        };
        if (token.Refresh is null)
        {
            answer.Remove("refresh_token");
        }

        return Answer.Json(200, answer).Uncached();
    }
}
