using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>Asks what a token is good for.</summary>
internal static class TokenCheck
{
    private static readonly CentryCall<TokenInfo> Call = new(
        HttpMethod.Get,
        "oauth/token/info",
        response => JsonBody.Read(response.Body, CentryJson.Default.TokenInfo));

    /// <summary>What Centry tells of the caller's token; nothing but that it is good where it does not have this endpoint.</summary>
    /// <exception cref="CentryException">The token is not good, or Centry cannot be asked.</exception>
    public static async Task<TokenInfo> AskAsync(ICaller caller)
    {
        try
        {
            return await caller.SendAsync(Call).ConfigureAwait(false);
        }
        catch (CentryException exception) when (exception.ErrorCode is CentryErrorCode.NotFound or CentryErrorCode.InvalidResponse)
        {
            return await ProveAsync(caller).ConfigureAwait(false);
        }
    }

    // A list that the scope does not allow is refused to a good token alone.
    private static async Task<TokenInfo> ProveAsync(ICaller caller)
    {
        try
        {
            await caller.SendAsync(Webhooks.GetServerTime()).ConfigureAwait(false);
        }
        catch (CentryException exception) when (exception.ErrorCode == CentryErrorCode.PermissionDenied)
        {
        }

        return new TokenInfo();
    }
}
