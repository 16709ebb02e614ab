using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>
/// Gets tokens for an application that a vault keeps: every process has its own, as long as the vault keeps that application
/// under that name.
/// </summary>
internal sealed class KeptApplication(ISignInVault vault, string name, SavedSignIn first, OAuthClient oauth) : ITokenRenewal
{
    public async Task<TokenSet> RenewAsync(TokenSet current, bool isRefused, ICallObserver observer, CancellationToken cancellationToken)
    {
        if (current.AccessToken.Length > 0) // else it has been read a moment ago
        {
            await KeptTokens.ReadAsync(vault, name, first, cancellationToken).ConfigureAwait(false);
        }

        return await oauth.RenewAsync(current, isRefused, observer, cancellationToken).ConfigureAwait(false);
    }
}
