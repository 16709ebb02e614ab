using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
#if NETFRAMEWORK
using System.Net;
using CentryPS.Http;
#endif

namespace CentryPS.Notifications;

/// <summary>Makes the TLS handshake with a server as other clients do, and validates its certificate.</summary>
internal sealed class TlsCheck(CertificateValidator validator)
{
    /// <summary>The roots to trust instead of the system's.</summary>
    public X509Certificate2Collection? Roots { get; init; }

    /// <summary>Makes the handshake. A certificate that is not trusted is reported, and never accepted.</summary>
    /// <exception cref="AuthenticationException">It failed for another reason than the certificate.</exception>
    public async Task<CertificateReport> ExamineAsync(Stream stream, string host, CancellationToken cancellationToken)
    {
        var report = new CertificateReport(IsTrusted: true, ExpiresAt: null, []);
        using var tls = new SslStream(stream, leaveInnerStreamOpen: false, (_, certificate, chain, errors) =>
        {
            report = validator.Validate(certificate, chain, errors);
            return report.IsTrusted;
        });
        try
        {
            await AuthenticateAsync(tls, host).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AuthenticationException) when (!report.IsTrusted)
        {
            // The report says more.
        }

        return report;
    }

#if NETFRAMEWORK
    private static Task AuthenticateAsync(SslStream tls, string host) => tls.AuthenticateAsClientAsync(
        host,
        clientCertificates: null,
        DesktopHandler.Protocols(ServicePointManager.SecurityProtocol),
        checkCertificateRevocation: false);
#else
    private Task AuthenticateAsync(SslStream tls, string host)
    {
        // Other clients do not download certificates that the server does not send.
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        if (Roots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(Roots);
        }

        return tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = host, CertificateChainPolicy = policy });
    }
#endif
}
