using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>
/// Renews the tokens of a saved sign-in that several processes use. A refresh token can be used once, so one process at
/// a time reads the newest tokens, renews them and saves the new ones before it uses them. The renewal ends the access
/// token of the other processes (Doorkeeper), which then read the new one from the vault.
/// </summary>
internal sealed class SavedTokens(ISignInVault vault, string name, SavedSignIn first, CentrySender sender)
    : ITokenRenewal
{
    private const int MaxSaveInterval = 30;

    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReadInterval = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _time = sender.Options.Time;
    private readonly string _id = first.Id!;
    private int _failures;

    /// <summary>Reads a sign-in again.</summary>
    /// <exception cref="CentryException">It was removed, or another one has its name.</exception>
    public static async Task<StoredSignIn> ReadAsync(ISignInVault vault, string name, SavedSignIn first)
    {
        var stored = await vault.ReadAsync(name).ConfigureAwait(false);
        var arguments = vault.Arguments(name);
        return stored is null ? throw Problem(
                CentryErrorCode.NotFound,
                Messages.SignInNotKept.With(name, vault.Name),
                Messages.SignInAgainAdvice.With(arguments))
            : stored.Application.Id == first.Id ? stored
            : throw Problem(
                CentryErrorCode.NotConnected,
                Messages.SignInReplaced.With(name),
                Messages.SignInReplacedAdvice.With(arguments));
    }

    public async Task<TokenSet> RenewAsync(TokenSet current, bool isRefused, ICallObserver observer)
    {
        using var hold = await SignInLock.TakeAsync(_id, _time).ConfigureAwait(false);
        var (stored, newest) = await ReadNewestAsync(hold).ConfigureAwait(false);
        var problem = newest == stored.Token ? null : await TryWriteAsync(newest, hold).ConfigureAwait(false);
        if (IsUsable(newest, current, isRefused))
        {
            return Tokens(newest, isShared: true, problem);
        }

        if (problem is null) // otherwise the refresh token in the vault is already used
        {
            await ProbeVaultAsync(newest).ConfigureAwait(false);
        }

        sender.Redactor.Add(stored.Application.ClientSecret);
        var oauth = new OAuthClient(sender, OAuthApplication.Of(stored.Application));
        while (true)
        {
            sender.Redactor.Add(newest.RefreshToken);
            var old = new TokenSet(string.Empty, newest.RefreshToken, ExpiresAt: null, newest.Scope);
            try
            {
                var renewed = await oauth.RenewAsync(old, isRefused: true, observer).ConfigureAwait(false);
                var next = renewed.ToSaved(_id, newest.Number + 1);
                NewestTokens.Set(_id, next);
                return Tokens(next, isShared: false, await TryWriteAsync(next, hold).ConfigureAwait(false));
            }
            catch (CentryException refusal) when (refusal.ServerError == "invalid_grant")
            {
                newest = await ReadNewerAsync(newest, hold).ConfigureAwait(false)
                    ?? throw refusal.Advising(Messages.SignInAgainAdvice.With(vault.Arguments(name)));
            }
        }
    }

    // True if another process has renewed the tokens, or they only had to be saved.
    private bool IsUsable(SavedToken newest, TokenSet current, bool isRefused) => newest.AccessToken is { } token
        && !(isRefused && token == current.AccessToken)
        && (newest.RenewAt is null || _time.GetUtcNow() < newest.RenewAt);

    // Reports once that tokens could not be saved. Later calls save them again, at growing intervals.
    private TokenSet Tokens(SavedToken token, bool isShared, CentryException? problem)
    {
        Array.ForEach([token.AccessToken, token.RefreshToken], sender.Redactor.Add);
        var interval = Math.Min((1 << Math.Max(_failures - 1, 0)) - 1, MaxSaveInterval);
        var next = _time.GetUtcNow() + TimeSpan.FromSeconds(interval);
        var isReported = _failures > 0;
        _failures = problem is null ? 0 : Math.Min(_failures + 1, 6);
        return new TokenSet(token.AccessToken!, token.RefreshToken, token.ExpiresAt, token.Scope)
        {
            RenewAt = problem is null || token.RenewAt < next ? token.RenewAt : next,
            IsShared = isShared,
            NotSaved = isReported ? null : problem,
        };
    }

    // Copies the newest tokens to the other slot: a vault that cannot be written is detected before a token is used.
    private async Task ProbeVaultAsync(SavedToken newest)
    {
        try
        {
            await vault.WriteTokenAsync(name, (newest.Number + 1) % 2, newest).ConfigureAwait(false);
        }
        catch (CentryException exception)
        {
            throw Problem(
                CentryErrorCode.NotConnected,
                Messages.SignInNotTried.With(name, exception.Message),
                exception.Advice ?? Messages.VaultFailedAdvice.With(vault.Name));
        }
    }

    private async Task<CentryException?> TryWriteAsync(SavedToken token, SignInLock hold)
    {
        try
        {
            await vault.WriteTokenAsync(name, token.Number % 2, token).ConfigureAwait(false);
            hold.Note(token.Number);
            return null;
        }
        catch (CentryException exception)
        {
            return Problem(
                CentryErrorCode.OutcomeUnknown,
                Messages.SignInNotWritten.With(name, exception.Message),
                MessageFormat.Join(exception.Advice ?? string.Empty, Messages.SignInNotWrittenAdvice));
        }
    }

    // A vault may be slow to show what another process wrote. Older tokens are already used and are never sent.
    private async Task<(StoredSignIn Stored, SavedToken Newest)> ReadNewestAsync(SignInLock hold)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            var stored = await ReadAsync(vault, name, first).ConfigureAwait(false);
            var newest = NewestTokens.Newer(_id, stored.Token);
            if (newest?.Number >= hold.Number && (stored.Damage is null || hold.Number > 0))
            {
                NewestTokens.Set(_id, newest);
                return newest.RefreshToken is not null ? (stored, newest) : throw MustSignIn(Messages.SignInRefused);
            }

            if (stored.Damage is not null)
            {
                throw stored.Damage;
            }

            if (hold.Number == 0 || _time.GetElapsedTime(started) > ReadTimeout)
            {
                throw MustSignIn(hold.Number == 0 ? Messages.SignInIncomplete : Messages.SignInOutdated);
            }

            await _time.Delay(ReadInterval, CancellationToken.None).ConfigureAwait(false);
        }
    }

    // After a rejection: returns the tokens that another machine has written meanwhile. If there are none, removes the
    // rejected token, so that the next process sends nothing and reports it.
    private async Task<SavedToken?> ReadNewerAsync(SavedToken refused, SignInLock hold)
    {
        var stored = await ReadAsync(vault, name, first).ConfigureAwait(false);
        if (stored.Damage is not null)
        {
            throw stored.Damage;
        }

        if (stored.Token?.Number > refused.Number)
        {
            return stored.Token;
        }

        var none = new SavedToken { Id = refused.Id, Number = refused.Number + 1 };
        NewestTokens.Set(_id, none);
        if (await TryWriteAsync(none, hold).ConfigureAwait(false) is null)
        {
            await vault.MarkRefusedAsync(name, stored.Application).ConfigureAwait(false);
        }

        return null;
    }

    private CentryException MustSignIn(string message) => Problem(
        CentryErrorCode.AuthenticationFailed,
        message.With(name, vault.Name),
        Messages.SignInAgainAdvice.With(vault.Arguments(name)));

    private static CentryException Problem(CentryErrorCode code, string message, string advice) =>
        new(code, message) { Advice = advice };
}
