using CentryPS.Commands.Runspace;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <content>The sign-in that a vault keeps.</content>
public sealed partial class ConnectCentryCommand
{
    private string? SavedName => Name ?? (ParameterSetName == ByEnvironment ? SignInEnvironment.SignIn : null);

    // Before anything else: a vault that is missing is reported before a credential is asked for.
    private void OpenVault()
    {
        if (ParameterSetName != ByAccessToken && SignInName.IsValid(SavedName))
        {
            _vault = Await(RegisteredVaults.OpenAsync(VaultName, Time, Stop));
        }
    }

    // Also before a new sign-in: a code or a refresh token is good for one use, so a vault that keeps nothing is known first.
    private StoredSignIn? FindKept(string name)
    {
        SignInName.Check(name);
        if (ParameterSetName == ByAccessToken)
        {
            throw CentryException.Invalid(Messages.AccessTokenNotKept);
        }

        if (Name is null && (SignInEnvironment.AccessToken ?? SignInEnvironment.ClientId ?? SignInEnvironment.RefreshToken) is not null)
        {
            throw CentryException.Invalid(Messages.TwoSignInsInEnvironment);
        }

        return Await(_vault!.ReadAsync(name, Stop));
    }

    private Uri KeptUri(StoredSignIn? kept, string name)
    {
        if (kept is null)
        {
            throw _vault!.NotKept(name);
        }

        var uri = new Uri(kept.Application.BaseUri ?? string.Empty, UriKind.RelativeOrAbsolute);
        return BaseUri is null || BaseUri == uri ? uri : throw CentryException.Invalid(Messages.OtherBaseUri, name, uri, BaseUri);
    }
}
