namespace CentryPS.Notifications;

internal static class CallbackUri
{
    /// <summary>Parses a callback URL. Returns null if it is not an absolute http or https URI.</summary>
    public static Uri? TryParse(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri.Host.Length > 0
            ? uri
            : null;
}
