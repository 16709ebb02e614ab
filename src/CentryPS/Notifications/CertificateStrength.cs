using System.Security.Cryptography.X509Certificates;

namespace CentryPS.Notifications;

/// <summary>
/// Finds signatures and keys that are too weak for the default security level of OpenSSL: 2 since version 3.2, and in Debian and Ubuntu.
/// </summary>
internal static class CertificateStrength
{
    private const int ShortestRsa = 2048;
    private const int ShortestCurve = 224;

    // MD2, MD5 and SHA-1 with RSA, DSA and ECDSA: RFC 3279, section 2.2; the last of an older standard, the OIW's.
    private static readonly HashSet<string> WeakSignatures =
    [
        "1.2.840.113549.1.1.2", "1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.2.840.10040.4.3", "1.2.840.10045.4.1", "1.3.14.3.2.29",
    ];

    /// <summary>Whether a certificate has no issuer but itself: its signature proves nothing, and OpenSSL does not check it.</summary>
    public static bool IsSelfIssued(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    /// <summary>What is too weak about a certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="name">What to call it.</param>
    public static IEnumerable<string> Problems(X509Certificate2 certificate, string name)
    {
        if (WeakSignatures.Contains(certificate.SignatureAlgorithm.Value!) && !IsSelfIssued(certificate))
        {
            yield return Messages.CertificateWeakSignature.With(name, certificate.SignatureAlgorithm.FriendlyName);
        }

        using var rsa = certificate.GetRSAPublicKey();
        using var curve = certificate.GetECDsaPublicKey();
        if (rsa?.KeySize < ShortestRsa || curve?.KeySize < ShortestCurve)
        {
            yield return Messages.CertificateWeakKey.With(name, rsa?.KeySize ?? curve?.KeySize);
        }
    }
}
