using CentryPS.Http;
using CentryPS.Models.Json;
using CentryPS.Session;

namespace CentryPS.Api;

/// <summary>Finds out what a session's access token allows and which company its account belongs to.</summary>
internal static class AccountCheck
{
    private static readonly CentryCall<TokenInfo> TokenInfoCall = new(
        HttpMethod.Get,
        "oauth/token/info",
        response => JsonBody.Read(response.Body, CentryJson.Default.TokenInfo));

    /// <summary>Reads the details of the access token; empty if the server lacks the endpoint but accepts it.</summary>
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
    /// Reads a webhook, or else an order, unless the session's company is known already. The company stays unknown if
    /// neither can be read.
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
                // Whether the scope is missing or Centry does not respond: the company stays unknown.
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
