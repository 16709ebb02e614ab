using CentryPS.Http;

namespace CentryPS.Session;

/// <summary>Renews tokens.</summary>
internal interface ITokenRenewal
{
    /// <summary>Renews tokens. It cannot be cancelled: the response to a sent refresh token must not be lost.</summary>
    /// <remarks><c>isRefused</c>: Centry rejected the access token; otherwise, it is about to expire.</remarks>
    /// <exception cref="CentryException">Centry returns no tokens, or the vault of the sign-in fails.</exception>
    Task<TokenSet> RenewAsync(TokenSet current, bool isRefused, ICallObserver observer);
}
