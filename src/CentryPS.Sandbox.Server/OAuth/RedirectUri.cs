namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>The redirect URIs that applications may use.</summary>
internal static class RedirectUri
{
    /// <summary>The redirect URI that shows the code on the page.</summary>
    public const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";

    /// <summary>True if the code is shown on the page or sent to this machine.</summary>
    public static bool IsAllowed(string text) => text == OutOfBand
        || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && uri.IsLoopback);
}
