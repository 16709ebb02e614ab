using CentryPS.Models.Json;

namespace CentryPS.Tests.Session;

/// <summary>A saved sign-in in a vault that refuses writes, returns old data or loses it.</summary>
public sealed class SavedTokensVaultTests : SavedTokensTest
{
    private static readonly CentryException Full = new(CentryErrorCode.NotConnected, "the vault is full");

    [Fact]
    public async Task Token_that_the_vault_refuses_is_used_reported_once_and_saved_by_a_later_call()
    {
        var session = await ConnectAsync();
        await GetAsync(session);
        Assert.Empty(Reported(session));
        RefuseAfterTrial();
        Clock.Advance(TimeSpan.FromHours(2));

        for (var i = 0; i < 10; i++)
        {
            await GetAsync(session);
        }

        var problem = Assert.Single(Reported(session));
        Assert.Equal(CentryErrorCode.OutcomeUnknown, problem.ErrorCode);
        Assert.Contains("the vault is full", problem.Message);
        Assert.Equal("refresh-1", Vault.Newest!.RefreshToken);
        Assert.InRange(Vault.Reads, 4, 5); // not with each call
        Restore();
        Clock.Advance(TimeSpan.FromSeconds(31));
        await GetAsync(session);
        Assert.Equal("refresh-2", Vault.Newest.RefreshToken);
        Assert.Equal(["refresh-0", "refresh-1"], Centry.RefreshTokens);
    }

    [Fact]
    public async Task Vault_that_cannot_be_written_is_detected_before_the_refresh_token_is_spent()
    {
        Vault.Refusal = Full;

        var error = await Assert.ThrowsAsync<CentryException>(() => ConnectAsync());

        Assert.Equal(CentryErrorCode.NotConnected, error.ErrorCode);
        Assert.Contains("the vault is full", error.Message);
        Assert.Empty(Centry.RefreshTokens);
    }

    [Fact]
    public async Task Vault_that_becomes_read_only_is_detected_before_the_next_refresh_token_is_spent()
    {
        var session = await ConnectAsync();
        Vault.Refusal = Full;
        Clock.Advance(TimeSpan.FromHours(2));

        var error = await Assert.ThrowsAsync<CentryException>(() => GetAsync(session));

        Assert.Equal(CentryErrorCode.NotConnected, error.ErrorCode);
        Assert.Equal(["refresh-0"], Centry.RefreshTokens);
        Vault.Refusal = null;
        await GetAsync(session);
    }

    [Fact]
    public async Task Unsaved_token_is_used_by_the_next_session_of_the_process()
    {
        RefuseAfterTrial();
        await ConnectAsync();
        Restore();

        await GetAsync(await ConnectAsync());

        Assert.Equal(["refresh-0"], Centry.RefreshTokens);
        Assert.Equal("refresh-1", Vault.Newest!.RefreshToken);
    }

    [Fact]
    public async Task Unsaved_token_does_not_overwrite_a_new_sign_in()
    {
        var session = await ConnectAsync();
        await GetAsync(session);
        RefuseAfterTrial();
        Clock.Advance(TimeSpan.FromHours(2));
        await GetAsync(session);
        Restore();
        Vault.Application = Vault.Application! with { Id = "2" };
        Vault.Newest = new TokenSet { Id = "2", Number = 7, RefreshToken = "refresh-of-another-company" };
        Clock.Advance(TimeSpan.FromHours(2));

        var error = await Assert.ThrowsAsync<CentryException>(() => GetAsync(session));

        Assert.Equal(CentryErrorCode.NotConnected, error.ErrorCode);
        Assert.Contains("Connect-Centry -Name north", error.Advice);
        Assert.Equal("refresh-of-another-company", Vault.Newest.RefreshToken);
    }

    [Fact]
    public async Task Token_that_another_program_overwrote_with_an_older_one_is_saved_again()
    {
        var older = Vault.Newest;
        var session = await ConnectAsync();
        await GetAsync(session);
        Vault.Newest = older;
        Clock.Advance(TimeSpan.FromHours(2));

        await GetAsync(session);

        Assert.Equal(["refresh-0", "refresh-1"], Centry.RefreshTokens);
        Assert.Equal(("refresh-2", "refresh-1"), (Vault[1]!.RefreshToken, Vault[0]!.RefreshToken));
        Assert.Empty(Clock.Passed);
    }

    [Fact]
    public async Task Vault_that_returns_stale_data_is_read_again_and_no_old_token_is_sent()
    {
        Vault.Newest = Vault.Newest! with { RefreshToken = "refresh-9" };
        await NoteAsync(2);
        Vault.Reading = () =>
        {
            if (Vault.Reads == 5)
            {
                Vault.Newest = Vault.Newest! with { Number = 2, RefreshToken = "refresh-0" };
            }
        };

        await Clock.RunAsync(ConnectAsync());

        Assert.Equal(["refresh-0"], Centry.RefreshTokens);
    }

    [Fact]
    public async Task Token_that_the_vault_lost_is_an_error_and_the_old_token_is_not_sent()
    {
        await NoteAsync(2);

        var error = await Assert.ThrowsAsync<CentryException>(() => Clock.RunAsync(ConnectAsync()));

        Assert.Equal(CentryErrorCode.AuthenticationFailed, error.ErrorCode);
        Assert.Empty(Centry.RefreshTokens);
        Assert.InRange(Clock.Passed.Sum(wait => wait.TotalSeconds), 10, 11);
    }

    [Fact]
    public async Task Unreadable_token_is_ignored_when_the_other_was_saved_last()
    {
        await NoteAsync(1);
        Vault.Damage = new CentryException(CentryErrorCode.NotConnected, "the secret cannot be decrypted");

        await GetAsync(await ConnectAsync());

        Assert.Equal(["refresh-0"], Centry.RefreshTokens);
    }

    [Fact]
    public async Task Removed_sign_in_is_an_error()
    {
        var session = await ConnectAsync();
        Vault.Application = null;
        Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(CentryErrorCode.NotFound, (await Assert.ThrowsAsync<CentryException>(() => GetAsync(session))).ErrorCode);
    }

    [Fact]
    public async Task Sign_in_without_a_token_is_an_error_immediately()
    {
        Vault.Newest = null;

        var error = await Assert.ThrowsAsync<CentryException>(() => ConnectAsync());

        Assert.Equal(CentryErrorCode.AuthenticationFailed, error.ErrorCode);
        Assert.Contains("Connect-Centry -Name north -Credential", error.Advice);
    }

    [Fact]
    public async Task Unreadable_token_that_may_be_the_newest_is_an_error_and_no_older_one_is_sent()
    {
        Vault.Damage = new CentryException(CentryErrorCode.NotConnected, "the vault answered 503");

        Assert.Same(Vault.Damage, await Assert.ThrowsAsync<CentryException>(() => ConnectAsync()));
        Assert.Empty(Centry.RefreshTokens);
    }

    private void RefuseAfterTrial()
    {
        var writes = 0;
        Vault.Writing = () => Vault.Refusal = ++writes > 1 ? Full : null;
    }

    private void Restore() => (Vault.Writing, Vault.Refusal) = (() => { }, null);

    // Notes the number of saved tokens, as another process does.
    private async Task NoteAsync(int number)
    {
        using var hold = await SignInLock.TakeAsync(Vault.Application!.Id!, TimeProvider.System, CancellationToken.None);
        hold.Note(number);
    }
}
