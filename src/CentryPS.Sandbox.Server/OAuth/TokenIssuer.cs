using System.Security.Cryptography;

namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>Access tokens, refresh tokens and codes: who may do what, until when. Safe for many threads.</summary>
/// <param name="time">The clock.</param>
/// <param name="life">How long an access token lives.</param>
/// <param name="revokesAtOnce">Whether a renewal revokes what it replaces at once, and not the first use of what it gives.</param>
internal sealed class TokenIssuer(TimeProvider time, TimeSpan life, bool revokesAtOnce)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, AccessToken> _access = [];
    private readonly Dictionary<string, AccessToken> _refresh = [];
    private readonly Dictionary<string, (Grant Grant, string? RedirectUri, CodeChallenge? Challenge)> _codes = [];

    /// <summary>An access token of the application's own, without a refresh token.</summary>
    public AccessToken Issue(Grant grant, TimeSpan? lasts = null)
    {
        lock (_lock)
        {
            return Keep(new AccessToken(NewSecret(), grant, time.GetUtcNow(), lasts ?? life));
        }
    }

    /// <summary>An access token and a refresh token of a user.</summary>
    public AccessToken IssueRenewable(Grant grant)
    {
        lock (_lock)
        {
            return Renewable(grant, previous: null);
        }
    }

    /// <summary>A code for a redirect address; without one, for any that is allowed, with or without a proof key.</summary>
    /// <param name="grant">What it lets its bearer do.</param>
    /// <param name="redirectUri">The redirect address.</param>
    /// <param name="challenge">What the verifier must match; null for none.</param>
    public string IssueCode(Grant grant, string? redirectUri, CodeChallenge? challenge = null)
    {
        lock (_lock)
        {
            var code = NewSecret();
            _codes[code] = (grant, redirectUri, challenge);
            return code;
        }
    }

    /// <summary>Uses a code up; null where it is none, is another application's, or was given for another redirect address or proof key.</summary>
    public AccessToken? ExchangeCode(string code, string redirectUri, string application, string? verifier)
    {
        lock (_lock)
        {
            var isGood = _codes.TryGetValue(code, out var kept)
                && kept.Grant.Application == application
                && (kept.RedirectUri is null ? RedirectUri.IsAllowed(redirectUri) : kept.RedirectUri == redirectUri && CodeChallenge.IsMet(kept.Challenge, verifier));
            return isGood && _codes.Remove(code) ? Renewable(kept.Grant, previous: null) : null;
        }
    }

    /// <summary>Whether a code was given for a proof key.</summary>
    public bool HasChallenge(string code)
    {
        lock (_lock)
        {
            return _codes.GetValueOrDefault(code).Challenge is not null;
        }
    }

    /// <summary>What can be renewed by a refresh token; null where it is none, none any more, or another application's.</summary>
    public AccessToken? FindRefresh(string token, string application)
    {
        lock (_lock)
        {
            return _refresh.GetValueOrDefault(token) is { IsRevoked: false } found && found.Grant.Application == application ? found : null;
        }
    }

    /// <summary>Renews; null where another renewal was faster.</summary>
    public AccessToken? Renew(AccessToken current, string scope)
    {
        lock (_lock)
        {
            if (current.IsRevoked)
            {
                return null;
            }

            current.IsRevoked = revokesAtOnce;
            return Renewable(current.Grant with { Scope = scope }, revokesAtOnce ? null : current.Refresh);
        }
    }

    /// <summary>Revokes an access token, and the refresh token with it, by either of them.</summary>
    /// <returns>False where it is another application's.</returns>
    public bool Revoke(string token, string? application)
    {
        lock (_lock)
        {
            if ((_access.GetValueOrDefault(token) ?? _refresh.GetValueOrDefault(token)) is not { } found)
            {
                return application is not null;
            }

            found.IsRevoked |= found.Grant.Application == application;
            return found.Grant.Application == application;
        }
    }

    /// <summary>Lets every access token expire now; refresh tokens stay good.</summary>
    public void ExpireAccess()
    {
        lock (_lock)
        {
            foreach (var token in _access.Values)
            {
                token.Life = time.GetUtcNow() - token.CreatedAt;
            }
        }
    }

    /// <summary>What a token grants, or why it is not good. Whatever comes of it, this is a use of the token.</summary>
    public (AccessToken? Token, string Problem) Check(string? value)
    {
        lock (_lock)
        {
            if (value is null || !_access.TryGetValue(value, out var token))
            {
                return (null, "The access token is invalid");
            }

            // Doorkeeper: the first use of a new token revokes what it replaced, even if the request is refused then.
            if (token.Previous is { } previous)
            {
                _refresh[previous].IsRevoked = true;
                token.Previous = null;
            }

            return token.IsRevoked ? (null, "The access token was revoked")
                : token.Left(time.GetUtcNow()) <= TimeSpan.Zero ? (null, "The access token expired")
                : (token, string.Empty);
        }
    }

    private static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private AccessToken Renewable(Grant grant, string? previous) => Keep(new AccessToken(NewSecret(), grant, time.GetUtcNow(), life)
    {
        Refresh = NewSecret(),
        Previous = previous,
        IsOfUser = true,
    });

    private AccessToken Keep(AccessToken token)
    {
        _access[token.Value] = token;
        if (token.Refresh is { } refresh)
        {
            _refresh[refresh] = token;
        }

        return token;
    }
}
