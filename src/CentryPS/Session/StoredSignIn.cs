using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>A saved sign-in, as read from a vault.</summary>
internal sealed record StoredSignIn(
    OAuthApplication Application,
    TokenSet? Token, // the newest that could be read
    CentryException? Damage = null) // of a secret that may contain newer tokens
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
