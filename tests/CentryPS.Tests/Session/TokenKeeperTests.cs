namespace CentryPS.Tests.Session;

/// <summary>Tokens are renewed shortly before they expire, once for all concurrent calls.</summary>
public sealed class TokenKeeperTests
{
    private static readonly byte[] Refusal = RawServer.Json("""{"error":"temporarily_unavailable"}""", "400 Bad Request");

    [Fact]
    public async Task Token_is_renewed_in_its_last_minute_and_not_earlier()
    {
        using var session = new RenewableSession();
        session.Clock.Advance(RenewableSession.Lifetime - RenewableSession.Lead - TimeSpan.FromMilliseconds(1));
        Assert.Equal("access-0", await session.GetTokenAsync());
        Assert.Equal(0, session.Renewals);

        session.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("access-1", await session.GetTokenAsync());
        Assert.Equal("access-1", await session.GetTokenAsync());
        Assert.Equal(1, session.Renewals);
    }

    [Theory]
    [InlineData(100, 10)]
    [InlineData(599, 59.9)]
    [InlineData(601, 60)]
    [InlineData(7200, 60)]
    [InlineData(0, 0)]
    [InlineData(-5, 0)]
    public async Task Token_is_renewed_in_the_last_tenth_of_its_lifetime_and_at_most_a_minute_early(int life, double lead)
    {
        using var session = new RenewableSession(_ => RawServer.Json($$"""{"access_token":"access-1","expires_in":{{life}}}"""));
        await session.RenewAsync("access-0");

        var tokens = session.Keeper.Current!;
        Assert.Equal(session.Clock.GetUtcNow().AddSeconds(Math.Max(life, 0)), tokens.ExpiresAt);
        Assert.Equal(TimeSpan.FromSeconds(lead), tokens.ExpiresAt - tokens.RenewAt);
    }

    [Fact]
    public async Task Token_without_an_application_is_used_unchanged()
    {
        using var session = new RenewableSession(isRenewable: false);
        session.Clock.Advance(RenewableSession.Lifetime * 2);

        Assert.Equal("access-0", await session.GetTokenAsync());
        Assert.False(session.Keeper.IsRenewable);
        Assert.Equal(0, session.Renewals);
    }

    [Fact]
    public async Task Token_without_an_expiry_is_renewed_only_when_it_is_rejected()
    {
        using var session = new RenewableSession(_ => RawServer.Json("""{"access_token":"access-1"}"""));
        await session.RenewAsync("access-0");
        session.Clock.Advance(TimeSpan.FromDays(365));

        Assert.Equal("access-1", await session.GetTokenAsync());
        Assert.Equal(1, session.Renewals);
    }

    [Fact]
    public async Task Concurrent_calls_renew_once()
    {
        var hold = new TaskCompletionSource();
        using var session = new RenewableSession { Hold = hold.Task };
        session.Clock.Advance(RenewableSession.Lifetime);

        // Each call has started the renewal or waits for it when its task is returned.
        Task<string>[] calls = [.. Enumerable.Range(0, 32).Select(_ => session.GetTokenAsync())];
        var refused = session.RenewAsync("access-0");
        hold.SetResult();

        Assert.All(await Task.WhenAll(calls), token => Assert.Equal("access-1", token));
        await refused;
        Assert.Equal(1, session.Renewals);
    }

    [Fact]
    public async Task Rejection_of_an_old_token_causes_no_renewal()
    {
        using var session = new RenewableSession();
        await session.RenewAsync("access-0");

        await session.RenewAsync("access-0");

        Assert.Equal(1, session.Renewals);
    }

    [Fact]
    public async Task Refresh_token_is_kept_unless_the_response_has_a_new_one()
    {
        using var session = new RenewableSession(number => RenewableSession.Tokens($"access-{number}", number == 2 ? "refresh-2" : null));
        for (var i = 0; i < 4; i++)
        {
            await session.RenewAsync($"access-{i}");
        }

        string[] used = ["refresh-0", "refresh-0", "refresh-2", "refresh-2"];
        Assert.Equal(4, session.TokenRequests.Length);
        Assert.All(used.Zip(session.TokenRequests), pair => Assert.Contains($"\"refresh_token\":\"{pair.First}\"", pair.Second));
        Assert.Equal(("access-4", "refresh-2", "read_orders"), (session.Keeper.Current!.AccessToken, session.Keeper.Current.RefreshToken, session.Keeper.Current.Scope));
    }

    [Fact]
    public async Task Secret_that_a_renewal_does_not_change_stays_redacted()
    {
        using var session = new RenewableSession(_ => RenewableSession.Tokens("access-1", null));
        await session.RenewAsync("access-0");
        for (var i = 0; i < 100; i++)
        {
            session.Redactor.Add($"another-{i}");
            session.Redactor.Retire($"another-{i}");
        }

        Assert.Equal("*** *** access-0", session.Redactor.Clean("refresh-0 access-1 access-0"));
    }

    [Fact]
    public async Task Renewal_that_fails_before_expiry_is_retried_by_the_next_call()
    {
        using var session = new RenewableSession(number => number < 3 ? Refusal : RenewableSession.Tokens("access-3", "refresh-3"));
        session.Clock.Advance(RenewableSession.Lifetime - TimeSpan.FromMilliseconds(1));

        Assert.Equal("access-0", await session.GetTokenAsync());
        Assert.Equal("access-0", await session.GetTokenAsync());
        Assert.Equal("access-3", await session.GetTokenAsync());
        Assert.Equal(3, session.Renewals);
    }

    [Fact]
    public async Task Renewal_that_fails_after_expiry_is_an_error()
    {
        using var session = new RenewableSession(_ => Refusal);
        session.Clock.Advance(RenewableSession.Lifetime);

        Assert.Equal(CentryErrorCode.AuthenticationFailed, (await Assert.ThrowsAsync<CentryException>(() => session.GetTokenAsync())).ErrorCode);
    }

    [Fact]
    public async Task Each_call_that_waits_for_a_failed_renewal_gets_its_own_exception()
    {
        var hold = new TaskCompletionSource();
        using var session = new RenewableSession(_ => Refusal) { Hold = hold.Task };
        session.Clock.Advance(RenewableSession.Lifetime);
        Task<string>[] calls = [.. Enumerable.Range(0, 8).Select(_ => session.GetTokenAsync())];
        hold.SetResult();

        var errors = await Task.WhenAll(calls.Select(call => Assert.ThrowsAsync<CentryException>(() => call)));

        Assert.Equal(8, errors.Distinct().Count());
        Assert.Single(errors.Select(error => error.Message).Distinct());
        Assert.Equal(1, session.Renewals);
    }

    [Fact]
    public async Task Each_call_after_a_rejected_refresh_token_gets_its_own_exception()
    {
        using var session = new RenewableSession(_ => RawServer.Json("""{"error":"invalid_grant"}""", "400 Bad Request"));
        var errors = new List<CentryException>();
        for (var i = 0; i < 2; i++)
        {
            errors.Add(await Assert.ThrowsAsync<CentryException>(() => session.RenewAsync("access-0")));
            errors.Add(await Assert.ThrowsAsync<CentryException>(() => session.GetTokenAsync()));
        }

        Assert.Equal(4, errors.Distinct().Count());
        Assert.Equal(1, session.Renewals);
    }
}
