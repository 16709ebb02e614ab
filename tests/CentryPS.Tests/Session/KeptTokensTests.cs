using CentryPS.Api;
using CentryPS.Models.Json;

namespace CentryPS.Tests.Session;

/// <summary>A kept sign-in that many use: a refresh token is used once, what follows is kept before it is used, and nothing is mixed up.</summary>
public sealed partial class KeptTokensTests : IDisposable
{
    private readonly HeldClock _clock = new();
    private readonly MemoryVault _vault = new();
    private readonly RotatingServer _centry = new();

    public KeptTokensTests() => _vault.Kept = new KeptSignIn
    {
        Id = "1",
        Number = 1,
        BaseUri = _centry.BaseUri.OriginalString,
        Grant = nameof(CentryGrant.AuthorizationCode),
        ClientId = "client",
        ClientSecret = "the-secret",
        RefreshToken = "refresh-0",
    };

    public void Dispose() => _centry.Dispose();

    [Fact]
    public async Task What_follows_is_kept_before_it_is_used()
    {
        var keptAtCall = new List<string?>();
        _centry.Before = _ =>
        {
            keptAtCall.Add(_vault.Kept!.RefreshToken);
            return Task.CompletedTask;
        };
        var session = await ConnectAsync();
        await GetAsync(session);

        Assert.Equal(["refresh-0", "refresh-1"], keptAtCall);
        Assert.Equal((2, "read_orders", "1"), (_vault.Kept!.Number, _vault.Kept.Scope, _vault.Kept.Id));
        Assert.Equal((CentryGrant.AuthorizationCode, "north"), (session.Grant, session.Name));
    }

    [Fact]
    public async Task A_token_that_another_process_has_renewed_is_taken_over()
    {
        var first = await ConnectAsync();
        var second = await ConnectAsync();
        await GetAsync(second);

        await GetAsync(first);

        Assert.Equal(["refresh-0", "refresh-1", "refresh-2"], _centry.RefreshTokens);
        Assert.Equal("refresh-3", _vault.Kept!.RefreshToken);
    }

    [Fact]
    public async Task Two_that_end_each_others_tokens_take_turns()
    {
        var first = await ConnectAsync();
        var second = await ConnectAsync();
        await GetAsync(second);
        await GetAsync(first); // refused, renewed and answered: it is its turn for a second
        Assert.Equal(1, _centry.Refusals);

        var waiting = GetAsync(second);
        await _clock.NextWaitAsync();
        await GetAsync(first);
        Assert.False(waiting.IsCompleted);
        Assert.Equal(2, _centry.Refusals);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await _clock.RunAsync(waiting);
        Assert.Equal(["refresh-0", "refresh-1", "refresh-2", "refresh-3"], _centry.RefreshTokens);
    }

    [Fact]
    public async Task A_call_that_is_refused_with_a_token_that_is_surely_good_is_an_error()
    {
        var session = await ConnectAsync();
        _centry.RefusesAll = true;

        var error = await Assert.ThrowsAsync<CentryException>(() => GetAsync(session));

        Assert.Equal(CentryErrorCode.AuthenticationFailed, error.ErrorCode);
        Assert.Equal((2, 2), (_centry.Refusals, _centry.RefreshTokens.Length));
    }

    [Fact]
    public async Task A_refused_token_is_forgotten_and_sent_by_nobody_any_more()
    {
        _centry.Revoke();

        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<CentryException>(() => ConnectAsync());
            Assert.Equal(CentryErrorCode.AuthenticationFailed, error.ErrorCode);
            Assert.Contains("Connect-Centry -Name north -Credential", error.Advice);
        }

        Assert.Equal(["refresh-0"], _centry.RefreshTokens);
        Assert.Equal((null, "client", "the-secret"), (_vault.Kept!.RefreshToken, _vault.Kept.ClientId, _vault.Kept.ClientSecret));
    }

    [Fact]
    public async Task A_refused_token_that_somebody_has_replaced_meanwhile_is_not_forgotten()
    {
        _centry.Revoke();
        _vault.Reading = () =>
        {
            if (_vault.Reads == 2)
            {
                _vault.Kept = _vault.Kept! with { RefreshToken = "refresh-1", Number = 2 };
            }
        };

        await GetAsync(await ConnectAsync());

        Assert.Equal(["refresh-0", "refresh-1"], _centry.RefreshTokens);
        Assert.Equal("refresh-2", _vault.Kept!.RefreshToken);
    }

    private const string Id = "59c2bd4aa8d1d10b0c9c3f11";

    private Task<CentrySession> ConnectAsync() => new SessionFactory(new(_centry.BaseUri), new() { Time = _clock, MaximumRetryCount = 1 })
    {
        Vault = _vault,
        Name = "north",
    }.WithKeptAsync(_vault.Kept!, new Observer(), CancellationToken.None).Soon();

    private static Task<CentryOrder> GetAsync(CentrySession session) =>
        session.For(new Observer(), CancellationToken.None).SendAsync(Orders.Resource.Get(Id)).Soon();
}
