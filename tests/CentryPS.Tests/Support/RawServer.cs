using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace CentryPS.Tests.Support;

/// <summary>A socket server that responds to each request with arbitrary bytes and closes the connection.</summary>
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

    /// <summary>Creates a server that always responds with the same bytes.</summary>
    public RawServer(byte[] answer)
        : this((_, stream, stop) => stream.WriteAsync(answer, stop).AsTask())
    {
    }

    public Uri BaseUri { get; }

    /// <summary>The number of requests received.</summary>
    public int Requests => _requests;

    /// <summary>The requests, with their headers and bodies.</summary>
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
            var request = await ReadAsync(stream, _stop.Token);
            Interlocked.Increment(ref _requests);
            Heads.Enqueue(request);
            await _answer(request, stream, _stop.Token);
        }
    }

    // A request may arrive in several segments.
    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken stop)
    {
        var buffer = new byte[64 * 1024];
        for (var length = 0; ;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), stop);
            length += read;
            if (read == 0 || IsWhole(buffer.AsSpan(0, length)))
            {
                return Encoding.UTF8.GetString(buffer, 0, length);
            }
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> request)
    {
        var end = request.IndexOf("\r\n\r\n"u8);
        var length = end < 0 ? null : Regex.Match(Encoding.UTF8.GetString(request[..end]), @"^Content-Length: (\d+)", RegexOptions.Multiline);
        return length is not null && (!length.Success || request.Length >= end + 4 + int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture));
    }
}
