using CentryPS.Http;

namespace CentryPS.Session;

/// <summary>Whoever gets the tokens that follow others.</summary>
internal interface ITokenRenewal
{
    /// <summary>Gets the tokens that follow these.</summary>
    /// <param name="current">The tokens that are used now.</param>
    /// <param name="isRefused">Whether Centry refused the access token, and it did not just grow old.</param>
    /// <param name="observer">Hears of the attempts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CentryException">Centry gives no tokens, or the vault of the sign-in fails.</exception>
    Task<TokenSet> RenewAsync(TokenSet current, bool isRefused, ICallObserver observer, CancellationToken cancellationToken);
}
