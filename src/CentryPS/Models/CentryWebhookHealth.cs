namespace CentryPS.Models;

/// <summary>The result of <c>Test-CentryWebhook</c>.</summary>
public sealed class CentryWebhookHealth
{
    /// <summary>The callback URL.</summary>
    public string? CallbackUrl { get; set; }

    /// <summary>True if no problem exists or is about to arise: <see cref="Problem"/> is empty.</summary>
    public bool IsHealthy { get; set; }

    /// <summary>The problems that exist or are about to arise, in the user's language.</summary>
    public string[] Problem { get; set; } = [];

    /// <summary>The status code of the response to a notification; null if there was none.</summary>
    public int? StatusCode { get; set; }

    /// <summary>The milliseconds to connect, including TLS, or to the end of the response to a notification.</summary>
    public long ElapsedMilliseconds { get; set; }

    /// <summary>
    /// The earliest expiry in the server's certificate chain, including the root; null if the server presented no
    /// certificate.
    /// </summary>
    public DateTimeOffset? CertificateExpiresAt { get; set; }

    /// <summary>The IP address of the connection; null if there was none.</summary>
    public string? RemoteAddress { get; set; }
}
