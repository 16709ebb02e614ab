using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>
/// Renews tokens, because Centry rejected the access token, or because it is about to expire. It cannot be cancelled:
/// the response to a sent refresh token must not be lost.
/// </summary>
internal delegate Task<TokenSet> TokenRenewal(TokenSet current, string? rejected, ICallObserver observer);

/// <summary>Holds the tokens of a session and renews them, once for all calls that need it at the same time.</summary>
internal sealed class TokenKeeper
{
    private readonly object _lock = new();
    private readonly ConcurrentQueue<TokenSet> _undelivered = new();
    private readonly TokenRenewal? _renew;
    private readonly Redactor _redactor;
    private readonly TimeProvider _time;
    private volatile TokenSet? _current;
    private volatile CentryException? _refusal; // of the refresh token
    private volatile bool _isRejected; // Centry has rejected both tokens
    private Task? _renewal;

    public TokenKeeper(TokenSet first, TokenRenewal? renew, Redactor redactor, TimeProvider time)
    {
        (_current, _renew, _redactor, _time) = (first, renew, redactor, time);
        Array.ForEach(Secrets(first), redactor.Add);
        if (first.RefreshToken is not null || first.NotSaved is not null)
        {
            _undelivered.Enqueue(first); // the sign-in has used the refresh token that the user has, if any
        }
    }

    /// <summary>Raised, on any thread, when there are new tokens to deliver.</summary>
    public event Action? Renewed;

    /// <summary>True if an application signed in; false for an access token from elsewhere.</summary>
    public bool HasApplication => _renew is not null;

    public bool IsRenewable => HasApplication && _refusal is null;

    /// <summary>The current tokens; null after <see cref="Forget"/>.</summary>
    public TokenSet? Current => _current;

    /// <summary>
    /// True if an access token may no longer be valid: another process may have renewed it, or it has expired.
    /// </summary>
    public bool MayHaveEnded(string accessToken) => _current is { } current
        && (current.IsShared || current.AccessToken != accessToken || current.ExpiresAt <= _time.GetUtcNow());

    /// <summary>Takes the oldest new tokens that have not been delivered to the user.</summary>
    public bool TryTakeUndelivered([NotNullWhen(true)] out TokenSet? tokens) => _undelivered.TryDequeue(out tokens);

    public void Forget() => Replace(_ => null);

    public void Describe(string? scope, DateTimeOffset? expiresAt) =>
        Replace(current => current with { Scope = scope, ExpiresAt = expiresAt });

    /// <summary>
    /// Returns a valid access token, other than one that Centry rejected. Renews it first if it is about to expire.
    /// </summary>
    public async Task<string> GetAsync(ICallObserver observer, CancellationToken stop, string? rejected = null)
    {
        var current = _current ?? throw Disconnected();
        if (_isRejected)
        {
            throw _refusal!.Copy();
        }

        rejected = current.AccessToken == rejected ? rejected : null;
        if (rejected is null && (_renew is null || current.RenewAt is null || _time.GetUtcNow() < current.RenewAt))
        {
            return current.AccessToken!;
        }

        try
        {
            await ReplaceAsync(current.AccessToken!, rejected, observer, stop).ConfigureAwait(false);
        }
        catch (CentryException) when (rejected is not null)
        {
            _isRejected = !IsRenewable;
            throw;
        }
        catch (CentryException failure) when (failure.ErrorCode != CentryErrorCode.OutcomeUnknown
            && _time.GetUtcNow() < current.ExpiresAt
            && _current is not null)
        {
            return current.AccessToken!; // still valid; the next call tries to renew it again
        }

        return (_current ?? throw Disconnected()).AccessToken!;
    }

    private async Task ReplaceAsync(string old, string? rejected, ICallObserver observer, CancellationToken stop)
    {
        Task renewal;
        lock (_lock)
        {
            var current = _current ?? throw Disconnected();
            if (current.AccessToken != old)
            {
                return;
            }

            if (_refusal is not null)
            {
                throw _refusal.Copy(); // a used or revoked refresh token is never sent again
            }

            // A task of its own: if a caller is stopped, the response to the refresh token must not be lost.
            renewal = _renewal ??= Task.Run(() => RenewAsync(current, rejected, observer), CancellationToken.None);
        }

        try
        {
            await renewal.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (CentryException failure)
        {
            throw failure.Copy(); // several threads wait for the renewal, and each changes its exception
        }
    }

    private async Task RenewAsync(TokenSet old, string? rejected, ICallObserver observer)
    {
        try
        {
            var renewed = await _renew!(old, rejected, observer).ConfigureAwait(false);
            Array.ForEach(Secrets(renewed), _redactor.Add);
            Array.ForEach([.. Secrets(old).Except(Secrets(renewed))], _redactor.Retire);
            Replace(_ => renewed);
            _undelivered.Enqueue(renewed);
            Renewed?.Invoke();
        }
        catch (CentryException exception) when (exception.ServerError == "invalid_grant")
        {
            _refusal = exception;
            throw;
        }
        finally
        {
            lock (_lock)
            {
                _renewal = null;
            }
        }
    }

    // Forgotten tokens are not replaced.
    private void Replace(Func<TokenSet, TokenSet?> change)
    {
        lock (_lock)
        {
            _current = _current is { } current ? change(current) : null;
        }
    }

    private static string?[] Secrets(TokenSet tokens) => [tokens.AccessToken, tokens.RefreshToken];

    private static CentryException Disconnected() => new(CentryErrorCode.NotConnected, Messages.Disconnected);
}
