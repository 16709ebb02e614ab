namespace CentryPS.Session;

/// <summary>The application that signs in, as it is registered at Centry.</summary>
internal sealed class OAuthApplication(string clientId, string clientSecret, string? redirectUri)
{
    /// <summary>The address that means: show the code on the screen.</summary>
    public const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";

    public string ClientId => clientId;

    public string ClientSecret => clientSecret;

    public string RedirectUri { get; } = redirectUri ?? OutOfBand;
}
