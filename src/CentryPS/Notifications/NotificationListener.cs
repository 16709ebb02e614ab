using System.Net.Sockets;
using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>Listens for the notifications that Centry posts, and responds before Centry times out.</summary>
/// <remarks>
/// It uses sockets because HttpListener, except on Windows, responds with 200 to open requests when it is closed, read
/// or not, and waits forever for a client that stops in the middle of a request.
/// </remarks>
internal sealed class NotificationListener : IDisposable
{
    public const int MaximumConnections = 1000;

    private const int MaximumFailures = 100;

    /// <summary>How long the pipeline may take; Centry times out after 15 s.</summary>
    public static readonly TimeSpan ProcessingTimeout = TimeSpan.FromSeconds(14);

    private static readonly TimeSpan BackOff = TimeSpan.FromMilliseconds(100);

    // How long Dispose waits for responses that are being sent.
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly OpenConnections _connections = new(MaximumConnections);
    private readonly CountdownEvent _running = new(1); // the listener itself, and each connection
    private readonly IReadOnlyList<TcpListener> _listeners;
    private readonly INotificationQueue _queue;
    private readonly TimeProvider _time;
    private readonly bool _isExact;
    private readonly string _path;

    /// <exception cref="CentryException">It cannot listen at the address.</exception>
    public NotificationListener(ListenerAddress address, INotificationQueue queue, TimeProvider time)
    {
        (_queue, _time, _isExact) = (queue, time, address.IsExact);
        _listeners = address.Start(out var target);
        (Uri, _path) = (target.AbsoluteUri, target.AbsolutePath);
        Completion = Task.WhenAny(_listeners.Select(listener => Task.Run(() => AcceptClientsAsync(listener)))).Unwrap();
    }

    /// <summary>The address to post to.</summary>
    public string Uri { get; }

    /// <summary>Fails if it can no longer listen.</summary>
    public Task Completion { get; }

    /// <summary>Cancelled when it is disposed.</summary>
    public CancellationToken Ending => _end.Token;

    /// <summary>Whether to queue a notification; any other gets 200 and is dropped.</summary>
    public Func<CentryNotification, bool> IsWanted { get; init; } = _ => true;

    /// <summary>Called, on any thread, after each response.</summary>
    public Action<AnsweredRequest>? Answered { get; init; }

    /// <summary>Frees the port; complete requests get their responses.</summary>
    public void Dispose()
    {
        if (_end.IsCancellationRequested)
        {
            return;
        }

        foreach (var listener in _listeners)
        {
            listener.Stop();
        }

        _end.Cancel();
        _running.Signal();
        _running.Wait(GracePeriod);
    }

    /// <summary>Whether a path is served. Compares in constant time, because the path may be a secret.</summary>
    public bool Serves(string path) =>
        FixedTime.StartsWith(path, _path) & (!_isExact || path.Length == _path.Length);

    /// <returns>Why Centry must deliver it again, as a part of a sentence; null if it need not.</returns>
    public async Task<string?> AcceptAsync(CentryNotification notification)
    {
        if (!IsWanted(notification))
        {
            return null;
        }

        using var timeout = _time.CreateCancellationTokenSource(ProcessingTimeout);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _end.Token);
        var isAccepted = await _queue.AcceptAsync(notification, deadline.Token).ConfigureAwait(false);
        return isAccepted ? null : _queue.RefusalReason;
    }

    private async Task AcceptClientsAsync(TcpListener listener)
    {
        for (var failures = 0; ;)
        {
            try
            {
                Begin(await listener.AcceptTcpClientAsync().ConfigureAwait(false));
                failures = 0;
            }
            catch (Exception) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException) when (++failures < MaximumFailures)
            {
                // The client has already disconnected, or the process is out of handles for now.
                await _time.Delay(BackOff, _end.Token).ConfigureAwait(false);
            }
        }
    }

    private void Begin(TcpClient client)
    {
        if (!_running.TryAddCount())
        {
            client.Dispose(); // the listener has ended
            return;
        }

        var connection = new NotificationConnection(client, this, _time);
        var hasRoom = _connections.TryAdd(connection);
        _ = Task.Run(() => ServeAsync(connection, hasRoom));
    }

    private async Task ServeAsync(NotificationConnection connection, bool hasRoom)
    {
        try
        {
            await (hasRoom ? connection.ServeAsync() : connection.RefuseAsync()).ConfigureAwait(false);
        }
        finally
        {
            _connections.Remove(connection);
            _running.Signal();
        }
    }
}
