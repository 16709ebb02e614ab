using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Tests.Session;

/// <summary>
/// A renewal survives its stopped caller; a disconnect discards its token; new tokens are reported once.
/// </summary>
public sealed class TokenKeeperLifeTests
{
    [Fact]
    public async Task Stopped_caller_returns_immediately_and_the_next_call_uses_the_renewal()
    {
        var hold = new TaskCompletionSource();
        using var session = new RenewableSession { Hold = hold.Task };
        using var stop = new CancellationTokenSource();
        session.Clock.Advance(RenewableSession.Lifetime);
        var stopped = session.GetTokenAsync(stop.Token);
        await session.Requested;

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        var next = session.GetTokenAsync();
        hold.SetResult();

        Assert.Equal("access-1", await next);
        Assert.Equal(1, session.Renewals);
    }

    [Fact]
    public async Task Disconnect_during_a_renewal_remains_in_effect_and_the_new_tokens_are_reported()
    {
        var hold = new TaskCompletionSource();
        using var session = new RenewableSession { Hold = hold.Task };
        session.Clock.Advance(RenewableSession.Lifetime);
        var call = session.GetTokenAsync();
        await session.Requested;

        session.Keeper.Forget();
        hold.SetResult();

        Assert.Equal(CentryErrorCode.NotConnected, (await Assert.ThrowsAsync<CentryException>(() => call)).ErrorCode);
        Assert.Null(session.Keeper.Current);
        Assert.Equal(CentryErrorCode.NotConnected, (await Assert.ThrowsAsync<CentryException>(() => session.GetTokenAsync())).ErrorCode);
        await Assert.ThrowsAsync<CentryException>(() => session.RenewAsync("access-1"));
        Assert.Equal(["refresh-0", "refresh-1"], News(session)); // the previous one can no longer be used
    }

    [Fact]
    public async Task Disconnect_during_a_failed_renewal_remains_in_effect_although_the_token_is_valid()
    {
        var hold = new TaskCompletionSource();
        using var session = new RenewableSession(_ => Script.Status(400)) { Hold = hold.Task };
        session.Clock.Advance(RenewableSession.Lifetime - RenewableSession.Lead);
        var call = session.GetTokenAsync();
        await session.Requested;

        session.Keeper.Forget();
        hold.SetResult();

        await Assert.ThrowsAsync<CentryException>(() => call);
    }

    [Fact]
    public async Task Tokens_are_reported_once_oldest_first()
    {
        using var session = new RenewableSession();
        var renewed = 0;
        session.Keeper.Renewed += () => renewed++;

        await session.RenewAsync("access-0");
        await session.RenewAsync("access-1");

        Assert.Equal(2, renewed);
        Assert.Equal(["refresh-0", "refresh-1", "refresh-2"], News(session));
        Assert.Empty(News(session));
    }

    [Fact]
    public void Tokens_without_a_refresh_token_are_reported_only_after_a_renewal()
    {
        var keeper = new TokenKeeper(new TokenSet { AccessToken = "access-0" }, null, new Redactor(), TimeProvider.System);

        Assert.False(keeper.TryTakeUndelivered(out _));
    }

    private static List<string?> News(RenewableSession session)
    {
        var news = new List<string?>();
        while (session.Keeper.TryTakeUndelivered(out var tokens))
        {
            news.Add(tokens.RefreshToken);
        }

        return news;
    }
}
