using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>A saved sign-in, as read from a vault.</summary>
/// <param name="Application">The application.</param>
/// <param name="Token">The newest tokens that could be read; null for none.</param>
/// <param name="Damage">The error of a secret that may contain newer tokens; null if all could be read.</param>
internal sealed record StoredSignIn(SavedSignIn Application, SavedToken? Token, CentryException? Damage = null)
{
    /// <summary>True if Centry has rejected the refresh token, so that the user has to sign in again.</summary>
    public bool IsRefused => Token is { RefreshToken: null, Number: > 0 };

    /// <summary>Returns the base URI of the sign-in.</summary>
    /// <exception cref="CentryException">The user requested another one.</exception>
    public Uri CheckBaseUri(string name, Uri? requested)
    {
        var uri = new Uri(Application.BaseUri ?? string.Empty, UriKind.RelativeOrAbsolute);
        return requested is null || requested == uri
            ? uri
            : throw CentryException.Invalid(Messages.OtherBaseUri, name, uri, requested);
    }

    /// <summary>Hides the members, which a record prints.</summary>
    public override string ToString() => nameof(StoredSignIn);
}
