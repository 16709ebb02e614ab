using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using CentryPS.Http;

namespace CentryPS.Session;

/// <summary>Holds the tokens of a session and renews them, once for all calls that need it at the same time.</summary>
internal sealed class TokenKeeper
{
    private readonly object _lock = new();
    private readonly ConcurrentQueue<TokenSet> _news = new();
    private readonly ITokenRenewal? _source;
    private readonly Redactor _redactor;
    private readonly TimeProvider _time;
    private TokenSet? _current;
    private Task? _renewal;
    private CentryException? _refusal; // of the refresh token
    private bool _isDead; // Centry has rejected both tokens

    /// <summary>Holds the first tokens; without a source, they cannot be renewed.</summary>
    public TokenKeeper(TokenSet first, ITokenRenewal? source, Redactor redactor, TimeProvider time)
    {
        _source = source;
        _redactor = redactor;
        _time = time;
        _current = first;
        Array.ForEach(Secrets(first), redactor.Add);
        if (first.RefreshToken is not null || first.NotSaved is not null)
        {
            _news.Enqueue(first); // the sign-in has used the refresh token that the user has, if any
        }
    }

    /// <summary>Raised, on any thread, when <see cref="TryTakeNews"/> has new tokens.</summary>
    public event Action? Renewed;

    /// <summary>True if an application signed in; false for an access token from elsewhere.</summary>
    public bool HasApplication => _source is not null;

    /// <summary>True if there is a source of new tokens, and Centry has not rejected the refresh token.</summary>
    public bool IsRenewable => _source is not null && Volatile.Read(ref _refusal) is null;

    /// <summary>The current tokens; null after <see cref="Forget"/>.</summary>
    public TokenSet? Current
    {
        get
        {
            lock (_lock)
            {
                return _current;
            }
        }
    }

    /// <summary>
    /// Determines whether an access token may have ended since it was current: another process may have renewed it, or
    /// it has expired.
    /// </summary>
    public bool MayHaveEnded(string accessToken) => Current is { } current
        && (current.IsShared || current.AccessToken != accessToken || current.ExpiresAt <= _time.GetUtcNow());

    /// <summary>Returns, once, the tokens of a renewal, the oldest first.</summary>
    public bool TryTakeNews([NotNullWhen(true)] out TokenSet? tokens) => _news.TryDequeue(out tokens);

    public void Forget()
    {
        lock (_lock)
        {
            _current = null;
        }
    }

    /// <summary>Returns a valid access token, which is renewed first if it is about to expire.</summary>
    /// <exception cref="CentryException">There is none.</exception>
    public async Task<string> GetAsync(ICallObserver observer, CancellationToken cancellationToken)
    {
        var current = Current ?? throw Disconnected();
        if (Volatile.Read(ref _isDead))
        {
            throw _refusal!.Copy();
        }

        if (_source is null || current.RenewAt is null || _time.GetUtcNow() < current.RenewAt)
        {
            return current.AccessToken;
        }

        try
        {
            var renewal = ReplaceAsync(current.AccessToken, isRefused: false, observer, cancellationToken);
            await renewal.ConfigureAwait(false);
            return (Current ?? throw Disconnected()).AccessToken;
        }
        catch (CentryException failure) when (failure.ErrorCode != CentryErrorCode.OutcomeUnknown
            && _time.GetUtcNow() < current.ExpiresAt
            && Current is not null)
        {
            return current.AccessToken; // still valid; the next call tries to renew it again
        }
    }

    /// <summary>Renews the tokens, unless the access token that Centry rejected is no longer the current one.</summary>
    /// <exception cref="CentryException">The renewal failed.</exception>
    public async Task RenewAsync(string rejected, ICallObserver observer, CancellationToken cancellationToken)
    {
        try
        {
            await ReplaceAsync(rejected, isRefused: true, observer, cancellationToken).ConfigureAwait(false);
        }
        catch (CentryException) when (!IsRenewable)
        {
            Volatile.Write(ref _isDead, true);
            throw;
        }
    }

    private async Task ReplaceAsync(
        string old,
        bool isRefused,
        ICallObserver observer,
        CancellationToken cancellationToken)
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
            renewal = _renewal ??= Task.Run(() => RenewAsync(current, isRefused, observer), CancellationToken.None);
        }

        try
        {
            await renewal.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CentryException failure)
        {
            throw failure.Copy(); // several threads wait for the renewal, and each changes its exception
        }
    }

    private async Task RenewAsync(TokenSet current, bool isRefused, ICallObserver observer)
    {
        try
        {
            Replace(current, await _source!.RenewAsync(current, isRefused, observer).ConfigureAwait(false));
        }
        catch (CentryException exception) when (exception.ServerError == "invalid_grant")
        {
            Volatile.Write(ref _refusal, exception);
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

    private void Replace(TokenSet old, TokenSet renewed)
    {
        Array.ForEach(Secrets(renewed), _redactor.Add);
        Array.ForEach([.. Secrets(old).Except(Secrets(renewed))], _redactor.Retire);
        lock (_lock)
        {
            if (_current is not null)
            {
                _current = renewed;
            }
        }

        _news.Enqueue(renewed);
        Renewed?.Invoke();
    }

    private static string?[] Secrets(TokenSet tokens) => [tokens.AccessToken, tokens.RefreshToken];

    private static CentryException Disconnected() => new(CentryErrorCode.NotConnected, Messages.Disconnected);
}
