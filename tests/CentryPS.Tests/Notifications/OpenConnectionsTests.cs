using System.Net;
using System.Net.Sockets;
using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>Connections that send nothing do not block other clients.</summary>
public sealed class OpenConnectionsTests : ListenerTest
{
    private static readonly IPAddress Other = IPAddress.Parse("127.0.0.2");

    private readonly List<TcpClient> _open = [];

    [Theory]
    [InlineData("")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\n")]
    public async Task New_connection_replaces_the_oldest_waiting_one_when_the_maximum_is_reached(string half)
    {
        Arrived = Take;
        Listen();
        await OpenAsync(NotificationListener.MaximumConnections, IPAddress.Loopback, half);

        Assert.Equal(HttpStatusCode.OK, await Client.PostAsync(Address));

        Assert.True(await IsEndedAsync(_open[0]));
        await CompleteAsync(_open[1], half);
        End();
    }

    [Fact]
    public async Task Address_with_few_connections_keeps_them_when_another_opens_many()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "macOS has one loopback address.");
        Arrived = Take;
        Listen();
        await OpenAsync(1, Other, half: string.Empty);
        await OpenAsync(NotificationListener.MaximumConnections, IPAddress.Loopback, half: string.Empty);

        Assert.True(await IsEndedAsync(_open[1]));
        await CompleteAsync(_open[0], half: string.Empty);
        End();
    }

    [Fact]
    public async Task Connection_whose_request_is_being_answered_is_never_replaced()
    {
        var haveArrived = new CountdownEvent(NotificationListener.MaximumConnections);
        Arrived = () => haveArrived.Signal();
        Listen();
        await OpenAsync(NotificationListener.MaximumConnections, IPAddress.Loopback, $"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {Poster.Order.Length}\r\n\r\n{Poster.Order}");
        await Task.Run(haveArrived.Wait).Soon();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Client.PostAsync(Address));

        Arrived = Take;
        Take();
        Assert.Equal("HTTP/1.1 200 OK", await new StreamReader(_open[0].GetStream()).ReadLineAsync().Soon());
        End();
    }

    private string Address => Listener!.Uri.Replace("localhost", "127.0.0.1");

    private async Task OpenAsync(int count, IPAddress from, string half)
    {
        for (var i = 0; i < count; i++)
        {
            var client = new TcpClient(new IPEndPoint(from, 0));
            _open.Add(client);
            await client.ConnectAsync(IPAddress.Loopback, new Uri(Listener!.Uri).Port);
            await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(half));
        }
    }

    private static async Task<bool> IsEndedAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1]).AsTask().Soon() == 0;
        }
        catch (IOException)
        {
            return true; // the connection was reset
        }
    }

    private static async Task CompleteAsync(TcpClient client, string half)
    {
        var whole = $"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {Poster.Order.Length}\r\n\r\n{Poster.Order}";
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(whole[half.Length..]));
        Assert.Equal("HTTP/1.1 200 OK", await new StreamReader(client.GetStream()).ReadLineAsync().Soon());
    }

    private void End() => _open.ForEach(client => client.Dispose());
}
