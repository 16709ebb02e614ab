using CentryPS.Http;

namespace CentryPS.Tests.Support;

/// <summary>
/// Tokens that live two hours, a server whose token endpoint and whose API answer by a script each, and a clock that a test
/// holds. It starts with <c>access-0</c> and <c>refresh-0</c>.
/// </summary>
internal sealed class RenewableSession : IDisposable
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(2);
    public static readonly TimeSpan Lead = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Account _account = new(new Uri("https://centry.invalid"));
    private readonly CentrySender _sender;
    private int _renewals;
    private int _calls;

    /// <param name="token">What the token endpoint answers to which request, counted from one; new tokens where it is null.</param>
    /// <param name="isRenewable">Whether there is an application to renew the tokens.</param>
    /// <param name="api">What the API answers, one after another, the last again and again.</param>
    public RenewableSession(Func<int, byte[]>? token = null, bool isRenewable = true, params byte[][] api)
    {
        token ??= number => Tokens($"access-{number}", $"refresh-{number}");
        Server = new RawServer(async (head, stream, stop) =>
        {
            if (head.StartsWith("POST /oauth/token ", StringComparison.Ordinal))
            {
                var answer = token(Interlocked.Increment(ref _renewals));
                _asked.TrySetResult();
                await Hold.WaitAsync(stop);
                await stream.WriteAsync(answer, stop);
            }
            else
            {
                await stream.WriteAsync(api[Math.Min(Interlocked.Increment(ref _calls), api.Length) - 1], stop);
            }
        });
        _sender = new CentrySender(new ServerUri(Server.BaseUri), new SendOptions { Time = Clock, MaximumRetryCount = 1 }, Redactor);
        var expiresAt = Clock.GetUtcNow() + Life;
        Keeper = new TokenKeeper(
            new TokenSet("access-0", "refresh-0", expiresAt, "read_orders") { RenewAt = expiresAt - Lead },
            isRenewable ? new OAuthClient(_sender, new OAuthApplication("client", "the-secret", redirectUri: null)) : null,
            Redactor,
            Clock);
    }

    public HeldClock Clock { get; } = new();

    public Observer Observer { get; } = new();

    public Redactor Redactor { get; } = new();

    public RawServer Server { get; }

    public TokenKeeper Keeper { get; }

    /// <summary>What the token endpoint waits for before it answers.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>Ended when the token endpoint was asked for the first time.</summary>
    public Task Asked => _asked.Task.Soon();

    /// <summary>How often the token endpoint was asked.</summary>
    public int Renewals => _renewals;

    /// <summary>What the token endpoint was asked, in order.</summary>
    public string[] Asks => [.. Server.Heads.Where(head => head.Contains("/oauth/token"))];

    /// <summary>The tokens that the API was called with, in order.</summary>
    public string[] Signatures => [.. Server.Heads.Where(head => head.Contains("Bearer "))
        .Select(head => head.Split("Bearer ")[1].Split('\r')[0])];

    public static byte[] Tokens(string access, string? refresh) => RawServer.Json(refresh is null
        ? $$"""{"access_token":"{{access}}","expires_in":{{Life.TotalSeconds}}}"""
        : $$"""{"access_token":"{{access}}","refresh_token":"{{refresh}}","expires_in":{{Life.TotalSeconds}},"scope":"read_orders"}""");

    public Task<string> GetTokenAsync(CancellationToken stop = default) => Keeper.GetAsync(Observer, stop).Soon();

    public Task RenewAsync(string rejected) => Keeper.RenewAsync(rejected, Observer, CancellationToken.None).Soon();

    public ICaller Caller(CancellationToken stop = default) => new Caller(_sender, Keeper, _account, Observer, stop);

    public void Dispose() => Server.Dispose();
}
