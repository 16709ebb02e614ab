using System.Net.Sockets;
using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>Listens for what Centry posts, and answers each request within the time that Centry waits.</summary>
/// <remarks>
/// On sockets and not on HttpListener: where that is not Windows' own, it answers 200 to whatever is open when it is closed,
/// read or not, and holds for ever who begins a request and does not go on.
/// </remarks>
internal sealed class NotificationListener : IDisposable
{
    /// <summary>How many connections may be open (see <see cref="OpenConnections"/>).</summary>
    public const int MostConnections = 1000;

    private const int MostFailures = 100;

    /// <summary>Centry waits 15 s for an answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(14);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // How long answers under way may take to get out when the listener ends.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly OpenConnections _connections = new(MostConnections);
    private readonly ManualResetEventSlim _isIdle = new();
    private readonly IReadOnlyList<TcpListener> _listeners;
    private readonly INotificationQueue _queue;
    private readonly TimeProvider _time;
    private readonly bool _isExact;
    private readonly string _path;
    private int _open = 1; // one for the listener itself

    /// <summary>Begins to listen.</summary>
    /// <param name="address">Where.</param>
    /// <param name="queue">Where notifications go.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="CentryException">It cannot listen there.</exception>
    public NotificationListener(ListenerAddress address, INotificationQueue queue, TimeProvider time)
    {
        (_queue, _time, _isExact) = (queue, time, address.IsExact);
        _listeners = address.Start(out var target);
        (Uri, _path) = (target.AbsoluteUri, target.AbsolutePath);
        Completion = Task.WhenAny(_listeners.Select(listener => Task.Run(() => AcceptAsync(listener)))).Unwrap();
    }

    /// <summary>The address to post to.</summary>
    public string Uri { get; }

    /// <summary>Ends, with an exception, where it does not listen any more without having been told to end.</summary>
    public Task Completion { get; }

    /// <summary>Cancelled when it ends.</summary>
    public CancellationToken Ending => _end.Token;

    /// <summary>Whether a notification goes to the queue; any other is accepted and forgotten.</summary>
    public Func<CentryNotification, bool> IsWanted { get; init; } = _ => true;

    /// <summary>Told, on any thread, of each request once it is answered.</summary>
    public Action<AnsweredRequest>? Answered { get; init; }

    /// <summary>Ends listening: what is being answered hears its answer, and the port is free.</summary>
    public void Dispose()
    {
        foreach (var listener in _listeners)
        {
            listener.Stop();
        }

        _end.Cancel();
        Close();
        _isIdle.Wait(Grace);
    }

    /// <summary>Whether a path is served, which may be a secret.</summary>
    public bool IsServed(string path) => FixedTime.StartsWith(path, _path) & (!_isExact || path.Length == _path.Length);

    /// <summary>Takes in a notification; whether Centry need not bring it again.</summary>
    public async Task<bool> TakeInAsync(CentryNotification notification)
    {
        if (!IsWanted(notification))
        {
            return true;
        }

        using var patience = _time.CreateCancellationTokenSource(Patience);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _end.Token);
        return await _queue.AcceptAsync(notification, deadline.Token).ConfigureAwait(false);
    }

    private async Task AcceptAsync(TcpListener listener)
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
            catch (SocketException) when (++failures < MostFailures)
            {
                // Somebody who had gone before his turn, or a process that has no handles left for a while.
                await _time.Delay(Pause, _end.Token).ConfigureAwait(false);
            }
        }
    }

    private void Begin(TcpClient client)
    {
        var connection = new NotificationConnection(client, this, _time);
        var isRoom = _connections.TryAdd(connection);
        Interlocked.Increment(ref _open);
        _ = Task.Run(() => ServeAsync(connection, isRoom));
    }

    private async Task ServeAsync(NotificationConnection connection, bool isRoom)
    {
        try
        {
            await (isRoom ? connection.ServeAsync() : connection.RefuseAsync()).ConfigureAwait(false);
        }
        finally
        {
            _connections.Remove(connection);
            Close();
        }
    }

    private void Close()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _isIdle.Set();
        }
    }
}
