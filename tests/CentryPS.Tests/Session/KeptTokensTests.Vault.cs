namespace CentryPS.Tests.Session;

/// <content>A vault that does not write, knows late, or has lost what it was given.</content>
public sealed partial class KeptTokensTests
{
    private static readonly CentryException Full = new(CentryErrorCode.NotConnected, "the vault is full");

    [Fact]
    public async Task A_vault_that_does_not_write_is_an_error_and_the_token_is_held_for_another_try()
    {
        var session = await ConnectAsync();
        await GetAsync(session);
        _vault.Refusal = Full;
        _clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(30)); // the access token is still good

        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<CentryException>(() => GetAsync(session));
            Assert.Equal((CentryErrorCode.OutcomeUnknown, true), (error.ErrorCode, error.IsFinal));
            Assert.Contains("the vault is full", error.Message);
        }

        Assert.Equal("refresh-1", _vault.Kept!.RefreshToken);
        _vault.Refusal = null;
        await GetAsync(session);
        Assert.Equal("refresh-2", _vault.Kept.RefreshToken);
        Assert.Equal(["refresh-0", "refresh-1"], _centry.RefreshTokens);
    }

    [Fact]
    public async Task A_held_token_gives_way_to_a_new_sign_in()
    {
        var session = await ConnectAsync();
        await GetAsync(session);
        _vault.Refusal = Full;
        _clock.Advance(TimeSpan.FromHours(2));
        await Assert.ThrowsAsync<CentryException>(() => GetAsync(session));
        _vault.Refusal = null;
        _vault.Kept = _vault.Kept! with { Id = "2", Number = 7, RefreshToken = "refresh-of-another-company" };

        var error = await Assert.ThrowsAsync<CentryException>(() => GetAsync(session));

        Assert.Equal(CentryErrorCode.NotConnected, error.ErrorCode);
        Assert.Contains("Connect-Centry -Name north", error.Advice);
        Assert.Equal("refresh-of-another-company", _vault.Kept.RefreshToken);
    }

    [Fact]
    public async Task What_a_vault_knows_late_is_waited_for_and_nothing_old_is_sent()
    {
        var session = await ConnectAsync();
        var newest = _vault.Kept;
        _vault.Kept = newest! with { Number = 1, RefreshToken = "refresh-0" };
        _vault.Reading = () => _vault.Kept = _vault.Reads >= 5 ? newest : _vault.Kept;

        await _clock.RunAsync(ConnectAsync());

        Assert.Equal(["refresh-0", "refresh-1"], _centry.RefreshTokens);
        Assert.NotNull(session);
    }

    [Fact]
    public async Task What_a_vault_has_lost_is_told_and_never_sent_again()
    {
        var older = _vault.Kept;
        await ConnectAsync();
        _vault.Kept = older;

        var error = await Assert.ThrowsAsync<CentryException>(() => _clock.RunAsync(ConnectAsync()));

        Assert.Equal(CentryErrorCode.AuthenticationFailed, error.ErrorCode);
        Assert.Equal(["refresh-0"], _centry.RefreshTokens);
        Assert.InRange(_clock.Passed.Sum(wait => wait.TotalSeconds), 10, 11);
    }

    [Fact]
    public async Task A_sign_in_that_was_removed_is_told()
    {
        var session = await ConnectAsync();
        _vault.Kept = null;
        _clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(CentryErrorCode.NotFound, (await Assert.ThrowsAsync<CentryException>(() => GetAsync(session))).ErrorCode);
    }
}
