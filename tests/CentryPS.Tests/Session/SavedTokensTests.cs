namespace CentryPS.Tests.Session;

/// <summary>A saved sign-in that several processes use sends each refresh token once and saves the next before using it.</summary>
public sealed class SavedTokensTests : SavedTokensTest
{
    [Fact]
    public async Task Renewed_token_is_saved_before_it_is_used()
    {
        var savedAtCall = new List<string?>();
        Centry.Before = _ =>
        {
            savedAtCall.Add(Vault.Newest!.RefreshToken);
            return Task.CompletedTask;
        };
        var session = await ConnectAsync();
        await GetAsync(session);

        Assert.Equal(["refresh-0", "refresh-1"], savedAtCall);
        Assert.Equal((2, "read_orders", Vault.Application!.Id), (Vault.Newest!.Number, Vault.Newest.Scope, Vault.Newest.Id));
        Assert.Equal((CentryGrant.AuthorizationCode, "north"), (session.Grant, session.Name));
    }

    [Fact]
    public async Task Newest_tokens_are_never_overwritten()
    {
        Vault.Writing = () => Assert.NotNull(Vault.Newest);
        var session = await ConnectAsync();
        for (var number = 2; number < 6; number++)
        {
            Assert.Equal((number, number - 1), (Vault[number % 2]!.Number, Vault[(number + 1) % 2]!.Number));
            Clock.Advance(TimeSpan.FromHours(2));
            await GetAsync(session);
        }
    }

    [Fact]
    public async Task Token_renewed_by_another_process_is_used_without_another_renewal()
    {
        var first = await ConnectAsync();
        var second = await ConnectAsync();
        await GetAsync(second);

        await GetAsync(first);
        await GetAsync(second);

        Assert.Equal(1, Centry.Refusals);
        Assert.Equal(["refresh-0", "refresh-1"], Centry.RefreshTokens);
    }

    [Fact]
    public async Task Sign_in_that_another_process_renewed_meanwhile_is_not_renewed_again()
    {
        var stored = (await Vault.ReadAsync("north", CancellationToken.None))!;
        await ConnectAsync();

        await GetAsync(await Sessions().WithSavedAsync(stored, new Observer(), CancellationToken.None).Soon());

        Assert.Equal(["refresh-0"], Centry.RefreshTokens);
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
        Assert.Equal((null, "client", "the-secret"), (Vault.Newest!.RefreshToken, Vault.Application!.ClientId, Vault.Application.ClientSecret));
    }

    [Fact]
    public async Task Rejected_refresh_token_that_was_replaced_meanwhile_is_kept()
    {
        Centry.Revoke();
        Vault.Reading = () =>
        {
            if (Vault.Reads == 3)
            {
                Vault.Newest = Vault.Newest! with { RefreshToken = "refresh-1", Number = 2 };
            }
        };

        await GetAsync(await ConnectAsync());

        Assert.Equal(["refresh-0", "refresh-1"], Centry.RefreshTokens);
        Assert.Equal("refresh-2", Vault.Newest!.RefreshToken);
    }
}
