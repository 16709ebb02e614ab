using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>
/// Renews the tokens of a saved sign-in that has no refresh token: each process gets its own tokens, as long as the
/// vault has that sign-in under that name.
/// </summary>
internal sealed class SavedApplication(ISignInVault vault, string name, SavedSignIn application, OAuthClient oauth)
    : ITokenRenewal
{
    public async Task<TokenSet> RenewAsync(TokenSet current, bool isRefused, ICallObserver observer)
    {
        if (current.AccessToken.Length > 0) // otherwise Connect-Centry has just read it
        {
            await SavedTokens.ReadAsync(vault, name, application).ConfigureAwait(false);
        }

        return await oauth.RenewAsync(current, isRefused, observer).ConfigureAwait(false);
    }
}
