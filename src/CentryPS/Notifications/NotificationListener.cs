using System.Net.Sockets;
using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>Listens for the notifications that Centry posts, and responds before Centry times out.</summary>
/// <remarks>
/// <para>
/// It uses sockets because HttpListener, except on Windows, responds with 200 to open requests when it is closed, read
/// or not, and waits forever for a client that stops in the middle of a request.
/// </para>
/// <para>
/// An address has no limit of its own, because all clients behind a proxy or a tunnel share one. Instead, at the
/// maximum, a new connection replaces one that waits for its client: the oldest of the address with the most such
/// connections. A client that opens a thousand connections and sends nothing, or half a request, loses them and blocks
/// no one, not even clients behind the same proxy. A complete request gets its response; a new connection is refused
/// only if such requests hold all connections.
/// </para>
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
    private readonly List<NotificationConnection> _open = [];
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
        var hasRoom = TryAdd(connection);
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
            lock (_open)
            {
                _open.Remove(connection);
            }

            _running.Signal();
        }
    }

    // The chosen connection's request may become complete before it is closed; then the next one is tried.
    private bool TryAdd(NotificationConnection connection)
    {
        lock (_open)
        {
            var hasRoom = _open.Count < MaximumConnections || _open
                .Where(other => other.IsWaiting)
                .GroupBy(other => other.Address)
                .OrderByDescending(ofAddress => ofAddress.Count())
                .SelectMany(ofAddress => ofAddress.OrderBy(other => other.WaitingSince))
                .FirstOrDefault(other => other.TryClose(Messages.RequestTooMany)) is { } closed && _open.Remove(closed);
            if (hasRoom)
            {
                _open.Add(connection);
            }

            return hasRoom;
        }
    }
}
