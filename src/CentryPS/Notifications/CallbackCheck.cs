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
        var isReached = CallbackUri.TryParse(callbackUrl) is { } uri ? await ReachAsync(uri, health, stop).ConfigureAwait(false) : Invalid(health);
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
        using var socket = await OpenAsync(uri, cancellationToken).ConfigureAwait(false);
        health.RemoteAddress = ((IPEndPoint)socket.RemoteEndPoint!).Address.ToString();
        if (uri.Scheme != Uri.UriSchemeHttps)
        {
            return true;
        }

        var (isTrusted, expiresAt, problems) = await tls.ExamineAsync(new NetworkStream(socket), uri.IdnHost, cancellationToken).ConfigureAwait(false);
        health.CertificateExpiresAt = expiresAt;
        Add(health, problems);
        return isTrusted;
    }

    // To the first of its addresses that takes the connection.
    private static async Task<Socket> OpenAsync(Uri uri, CancellationToken cancellationToken)
    {
        var addresses = await Task.Run(() => Dns.GetHostAddressesAsync(uri.IdnHost), cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        for (var i = 0; ; i++)
        {
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[i], uri.Port)).WaitAsync(cancellationToken).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException) when (i + 1 < addresses.Length)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private static bool Take(CentryDelivery delivery, CentryWebhookHealth health)
    {
        health.StatusCode = delivery.StatusCode;
        health.ElapsedMilliseconds = delivery.ElapsedMilliseconds;
        Add(health, delivery.Problem is { } problem ? [problem] : []);
        return delivery.StatusCode is not null;
    }

    private static bool Invalid(CentryWebhookHealth health)
    {
        Add(health, Messages.CallbackInvalid);
        return false;
    }

    private static void Add(CentryWebhookHealth health, params string[] problems) => health.Problem = [.. health.Problem, .. problems];
}
