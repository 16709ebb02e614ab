using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CentryPS.Tests;

/// <summary>A server on a bare socket, which answers each request with whatever bytes a test wants, and closes.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, NetworkStream, CancellationToken, Task> _answer;
    private int _requests;

    public RawServer(Func<string, NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        BaseUri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>Always the same bytes.</summary>
    public RawServer(byte[] answer)
        : this((_, stream, stop) => stream.WriteAsync(answer, stop).AsTask())
    {
    }

    public Uri BaseUri { get; }

    /// <summary>How many requests came over the wire.</summary>
    public int Requests => _requests;

    /// <summary>The first lines of the requests, with their headers.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Heads { get; } = new();

    public static byte[] Json(string body, string status = "200 OK") => Whole(Encoding.UTF8.GetBytes(body), status);

    public static byte[] Whole(byte[] body, string status = "200 OK", string headers = "Content-Type: application/json\r\n", int? length = null) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}Content-Length: {length ?? body.Length}\r\nConnection: close\r\n\r\n"), .. body];

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = Task.Run(() => ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            var buffer = new byte[64 * 1024];
            var read = await stream.ReadAsync(buffer, _stop.Token);
            Interlocked.Increment(ref _requests);
            var head = Encoding.UTF8.GetString(buffer, 0, read);
            Heads.Enqueue(head);
            await _answer(head, stream, _stop.Token);
        }
    }
}
