using System.Net.Sockets;

namespace CentryPS.Notifications;

/// <summary>Listens at an address, and accepts clients until it is disposed.</summary>
internal sealed class ClientListener : IDisposable
{
    private static readonly TimeSpan BackOff = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _end = new();
    private readonly IReadOnlyList<TcpListener> _listeners;
    private readonly TimeProvider _time;

    /// <exception cref="CentryException">The address cannot be used.</exception>
    public ClientListener(ListenerAddress address, TimeProvider time)
    {
        _time = time;
        _listeners = address.Start(out var uri);
        Uri = uri;
    }

    public Uri Uri { get; }

    /// <summary>Cancelled when the listener is disposed.</summary>
    public CancellationToken Ending => _end.Token;

    /// <summary>True if the other side, or this process, has closed the connection.</summary>
    public static bool IsDisconnect(Exception exception) =>
        exception is IOException or InvalidOperationException or SocketException;

    /// <summary>Starts to accept clients. Fails after the maximum number of consecutive failures.</summary>
    public Task AcceptAsync(Action<TcpClient> begin, int maximumFailures) => Task
        .WhenAny(_listeners.Select(listener => Task.Run(() => AcceptAsync(listener, begin, maximumFailures))))
        .Unwrap();

    public void Dispose()
    {
        foreach (var listener in _listeners)
        {
            listener.Stop();
        }

        _end.Cancel();
    }

    private async Task AcceptAsync(TcpListener listener, Action<TcpClient> begin, int maximumFailures)
    {
        for (var failures = 0; ;)
        {
            try
            {
                begin(await listener.AcceptTcpClientAsync().ConfigureAwait(false));
                failures = 0;
            }
            catch (Exception) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException) when (++failures < maximumFailures)
            {
                // The client has already disconnected, or the process has too many open handles.
                await _time.Delay(BackOff, _end.Token).ConfigureAwait(false);
            }
        }
    }
}
