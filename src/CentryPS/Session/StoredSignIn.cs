using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>A saved sign-in, as read from a vault.</summary>
/// <param name="Application">The application.</param>
/// <param name="Token">The newest tokens that could be read; null for none.</param>
/// <param name="Damage">The error of a secret that may contain newer tokens; null if all could be read.</param>
internal sealed record StoredSignIn(OAuthApplication Application, TokenSet? Token, CentryException? Damage = null)
{
    /// <summary>Returns the base URI of the sign-in, unless the user requested another one.</summary>
    public Uri CheckBaseUri(string name, Uri? requested)
    {
        var uri = new Uri(Application.BaseUri ?? string.Empty, UriKind.RelativeOrAbsolute);
        return requested is null || requested == uri
            ? uri
            : throw CentryException.Invalid(Messages.OtherBaseUri, name, uri, requested);
    }
}
