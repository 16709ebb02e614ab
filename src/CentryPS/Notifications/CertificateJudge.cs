using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace CentryPS.Notifications;

/// <summary>
/// Judges the certificate of a server with its whole chain. It refuses what the system refuses, and what OpenSSL refuses beyond that,
/// with which Centry, curl and Ruby connect.
/// </summary>
/// <param name="time">The clock by which certificates expire.</param>
/// <param name="minimumDays">How many days they must have left.</param>
internal sealed class CertificateJudge(TimeProvider time, int minimumDays)
{
    /// <summary>Judges a certificate.</summary>
    /// <param name="certificate">The server's certificate; null where it showed none.</param>
    /// <param name="chain">Its chain, as the system found it.</param>
    /// <param name="errors">What the system says of it.</param>
    public CertificateVerdict Judge(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return new CertificateVerdict(IsTrusted: false, ExpiresAt: null, [Messages.CertificateMissing]);
        }

        using var own = new X509Certificate2(certificate);
        X509Certificate2[] all = [own, .. (chain?.ChainElements.Cast<X509ChainElement>() ?? []).Skip(1).Select(element => element.Certificate)];
        string[] dates = [.. all.Select((_, i) => DateProblem(all, i)).OfType<string>()];
        string[] weak = [.. all.SelectMany((_, i) => CertificateStrength.Problems(all[i], Name(all, i))), .. NotSent(all, chain)];
        string[] refused = [.. dates, .. NameProblem(own, errors), .. weak, .. ChainProblem(all, chain, errors, isExplained: dates.Length > 0)];
        return new CertificateVerdict(
            errors == SslPolicyErrors.None && weak.Length == 0,
            all.Min(item => new DateTimeOffset(item.NotAfter.ToUniversalTime())),
            refused.Length == 0 && errors != SslPolicyErrors.None ? [Messages.CertificateNotTrusted.With(errors)] : refused);
    }

    private static string Name(X509Certificate2[] all, int index) =>
        index == 0 ? Messages.CertificateOwn : Messages.CertificateOfIssuer.With(TerminalText.Show(SimpleName(all[index], forIssuer: false)));

    private static string SimpleName(X509Certificate2 certificate, bool forIssuer) => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer);

    // ISO 8601, for 04/11 is two days by the reader's country.
    private static string Date(DateTime date) => date.ToLocalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // OpenSSL too checks the dates up to the root.
    private string? DateProblem(X509Certificate2[] all, int index)
    {
        var (now, name) = (time.GetUtcNow().UtcDateTime, Name(all, index));
        var (from, to) = (all[index].NotBefore.ToUniversalTime(), all[index].NotAfter.ToUniversalTime());
        return to < now ? Messages.CertificateExpired.With(name, Date(to))
            : from > now ? Messages.CertificateNotYet.With(name, Date(from))
            : to - now < TimeSpan.FromDays(minimumDays) ? Messages.CertificateEnds.With(name, (int)(to - now).TotalDays)
            : null;
    }

    private static IEnumerable<string> NameProblem(X509Certificate2 own, SslPolicyErrors errors)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            yield return Messages.CertificateOtherHost.With(TerminalText.Show(own.GetNameInfo(X509NameType.DnsName, forIssuer: false)));
        }
    }

    // OpenSSL does not find an issuer that the system has or downloads and the server did not send. Only the first is checked, for
    // beyond it several ways may lead to a root, and the system's may be another than that of the certificates sent.
    private static IEnumerable<string> NotSent(X509Certificate2[] all, X509Chain? chain) => all
        .Skip(1)
        .Take(1)
        .Where(issuer => !CertificateStrength.IsSelfIssued(issuer) && !Sent(chain!).Any(sent => sent.SubjectName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData)))
        .Select(issuer => Messages.CertificateNotSent.With(TerminalText.Show(SimpleName(issuer, forIssuer: false))));

    private static IEnumerable<X509Certificate2> Sent(X509Chain chain) => chain.ChainPolicy.ExtraStore.Cast<X509Certificate2>();

    private static IEnumerable<string> ChainProblem(X509Certificate2[] all, X509Chain? chain, SslPolicyErrors errors, bool isExplained)
    {
        var last = all[all.Length - 1];
        string[] reasons = [.. (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? chain?.ChainStatus ?? [] : [])
            .Where(status => status.Status != X509ChainStatusFlags.NotTimeValid || !isExplained)
            .Select(status => Reason(status.Status, last, isAlone: all.Length == 1))
            .Distinct()];
        if (reasons.Length > 0)
        {
            yield return Messages.CertificateNotTrusted.With(string.Join("; ", reasons));
        }
    }

    // In the user's language, unlike the texts of the system.
    private static string Reason(X509ChainStatusFlags flag, X509Certificate2 last, bool isAlone) => flag switch
    {
        X509ChainStatusFlags.UntrustedRoot when isAlone => Messages.CertificateSelfSigned,
        X509ChainStatusFlags.UntrustedRoot => Messages.CertificateUnknownRoot.With(TerminalText.Show(SimpleName(last, forIssuer: false))),
        X509ChainStatusFlags.PartialChain => Messages.CertificateUnknownIssuer.With(TerminalText.Show(SimpleName(last, forIssuer: true))),
        X509ChainStatusFlags.NotTimeValid => Messages.CertificateOutOfTime,
        X509ChainStatusFlags.Revoked => Messages.CertificateRevoked,
        X509ChainStatusFlags.RevocationStatusUnknown or X509ChainStatusFlags.OfflineRevocation => Messages.CertificateRevocationUnknown,
        X509ChainStatusFlags.NotSignatureValid => Messages.CertificateForged,
        X509ChainStatusFlags.NotValidForUsage => Messages.CertificateOtherUse,
        X509ChainStatusFlags.InvalidBasicConstraints => Messages.CertificateNoAuthority,
        X509ChainStatusFlags.HasWeakSignature => Messages.CertificateWeak,
        X509ChainStatusFlags.ExplicitDistrust => Messages.CertificateDistrusted,
        _ => flag.ToString(), // rare, and more can be found by its name than by a sentence
    };
}
