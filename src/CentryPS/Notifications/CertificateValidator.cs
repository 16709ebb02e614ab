using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace CentryPS.Notifications;

/// <summary>
/// Validates the certificate of a server and its chain, and reports certificates that expire within the minimum number
/// of days. Rejects what the system rejects and what OpenSSL rejects, because Centry, curl and Ruby use OpenSSL.
/// </summary>
internal sealed class CertificateValidator(TimeProvider time, int minimumDays)
{
    // The minimums of OpenSSL's default security level, which is 2 since version 3.2 and in Debian and Ubuntu.
    private const int MinimumRsaBits = 2048;
    private const int MinimumCurveBits = 224;

    // MD2, MD5 and SHA-1 with RSA, DSA and ECDSA: RFC 3279, section 2.2. The last is from the older OIW standard.
    private static readonly HashSet<string> WeakSignatures =
    [
        "1.2.840.113549.1.1.2",
        "1.2.840.113549.1.1.4",
        "1.2.840.113549.1.1.5",
        "1.2.840.10040.4.3",
        "1.2.840.10045.4.1",
        "1.3.14.3.2.29",
    ];

    /// <exception cref="CertificateException">The certificate is not trusted.</exception>
    public bool Accept(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var report = Validate(certificate, chain, errors);
        return report.IsTrusted ? true : throw new CertificateException(string.Join("; ", report.Problems));
    }

    public CertificateReport Validate(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return new CertificateReport(IsTrusted: false, ExpiresAt: null, [Messages.CertificateMissing]);
        }

        using var own = new X509Certificate2(certificate);
        var issuers = (chain?.ChainElements.Cast<X509ChainElement>() ?? []).Skip(1);
        X509Certificate2[] all = [own, .. issuers.Select(issuer => issuer.Certificate)];
        var issuerNames = all.Skip(1).Select(issuer => Messages.CertificateOfIssuer.With(SubjectName(issuer)));
        string[] names = [Messages.CertificateOwn, .. issuerNames];
        string[] dates = [.. all.Zip(names, DateProblem).OfType<string>()];
        string[] weak = [.. all.Zip(names, Weaknesses).SelectMany(problem => problem), .. NotSent(all, chain)];
        var chainStatus = errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? chain?.ChainStatus ?? [] : [];
        string?[] found =
            [.. dates, NameProblem(own, errors), .. weak, ChainProblem(all, chainStatus, dates.Length > 0)];
        string[] problems = [.. found.OfType<string>()];
        return new CertificateReport(
            errors == SslPolicyErrors.None && weak.Length == 0,
            all.Min(item => new DateTimeOffset(item.NotAfter.ToUniversalTime())),
            problems is [] && errors != SslPolicyErrors.None ? [Messages.CertificateNotTrusted.With(errors)]
                : problems);
    }

    private static string SubjectName(X509Certificate2 certificate) => Show(certificate, X509NameType.SimpleName);

    private static string Show(X509Certificate2 certificate, X509NameType type, bool forIssuer = false) =>
        TerminalText.Show(certificate.GetNameInfo(type, forIssuer));

    // ISO 8601, because 04/11 is ambiguous.
    private static string Show(DateTime date) =>
        date.ToLocalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // OpenSSL also checks the dates of all issuers, up to the root.
    private string? DateProblem(X509Certificate2 certificate, string name)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (from, to) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        return to < now ? Messages.CertificateExpired.With(name, Show(to))
            : from > now ? Messages.CertificateNotYet.With(name, Show(from))
            : to - now < TimeSpan.FromDays(minimumDays) ? Messages.CertificateEnds.With(name, (int)(to - now).TotalDays)
            : null;
    }

    private static string? NameProblem(X509Certificate2 own, SslPolicyErrors errors) =>
        errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? Messages.CertificateOtherHost.With(Show(own, X509NameType.DnsName))
            : null;

    // OpenSSL ignores the signature of a certificate that is its own issuer.
    private static bool IsSelfIssued(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static IEnumerable<string> Weaknesses(X509Certificate2 certificate, string name)
    {
        if (WeakSignatures.Contains(certificate.SignatureAlgorithm.Value!) && !IsSelfIssued(certificate))
        {
            yield return Messages.CertificateWeakSignature.With(name, certificate.SignatureAlgorithm.FriendlyName);
        }

        using var rsa = certificate.GetRSAPublicKey();
        using var curve = certificate.GetECDsaPublicKey();
        if (rsa?.KeySize < MinimumRsaBits || curve?.KeySize < MinimumCurveBits)
        {
            yield return Messages.CertificateWeakKey.With(name, rsa?.KeySize ?? curve?.KeySize);
        }
    }

    // OpenSSL does not use an issuer's certificate that the server did not send, but the system has or downloads. Only
    // the first issuer is checked: beyond it several paths may lead to a root, and the system may have chosen another.
    private static IEnumerable<string> NotSent(X509Certificate2[] all, X509Chain? chain) => all
        .Skip(1)
        .Take(1)
        .Where(issuer => !IsSelfIssued(issuer) && !IsSent(issuer, chain!))
        .Select(issuer => Messages.CertificateNotSent.With(SubjectName(issuer)));

    private static bool IsSent(X509Certificate2 certificate, X509Chain chain) => chain.ChainPolicy.ExtraStore
        .Cast<X509Certificate2>()
        .Any(sent => sent.SubjectName.RawData.AsSpan().SequenceEqual(certificate.SubjectName.RawData));

    private static string? ChainProblem(X509Certificate2[] all, X509ChainStatus[] chainStatus, bool hasDateProblem)
    {
        string[] reasons = [.. chainStatus
            .Where(status => status.Status != X509ChainStatusFlags.NotTimeValid || !hasDateProblem)
            .Select(status => Reason(status.Status, all[all.Length - 1], isAlone: all.Length == 1))
            .Distinct()];
        return reasons is [] ? null : Messages.CertificateNotTrusted.With(string.Join("; ", reasons));
    }

    // The system's own texts are not in the user's language.
    private static string Reason(X509ChainStatusFlags flag, X509Certificate2 last, bool isAlone) => flag switch
    {
        X509ChainStatusFlags.UntrustedRoot when isAlone => Messages.CertificateSelfSigned,
        X509ChainStatusFlags.UntrustedRoot => Messages.CertificateUnknownRoot.With(SubjectName(last)),
        X509ChainStatusFlags.PartialChain =>
            Messages.CertificateUnknownIssuer.With(Show(last, X509NameType.SimpleName, forIssuer: true)),
        X509ChainStatusFlags.NotTimeValid => Messages.CertificateOutOfTime,
        X509ChainStatusFlags.Revoked => Messages.CertificateRevoked,
        X509ChainStatusFlags.RevocationStatusUnknown or X509ChainStatusFlags.OfflineRevocation =>
            Messages.CertificateRevocationUnknown,
        X509ChainStatusFlags.NotSignatureValid => Messages.CertificateForged,
        X509ChainStatusFlags.NotValidForUsage => Messages.CertificateOtherUse,
        X509ChainStatusFlags.InvalidBasicConstraints => Messages.CertificateNoAuthority,
        X509ChainStatusFlags.HasWeakSignature => Messages.CertificateWeak,
        X509ChainStatusFlags.ExplicitDistrust => Messages.CertificateDistrusted,
        _ => flag.ToString(), // rare; a web search finds more by this name than by a sentence
    };
}
