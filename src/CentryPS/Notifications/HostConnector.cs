using System.Net;
using System.Net.Sockets;

namespace CentryPS.Notifications;

/// <summary>
/// Connects to the first address of a host that accepts. Each address has a short head start over the next: RFC 8305.
/// </summary>
internal sealed class HostConnector(TimeProvider time)
{
    /// <summary>The delay before the next address is tried: RFC 8305, section 5.</summary>
    public static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    public Func<string, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <exception cref="SocketException">The host is not found, or no address accepts the connection.</exception>
    public async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = await Task.Run(() => Resolve(host), cancellationToken)
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var untried = new Queue<IPAddress>(addresses);
        var attempts = new List<Task<Socket>>();
        try
        {
            while (true)
            {
                if (untried.Count > 0)
                {
                    attempts.Add(ConnectAsync(new IPEndPoint(untried.Dequeue(), port), end.Token));
                }

                var delay = untried.Count > 0 ? time.Delay(AttemptDelay, end.Token)
                    : Task.Delay(Timeout.Infinite, end.Token);
                if (await Task.WhenAny(attempts.Append(delay)).ConfigureAwait(false) is not Task<Socket> ended)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    continue;
                }

                attempts.Remove(ended);
                if (ended.Status == TaskStatus.RanToCompletion || (attempts.Count == 0 && untried.Count == 0))
                {
                    return await ended.ConfigureAwait(false);
                }
            }
        }
        finally
        {
            end.Cancel();
            attempts.ForEach(Discard);
        }
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint).WaitAsync(cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // Another attempt may have succeeded at the same moment.
    private static void Discard(Task<Socket> attempt) => attempt.ContinueWith(
        late => late.Result.Dispose(),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnRanToCompletion,
        TaskScheduler.Default);
}
