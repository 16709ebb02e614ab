using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CentryPS.Benchmarks.Running;

/// <summary>Posts notifications from many connections, each of which waits for an answer before it posts the next.</summary>
/// <param name="uri">Where to.</param>
internal sealed class Postman(string uri)
{
    private readonly ConcurrentBag<int> _accepted = [];
    private readonly ConcurrentBag<double> _milliseconds = [];
    private int _next;

    /// <summary>The numbers of those that were answered with 200.</summary>
    public IReadOnlyCollection<int> Accepted => _accepted;

    /// <summary>Whether to remember what was accepted, and how long each answer took.</summary>
    public bool Remembers { get; init; } = true;

    /// <summary>The number of the first that is posted.</summary>
    public int From { get; init; }

    /// <summary>The time within which 99 of 100 answers came.</summary>
    public double P99
    {
        get
        {
            double[] sorted = [.. _milliseconds.Order()];
            return sorted[(int)(sorted.Length * 0.99)];
        }
    }

    /// <summary>Posts until so many were answered, or until nobody listens any more.</summary>
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
            // The connection stays: HttpListener ends it after a hundred.
        }
    }

    // Whether the connection stays.
    private async Task<bool> PostAsync(NetworkStream stream, int number, byte[] answer)
    {
        var body = $$"""{"topic":"on_order_save","order_id":"{{number:x24}}"}""";
        var request = $"POST / HTTP/1.1\r\nHost: {new Uri(uri).Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        var started = Stopwatch.GetTimestamp();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var head = await ReadAsync(stream, answer);
        if (Remembers)
        {
            _milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        if (Remembers && head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal))
        {
            _accepted.Add(number);
        }

        return !head.Contains("\r\nConnection: close", StringComparison.OrdinalIgnoreCase);
    }

    // An answer without a body ends with its head.
    private static async Task<string> ReadAsync(NetworkStream stream, byte[] answer)
    {
        for (var length = 0; ;)
        {
            var read = await stream.ReadAsync(answer.AsMemory(length));
            length += read > 0 ? read : throw new IOException("The listener has gone.");
            if (answer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            {
                return Encoding.ASCII.GetString(answer, 0, length);
            }
        }
    }
}
