namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>Checks redirect URIs: a code may be shown on the page or sent to this machine.</summary>
internal static class RedirectUri
{
    public const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";

    public static bool IsAllowed(string text) => text == OutOfBand
        || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && uri.IsLoopback);
}
