using System.Security.Cryptography;

namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>The issuer of access tokens, refresh tokens and authorization codes. Thread-safe.</summary>
/// <param name="time">The clock.</param>
/// <param name="defaultLifetime">The lifetime of access tokens.</param>
/// <param name="revokesOnRenewal">
/// True if a renewal revokes the old tokens; false if the first use of the new tokens does.
/// </param>
internal sealed class TokenIssuer(TimeProvider time, TimeSpan defaultLifetime, bool revokesOnRenewal)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, AccessToken> _access = [];
    private readonly Dictionary<string, AccessToken> _refresh = [];
    private readonly Dictionary<string, (Grant Grant, string? RedirectUri, CodeChallenge? Challenge)> _codes = [];

    /// <summary>Issues an access token for the application itself, without a refresh token.</summary>
    public AccessToken Issue(Grant grant, TimeSpan? lifetime = null)
    {
        lock (_lock)
        {
            return Register(new AccessToken(NewSecret(), grant, time.GetUtcNow(), lifetime ?? defaultLifetime));
        }
    }

    /// <summary>Issues an access token and a refresh token for a user.</summary>
    public AccessToken IssueRenewable(Grant grant)
    {
        lock (_lock)
        {
            return CreateRenewable(grant, previous: null);
        }
    }

    /// <summary>
    /// Issues a code. Without a redirect URI, it is valid for any allowed redirect URI, with or without a proof key.
    /// </summary>
    /// <param name="grant">The access to grant.</param>
    /// <param name="redirectUri">The redirect URI; null for any.</param>
    /// <param name="challenge">The challenge for the verifier; null for none.</param>
    public string IssueCode(Grant grant, string? redirectUri, CodeChallenge? challenge = null)
    {
        lock (_lock)
        {
            var code = NewSecret();
            _codes[code] = (grant, redirectUri, challenge);
            return code;
        }
    }

    /// <summary>
    /// Exchanges a code for tokens; returns null if the code does not exist, or was issued to another application or
    /// for another redirect URI or proof key.
    /// </summary>
    public AccessToken? ExchangeCode(string code, string redirectUri, string application, string? verifier)
    {
        lock (_lock)
        {
            var isValid = _codes.TryGetValue(code, out var issued)
                && issued.Grant.Application == application
                && (issued.RedirectUri is null
                    ? RedirectUri.IsAllowed(redirectUri)
                    : issued.RedirectUri == redirectUri && CodeChallenge.Matches(issued.Challenge, verifier));
            return isValid && _codes.Remove(code) ? CreateRenewable(issued.Grant, previous: null) : null;
        }
    }

    /// <summary>True if a code was issued with a challenge.</summary>
    public bool HasChallenge(string code)
    {
        lock (_lock)
        {
            return _codes.GetValueOrDefault(code).Challenge is not null;
        }
    }

    /// <summary>
    /// Returns the access token that a refresh token renews; null if the refresh token does not exist, is revoked or
    /// belongs to another application.
    /// </summary>
    public AccessToken? FindRefresh(string token, string application)
    {
        lock (_lock)
        {
            return _refresh.GetValueOrDefault(token) is { IsRevoked: false } found && found.Grant.Application == application ? found : null;
        }
    }

    /// <summary>Renews a token; returns null if it was revoked in the meantime.</summary>
    public AccessToken? Renew(AccessToken current, string scope)
    {
        lock (_lock)
        {
            if (current.IsRevoked)
            {
                return null;
            }

            current.IsRevoked = revokesOnRenewal;
            var previous = revokesOnRenewal ? null : current.RefreshToken;
            return CreateRenewable(current.Grant with { Scope = scope }, previous);
        }
    }

    /// <summary>Revokes an access token and its refresh token, given either of them.</summary>
    /// <returns>False if the token belongs to another application.</returns>
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

    /// <summary>Expires all access tokens; refresh tokens stay valid.</summary>
    public void ExpireAccess()
    {
        lock (_lock)
        {
            foreach (var token in _access.Values)
            {
                token.Lifetime = time.GetUtcNow() - token.CreatedAt;
            }
        }
    }

    /// <summary>
    /// Returns the token if it is valid, and the reason if it is not. The check counts as a use of the token, even if
    /// the token is not valid.
    /// </summary>
    public (AccessToken? Token, string Problem) Check(string? value)
    {
        lock (_lock)
        {
            if (value is null || !_access.TryGetValue(value, out var token))
            {
                return (null, "The access token is invalid");
            }

            // Doorkeeper: the first use of a new token revokes the old one, even if the request is then rejected.
            if (token.PreviousRefreshToken is { } previous)
            {
                _refresh[previous].IsRevoked = true;
                token.PreviousRefreshToken = null;
            }

            return token.IsRevoked ? (null, "The access token was revoked")
                : token.TimeLeft(time.GetUtcNow()) <= TimeSpan.Zero ? (null, "The access token expired")
                : (token, string.Empty);
        }
    }

    private static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private AccessToken CreateRenewable(Grant grant, string? previous) => Register(new AccessToken(NewSecret(), grant, time.GetUtcNow(), defaultLifetime)
    {
        RefreshToken = NewSecret(),
        PreviousRefreshToken = previous,
        IsForUser = true,
    });

    private AccessToken Register(AccessToken token)
    {
        _access[token.Value] = token;
        if (token.RefreshToken is { } refresh)
        {
            _refresh[refresh] = token;
        }

        return token;
    }
}
