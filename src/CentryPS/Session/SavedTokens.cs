using System.Collections.Concurrent;
using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>
/// Renews the tokens of a saved sign-in that several processes use. A refresh token can be used once, so one process at
/// a time reads the newest tokens, renews them and saves the new ones before it uses them. The renewal ends the access
/// token of the other processes (Doorkeeper), which then read the new one from the vault.
/// </summary>
internal sealed class SavedTokens(ISignInVault vault, string name, OAuthApplication application, CentrySender sender)
{
    private const int MaxSaveInterval = 30;

    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReadInterval = TimeSpan.FromMilliseconds(500);

    // The newest tokens of each sign-in that this process has received. A vault may have older ones: a write failed,
    // another program overwrote them, or a backup was restored.
    private static readonly ConcurrentDictionary<string, TokenSet> Received = new();

    private readonly OAuthClient _oauth = new(sender, application);
    private readonly TimeProvider _time = sender.Options.Time;
    private readonly string _id = application.Id!;
    private int _failures;

    public async Task<TokenSet> RenewAsync(TokenSet current, string? rejected, ICallObserver observer)
    {
        if (application.Grant == nameof(CentryGrant.ClientCredentials))
        {
            // Each process has its own tokens, as long as the vault has the sign-in.
            if (current.AccessToken is not null) // otherwise Connect-Centry has just read it
            {
                await ReadAsync().ConfigureAwait(false);
            }

            return await _oauth.RenewAsync(current, observer, CancellationToken.None).ConfigureAwait(false);
        }

        using var hold = await SignInLock.TakeAsync(_id, _time).ConfigureAwait(false);
        var (stored, newest) = await ReadNewestAsync(hold).ConfigureAwait(false);
        var problem = newest == stored.Token ? null : await TryWriteAsync(newest, hold).ConfigureAwait(false);
        if (newest.AccessToken is { } access
            && access != rejected
            && (newest.RenewAt is null || _time.GetUtcNow() < newest.RenewAt))
        {
            // Another process has renewed the tokens, or they only had to be saved.
            return Reporting(problem, newest with { IsShared = true });
        }

        if (problem is null) // otherwise the refresh token in the vault is already used
        {
            await ProbeVaultAsync(newest).ConfigureAwait(false);
        }

        while (true)
        {
            try
            {
                var next = await _oauth.RenewAsync(newest, observer, CancellationToken.None).ConfigureAwait(false);
                Received[_id] = next;
                return Reporting(await TryWriteAsync(next, hold).ConfigureAwait(false), next);
            }
            catch (CentryException refusal) when (refusal.ServerError == "invalid_grant")
            {
                var refused = newest;
                (stored, newest) = await ReadNewestAsync(hold).ConfigureAwait(false);
                if (stored.Damage is not null)
                {
                    throw stored.Damage;
                }

                if (newest.Number > refused.Number)
                {
                    continue; // another machine has renewed the tokens meanwhile
                }

                // Removes the token, so that the next process reports the refusal without sending it.
                var none = Received[_id] = new TokenSet { Id = _id, Number = refused.Number + 1 };
                if (await TryWriteAsync(none, hold).ConfigureAwait(false) is null)
                {
                    await vault.MarkRefusedAsync(name, application).ConfigureAwait(false);
                }

                throw refusal.Advising(Messages.SignInAgainAdvice.With(vault.Arguments(name)));
            }
        }
    }

    // Reports once that tokens could not be saved. Later calls save them again, at growing intervals.
    private TokenSet Reporting(CentryException? problem, TokenSet tokens)
    {
        if (problem is null)
        {
            _failures = 0;
            return tokens;
        }

        var interval = Math.Min(Math.Pow(2, _failures - 1) - 1, MaxSaveInterval);
        var next = _time.GetUtcNow() + TimeSpan.FromSeconds(interval);
        return tokens with
        {
            RenewAt = tokens.RenewAt < next ? tokens.RenewAt : next,
            NotSaved = _failures++ == 0 ? problem : null,
        };
    }

    // Copies the newest tokens to the other slot: a vault that cannot be written is detected before a token is used.
    private async Task ProbeVaultAsync(TokenSet newest)
    {
        try
        {
            await vault.WriteTokenAsync(name, (newest.Number + 1) % 2, newest).ConfigureAwait(false);
        }
        catch (CentryException exception)
        {
            throw new CentryException(
                CentryErrorCode.NotConnected,
                Messages.SignInNotTried.With(name, exception.Message),
                exception.Advice ?? Messages.VaultFailedAdvice.With(vault.Name));
        }
    }

    private async Task<CentryException?> TryWriteAsync(TokenSet token, SignInLock hold)
    {
        try
        {
            await vault.WriteTokenAsync(name, token.Number % 2, token).ConfigureAwait(false);
            hold.Note(token.Number);
            return null;
        }
        catch (CentryException exception)
        {
            return new CentryException(
                CentryErrorCode.OutcomeUnknown,
                Messages.SignInNotWritten.With(name, exception.Message),
                MessageFormat.Join(exception.Advice ?? string.Empty, Messages.SignInNotWrittenAdvice));
        }
    }

    private async Task<StoredSignIn> ReadAsync()
    {
        var stored = await vault.ReadAsync(name).ConfigureAwait(false)
            ?? throw Problem(CentryErrorCode.NotFound, Messages.SignInNotKept, Messages.SignInAgainAdvice);
        return stored.Application.Id == _id ? stored
            : throw Problem(CentryErrorCode.NotConnected, Messages.SignInReplaced, Messages.SignInReplacedAdvice);
    }

    // A vault may be slow to show what another process wrote. Older tokens are already used and are never sent.
    private async Task<(StoredSignIn Stored, TokenSet Newest)> ReadNewestAsync(SignInLock hold)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            var stored = await ReadAsync().ConfigureAwait(false);
            var isNewer = Received.TryGetValue(_id, out var known) && known.Number > (stored.Token?.Number ?? 0);
            var newest = isNewer ? known : stored.Token;
            if (newest?.Number >= hold.Number && (stored.Damage is null || hold.Number > 0))
            {
                Received[_id] = newest;
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

    private CentryException MustSignIn(string message) =>
        Problem(CentryErrorCode.AuthenticationFailed, message, Messages.SignInAgainAdvice);

    private CentryException Problem(CentryErrorCode code, string message, string advice) =>
        new(code, message.With(name, vault.Name), advice.With(vault.Arguments(name)));
}
