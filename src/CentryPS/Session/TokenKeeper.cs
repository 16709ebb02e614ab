using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using CentryPS.Http;

namespace CentryPS.Session;

/// <summary>Holds a session's tokens and renews them, once for all calls that need it at the same time.</summary>
internal sealed class TokenKeeper
{
    private readonly object _lock = new();
    private readonly ConcurrentQueue<TokenSet> _news = new();
    private readonly ITokenRenewal? _source;
    private readonly Redactor _redactor;
    private readonly TimeProvider _time;
    private TokenSet? _current;
    private Task? _renewal;
    private CentryException? _refusal;
    private bool _isDead;

    /// <summary>Keeps the first tokens; without a source they cannot be renewed.</summary>
    public TokenKeeper(TokenSet first, ITokenRenewal? source, Redactor redactor, TimeProvider time)
    {
        _source = source;
        _redactor = redactor;
        _time = time;
        _current = first;
        Array.ForEach(Secrets(first), redactor.Add);
        if (first.RefreshToken is not null || first.NotSaved is not null)
        {
            _news.Enqueue(first); // the one that the user has is used up, or there was none
        }
    }

    /// <summary>Raised when there are new tokens to take; on any thread.</summary>
    public event Action? Renewed;

    /// <summary>Whether an application signed in, and not a token alone.</summary>
    public bool HasApplication => _source is not null;

    /// <summary>
    /// Whether an access token may have ended since it was taken from here: another process may renew it at any moment, or
    /// its time was up.
    /// </summary>
    public bool MayHaveEnded(string accessToken) =>
        Current is { } current && (current.IsShared || current.AccessToken != accessToken || current.ExpiresAt <= _time.GetUtcNow());

    /// <summary>Whether the tokens can be renewed: there is something to renew them with, and Centry has not refused it.</summary>
    public bool IsRenewable => _source is not null && Volatile.Read(ref _refusal) is null;

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

    /// <summary>Takes the tokens of a renewal that the user has not been given yet, the oldest first.</summary>
    public bool TryTakeNews([NotNullWhen(true)] out TokenSet? tokens) => _news.TryDequeue(out tokens);

    public void Forget()
    {
        lock (_lock)
        {
            _current = null;
        }
    }

    /// <summary>A token that is good now, renewed first if it is about to expire.</summary>
    /// <exception cref="CentryException">There is none, and none can be had.</exception>
    public async Task<string> GetAsync(ICallObserver observer, CancellationToken cancellationToken)
    {
        var current = Current ?? throw Forgotten();
        if (Volatile.Read(ref _isDead))
        {
            throw _refusal!; // neither token is good: nothing is sent any more
        }

        if (_source is null || current.RenewAt is null || _time.GetUtcNow() < current.RenewAt)
        {
            return current.AccessToken;
        }

        try
        {
            await ReplaceAsync(current.AccessToken, isRefused: false, observer, cancellationToken).ConfigureAwait(false);
            return (Current ?? throw Forgotten()).AccessToken;
        }
        catch (CentryException failure) when (failure.ErrorCode != CentryErrorCode.OutcomeUnknown && _time.GetUtcNow() < current.ExpiresAt && Current is not null)
        {
            return current.AccessToken; // it is still good; the next call tries again. A token that could not be kept is told at once
        }
    }

    /// <summary>Renews, unless the token that Centry rejected is no longer the current one.</summary>
    /// <exception cref="CentryException">No new tokens can be had.</exception>
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

    private async Task ReplaceAsync(string old, bool isRefused, ICallObserver observer, CancellationToken cancellationToken)
    {
        Task renewal;
        lock (_lock)
        {
            var current = _current ?? throw Forgotten();
            if (current.AccessToken != old)
            {
                return;
            }

            if (_refusal is not null)
            {
                throw _refusal; // a refresh token that is used up or revoked stays so: it is not sent again
            }

            // It runs apart from every caller: a refresh token is good for one use, so a caller that is stopped must not
            // take the answer with it.
            renewal = _renewal ??= Task.Run(() => RenewAsync(current, isRefused, observer), CancellationToken.None);
        }

        await renewal.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task RenewAsync(TokenSet current, bool isRefused, ICallObserver observer)
    {
        try
        {
            Replace(current, await _source!.RenewAsync(current, isRefused, observer, CancellationToken.None).ConfigureAwait(false));
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

    private static CentryException Forgotten() => new(CentryErrorCode.NotConnected, Messages.Disconnected);
}
