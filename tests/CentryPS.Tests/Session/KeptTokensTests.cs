namespace CentryPS.Tests.Session;

/// <summary>A saved sign-in that several processes use sends each refresh token once and stores the next before using it.</summary>
public sealed class KeptTokensTests : KeptTokensTest
{
    [Fact]
    public async Task Renewed_token_is_stored_before_it_is_used()
    {
        var keptAtCall = new List<string?>();
        Centry.Before = _ =>
        {
            keptAtCall.Add(Vault.Kept!.RefreshToken);
            return Task.CompletedTask;
        };
        var session = await ConnectAsync();
        await GetAsync(session);

        Assert.Equal(["refresh-0", "refresh-1"], keptAtCall);
        Assert.Equal((2, "read_orders", "1"), (Vault.Kept!.Number, Vault.Kept.Scope, Vault.Kept.Id));
        Assert.Equal((CentryGrant.AuthorizationCode, "north"), (session.Grant, session.Name));
    }

    [Fact]
    public async Task Token_renewed_by_another_process_is_adopted()
    {
        var first = await ConnectAsync();
        var second = await ConnectAsync();
        await GetAsync(second);

        await GetAsync(first);

        Assert.Equal(["refresh-0", "refresh-1", "refresh-2"], Centry.RefreshTokens);
        Assert.Equal("refresh-3", Vault.Kept!.RefreshToken);
    }

    [Fact]
    public async Task Two_sessions_that_revoke_each_others_tokens_take_turns()
    {
        var first = await ConnectAsync();
        var second = await ConnectAsync();
        await GetAsync(second);
        await GetAsync(first); // refused, renewed and answered: it is its turn for a second
        Assert.Equal(1, Centry.Refusals);

        var waiting = GetAsync(second);
        await Clock.NextWaitAsync();
        await GetAsync(first);
        Assert.False(waiting.IsCompleted);
        Assert.Equal(2, Centry.Refusals);

        Clock.Advance(TimeSpan.FromSeconds(1));
        await Clock.RunAsync(waiting);
        Assert.Equal(["refresh-0", "refresh-1", "refresh-2", "refresh-3"], Centry.RefreshTokens);
    }

    [Fact]
    public async Task Call_rejected_with_a_fresh_token_is_an_error()
    {
        var session = await ConnectAsync();
        Centry.RefusesAll = true;

        var error = await Assert.ThrowsAsync<CentryException>(() => GetAsync(session));

        Assert.Equal(CentryErrorCode.AuthenticationFailed, error.ErrorCode);
        Assert.Equal((2, 2), (Centry.Refusals, Centry.RefreshTokens.Length));
    }

    [Fact]
    public async Task Rejected_refresh_token_is_removed_from_the_vault_and_never_sent_again()
    {
        Centry.Revoke();

        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<CentryException>(() => ConnectAsync());
            Assert.Equal(CentryErrorCode.AuthenticationFailed, error.ErrorCode);
            Assert.Contains("Connect-Centry -Name north -Credential", error.Advice);
        }

        Assert.Equal(["refresh-0"], Centry.RefreshTokens);
        Assert.Equal((null, "client", "the-secret"), (Vault.Kept!.RefreshToken, Vault.Kept.ClientId, Vault.Kept.ClientSecret));
    }

    [Fact]
    public async Task Rejected_refresh_token_that_was_replaced_meanwhile_is_kept()
    {
        Centry.Revoke();
        Vault.Reading = () =>
        {
            if (Vault.Reads == 2)
            {
                Vault.Kept = Vault.Kept! with { RefreshToken = "refresh-1", Number = 2 };
            }
        };

        await GetAsync(await ConnectAsync());

        Assert.Equal(["refresh-0", "refresh-1"], Centry.RefreshTokens);
        Assert.Equal("refresh-2", Vault.Kept!.RefreshToken);
    }
}
