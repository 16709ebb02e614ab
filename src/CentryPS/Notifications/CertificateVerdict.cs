namespace CentryPS.Notifications;

/// <summary>What is to be said of a server's certificate.</summary>
/// <param name="IsTrusted">Whether clients accept it.</param>
/// <param name="ExpiresAt">When the first certificate of its chain expires; null where there is none.</param>
/// <param name="Problems">What is wrong with it, or soon will be.</param>
internal sealed record CertificateVerdict(bool IsTrusted, DateTimeOffset? ExpiresAt, IReadOnlyList<string> Problems);
