using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace CentryPS.Notifications;

/// <summary>Makes the TLS handshake with a server as any client does, and says of its certificate what is wrong or soon will be.</summary>
/// <param name="time">The clock by which a certificate expires.</param>
/// <param name="minimumDays">How many days a certificate must be left.</param>
internal sealed class TlsCheck(TimeProvider time, int minimumDays)
{
    /// <summary>The roots to trust in place of the system's; null for those.</summary>
    public X509Certificate2Collection? Roots { get; init; }

    /// <summary>Makes the handshake; a certificate that is not trusted is told of, and never accepted.</summary>
    /// <returns>Whether it was made, when the certificate expires, and what is to be said of it.</returns>
    /// <exception cref="AuthenticationException">It failed, and not by the certificate.</exception>
    public async Task<(bool IsTrusted, DateTimeOffset? ExpiresAt, string[] Problems)> ExamineAsync(Stream stream, string host, CancellationToken cancellationToken)
    {
        (bool IsTrusted, DateTimeOffset? ExpiresAt, string[] Problems) result = (true, null, []);
        using var tls = new SslStream(stream, leaveInnerStreamOpen: false, (_, certificate, chain, errors) =>
        {
            result = Judge(certificate, chain, errors);
            return result.IsTrusted;
        });
        try
        {
            await AuthenticateAsync(tls, host).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AuthenticationException) when (!result.IsTrusted)
        {
            // The problems say it better.
        }

        return result;
    }

    /// <summary>Accepts a certificate that is trusted.</summary>
    /// <exception cref="CertificateException">It is not.</exception>
    public bool Accept(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        Judge(certificate, chain, errors) is var (isTrusted, _, problems) && isTrusted ? true : throw new CertificateException(string.Join("; ", problems));

#if NETFRAMEWORK
    private static Task AuthenticateAsync(SslStream tls, string host) =>
        tls.AuthenticateAsClientAsync(host, clientCertificates: null, SslProtocols.None, checkCertificateRevocation: false);
#else
    private Task AuthenticateAsync(SslStream tls, string host) => tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
    {
        TargetHost = host,
        CertificateChainPolicy = Roots is null ? null : Trusting(Roots),
    });

    private static X509ChainPolicy Trusting(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, TrustMode = X509ChainTrustMode.CustomRootTrust };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
#endif

    private (bool IsTrusted, DateTimeOffset? ExpiresAt, string[] Problems) Judge(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return (false, null, [Messages.CertificateMissing]);
        }

        using var shown = new X509Certificate2(certificate);
        var expiresAt = new DateTimeOffset(shown.NotAfter.ToUniversalTime());
        return (errors == SslPolicyErrors.None, expiresAt, [.. Problems(shown, expiresAt, chain, errors)]);
    }

    private IEnumerable<string> Problems(X509Certificate2 certificate, DateTimeOffset expiresAt, X509Chain? chain, SslPolicyErrors errors)
    {
        var left = expiresAt - time.GetUtcNow();
        if (left < TimeSpan.Zero)
        {
            yield return Messages.CertificateExpired.With(expiresAt.LocalDateTime);
        }
        else if (left < TimeSpan.FromDays(minimumDays))
        {
            yield return Messages.CertificateEnds.With((int)left.TotalDays);
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            yield return Messages.CertificateOtherHost.With(TerminalText.Show(certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)));
        }

        // That it has expired is said already.
        var reasons = (chain?.ChainStatus ?? [])
            .Where(status => status.Status != X509ChainStatusFlags.NotTimeValid || left >= TimeSpan.Zero)
            .Select(status => status.StatusInformation.Trim())
            .Distinct()
            .ToArray();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && reasons.Length > 0)
        {
            yield return Messages.CertificateNotTrusted.With(TerminalText.Show(string.Join(" ", reasons)));
        }
    }
}
