namespace CentryPS.Models;

/// <summary>What <c>Test-CentryWebhook</c> finds of a callback.</summary>
public sealed class CentryWebhookHealth
{
    /// <summary>The callback URL, to the letter.</summary>
    public string? CallbackUrl { get; set; }

    /// <summary>Whether nothing is wrong with it, nor soon will be: there is no <see cref="Problem"/>.</summary>
    public bool IsHealthy { get; set; }

    /// <summary>What is wrong, or soon will be, in the user's language.</summary>
    public string[] Problem { get; set; } = [];

    /// <summary>The status of the answer to a notification; null where none was posted, or none came.</summary>
    public int? StatusCode { get; set; }

    /// <summary>
    /// How long it took to connect, TLS included, or where a notification was posted, until its answer was whole; in milliseconds.
    /// </summary>
    public long ElapsedMilliseconds { get; set; }

    /// <summary>When the first certificate of the server's chain expires, its root included; null where it showed none.</summary>
    public DateTimeOffset? CertificateExpiresAt { get; set; }

    /// <summary>The IP address that was connected to; null where there was no connection.</summary>
    public string? RemoteAddress { get; set; }
}
