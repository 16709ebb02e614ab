using System.Collections.Concurrent;
using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>
/// Renews the tokens of a saved sign-in that many processes use. A refresh token is good for one use, so one process at a
/// time reads the newest tokens, renews them and saves the new ones before anybody uses them. The others, whose access
/// token ends with that (Doorkeeper), take the new one from the vault.
/// </summary>
internal sealed class KeptTokens(ISignInVault vault, string name, SavedSignIn first, CentrySender sender, Redactor redactor) : ITokenRenewal
{
    private const int LongestPause = 30;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // The newest tokens of each sign-in that this process knows, by the sign-in's id. A vault may have lost them: another
    // program wrote over it from its own memory, somebody restored a copy, or it refused them.
    private static readonly ConcurrentDictionary<string, SavedToken> Newest = new();

    private readonly TimeProvider _time = sender.Options.Time;
    private int _failures;

    /// <summary>Reads a sign-in again.</summary>
    /// <exception cref="CentryException">It is gone, or another has its name.</exception>
    public static async Task<StoredSignIn> ReadAsync(ISignInVault vault, string name, SavedSignIn first, CancellationToken cancellationToken)
    {
        var stored = await vault.ReadAsync(name, cancellationToken).ConfigureAwait(false)
            ?? throw Problem(CentryErrorCode.NotFound, Messages.SignInNotKept.With(name, vault.Name), Messages.SignInAgainAdvice.With(vault.Arguments(name)));
        return stored.Application.Id == first.Id ? stored : throw Problem(CentryErrorCode.NotConnected, Messages.SignInReplaced.With(name), Messages.SignInReplacedAdvice.With(vault.Arguments(name)));
    }

    public async Task<TokenSet> RenewAsync(TokenSet current, bool isRefused, ICallObserver observer, CancellationToken cancellationToken)
    {
        using var hold = await SignInLock.TakeAsync(first.Id!, _time, cancellationToken).ConfigureAwait(false);
        var (stored, newest) = await ReadAsync(hold, cancellationToken).ConfigureAwait(false);
        var problem = newest == stored.Token ? null : await TryWriteAsync(newest, hold).ConfigureAwait(false);
        if (IsUsable(newest, current, isRefused))
        {
            return Tokens(newest, isShared: true, problem);
        }

        if (problem is null) // else the token in the vault is used up anyway
        {
            await TryVaultAsync(newest).ConfigureAwait(false);
        }

        return await RenewAsync(stored.Application, newest, hold, observer).ConfigureAwait(false);
    }

    // Those that another process renewed since, or that only had to be saved.
    private bool IsUsable(SavedToken newest, TokenSet current, bool isRefused) =>
        newest.AccessToken is { } token && !(isRefused && token == current.AccessToken) && (newest.RenewAt is null || _time.GetUtcNow() < newest.RenewAt);

    // It is not cancelled: once the refresh token is sent, its answer must not get lost.
    private async Task<TokenSet> RenewAsync(SavedSignIn application, SavedToken newest, SignInLock hold, ICallObserver observer)
    {
        Array.ForEach([newest.RefreshToken, application.ClientSecret], redactor.Add);
        TokenSet renewed;
        try
        {
            renewed = await new OAuthClient(sender, new OAuthApplication(application.ClientId!, application.ClientSecret!, application.RedirectUri))
                .RenewAsync(new TokenSet(string.Empty, newest.RefreshToken, ExpiresAt: null, newest.Scope), isRefused: true, observer, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (CentryException refusal) when (refusal.ServerError == "invalid_grant")
        {
            return await ReadNewerAsync(newest, hold).ConfigureAwait(false) is { } newer
                ? await RenewAsync(application, newer, hold, observer).ConfigureAwait(false)
                : throw refusal.Advising(Messages.SignInAgainAdvice.With(vault.Arguments(name)));
        }

        var next = renewed.ToKept(first.Id!, newest.Number + 1);
        Newest[first.Id!] = next;
        return Tokens(next, isShared: false, await TryWriteAsync(next, hold).ConfigureAwait(false));
    }

    // What could not be saved is told once, and tried again with the next calls, then ever later.
    private TokenSet Tokens(SavedToken token, bool isShared, CentryException? problem)
    {
        Array.ForEach([token.AccessToken, token.RefreshToken], redactor.Add);
        var next = _time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min((1 << Math.Max(_failures - 1, 0)) - 1, LongestPause));
        var isTold = _failures > 0;
        _failures = problem is null ? 0 : Math.Min(_failures + 1, 6);
        return new TokenSet(token.AccessToken!, token.RefreshToken, token.ExpiresAt, token.Scope)
        {
            RenewAt = problem is null || token.RenewAt < next ? token.RenewAt : next,
            IsShared = isShared,
            NotSaved = isTold ? null : problem,
        };
    }

    // Before a refresh token is spent: a copy beside the newest tokens shows whether the vault takes new ones.
    private async Task TryVaultAsync(SavedToken newest)
    {
        try
        {
            await vault.WriteTokenAsync(name, (newest.Number + 1) % 2, newest, CancellationToken.None).ConfigureAwait(false);
        }
        catch (CentryException exception)
        {
            throw Problem(CentryErrorCode.NotConnected, Messages.SignInNotTried.With(name, exception.Message), exception.Advice ?? Messages.VaultFailedAdvice.With(vault.Name));
        }
    }

    private async Task<CentryException?> TryWriteAsync(SavedToken token, SignInLock hold)
    {
        try
        {
            await vault.WriteTokenAsync(name, token.Number % 2, token, CancellationToken.None).ConfigureAwait(false);
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

    // A vault may know late what another process wrote; older tokens are used up, and are never sent.
    private async Task<(StoredSignIn Stored, SavedToken Newest)> ReadAsync(SignInLock hold, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            var stored = await ReadAsync(vault, name, first, cancellationToken).ConfigureAwait(false);
            var newest = Newer(stored.Token);
            if (newest is not null && newest.Number >= hold.Number && (stored.Damage is null || hold.Number > 0))
            {
                Newest[first.Id!] = newest;
                return newest.RefreshToken is not null ? (stored, newest)
                    : throw Problem(CentryErrorCode.AuthenticationFailed, Messages.SignInRefused.With(name), Messages.SignInAgainAdvice.With(vault.Arguments(name)));
            }

            if (stored.Damage is not null)
            {
                throw stored.Damage;
            }

            if (hold.Number == 0 || _time.GetElapsedTime(started) > LongestDelay)
            {
                var message = hold.Number == 0 ? Messages.SignInIncomplete : Messages.SignInOutdated;
                throw Problem(CentryErrorCode.AuthenticationFailed, message.With(name, vault.Name), Messages.SignInAgainAdvice.With(vault.Arguments(name)));
            }

            await _time.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private SavedToken? Newer(SavedToken? stored) =>
        Newest.TryGetValue(first.Id!, out var known) && known.Number > (stored?.Number ?? 0) ? known : stored;

    // After a refusal: what another machine has written meanwhile. Without that, the refused token is removed, so that the
    // next process is told and sends nothing.
    private async Task<SavedToken?> ReadNewerAsync(SavedToken refused, SignInLock hold)
    {
        var stored = await ReadAsync(vault, name, first, CancellationToken.None).ConfigureAwait(false);
        if (stored.Damage is not null)
        {
            throw stored.Damage;
        }

        if (stored.Token?.Number > refused.Number)
        {
            return stored.Token;
        }

        var none = new SavedToken { Id = refused.Id, Number = refused.Number + 1 };
        Newest[first.Id!] = none;
        if (await TryWriteAsync(none, hold).ConfigureAwait(false) is null)
        {
            await vault.MarkRefusedAsync(name, stored.Application, CancellationToken.None).ConfigureAwait(false);
        }

        return null;
    }

    private static CentryException Problem(CentryErrorCode code, string message, string advice) => new(code, message) { Advice = advice };
}
