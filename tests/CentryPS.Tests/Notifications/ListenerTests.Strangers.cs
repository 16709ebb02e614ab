using System.Net;
using System.Net.Sockets;
using System.Text;
using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

public sealed partial class ListenerTests
{
    [Theory]
    [InlineData("P")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\n{")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{")]
    public async Task Who_begins_and_does_not_go_on_is_cut_off_and_others_are_served_meanwhile(string half)
    {
        Arrived = Take;
        var slow = Poster.RawAsync(Listen(), half);
        Assert.Equal(HttpStatusCode.OK, await _poster.PostAsync(_listener!.Uri));

        while (!slow.IsCompleted)
        {
            Assert.Equal(HttpStatusCode.OK, await _poster.PostAsync(_listener.Uri));
            _clock.Advance(TimeSpan.FromSeconds(1)); // it may not have come before
        }

        Assert.Equal(string.Empty, await slow);
    }

    [Theory]
    [InlineData("\0\0\0\0\r\n\r\n")]
    [InlineData("POST /\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: -2\r\n\r\n{}")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n{}")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length : 2\r\n\r\n{}")]
    public async Task What_is_not_HTTP_is_told_so_and_does_no_harm(string nonsense)
    {
        Arrived = Take;

        Assert.StartsWith("HTTP/1.1 400 ", await Poster.RawAsync(Listen(), nonsense));
        Assert.Equal(HttpStatusCode.OK, await _poster.PostAsync(_listener!.Uri));
    }

    [Theory]
    [InlineData(1000, 40)]
    [InlineData(17_000, 1)]
    public async Task Heads_without_end_are_told_so(int length, int count)
    {
        var head = string.Concat(Enumerable.Repeat("X-Relleno: " + new string('x', length) + "\r\n", count));

        Assert.StartsWith("HTTP/1.1 431 ", await Poster.RawAsync(Listen(), "POST / HTTP/1.1\r\n" + head));
    }

    [Theory]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001", "400 Bad Request", "TLS")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 65537\r\n\r\n", "413 Request Entity Too Large", "65,536")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n", "413 Request Entity Too Large", "65,536")]
    [InlineData("POST / HTTP/1.1\r\nExpect: nada\r\nContent-Length: 2\r\n\r\n", "417 Expectation Failed", "nada")]
    [InlineData("GET / HTTP/1.1\r\nContent-Length: 2\r\n\r\n", "405 Method Not Allowed", "POST")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}", "400 Bad Request", "topic")]
    public async Task What_is_refused_is_told_at_once_and_why(string request, string answer, string why)
    {
        Listen();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(_listener!.Uri).Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));

        Assert.Equal("HTTP/1.1 " + answer, await new StreamReader(client.GetStream()).ReadLineAsync().Soon());
        _listener.Dispose();
        Assert.Contains(why, Assert.Single(_answered).Problem);
    }

    [Fact]
    public async Task Empty_lines_before_a_request_are_none_of_it()
    {
        Arrived = Take;

        Assert.StartsWith("HTTP/1.1 200 OK", await Poster.RawAsync(Listen(), $"\r\n\nPOST / HTTP/1.1\r\nConnection: close\r\nContent-Length: {Poster.Order.Length}\r\n\r\n{Poster.Order}"));
    }

    [Fact]
    public async Task Requests_follow_each_other_on_a_connection_and_may_wait_for_a_word()
    {
        Arrived = Take;
        var one = $"POST / HTTP/1.1\r\nHost: otro.example\r\nContent-Length: {Poster.Order.Length}\r\n";

        var answers = await Poster.RawAsync(Listen(), $"{one}\r\n{Poster.Order}{one}Expect: 100-continue\r\nConnection: close\r\n\r\n{Poster.Order}");

        Assert.Equal(["200", "100", "200"], answers.Split("HTTP/1.1 ", StringSplitOptions.RemoveEmptyEntries).Select(answer => answer[..3]));
    }

    [Fact]
    public async Task Who_comes_when_too_many_are_open_is_told_to_come_again()
    {
        Arrived = Take;
        var port = new Uri(Listen()).Port;
        var open = new List<TcpClient>();
        for (var i = 0; i < NotificationListener.MostConnections; i++)
        {
            open.Add(new TcpClient());
            await open[i].ConnectAsync(IPAddress.Loopback, port);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await _poster.PostAsync($"http://127.0.0.1:{port}/"));
        open.ForEach(client => client.Dispose());
        while (await _poster.PostAsync($"http://127.0.0.1:{port}/") != HttpStatusCode.OK)
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task An_end_answers_nobody_who_was_not_heard()
    {
        Listen();
        using var idle = new TcpClient();
        await idle.ConnectAsync(IPAddress.Loopback, new Uri(_listener!.Uri).Port);
        await idle.GetStream().WriteAsync("POST / HT"u8.ToArray());

        _listener.Dispose();

        var answer = await Record.ExceptionAsync(async () => Assert.Equal(0, await idle.GetStream().ReadAsync(new byte[1]).AsTask().Soon()));
        Assert.True(answer is null or IOException);
    }
}
