namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>Where a code may go: the screen, or this machine.</summary>
internal static class RedirectUri
{
    public const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";

    public static bool IsAllowed(string text) => text == OutOfBand
        || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && uri.IsLoopback);
}
