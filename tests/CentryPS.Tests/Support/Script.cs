using System.Net.Sockets;

namespace CentryPS.Tests.Support;

/// <summary>The responses of a <see cref="RawServer"/>, in order; the last one repeats.</summary>
internal sealed class Script(params byte[]?[] answers)
{
    /// <summary>Stands for no response.</summary>
    public const byte[]? Silence = null;

    private int _next = -1;

    /// <summary>Called for a request without a response.</summary>
    public Action? Silent { get; init; }

    /// <summary>A response that is cut off: the connection closes before its end.</summary>
    public static byte[] Lost { get; } = RawServer.Whole("{"u8.ToArray(), length: 400);

    /// <summary>Returns a response without a body.</summary>
    public static byte[] Status(int status, params string[] headers) =>
        RawServer.Whole([], $"{status} Ensayo", string.Concat(headers.Select(header => header + "\r\n")));

    public RawServer Serve() => new(AnswerAsync);

    private async Task AnswerAsync(string head, NetworkStream stream, CancellationToken stop)
    {
        var answer = answers[Math.Min(Interlocked.Increment(ref _next), answers.Length - 1)];
        if (answer is null)
        {
            Silent?.Invoke();
            await Task.Delay(Timeout.Infinite, stop);
        }

        await stream.WriteAsync(answer, stop);
    }
}
