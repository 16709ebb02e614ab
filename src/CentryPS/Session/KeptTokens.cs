using System.Collections.Concurrent;
using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>
/// Renews the tokens of a sign-in that a vault keeps and many processes use. A refresh token is good for one use, so one
/// process renews at a time: it reads again what is kept, uses that, and keeps what follows before anybody uses it.
/// </summary>
/// <remarks>
/// Centry ends an access token as soon as the one that follows it is used (Doorkeeper), so two processes that call at the
/// same time end each other's. Who was refused keeps the lock for a turn after it has renewed, in which its calls are answered.
/// </remarks>
internal sealed class KeptTokens(ISignInVault vault, string name, KeptSignIn first, CentrySender sender, Redactor redactor) : ITokenRenewal
{
    private static readonly TimeSpan TurnTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // By the sign-in's id, for whatever session of this process has it next: the one that renewed may never have been given out.
    private static readonly ConcurrentDictionary<string, (KeptSignIn Before, KeptSignIn After, TokenSet Tokens)> Unwritten = new();

    private readonly TimeProvider _time = sender.Options.Time;
    private ITimer? _turnEnd;
    private SignInLock? _turn;

    public bool IsOvertaken => Volatile.Read(ref _turn) is null;

    /// <summary>Keeps a new sign-in in place of whatever has its name.</summary>
    public static async Task<KeptSignIn> KeepAsync(ISignInVault vault, string name, KeptSignIn kept, TimeProvider time, CancellationToken cancellationToken)
    {
        using var hold = await SignInLock.TakeAsync(LockName(vault, name), time, cancellationToken).ConfigureAwait(false);
        kept = kept with { Id = Guid.NewGuid().ToString("N"), Number = 1 };
        await vault.WriteAsync(name, kept, cancellationToken).ConfigureAwait(false);
        hold.Note(kept);
        return kept;
    }

    /// <summary>What the vault keeps, where that is still the same sign-in.</summary>
    /// <exception cref="CentryException">It is gone, or another has its name.</exception>
    public static async Task<KeptSignIn> ReadAsync(ISignInVault vault, string name, KeptSignIn first, CancellationToken cancellationToken)
    {
        var kept = await vault.ReadAsync(name, cancellationToken).ConfigureAwait(false)
            ?? throw Problem(CentryErrorCode.NotFound, Messages.SignInNotKept.With(name, vault.Name), Messages.SignInAgainAdvice.With(vault.Arguments(name)));
        return kept.Id == first.Id ? kept : throw Problem(CentryErrorCode.NotConnected, Messages.SignInReplaced.With(name), Messages.SignInReplacedAdvice.With(vault.Arguments(name)));
    }

    public async Task<TokenSet> RenewAsync(TokenSet current, bool isRefused, ICallObserver observer, CancellationToken cancellationToken)
    {
        var hold = Interlocked.Exchange(ref _turn, null)
            ?? await SignInLock.TakeAsync(LockName(vault, name), _time, cancellationToken).ConfigureAwait(false);
        var keepsTurn = false;
        try
        {
            var tokens = await RetryWriteAsync(hold, cancellationToken).ConfigureAwait(false)
                ?? await RenewAsync(hold, observer, cancellationToken).ConfigureAwait(false);
            keepsTurn = isRefused;
            return tokens;
        }
        finally
        {
            if (keepsTurn)
            {
                BeginTurn(hold);
            }
            else
            {
                hold.Dispose();
            }
        }
    }

    private static string LockName(ISignInVault vault, string name) => $"{vault.Name}/{name}";

    private void BeginTurn(SignInLock hold)
    {
        Volatile.Write(ref _turn, hold);
        _turnEnd?.Dispose();
        _turnEnd = _time.CreateTimer(_ => Interlocked.CompareExchange(ref _turn, null, hold)?.Dispose(), null, TurnTime, Timeout.InfiniteTimeSpan);
    }

    private async Task<TokenSet> RenewAsync(SignInLock hold, ICallObserver observer, CancellationToken cancellationToken)
    {
        var kept = await ReadAsync(hold, cancellationToken).ConfigureAwait(false);
        redactor.Add(kept.RefreshToken);
        redactor.Add(kept.ClientSecret);
        TokenSet tokens;
        try
        {
            var application = new OAuthApplication(kept.ClientId!, kept.ClientSecret!, kept.RedirectUri);
            tokens = await new OAuthClient(sender, application)
                .SignInAsync(CentryGrant.RefreshToken, kept.RefreshToken, observer, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CentryException refusal) when (refusal.ServerError == "invalid_grant")
        {
            return await ForgetAsync(kept, hold, cancellationToken).ConfigureAwait(false)
                ? throw refusal.Advising(Messages.SignInAgainAdvice.With(vault.Arguments(name)))
                : await RenewAsync(hold, observer, cancellationToken).ConfigureAwait(false);
        }

        tokens = tokens with { RefreshToken = tokens.RefreshToken ?? kept.RefreshToken, Scope = tokens.Scope ?? kept.Scope };
        var after = kept with { RefreshToken = tokens.RefreshToken, Scope = tokens.Scope, Number = kept.Number + 1 };
        Array.ForEach([tokens.AccessToken, tokens.RefreshToken], redactor.Add);
        Unwritten[kept.Id!] = (kept, after, tokens);
        return await WriteAsync(hold, cancellationToken).ConfigureAwait(false);
    }

    // What could not be written is written now, unless somebody has written since.
    private async Task<TokenSet?> RetryWriteAsync(SignInLock hold, CancellationToken cancellationToken)
    {
        if (first.Id is not { } id || !Unwritten.TryGetValue(id, out var held))
        {
            return null;
        }

        if (await vault.ReadAsync(name, cancellationToken).ConfigureAwait(false) == held.Before)
        {
            Array.ForEach([held.Tokens.AccessToken, held.Tokens.RefreshToken], redactor.Add);
            return await WriteAsync(hold, cancellationToken).ConfigureAwait(false);
        }

        Unwritten.TryRemove(id, out _);
        return null;
    }

    private async Task<TokenSet> WriteAsync(SignInLock hold, CancellationToken cancellationToken)
    {
        var (_, after, tokens) = Unwritten[first.Id!];
        try
        {
            await vault.WriteAsync(name, after, cancellationToken).ConfigureAwait(false);
        }
        catch (CentryException exception)
        {
            throw new CentryException(CentryErrorCode.OutcomeUnknown, Messages.SignInNotWritten.With(name, exception.Message), exception)
            {
                Advice = exception.Advice is { } advice ? MessageFormat.Join(advice, Messages.SignInNotWrittenAdvice) : Messages.SignInNotWrittenAdvice,
                IsFinal = true,
            };
        }

        Unwritten.TryRemove(first.Id!, out _);
        hold.Note(after);
        return tokens;
    }

    // A vault may know late what another process wrote; an older token is used up, and is never sent.
    private async Task<KeptSignIn> ReadAsync(SignInLock hold, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            var kept = await ReadAsync(vault, name, first, cancellationToken).ConfigureAwait(false);
            if (kept.Number >= hold.NumberOf(kept.Id))
            {
                return kept.RefreshToken is not null ? kept : throw Problem(CentryErrorCode.AuthenticationFailed, Messages.SignInRefused.With(name), Messages.SignInAgainAdvice.With(vault.Arguments(name)));
            }

            if (_time.GetElapsedTime(started) > LongestDelay)
            {
                throw Problem(CentryErrorCode.AuthenticationFailed, Messages.SignInOutdated.With(name, vault.Name), Messages.SignInAgainAdvice.With(vault.Arguments(name)));
            }

            await _time.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    // Only what is still kept as it was is forgotten; false where another machine has written a newer one. The application
    // stays, so that the next process is told and sends nothing.
    private async Task<bool> ForgetAsync(KeptSignIn kept, SignInLock hold, CancellationToken cancellationToken)
    {
        if (await vault.ReadAsync(name, cancellationToken).ConfigureAwait(false) != kept)
        {
            return false;
        }

        try
        {
            var forgotten = kept with { RefreshToken = null, Number = kept.Number + 1 };
            await vault.WriteAsync(name, forgotten, cancellationToken).ConfigureAwait(false);
            hold.Note(forgotten);
        }
        catch (CentryException)
        {
            // That Centry refuses the sign-in matters more; the next process is refused once more.
        }

        return true;
    }

    private static CentryException Problem(CentryErrorCode code, string message, string advice) => new(code, message) { Advice = advice };
}
