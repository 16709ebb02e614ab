namespace CentryPS.Notifications;

internal sealed record CertificateReport(
    bool IsTrusted,
    DateTimeOffset? ExpiresAt, // of the certificate in the chain that expires first; null if the server sent none
    IReadOnlyList<string> Problems); // also the certificates that expire soon
