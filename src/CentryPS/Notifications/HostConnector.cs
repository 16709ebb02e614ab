using System.Net;
using System.Net.Sockets;

namespace CentryPS.Notifications;

/// <summary>Connects to a host by the first of its addresses that answers, so that a silent one does not hide the next (RFC 8305).</summary>
/// <param name="time">The clock.</param>
internal sealed class HostConnector(TimeProvider time)
{
    /// <summary>How long one address is tried alone: RFC 8305, section 5.</summary>
    public static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>Finds the addresses of a host.</summary>
    public Func<string, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Connects.</summary>
    /// <exception cref="SocketException">The host is not found, or no address takes the connection.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = await Task.Run(() => Resolve(host), cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var attempts = new List<Task<Socket>>();
        try
        {
            for (var next = 0; ;)
            {
                attempts.Add(ConnectAsync(new IPEndPoint(addresses[next++], port), ended.Token));
                if (await FirstAsync(attempts, isLast: next == addresses.Length, ended.Token).ConfigureAwait(false) is { } socket)
                {
                    return socket;
                }
            }
        }
        finally
        {
            ended.Cancel();
            attempts.ForEach(Discard);
        }
    }

    // The connection of the first attempt that succeeds; null where it is time for the next address.
    private async Task<Socket?> FirstAsync(List<Task<Socket>> attempts, bool isLast, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delay = isLast ? Task.Delay(Timeout.Infinite, over.Token) : time.Delay(AttemptDelay, over.Token);
        try
        {
            while (attempts.Count > 0 && await Task.WhenAny(attempts.Append<Task>(delay)).ConfigureAwait(false) is Task<Socket> ended)
            {
                attempts.Remove(ended);
                if (ended.Status == TaskStatus.RanToCompletion || (isLast && attempts.Count == 0))
                {
                    return await ended.ConfigureAwait(false);
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
        finally
        {
            over.Cancel();
        }
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint place, CancellationToken cancellationToken)
    {
        var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(place).WaitAsync(cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // One that succeeded at the same moment as another.
    private static void Discard(Task<Socket> attempt) =>
        attempt.ContinueWith(late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
}
