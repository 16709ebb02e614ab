using System.Collections.Concurrent;
using CentryPS.Http;

namespace CentryPS.Session;

/// <summary>Holds a session's tokens and renews them, once for all calls that need it at the same time.</summary>
internal sealed class TokenKeeper(TokenSet first, OAuthClient? oauth, TimeProvider time) : IAccessTokenSource
{
    private readonly object _lock = new();
    private TokenSet? _current = first;
    private Task<TokenSet>? _renewal;

    /// <summary>The tokens of renewals of which the user has not been told yet.</summary>
    public ConcurrentQueue<TokenSet> Unreported { get; } = new();

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

    public void Forget()
    {
        lock (_lock)
        {
            _current = null;
        }
    }

    public async Task<string> GetAsync(ICallObserver observer, CancellationToken cancellationToken)
    {
        var current = Current ?? throw Forgotten();
        if (oauth is null || current.RenewAt is null || time.GetUtcNow() < current.RenewAt)
        {
            return current.AccessToken;
        }

        try
        {
            await RenewAsync(current.AccessToken, observer, cancellationToken).ConfigureAwait(false);
            return (Current ?? throw Forgotten()).AccessToken;
        }
        catch (CentryException) when (time.GetUtcNow() < current.ExpiresAt && Current is not null)
        {
            return current.AccessToken; // it is still good; the next call tries again
        }
    }

    public async Task<bool> RenewAsync(string rejected, ICallObserver observer, CancellationToken cancellationToken)
    {
        if (oauth is null)
        {
            return false;
        }

        Task<TokenSet> renewal;
        lock (_lock)
        {
            var current = _current ?? throw Forgotten();
            if (current.AccessToken != rejected)
            {
                return true;
            }

            // It runs apart from every caller: a refresh token is good for one use, so a caller that is stopped must not
            // take the answer with it.
            renewal = _renewal ??= Task.Run(() => RenewAsync(oauth, current, observer), CancellationToken.None);
        }

        await renewal.WaitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<TokenSet> RenewAsync(OAuthClient client, TokenSet current, ICallObserver observer)
    {
        try
        {
            var renewed = current.RefreshToken is { } refreshToken
                ? await client.ByRefreshTokenAsync(refreshToken, observer, CancellationToken.None).ConfigureAwait(false)
                : await client.ByClientCredentialsAsync(current.Scope, observer, CancellationToken.None).ConfigureAwait(false);
            Keep(renewed with
            {
                RefreshToken = renewed.RefreshToken ?? current.RefreshToken,
                Scope = renewed.Scope ?? current.Scope,
            });
            observer.Renewed();
            return renewed;
        }
        finally
        {
            lock (_lock)
            {
                _renewal = null;
            }
        }
    }

    private void Keep(TokenSet renewed)
    {
        lock (_lock)
        {
            if (_current is not null)
            {
                _current = renewed;
            }
        }

        Unreported.Enqueue(renewed);
    }

    private static CentryException Forgotten() => new(CentryErrorCode.NotConnected, Messages.Disconnected);
}
