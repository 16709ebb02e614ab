using System.Net;
using System.Net.Sockets;
using System.Text;
using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>Tests when the listener closes a connection.</summary>
public sealed class NotificationConnectionTests
{
    private const double Limit = 15;

    private readonly HeldClock _clock = new();

    [Fact]
    public async Task Request_has_its_full_timeout_when_its_connection_was_idle_before()
    {
        var hasOpened = new TaskCompletionSource();
        var hasArrived = new TaskCompletionSource();
        _clock.Timed += time => _ = time.TotalSeconds == Limit && hasOpened.TrySetResult();
        using var queue = new DirectQueue(() => hasArrived.SetResult());
        using var listener = new NotificationListener(ListenerAddress.OfHost("localhost", 0, path: null), queue, _clock);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(listener.Uri).Port);
        await hasOpened.Task.Soon();

        _clock.Advance(TimeSpan.FromSeconds(10));
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {Poster.Order.Length}\r\n\r\n{Poster.Order}"));
        await hasArrived.Task.Soon();
        _clock.Advance(TimeSpan.FromSeconds(10));
        queue.Next()?.Complete();

        Assert.Equal("HTTP/1.1 200 OK", await new StreamReader(client.GetStream()).ReadLineAsync().Soon());
    }
}
