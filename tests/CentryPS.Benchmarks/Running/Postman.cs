using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CentryPS.Benchmarks.Running;

/// <summary>Posts notifications over many connections; each waits for the response before it posts the next.</summary>
/// <param name="uri">The callback URL.</param>
internal sealed class Postman(string uri)
{
    private readonly ConcurrentBag<int> _accepted = [];
    private readonly ConcurrentBag<double> _milliseconds = [];
    private int _next;

    /// <summary>The numbers of the notifications answered with 200.</summary>
    public IReadOnlyCollection<int> Accepted => _accepted;

    /// <summary>True to record which notifications were accepted, and how long each response took.</summary>
    public bool RecordsResults { get; init; } = true;

    /// <summary>The number of the first notification.</summary>
    public int From { get; init; }

    /// <summary>The 99th percentile of the response times in milliseconds.</summary>
    public double P99
    {
        get
        {
            double[] sorted = [.. _milliseconds.Order()];
            return sorted[(int)(sorted.Length * 0.99)];
        }
    }

    /// <summary>Posts a number of notifications; stops early if the listener is killed.</summary>
    public Task PostAsync(int count, int connections) =>
        Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => ConnectAsync(count))));

    private async Task ConnectAsync(int count)
    {
        try
        {
            while (Volatile.Read(ref _next) < count)
            {
                using var client = new TcpClient { NoDelay = true };
                await client.ConnectAsync(IPAddress.Loopback, new Uri(uri).Port);
                await PostAsync(client.GetStream(), count);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // The listener was killed.
        }
    }

    private async Task PostAsync(NetworkStream stream, int count)
    {
        var answer = new byte[4096];
        for (int number; (number = Interlocked.Increment(ref _next) - 1) < count && await PostAsync(stream, From + number, answer);)
        {
            // Reuse the connection: HttpListener closes it after a hundred requests.
        }
    }

    // Returns true if the connection stays open.
    private async Task<bool> PostAsync(NetworkStream stream, int number, byte[] answer)
    {
        var body = $$"""{"topic":"on_order_save","order_id":"{{number:x24}}"}""";
        var request = $"POST / HTTP/1.1\r\nHost: {new Uri(uri).Authority}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        var started = Stopwatch.GetTimestamp();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var head = await ReadAsync(stream, answer);
        if (RecordsResults)
        {
            _milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        if (RecordsResults && head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal))
        {
            _accepted.Add(number);
        }

        return !head.Contains("\r\nConnection: close", StringComparison.OrdinalIgnoreCase);
    }

    // The responses have no body: they end with their headers.
    private static async Task<string> ReadAsync(NetworkStream stream, byte[] answer)
    {
        for (var length = 0; ;)
        {
            var read = await stream.ReadAsync(answer.AsMemory(length));
            length += read > 0 ? read : throw new IOException("The listener closed the connection.");
            if (answer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            {
                return Encoding.ASCII.GetString(answer, 0, length);
            }
        }
    }
}
