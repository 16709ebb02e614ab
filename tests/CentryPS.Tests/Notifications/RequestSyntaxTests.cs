using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CentryPS.Tests.Notifications;

/// <summary>Tests the requirements of RFC 9112 and RFC 9110 on a socket.</summary>
public sealed class RequestSyntaxTests : ListenerTest
{
    private const string Next = "POST / HTTP/1.1\r\nHost: a\r\n";

    // In the rows, [n] ends a request with a Content-Length, and [c] one with a chunked body.
    private static readonly string Sized = $"Content-Length: {Poster.Order.Length}\r\n\r\n{Poster.Order}";
    private static readonly string Chunks = $"{Poster.Order.Length:x}\r\n{Poster.Order}\r\n0\r\n\r\n";
    private static readonly string Chunked = "Transfer-Encoding: chunked\r\n\r\n" + Chunks;

    // RFC 9112, sections 2 and 3: the request line.
    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\n[n]", 200, true)]
    [InlineData("\r\n\r\nPOST / HTTP/1.1\r\nHost: a\r\n[n]", 200, true)]
    [InlineData("POST / HTTP/1.0\r\n[n]", 200, false)]
    [InlineData("POST / HTTP/1.2\r\nHost: a\r\n[n]", 200, true)]
    [InlineData("POST / HTTP/2.0\r\nHost: a\r\n[n]", 505, false)]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, false)]
    [InlineData("POST / HTTP/11.1\r\nHost: a\r\n[n]", 400, false)]
    [InlineData("POST / http/1.1\r\nHost: a\r\n[n]", 400, false)]
    [InlineData("POST  / HTTP/1.1\r\nHost: a\r\n[n]", 400, false)]
    [InlineData("POST / HTTP/1.1 \r\nHost: a\r\n[n]", 400, false)]
    [InlineData("POST /a b HTTP/1.1\r\nHost: a\r\n[n]", 400, false)]
    [InlineData("PO(T / HTTP/1.1\r\nHost: a\r\n[n]", 400, false)]
    [InlineData("POST /\u00e9 HTTP/1.1\r\nHost: a\r\n[n]", 400, false)]
    [InlineData("POST /#a HTTP/1.1\r\nHost: a\r\n[n]", 400, false)]
    [InlineData("POST * HTTP/1.1\r\nHost: a\r\n[n]", 400, false)]
    [InlineData("POST a:80 HTTP/1.1\r\nHost: a\r\n[n]", 400, false)]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 404, false)]
    [InlineData("CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 404, false)]
    [InlineData("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 405, false)]
    [InlineData("POST / HTTP/1.1\nHost: a\r\n[n]", 400, false)]
    [InlineData("POST / HTTP/1.1\r\n Host: a\r\n[n]", 400, false)]
    public Task Listener_validates_the_request_line(string request, int status, bool isKept) =>
        CheckAsync(request, status, isKept);

    // RFC 9112, section 3.2; RFC 9110, section 4.2.
    [Theory]
    [InlineData("POST / HTTP/1.1\r\n[n]", 400, false)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nHost: a\r\n[n]", 400, false)]
    [InlineData("POST / HTTP/1.0\r\nHost: a\r\nHost: b\r\n[n]", 400, false)]
    [InlineData("POST / HTTP/1.1\r\nHost: a b\r\n[n]", 400, false)]
    [InlineData("POST / HTTP/1.1\r\nHost: a/b\r\n[n]", 400, false)]
    [InlineData("POST / HTTP/1.1\r\nHost: u@a\r\n[n]", 400, false)]
    [InlineData("POST / HTTP/1.1\r\nHost: a:8x\r\n[n]", 400, false)]
    [InlineData("POST / HTTP/1.1\r\nHost: [::1\r\n[n]", 400, false)]
    [InlineData("POST / HTTP/1.0\r\nHost: a b\r\n[n]", 400, false)]
    [InlineData("POST / HTTP/1.1\r\nhost:[::1]:8080\t\r\n[n]", 200, true)]
    [InlineData("POST / HTTP/1.1\r\nHost:\r\n[n]", 200, true)]
    [InlineData("POST http://b/ HTTP/1.1\r\nHost: a\r\n[n]", 200, true)]
    [InlineData("POST http://b/ HTTP/1.1\r\n[n]", 400, false)]
    [InlineData("POST http:///a HTTP/1.1\r\nHost: a\r\n[n]", 400, false)]
    [InlineData("POST http://u@a/ HTTP/1.1\r\nHost: a\r\n[n]", 400, false)]
    [InlineData("POST ftp://a/ HTTP/1.1\r\nHost: a\r\n[n]", 400, false)]
    public Task Listener_validates_the_target_and_the_Host_header(string request, int status, bool isKept) =>
        CheckAsync(request, status, isKept);

    // RFC 9112, section 5; RFC 9110, section 5.5.
    [Theory]
    [InlineData("X : 1\r\n", 400, false)]
    [InlineData("X: 1\r\n 2\r\n", 400, false)]
    [InlineData("X: 1\r\n\t2\r\n", 400, false)]
    [InlineData("X\r\n", 400, false)]
    [InlineData(": 1\r\n", 400, false)]
    [InlineData("X(: 1\r\n", 400, false)]
    [InlineData("X: 1\r2\r\n", 400, false)]
    [InlineData("X: 1\n", 400, false)]
    [InlineData("X: 1\u00002\r\n", 400, false)]
    [InlineData("X: 1\u00082\r\n", 400, false)]
    [InlineData("X: 1\u007f2\r\n", 400, false)]
    [InlineData("X: caf\u00e9 \t2\r\n", 200, true)]
    [InlineData("X:\r\n", 200, true)]
    public Task Listener_validates_header_lines(string line, int status, bool isKept) =>
        CheckAsync(Next + line + "[n]", status, isKept);

    // RFC 9112, section 6; RFC 9110, section 8.6.
    [Theory]
    [InlineData(Next + "[c]", 200, true)]
    [InlineData(Next + "Transfer-Encoding: , Chunked,\r\n\r\n[k]", 200, true)]
    [InlineData(Next + "Transfer-Encoding: \u000bchunked\r\n\r\n[k]", 400, false)]
    [InlineData(Next + "Transfer-Encoding: xchunked\r\n\r\n[k]", 400, false)]
    [InlineData(Next + "Transfer-Encoding: chunked;a=1\r\n\r\n[k]", 400, false)]
    [InlineData(Next + "Transfer-Encoding:\r\n\r\n[k]", 400, false)]
    [InlineData(Next + "Transfer-Encoding: identity\r\n\r\n[k]", 400, false)]
    [InlineData(Next + "Transfer-Encoding: chunked, gzip\r\n\r\n[k]", 400, false)]
    [InlineData(Next + "Transfer-Encoding: chunked, chunked\r\n\r\n[k]", 400, false)]
    [InlineData(Next + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n[k]", 400, false)]
    [InlineData(Next + "Transfer-Encoding: gzip, chunked\r\n\r\n[k]", 501, false)]
    [InlineData(Next + "Transfer-Encoding: chunked\r\n[n]", 400, false)]
    [InlineData(Next + "Content-Length: 3\r\n[c]", 400, false)]
    [InlineData("POST / HTTP/1.0\r\nHost: a\r\n[c]", 400, false)]
    [InlineData("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n[n]", 400, false)]
    [InlineData(Next + "Content-Length: 63, 63\r\n\r\n{}", 400, false)]
    [InlineData(Next + "Content-Length: +2\r\n\r\n{}", 400, false)]
    [InlineData(Next + "Content-Length:\r\n\r\n{}", 400, false)]
    [InlineData(Next + "Content-Length: 18446744073709551618\r\n\r\n{}", 413, false)]
    [InlineData(Next + "Content-Length: 0000000000000000000000065537\r\n\r\n{}", 413, false)]
    [InlineData(Next + "\r\n", 400, false)]
    public Task Listener_validates_the_framing_of_a_body(string request, int status, bool isKept) =>
        CheckAsync(request, status, isKept);

    // RFC 9112, section 7.
    [Theory]
    [InlineData("003f;a=\"b;c\"\r\n[b]\r\n0\r\n\r\n", 200, true)]
    [InlineData("3F ; a\r\n[b]\r\n000;x\r\nX-Trailer: 1\r\n\r\n", 200, true)]
    [InlineData("3f\r\n[b]0\r\n\r\n", 400, false)]
    [InlineData("3f\r\n[b]\n0\r\n\r\n", 400, false)]
    [InlineData("3f\n[b]\r\n0\r\n\r\n", 400, false)]
    [InlineData("3f \r\n[b]\r\n0\r\n\r\n", 400, false)]
    [InlineData("0x3f\r\n[b]\r\n0\r\n\r\n", 400, false)]
    [InlineData("-3f\r\n[b]\r\n0\r\n\r\n", 400, false)]
    [InlineData("\r\n[b]\r\n0\r\n\r\n", 400, false)]
    [InlineData("1000000000000003f\r\n[b]\r\n0\r\n\r\n", 400, false)]
    [InlineData("100000003f\r\n[b]\r\n0\r\n\r\n", 413, false)]
    [InlineData("3f\r\n[b]\r\n0\r\nX Trailer: 1\r\n\r\n", 400, false)]
    public Task Listener_validates_the_chunks_of_a_body(string chunks, int status, bool isKept) =>
        CheckAsync(Next + "Transfer-Encoding: chunked\r\n\r\n" + chunks, status, isKept);

    // RFC 9112, section 9.
    [Theory]
    [InlineData("Connection: close\r\n", 200, false)]
    [InlineData("Connection: close, x\r\n", 200, false)]
    [InlineData("Connection: x ,\tCLOSE\r\n", 200, false)]
    [InlineData("Connection: x\r\nConnection: close\r\n", 200, false)]
    [InlineData("Connection: closed\r\n", 200, true)]
    [InlineData("Connection: keep-alive\r\n", 200, true)]
    public Task Listener_keeps_a_connection_open_unless_the_client_closes_it(string lines, int status, bool isKept) =>
        CheckAsync(Next + lines + "[n]", status, isKept);

    // RFC 9110, section 10.1.1.
    [Theory]
    [InlineData(Next + "Expect: 100-Continue\r\n[n]", 100, true)]
    [InlineData("POST / HTTP/1.0\r\nExpect: 100-continue\r\n[n]", 200, false)]
    [InlineData(Next + "Expect: 100-continue, x\r\n[n]", 417, false)]
    public Task Listener_answers_an_expectation(string request, int status, bool isKept) =>
        CheckAsync(request, status, isKept);

    [Theory]
    [InlineData("POST /", 414)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nX: ", 431)]
    [InlineData(Next + "Transfer-Encoding: chunked\r\n\r\n3;", 431)]
    public Task Listener_refuses_a_line_of_17_000_bytes(string start, int status) =>
        CheckAsync(start + new string('x', 17_000), status, isKept: false);

    [Fact]
    public Task Listener_refuses_extensions_and_trailers_of_40_000_bytes() =>
        CheckAsync(Next + "Transfer-Encoding: chunked\r\n\r\n" + string.Concat(Enumerable.Repeat($"1;{new string('x', 10_000)}\r\n \r\n", 4)), 431, isKept: false);

    private async Task CheckAsync(string request, int status, bool isKept)
    {
        Arrived = Take;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(Listen()).Port);
        var bytes = request.Replace("[n]", Sized).Replace("[c]", Chunked).Replace("[k]", Chunks).Replace("[b]", Poster.Order);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(bytes));

        using var reader = new StreamReader(client.GetStream());
        var answer = await ReadAsync(reader);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer);
        Assert.Equal(!isKept, answer.Contains("Connection: close"));
        Assert.Equal(status != 100, answer.Contains("Date: "));
        if (!isKept)
        {
            Assert.Equal(string.Empty, await reader.ReadToEndAsync().Soon());
            return;
        }

        answer = status == 100 ? await ReadAsync(reader) : answer;
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(Next + Sized));
        Assert.StartsWith("HTTP/1.1 200 ", await ReadAsync(reader));
    }

    private static async Task<string> ReadAsync(StreamReader reader)
    {
        var answer = new StringBuilder();
        while (await reader.ReadLineAsync().Soon() is { Length: > 0 } line)
        {
            answer.AppendLine(line);
        }

        return answer.ToString();
    }
}
