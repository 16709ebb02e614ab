using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Tests.Support;

/// <summary>
/// A token keeper whose tokens expire after two hours, a server with scripted responses for the token endpoint and the
/// API, and a clock that a test controls. The initial tokens are <c>access-0</c> and <c>refresh-0</c>.
/// </summary>
internal sealed class RenewableSession : IDisposable
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);
    public static readonly TimeSpan Lead = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CentrySession _session;
    private readonly CentrySender _sender;
    private int _renewals;
    private int _calls;

    /// <param name="token">
    /// Returns the response of the token endpoint to each request, numbered from one; null for new tokens.
    /// </param>
    /// <param name="isRenewable">True if there is an application to renew the tokens.</param>
    /// <param name="api">The responses of the API, in order; the last one repeats.</param>
    public RenewableSession(Func<int, byte[]>? token = null, bool isRenewable = true, params byte[][] api)
    {
        token ??= number => Tokens($"access-{number}", $"refresh-{number}");
        Server = new RawServer(async (head, stream, stop) =>
        {
            if (head.StartsWith("POST /oauth/token ", StringComparison.Ordinal))
            {
                var answer = token(Interlocked.Increment(ref _renewals));
                _requested.TrySetResult();
                await Hold.WaitAsync(stop);
                await stream.WriteAsync(answer, stop);
            }
            else
            {
                await stream.WriteAsync(api[Math.Min(Interlocked.Increment(ref _calls), api.Length) - 1], stop);
            }
        });
        _sender = new CentrySender(new ServerUri(Server.BaseUri), new SendOptions { Time = Clock, MaximumRetryCount = 1 }, Redactor);
        var oauth = new OAuthClient(_sender, new OAuthApplication { ClientId = "client", ClientSecret = "the-secret" });
        var expiresAt = Clock.GetUtcNow() + Lifetime;
        Keeper = new TokenKeeper(
            new TokenSet { AccessToken = "access-0", RefreshToken = "refresh-0", ExpiresAt = expiresAt, RenewAt = expiresAt - Lead, Scope = "read_orders" },
            isRenewable ? (current, _, observer) => oauth.RenewAsync(current, observer, CancellationToken.None) : null,
            Redactor,
            Clock);
        _session = new CentrySession(CentryGrant.RefreshToken, _sender, Keeper);
    }

    public HeldClock Clock { get; } = new();

    public Observer Observer { get; } = new();

    public Redactor Redactor { get; } = new();

    public RawServer Server { get; }

    public TokenKeeper Keeper { get; }

    /// <summary>The task that the token endpoint waits for before it responds.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>Completes at the first request to the token endpoint.</summary>
    public Task Requested => _requested.Task.Soon();

    /// <summary>The number of requests to the token endpoint.</summary>
    public int Renewals => _renewals;

    /// <summary>The requests to the token endpoint, in order.</summary>
    public string[] TokenRequests => [.. Server.Heads.Where(head => head.Contains("/oauth/token"))];

    /// <summary>The access tokens of the API calls, in order.</summary>
    public string[] UsedTokens => [.. Server.Heads.Where(head => head.Contains("Bearer "))
        .Select(head => head.Split("Bearer ")[1].Split('\r')[0])];

    public static byte[] Tokens(string access, string? refresh) => RawServer.Json(refresh is null
        ? $$"""{"access_token":"{{access}}","expires_in":{{Lifetime.TotalSeconds}}}"""
        : $$"""{"access_token":"{{access}}","refresh_token":"{{refresh}}","expires_in":{{Lifetime.TotalSeconds}},"scope":"read_orders"}""");

    public Task<string> GetTokenAsync(CancellationToken stop = default) => Keeper.GetAsync(Observer, stop).Soon();

    public Task RenewAsync(string rejected) => Keeper.GetAsync(Observer, CancellationToken.None, rejected).Soon();

    public ICaller Caller(CancellationToken stop = default) => _session.For(Observer, stop);

    public void Dispose() => Server.Dispose();
}
