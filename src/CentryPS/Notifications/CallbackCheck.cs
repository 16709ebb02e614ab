using System.Net;
using System.Net.Sockets;
using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>Finds out whether a callback can be reached: its name, its address, its TLS and its certificate, and how soon.</summary>
/// <param name="time">The clock.</param>
/// <param name="timeout">How long connecting may take, and answering a notification.</param>
/// <param name="tls">Examines its certificate.</param>
internal sealed class CallbackCheck(TimeProvider time, TimeSpan timeout, TlsCheck tls)
{
    // What takes more than a third of the time allowed is slow.
    private const int SlowPart = 3;

    /// <summary>Connects to the host of a callback.</summary>
    public HostConnector Connector { get; init; } = new(time);

    /// <summary>Connects to a callback; nothing is sent but the notification, where one is to be posted.</summary>
    /// <param name="callbackUrl">The callback URL, as Centry has it.</param>
    /// <param name="deliver">Posts a notification to it, once it can be reached; null where none is to be posted.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<CentryWebhookHealth> ExamineAsync(
        string? callbackUrl,
        Func<Task<CentryDelivery>>? deliver,
        CancellationToken stop)
    {
        var health = new CentryWebhookHealth { CallbackUrl = callbackUrl };
        var uri = CallbackUri.TryParse(callbackUrl);
        Add(health, uri is null ? [Messages.CallbackInvalid] : uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback ? [Messages.CallbackNotEncrypted] : []);
        var isReached = uri is not null && await ReachAsync(uri, health, stop).ConfigureAwait(false);
        if (isReached && deliver is not null)
        {
            isReached = Take(await deliver().ConfigureAwait(false), health);
        }

        if (isReached && health.ElapsedMilliseconds > timeout.TotalMilliseconds / SlowPart)
        {
            Add(health, Messages.CallbackSlow);
        }

        health.IsHealthy = health.Problem.Length == 0;
        return health;
    }

    private async Task<bool> ReachAsync(Uri uri, CentryWebhookHealth health, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        using var deadline = time.CreateCancellationTokenSource(timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        try
        {
            return await ConnectAsync(uri, health, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            stop.ThrowIfCancellationRequested();
            Add(health, deadline.IsCancellationRequested ? Messages.CallbackTimedOut.With(timeout.TotalSeconds) : CallbackProblem.Of(exception));
            return false;
        }
        finally
        {
            health.ElapsedMilliseconds = (long)time.GetElapsedTime(started).TotalMilliseconds;
        }
    }

    private async Task<bool> ConnectAsync(Uri uri, CentryWebhookHealth health, CancellationToken cancellationToken)
    {
        using var socket = await Connector.ConnectAsync(uri.IdnHost, uri.Port, cancellationToken).ConfigureAwait(false);
        health.RemoteAddress = ((IPEndPoint)socket.RemoteEndPoint!).Address.ToString();
        if (uri.Scheme != Uri.UriSchemeHttps)
        {
            return true;
        }

        var verdict = await tls.ExamineAsync(new NetworkStream(socket), uri.IdnHost, cancellationToken).ConfigureAwait(false);
        health.CertificateExpiresAt = verdict.ExpiresAt;
        Add(health, [.. verdict.Problems]);
        return verdict.IsTrusted;
    }

    private static bool Take(CentryDelivery delivery, CentryWebhookHealth health)
    {
        health.StatusCode = delivery.StatusCode;
        health.ElapsedMilliseconds = delivery.ElapsedMilliseconds;
        Add(health, delivery.Problem is { } problem ? [problem] : []);
        return delivery.StatusCode is not null;
    }

    private static void Add(CentryWebhookHealth health, params string[] problems) => health.Problem = [.. health.Problem, .. problems];
}
