using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
#if NETFRAMEWORK
using System.Net;
using CentryPS.Http;
#endif

namespace CentryPS.Notifications;

/// <summary>Makes the TLS handshake with a server as any client does, and judges its certificate.</summary>
/// <param name="judge">Judges it.</param>
internal sealed class TlsCheck(CertificateJudge judge)
{
    /// <summary>The roots to trust in place of the system's; null for those.</summary>
    public X509Certificate2Collection? Roots { get; init; }

    /// <summary>Makes the handshake; a certificate that is not trusted is reported, and never accepted.</summary>
    /// <exception cref="AuthenticationException">It failed, and not by the certificate.</exception>
    public async Task<CertificateVerdict> ExamineAsync(Stream stream, string host, CancellationToken cancellationToken)
    {
        var verdict = new CertificateVerdict(IsTrusted: true, ExpiresAt: null, []);
        using var tls = new SslStream(stream, leaveInnerStreamOpen: false, (_, certificate, chain, errors) =>
        {
            verdict = judge.Judge(certificate, chain, errors);
            return verdict.IsTrusted;
        });
        try
        {
            await AuthenticateAsync(tls, host).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AuthenticationException) when (!verdict.IsTrusted)
        {
            // The problems say it better.
        }

        return verdict;
    }

    /// <summary>Accepts a certificate that is trusted.</summary>
    /// <exception cref="CertificateException">It is not.</exception>
    public bool Accept(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        judge.Judge(certificate, chain, errors) is var verdict && verdict.IsTrusted ? true : throw new CertificateException(string.Join("; ", verdict.Problems));

#if NETFRAMEWORK
    private static Task AuthenticateAsync(SslStream tls, string host) => tls.AuthenticateAsClientAsync(
        host,
        clientCertificates: null,
        DesktopHandler.Protocols(ServicePointManager.SecurityProtocol),
        checkCertificateRevocation: false);
#else
    private Task AuthenticateAsync(SslStream tls, string host) => tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
    {
        TargetHost = host,
        CertificateChainPolicy = Policy(),
    });

    // Without downloads: other clients fetch no certificate that the server does not send.
    private X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (Roots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(Roots);
        }

        return policy;
    }
#endif
}
