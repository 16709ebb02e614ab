using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CentryPS.Tests.Notifications;

/// <summary>The listener survives clients that are slow, malformed or too many.</summary>
public sealed class HostileClientTests : ListenerTest
{
    [Theory]
    [InlineData("P")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{")]
    public async Task Listener_disconnects_a_client_that_stalls_and_serves_others_meanwhile(string half)
    {
        Arrived = Take;
        var slow = Poster.RawAsync(Listen(), half);
        Assert.Equal(HttpStatusCode.OK, await Client.PostAsync(Listener!.Uri));

        while (!slow.IsCompleted)
        {
            Assert.Equal(HttpStatusCode.OK, await Client.PostAsync(Listener.Uri));
            Clock.Advance(TimeSpan.FromSeconds(1)); // the first bytes may arrive late
        }

        Assert.Equal(string.Empty, await slow);
    }

    [Theory]
    [InlineData("\0\0\0\0\r\n\r\n")]
    [InlineData("POST /\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -2\r\n\r\n{}")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n{}")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length : 2\r\n\r\n{}")]
    public async Task Listener_answers_malformed_HTTP_with_400_and_continues(string malformed)
    {
        Arrived = Take;

        Assert.StartsWith("HTTP/1.1 400 ", await Poster.RawAsync(Listen(), malformed));
        Assert.Equal(HttpStatusCode.OK, await Client.PostAsync(Listener!.Uri));
    }

    [Theory]
    [InlineData(1000, 40)]
    [InlineData(17_000, 1)]
    public async Task Listener_answers_oversized_headers_with_431(int length, int count)
    {
        var head = string.Concat(Enumerable.Repeat("X-Relleno: " + new string('x', length) + "\r\n", count));

        Assert.StartsWith("HTTP/1.1 431 ", await Poster.RawAsync(Listen(), "POST / HTTP/1.1\r\n" + head));
    }

    [Theory]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001", "400 Bad Request", "TLS")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 65537\r\n\r\n", "413 Request Entity Too Large", "65,536")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n", "413 Request Entity Too Large", "65,536")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nExpect: nada\r\nContent-Length: 2\r\n\r\n", "417 Expectation Failed", "nada")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n", "405 Method Not Allowed", "POST")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}", "400 Bad Request", "topic")]
    public async Task Listener_rejects_a_request_as_soon_as_it_can_and_reports_why(string request, string answer, string why)
    {
        Listen();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(Listener!.Uri).Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));

        Assert.Equal("HTTP/1.1 " + answer, await new StreamReader(client.GetStream()).ReadLineAsync().Soon());
        Listener.Dispose();
        Assert.Contains(why, Assert.Single(Answered).Problem);
    }

    [Fact]
    public async Task Listener_ignores_empty_lines_before_a_request()
    {
        Arrived = Take;

        Assert.StartsWith("HTTP/1.1 200 OK", await Poster.RawAsync(Listen(), $"\r\n\r\nPOST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {Poster.Order.Length}\r\n\r\n{Poster.Order}"));
    }

    [Fact]
    public async Task Listener_supports_keep_alive_and_100_continue()
    {
        Arrived = Take;
        var one = $"POST / HTTP/1.1\r\nHost: otro.example\r\nContent-Length: {Poster.Order.Length}\r\n";

        var answers = await Poster.RawAsync(Listen(), $"{one}\r\n{Poster.Order}{one}Expect: 100-continue\r\nConnection: close\r\n\r\n{Poster.Order}");

        Assert.Equal(["200", "100", "200"], answers.Split("HTTP/1.1 ", StringSplitOptions.RemoveEmptyEntries).Select(answer => answer[..3]));
    }

    [Fact]
    public async Task Listener_does_not_answer_an_incomplete_request_when_it_ends()
    {
        Listen();
        using var idle = new TcpClient();
        await idle.ConnectAsync(IPAddress.Loopback, new Uri(Listener!.Uri).Port);
        await idle.GetStream().WriteAsync("POST / HT"u8.ToArray());

        Listener.Dispose();

        var answer = await Record.ExceptionAsync(async () => Assert.Equal(0, await idle.GetStream().ReadAsync(new byte[1]).AsTask().Soon()));
        Assert.True(answer is null or IOException);
    }
}
