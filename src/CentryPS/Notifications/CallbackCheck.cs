using System.Net;
using System.Net.Sockets;
using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>Checks whether a callback can be reached, how fast, and whether its certificate is valid.</summary>
internal sealed class CallbackCheck(TimeProvider time, TimeSpan timeout, TlsCheck tls)
{
    // A callback that takes more than a third of the timeout is slow.
    private const int SlowDivisor = 3;

    private readonly CallbackExchange _exchange = new(time, timeout);

    public HostConnector Connector { get; init; } = new(time);

    /// <summary>Connects to a callback, and runs the delivery once it can be reached.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
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
        (var failure, health.ElapsedMilliseconds) = await _exchange.RunAsync(ConnectAsync, stop).ConfigureAwait(false);
        problems.Add(failure);
        return failure is null && isTrusted;

        async Task<string?> ConnectAsync(CancellationToken cancellationToken)
        {
            using var socket = await Connector
                .ConnectAsync(uri.IdnHost, uri.Port, cancellationToken).ConfigureAwait(false);
            health.RemoteAddress = ((IPEndPoint)socket.RemoteEndPoint!).Address.ToString();
            if (uri.Scheme == Uri.UriSchemeHttps)
            {
                var stream = new NetworkStream(socket);
                var report = await tls.ExamineAsync(stream, uri.IdnHost, cancellationToken).ConfigureAwait(false);
                health.CertificateExpiresAt = report.ExpiresAt;
                problems.AddRange(report.Problems);
                isTrusted = report.IsTrusted;
            }

            return null;
        }
    }
}
