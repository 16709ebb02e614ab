using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>The application that signs in, as registered at Centry.</summary>
internal sealed class OAuthApplication(string clientId, string clientSecret, string? redirectUri)
{
    /// <summary>The redirect URI with which Centry shows the code on the screen.</summary>
    public const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";

    public string ClientId => clientId;

    public string ClientSecret => clientSecret;

    public string RedirectUri { get; } = redirectUri ?? OutOfBand;

    public static OAuthApplication Of(SavedSignIn saved) =>
        new(saved.ClientId!, saved.ClientSecret!, saved.RedirectUri);

    /// <summary>Returns the page on which the user authorizes the application (RFC 6749, 4.1.1).</summary>
    /// <exception cref="CentryException">The URI is too long.</exception>
    public Uri AuthorizationUri(ServerUri server, string scope, params KeyValuePair<string, string?>[] more) =>
        server.Resolve("oauth/authorize" + QueryText.Of(
        [
            new("client_id", clientId),
            new("redirect_uri", RedirectUri),
            new("response_type", "code"),
            new("scope", scope),
            .. more,
        ]));
}
