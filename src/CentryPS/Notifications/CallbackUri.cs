namespace CentryPS.Notifications;

/// <summary>The URIs that Centry can call.</summary>
internal static class CallbackUri
{
    /// <summary>Parses a callback URL; null if it is not a complete http or https URI.</summary>
    public static Uri? TryParse(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri.Host.Length > 0
            ? uri
            : null;
}
