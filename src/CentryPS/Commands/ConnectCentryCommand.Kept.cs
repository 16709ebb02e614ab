using CentryPS.Commands.Runspace;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <content>The sign-in that a vault keeps.</content>
public sealed partial class ConnectCentryCommand
{
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

        _vault = Await(RegisteredVaults.OpenAsync(VaultName, Time, Stop));
        return Await(_vault.ReadAsync(name, Stop));
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
