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
/// A client address has no limit of its own, because all clients behind a proxy or a tunnel share one. Instead, at the
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

    /// <summary>The time to process a notification in the pipeline; Centry times out after 15 s.</summary>
    public static readonly TimeSpan ProcessingTimeout = TimeSpan.FromSeconds(14);

    // The time that Dispose waits for responses that are being sent.
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(1);

    private readonly List<NotificationConnection> _open = [];
    private readonly CountdownEvent _running = new(1); // the listener itself, and each connection
    private readonly ClientListener _clients;
    private readonly INotificationQueue _queue;
    private readonly TimeProvider _time;
    private readonly bool _isExact;

    /// <exception cref="CentryException">It cannot listen at the address.</exception>
    public NotificationListener(ListenerAddress address, INotificationQueue queue, TimeProvider time)
    {
        (_queue, _time, _isExact) = (queue, time, address.IsExact);
        _clients = new ClientListener(address, time);
        Completion = _clients.AcceptAsync(Begin, MaximumFailures);
    }

    /// <summary>The address to post to.</summary>
    public string Uri => _clients.Uri.AbsoluteUri;

    /// <summary>Fails if the listener can no longer accept clients.</summary>
    public Task Completion { get; }

    public CancellationToken Ending => _clients.Ending;

    /// <summary>Returns true for a notification to queue. Any other gets 200 and is dropped.</summary>
    public Func<CentryNotification, bool> IsWanted { get; init; } = _ => true;

    /// <summary>Called, on any thread, after each response.</summary>
    public Action<AnsweredRequest>? Answered { get; init; }

    /// <summary>Frees the port; complete requests get their responses.</summary>
    public void Dispose()
    {
        if (Ending.IsCancellationRequested)
        {
            return;
        }

        _clients.Dispose();
        _running.Signal();
        _running.Wait(GracePeriod);
    }

    /// <summary>
    /// True if the listener serves a path. The comparison takes constant time, because the path may be a secret.
    /// </summary>
    public bool Serves(string path)
    {
        var served = _clients.Uri.AbsolutePath;
        return FixedTime.StartsWith(path, served) & (!_isExact || path.Length == served.Length);
    }

    public async Task<string?> AcceptAsync(CentryNotification notification)
    {
        if (!IsWanted(notification))
        {
            return null;
        }

        using var timeout = _time.CreateCancellationTokenSource(ProcessingTimeout);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, Ending);
        return await _queue.AcceptAsync(notification, deadline.Token).ConfigureAwait(false);
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
