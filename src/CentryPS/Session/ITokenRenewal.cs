using CentryPS.Http;

namespace CentryPS.Session;

/// <summary>Renews tokens.</summary>
internal interface ITokenRenewal
{
    /// <summary>Renews tokens. It cannot be cancelled: the response to a sent refresh token must not be lost.</summary>
    /// <param name="current">The current tokens.</param>
    /// <param name="isRefused">True if Centry rejected the access token; false if it is about to expire.</param>
    /// <param name="observer">The observer of the attempts.</param>
    /// <exception cref="CentryException">Centry returns no tokens, or the vault of the sign-in fails.</exception>
    Task<TokenSet> RenewAsync(TokenSet current, bool isRefused, ICallObserver observer);
}
