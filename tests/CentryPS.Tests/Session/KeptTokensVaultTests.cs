namespace CentryPS.Tests.Session;

/// <summary>A saved sign-in in a vault that refuses writes, returns old data or loses it.</summary>
public sealed class KeptTokensVaultTests : KeptTokensTest
{
    private static readonly CentryException Full = new(CentryErrorCode.NotConnected, "the vault is full");

    [Fact]
    public async Task Token_that_the_vault_refuses_is_an_error_and_is_stored_by_a_later_call()
    {
        var session = await ConnectAsync();
        await GetAsync(session);
        Vault.Refusal = Full;
        Clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(30)); // the access token is still good

        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<CentryException>(() => GetAsync(session));
            Assert.Equal((CentryErrorCode.OutcomeUnknown, true), (error.ErrorCode, error.IsFinal));
            Assert.Contains("the vault is full", error.Message);
        }

        Assert.Equal("refresh-1", Vault.Kept!.RefreshToken);
        Vault.Refusal = null;
        await GetAsync(session);
        Assert.Equal("refresh-2", Vault.Kept.RefreshToken);
        Assert.Equal(["refresh-0", "refresh-1"], Centry.RefreshTokens);
    }

    [Fact]
    public async Task Unstored_token_does_not_overwrite_a_new_sign_in()
    {
        var session = await ConnectAsync();
        await GetAsync(session);
        Vault.Refusal = Full;
        Clock.Advance(TimeSpan.FromHours(2));
        await Assert.ThrowsAsync<CentryException>(() => GetAsync(session));
        Vault.Refusal = null;
        Vault.Kept = Vault.Kept! with { Id = "2", Number = 7, RefreshToken = "refresh-of-another-company" };

        var error = await Assert.ThrowsAsync<CentryException>(() => GetAsync(session));

        Assert.Equal(CentryErrorCode.NotConnected, error.ErrorCode);
        Assert.Contains("Connect-Centry -Name north", error.Advice);
        Assert.Equal("refresh-of-another-company", Vault.Kept.RefreshToken);
    }

    [Fact]
    public async Task Vault_that_returns_old_data_is_read_again_and_no_old_token_is_sent()
    {
        var session = await ConnectAsync();
        var newest = Vault.Kept;
        Vault.Kept = newest! with { Number = 1, RefreshToken = "refresh-0" };
        Vault.Reading = () => Vault.Kept = Vault.Reads >= 5 ? newest : Vault.Kept;

        await Clock.RunAsync(ConnectAsync());

        Assert.Equal(["refresh-0", "refresh-1"], Centry.RefreshTokens);
        Assert.NotNull(session);
    }

    [Fact]
    public async Task Token_that_the_vault_lost_is_an_error_and_the_old_token_is_not_sent()
    {
        var older = Vault.Kept;
        await ConnectAsync();
        Vault.Kept = older;

        var error = await Assert.ThrowsAsync<CentryException>(() => Clock.RunAsync(ConnectAsync()));

        Assert.Equal(CentryErrorCode.AuthenticationFailed, error.ErrorCode);
        Assert.Equal(["refresh-0"], Centry.RefreshTokens);
        Assert.InRange(Clock.Passed.Sum(wait => wait.TotalSeconds), 10, 11);
    }

    [Fact]
    public async Task Removed_sign_in_is_an_error()
    {
        var session = await ConnectAsync();
        Vault.Kept = null;
        Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(CentryErrorCode.NotFound, (await Assert.ThrowsAsync<CentryException>(() => GetAsync(session))).ErrorCode);
    }
}
