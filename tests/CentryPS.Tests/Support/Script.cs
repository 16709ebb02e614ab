using System.Net.Sockets;

namespace CentryPS.Tests.Support;

/// <summary>What a <see cref="RawServer"/> answers, one after another, the last again and again.</summary>
internal sealed class Script(params byte[]?[] answers)
{
    /// <summary>The answer of a server that says nothing.</summary>
    public const byte[]? Silence = null;

    private int _next = -1;

    /// <summary>What happens when a request has come that is met with silence.</summary>
    public Action? Silent { get; init; }

    /// <summary>An answer whose end never comes: the connection ends before it.</summary>
    public static byte[] Lost { get; } = RawServer.Whole("{"u8.ToArray(), length: 400);

    /// <summary>A status without a body, with headers.</summary>
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
