using System.Text.Json;
using CentryPS.Http;

namespace CentryPS.Tests.Support;

/// <summary>The HTTP client, a server with scripted responses and a clock that a test controls.</summary>
internal sealed class Wire : IDisposable
{
    public const string Token = "a-token-of-the-test";

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    public Wire(params byte[]?[] answers)
        : this(retries: 4, answers)
    {
    }

    public Wire(int retries, params byte[]?[] answers)
    {
        Server = new Script(answers) { Silent = () => Clock.Advance(Timeout) }.Serve();
        var options = new SendOptions { Time = Clock, MaximumRetryCount = retries, Timeout = Timeout };
        Sender = new CentrySender(new ServerUri(Server.BaseUri), options, new Redactor());
    }

    public HeldClock Clock { get; } = new();

    public Observer Observer { get; } = new();

    public RawServer Server { get; }

    public CentrySender Sender { get; }

    /// <summary>The statuses or failures of the attempts so far, separated by spaces.</summary>
    public string Log => string.Join(' ', Observer.Attempts.Select(attempt =>
        attempt.Status is { } status ? $"{(int)status}" : $"{attempt.Failure}"));

    /// <summary>
    /// Makes a call and returns the text of its response; a text that starts with <c>&lt;</c> is unreadable.
    /// </summary>
    public Task<string> SendAsync(string method) => Clock.RunAsync(Begin(method).SendAsync(Token));

    public Task<CentryException> FailAsync(string method) => Assert.ThrowsAsync<CentryException>(() => SendAsync(method));

    public PendingCall<string> Begin(string method, CancellationToken stop = default) =>
        Sender.Begin(new CentryCall<string>(new HttpMethod(method), "x.json", Read), Observer, stop);

    public void Dispose() => Server.Dispose();

    private static string Read(CentryResponse response) =>
        response.Text(1000) is var text && text.StartsWith('<') ? throw new JsonException() : text;
}
