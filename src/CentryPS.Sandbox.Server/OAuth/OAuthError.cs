using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Http;

namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>Error responses with the statuses, texts and headers of Doorkeeper 5.5.</summary>
internal static class OAuthError
{
    public const string Realm = "Bearer realm=\"Centry\"";

    public static ApiResponse NotJson => new(400, []);

    public static ApiResponse Client => Create(
        401,
        "invalid_client",
        "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.");

    public static ApiResponse GrantType => Create(
        400,
        "unsupported_grant_type",
        "The authorization grant type is not supported by the authorization server.");

    public static ApiResponse Scope => Create(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed.");

    public static ApiResponse Grant => Create(
        400,
        "invalid_grant",
        "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.");

    public static ApiResponse Revocation => ApiResponse.Json(403, Body("unauthorized_client", "You are not authorized to revoke this token"));

    /// <summary>Returns the response to an API call without a valid token.</summary>
    public static ApiResponse Token(string problem) =>
        new ApiResponse(401, []).Uncached(Challenge("invalid_token", problem));

    /// <summary>The response to <c>/oauth/token/info</c> without a valid token.</summary>
    public static ApiResponse TokenInfo
    {
        get
        {
            const string Problem = "The access token is invalid";
            var body = Body("invalid_token", Problem);
            body["state"] = "unauthorized";
            return ApiResponse.Json(401, body).Uncached(Challenge("invalid_token", Problem));
        }
    }

    /// <summary>The response to an API call that the token's scopes do not allow.</summary>
    public static ApiResponse Forbidden => new ApiResponse(403, []).Uncached();

    public static ApiResponse Missing(string parameter) => Create(400, "invalid_request", $"Missing required parameter: {parameter}.");

    private static ApiResponse Create(int status, string error, string description) =>
        ApiResponse.Json(status, Body(error, description)).Uncached(Challenge(error, description));

    private static JsonObject Body(string error, string description) => new() { ["error"] = error, ["error_description"] = description };

    private static string Challenge(string error, string description) => $"{Realm}, error=\"{error}\", error_description=\"{description}\"";
}
