using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using CentryPS.Models;
#if NETFRAMEWORK
using CentryPS.Http;
#endif

namespace CentryPS.Notifications;

/// <summary>Checks a callback: its connection, its response time and its certificate.</summary>
internal sealed class CallbackCheck(TimeProvider time, TimeSpan timeout, CertificateValidator validator)
{
    // A callback that takes more than a third of the timeout is slow.
    private const int SlowDivisor = 3;

    public HostConnector Connector { get; init; } = new(time);

    /// <summary>The roots to trust instead of the system's.</summary>
    public X509Certificate2Collection? Roots { get; init; }

    /// <summary>Connects to a callback. If that succeeds, runs the delivery.</summary>
    public async Task<CentryWebhookHealth> ExamineAsync(
        string? callbackUrl,
        Func<Task<CentryDelivery>>? deliver,
        CancellationToken stop)
    {
        var health = new CentryWebhookHealth { CallbackUrl = callbackUrl };
        var problems = new List<string?>();
        if (CallbackUri.TryParse(callbackUrl) is not { } uri)
        {
            problems.Add(Messages.CallbackInvalid);
        }
        else
        {
            problems.Add(uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback ? Messages.CallbackNotEncrypted : null);
            var isReached = await ReachAsync(uri, health, problems, stop).ConfigureAwait(false);
            if (isReached && deliver is not null)
            {
                var delivery = await deliver().ConfigureAwait(false);
                (health.StatusCode, health.ElapsedMilliseconds) = (delivery.StatusCode, delivery.ElapsedMilliseconds);
                problems.Add(delivery.Problem);
                isReached = delivery.StatusCode is not null;
            }

            var isSlow = isReached && health.ElapsedMilliseconds > timeout.TotalMilliseconds / SlowDivisor;
            problems.Add(isSlow ? Messages.CallbackSlow : null);
        }

        health.Problem = [.. problems.OfType<string>()];
        health.IsHealthy = health.Problem.Length == 0;
        return health;
    }

    private async Task<bool> ReachAsync(
        Uri uri,
        CentryWebhookHealth health,
        List<string?> problems,
        CancellationToken stop)
    {
        var isTrusted = true;
        (var failure, health.ElapsedMilliseconds) = await CallbackExchange
            .RunAsync(ConnectAsync, time, timeout, stop).ConfigureAwait(false);
        problems.Add(failure);
        return failure is null && isTrusted;

        async Task<string?> ConnectAsync(CancellationToken cancellationToken)
        {
            using var socket = await Connector
                .ConnectAsync(uri.IdnHost, uri.Port, cancellationToken).ConfigureAwait(false);
            health.RemoteAddress = ((IPEndPoint)socket.RemoteEndPoint!).Address.ToString();
            if (uri.Scheme == Uri.UriSchemeHttps)
            {
                var report = await AuthenticateAsync(socket, uri.IdnHost, cancellationToken).ConfigureAwait(false);
                (isTrusted, health.CertificateExpiresAt) = (report.IsTrusted, report.ExpiresAt);
                problems.AddRange(report.Problems);
            }

            return null;
        }
    }

    // Makes the TLS handshake as other clients do. A certificate that is not trusted is reported, and never accepted.
    private async Task<CertificateReport> AuthenticateAsync(
        Socket socket,
        string host,
        CancellationToken cancellationToken)
    {
        var report = new CertificateReport(IsTrusted: true, ExpiresAt: null, []);
        using var tls = new SslStream(
            new NetworkStream(socket), leaveInnerStreamOpen: false, (_, certificate, chain, errors) =>
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
            // The report contains the reasons.
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
