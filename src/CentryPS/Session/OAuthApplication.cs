using CentryPS.Http;

namespace CentryPS.Session;

/// <summary>The application that signs in, as it is registered at Centry.</summary>
internal sealed class OAuthApplication(string clientId, string clientSecret, string? redirectUri)
{
    /// <summary>The redirect URI that means: show the code on the screen.</summary>
    public const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";

    public string ClientId => clientId;

    public string ClientSecret => clientSecret;

    public string RedirectUri { get; } = redirectUri ?? OutOfBand;

    /// <summary>Where its user authorizes it (RFC 6749, 4.1.1).</summary>
    /// <exception cref="CentryException">It is longer than a URI may be.</exception>
    public Uri AuthorizationUri(ServerUri server, string scope, params KeyValuePair<string, string?>[] more) => server.Resolve(
        "oauth/authorize" + QueryText.Of(
        [
            new("client_id", clientId),
            new("redirect_uri", RedirectUri),
            new("response_type", "code"),
            new("scope", scope),
            .. more,
        ]));
}
