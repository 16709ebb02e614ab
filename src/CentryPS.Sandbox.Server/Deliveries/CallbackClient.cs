using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace CentryPS.Sandbox.Server.Deliveries;

/// <summary>
/// A client that posts to callback URLs on this machine only. It uses no DNS and no proxy, and follows no redirects.
/// </summary>
internal sealed class CallbackClient(TimeProvider time) : IDisposable
{
    // Centry: the receiver must respond within 15 s.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private const int MaxResponseLength = 4096;

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = ConnectAsync,
        UseCookies = false,
        UseProxy = false,
    });

    /// <summary>True if the host of a callback URL is a loopback address or <c>localhost</c>.</summary>
    public static bool IsOnLoopback(string callbackUrl) =>
        Uri.TryCreate(callbackUrl, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && Addresses(uri.IdnHost).Length > 0;

    /// <summary>Posts JSON; returns the status (null if no response arrived in time) and a text for the log.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public async Task<(HttpStatusCode? Status, string Response)> PostAsync(Uri callback, byte[] body, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        using var message = new HttpRequestMessage(HttpMethod.Post, callback) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await _client.SendAsync(message, linked.Token);
            var text = await ReadAsync(response.Content, linked.Token);
            return (response.StatusCode, $"HTTP {(int)response.StatusCode}{(text.Length > 0 ? ": " : string.Empty)}{text}");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            var hasTimedOut = deadline.IsCancellationRequested;
            return (null, hasTimedOut ? $"No response within {Timeout.TotalSeconds} s." : exception.Message);
        }
    }

    public void Dispose() => _client.Dispose();

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(Addresses(context.DnsEndPoint.Host), context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static IPAddress[] Addresses(string host) => host == "localhost" ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
        : IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address) ? [address]
        : [];

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken stop)
    {
        var buffer = new byte[MaxResponseLength];
        await using var stream = await content.ReadAsStreamAsync(stop);
        return Encoding.UTF8.GetString(buffer, 0, await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop));
    }
}
