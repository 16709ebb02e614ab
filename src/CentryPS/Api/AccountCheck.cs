using CentryPS.Http;
using CentryPS.Models.Json;
using CentryPS.Session;

namespace CentryPS.Api;

/// <summary>Reads the details of a session's access token and the company of its account.</summary>
internal static class AccountCheck
{
    private static readonly CentryCall<TokenInfo> TokenInfoCall = new(
        HttpMethod.Get,
        "oauth/token/info",
        response => JsonBody.Read(response.Body, CentryJson.Default.TokenInfo));

    /// <summary>Returns the details of the access token; empty if a server without this endpoint accepts it.</summary>
    /// <exception cref="CentryException">The token is rejected, or Centry cannot be reached.</exception>
    public static async Task<TokenInfo> ReadTokenAsync(ICaller caller)
    {
        try
        {
            return await caller.SendAsync(TokenInfoCall).ConfigureAwait(false);
        }
        catch (CentryException exception)
            when (exception.ErrorCode is CentryErrorCode.NotFound or CentryErrorCode.InvalidResponse)
        {
            await CheckTokenAsync(caller).ConfigureAwait(false);
            return new TokenInfo();
        }
    }

    /// <summary>
    /// Reads a webhook, or else an order, unless the session already knows its company. If neither can be read, the
    /// company stays unknown.
    /// </summary>
    public static async Task LearnCompanyAsync(ICaller caller)
    {
        ICentryResource[] resources = [Webhooks.Resource, Orders.Resource];
        foreach (var resource in resources.TakeWhile(_ => caller.CompanyId is null))
        {
            try
            {
                await resource.ReadOneAsync(caller).ConfigureAwait(false);
            }
            catch (CentryException)
            {
                // The scope is missing or Centry does not respond.
            }
        }
    }

    /// <inheritdoc cref="LearnCompanyAsync(ICaller)"/>
    public static Task LearnCompanyAsync(CentrySession session, ICallObserver observer, CancellationToken stop) =>
        LearnCompanyAsync(session.For(observer, stop));

    // Centry denies permission only to a valid token.
    private static async Task CheckTokenAsync(ICaller caller)
    {
        try
        {
            await caller.SendAsync(Webhooks.GetServerTime()).ConfigureAwait(false);
        }
        catch (CentryException exception) when (exception.ErrorCode == CentryErrorCode.PermissionDenied)
        {
        }
    }
}
