using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CentryPS.Api;
using CentryPS.Http;

namespace CentryPS.Tests.Support;

/// <summary>
/// A webhook server whose creation responses and clocks are scripted by a test, and a session with a clock that the
/// test controls.
/// </summary>
internal sealed class WebhookServer : IDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<(string Id, string Json)> _webhooks = new();
    private readonly byte[]?[] _answers;
    private readonly RawServer _server;
    private int _last;
    private int _creations;
    private int _lookups;

    /// <param name="answers">
    /// The responses to creations, in order; null for no response. An empty one, and all further creations, get the
    /// created webhook.
    /// </param>
    public WebhookServer(params byte[]?[] answers)
    {
        _answers = answers;
        _server = new RawServer(AnswerAsync);
        var options = new SendOptions { Time = Clock, MaximumRetryCount = 2, Timeout = Timeout };
        Session = new SessionFactory(new ServerUri(_server.BaseUri), options).WithAccessToken(Wire.Token);
    }

    public HeldClock Clock { get; } = new();

    public CentrySession Session { get; }

    public Uri BaseUri => _server.BaseUri;

    /// <summary>The number of creation requests.</summary>
    public int Creations => _creations;

    /// <summary>The number of lookups, each of which lists all webhooks.</summary>
    public int Lookups => _lookups;

    /// <summary>The time by which the clock of <c>created_at</c> is ahead of that of <c>Date</c>.</summary>
    public TimeSpan Ahead { get; init; }

    /// <summary>True if responses have a <c>Date</c> header.</summary>
    public bool SendsDate { get; init; } = true;

    /// <summary>Called for each creation request with its number, from one.</summary>
    public Action<int> Creating { get; init; } = _ => { };

    /// <summary>Returns the response to a lookup, given its number from one; null for the actual list.</summary>
    public Func<int, byte[]?> LookingUp { get; init; } = _ => null;

    /// <summary>Returns the normalized form in which the server stores a callback URL.</summary>
    public Func<string, string> Normalize { get; init; } = uri => uri;

    /// <summary>The number of removal requests.</summary>
    public int Removals { get; private set; }

    /// <summary>Adds a webhook created some time ago by the server's clocks.</summary>
    public string Add(string uri, TimeSpan ago = default, string more = "\"on_order_save\":true")
    {
        var id = Interlocked.Increment(ref _last).ToString("x24", CultureInfo.InvariantCulture);
        var at = (Clock.GetUtcNow() - ago + Ahead).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        _webhooks.Enqueue((id, $$"""{"_id":"{{id}}","callback_url":"{{uri}}",{{more}},"created_at":"{{at}}"}"""));
        return id;
    }

    /// <summary>Creates a webhook while the clock advances past all waits.</summary>
    public Task<CentryWebhook> CreateAsync(string uri, ICaller? caller = null) => Clock.RunAsync(StartAsync(uri, caller));

    public Task<CentryException> FailAsync(string uri) => Assert.ThrowsAsync<CentryException>(() => CreateAsync(uri));

    public Task<CentryWebhook> StartAsync(string uri, ICaller? caller = null)
    {
        var call = Webhooks.Resource.Create(new Dictionary<string, object?> { ["callback_url"] = uri, ["on_order_save"] = true });
        return (caller ?? Session.For(new Observer(), CancellationToken.None)).SendAsync(call);
    }

    public void Dispose() => _server.Dispose();

    private async Task AnswerAsync(string head, NetworkStream stream, CancellationToken stop)
    {
        Removals += head.StartsWith("DELETE ", StringComparison.Ordinal) ? 1 : 0;
        var answer = head.StartsWith("POST ", StringComparison.Ordinal) ? await CreateAsync(head, stop) : List(head);
        await stream.WriteAsync(answer, stop);
    }

    private async Task<byte[]> CreateAsync(string head, CancellationToken stop)
    {
        var number = Interlocked.Increment(ref _creations);
        Creating(number);
        var answer = number > _answers.Length ? [] : _answers[number - 1];
        if (answer is [])
        {
            var uri = head.Split("\"callback_url\":\"")[1].Split('"')[0];
            var id = Add(Normalize(uri));
            return Answer(_webhooks.Single(webhook => webhook.Id == id).Json);
        }

        if (answer is not null)
        {
            return answer;
        }

        Clock.Advance(Timeout);
        await Task.Delay(System.Threading.Timeout.Infinite, stop);
        return [];
    }

    private byte[] List(string head)
    {
        var isAll = head.Contains("limit=100", StringComparison.Ordinal);
        var after = head.Split("after=") is [_, var rest] ? rest.Split(' ')[0] : string.Empty;
        var instead = isAll && after.Length == 0 ? LookingUp(Interlocked.Increment(ref _lookups)) : null;
        var page = _webhooks.Where(webhook => string.CompareOrdinal(webhook.Id, after) > 0).OrderBy(webhook => webhook.Id).Select(webhook => webhook.Json);
        return instead ?? Answer($"[{string.Join(',', page.Take(isAll ? 100 : 1))}]");
    }

    private byte[] Answer(string json) => RawServer.Whole(
        Encoding.UTF8.GetBytes(json),
        headers: SendsDate ? $"Date: {Clock.GetUtcNow():R}\r\n" : string.Empty);
}
