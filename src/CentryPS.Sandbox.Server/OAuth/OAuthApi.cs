using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Http;

namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>
/// The OAuth endpoints of Doorkeeper 5.5: <c>/oauth/token</c>, <c>/oauth/token/info</c> and <c>/oauth/revoke</c>.
/// </summary>
internal sealed class OAuthApi(TokenIssuer issuer, SandboxOptions options, IReadOnlyList<Application> applications)
{
    /// <summary>Issues tokens.</summary>
    // Doorkeeper checks the grant type, its parameters, the client, the scope and the grant, in this order.
    public ApiResponse Token(HttpRequest request, string body)
    {
        if (TokenRequest.Read(request, body) is not { } sent)
        {
            return OAuthError.NotJson;
        }

        return sent["grant_type"] switch
        {
            null => OAuthError.Missing("grant_type"),
            "client_credentials" => ByClient(sent),
            "refresh_token" => ByRefreshToken(sent),
            "authorization_code" => ByCode(sent),
            _ => OAuthError.GrantType,
        };
    }

    /// <summary>Returns the properties of a token.</summary>
    /// <param name="bearer">The token; null for none.</param>
    public ApiResponse Info(string? bearer) => issuer.Check(bearer).Token is { } token
        ? ApiResponse.Json(200, new JsonObject
        {
            ["resource_owner_id"] = token.IsForUser ? token.Grant.Company : null,
            ["scope"] = new JsonArray([.. Scopes.Split(token.Grant.Scope).Select(scope => (JsonNode)scope)]),
            ["expires_in"] = Math.Max(0, (long)token.TimeLeft(options.Time.GetUtcNow()).TotalSeconds),
            ["application"] = new JsonObject { ["uid"] = token.Grant.Application },
            ["created_at"] = token.CreatedAt.ToUnixTimeSeconds(),
        })
        : OAuthError.TokenInfo;

    /// <summary>Revokes a token and the token issued with it (RFC 7009).</summary>
    public ApiResponse Revoke(HttpRequest request, string body)
    {
        var sent = TokenRequest.Read(request, body);
        return sent is null ? OAuthError.NotJson
            : sent["token"] is not { } token || issuer.Revoke(token, Client(sent)?.Id) ? ApiResponse.Json(200, new JsonObject())
            : OAuthError.Revocation;
    }

    private ApiResponse ByClient(TokenRequest sent)
    {
        if (Client(sent) is not { } client)
        {
            return OAuthError.Client;
        }

        return Scopes.Resolve(sent["scope"], Scopes.All, Scopes.Default) is { } scope
            ? Tokens(issuer.Issue(new Grant(client.Id, client.Company, scope)))
            : OAuthError.Scope;
    }

    private ApiResponse ByCode(TokenRequest sent)
    {
        if ((sent["code"], sent["redirect_uri"]) is not ({ } code, { } redirectUri))
        {
            return OAuthError.Missing(sent["code"] is null ? "code" : "redirect_uri");
        }

        var verifier = options.KnowsProofKeys ? sent["code_verifier"] : null;
        return verifier is null && issuer.HasChallenge(code) ? OAuthError.Missing("code_verifier")
            : Client(sent) is { } client ? Tokens(issuer.ExchangeCode(code, redirectUri, client.Id, verifier))
            : OAuthError.Client;
    }

    private ApiResponse ByRefreshToken(TokenRequest sent)
    {
        if (sent["refresh_token"] is not { } refreshToken)
        {
            return OAuthError.Missing("refresh_token");
        }

        if (Client(sent) is not { } client)
        {
            return OAuthError.Client;
        }

        if (issuer.FindRefresh(refreshToken, client.Id) is not { } current)
        {
            return OAuthError.Grant;
        }

        return Scopes.Resolve(sent["scope"], current.Grant.Scope, current.Grant.Scope) is { } scope
            ? Tokens(issuer.Renew(current, scope))
            : OAuthError.Scope;
    }

    private Application? Client(TokenRequest sent) =>
        applications.FirstOrDefault(application => application.Id == sent["client_id"] && application.Secret == sent["client_secret"]);

    private static ApiResponse Tokens(AccessToken? token)
    {
        if (token is null)
        {
            return OAuthError.Grant;
        }

        var response = new JsonObject
        {
            ["access_token"] = token.Value,
            ["token_type"] = "Bearer",
            ["expires_in"] = (long)token.Lifetime.TotalSeconds,
            ["refresh_token"] = token.RefreshToken,
            ["scope"] = token.Grant.Scope,
            ["created_at"] = token.CreatedAt.ToUnixTimeSeconds(),
        };
        if (token.RefreshToken is null)
        {
            response.Remove("refresh_token");
        }

        return ApiResponse.Json(200, response).Uncached();
    }
}
