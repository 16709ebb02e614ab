namespace CentryPS.Notifications;

/// <summary>The result of the validation of a server's certificate.</summary>
/// <param name="IsTrusted">Whether clients accept it.</param>
/// <param name="ExpiresAt">When the first certificate of its chain expires; null if the server sent none.</param>
/// <param name="Problems">The current problems, and the certificates that expire soon.</param>
internal sealed record CertificateReport(bool IsTrusted, DateTimeOffset? ExpiresAt, IReadOnlyList<string> Problems);
