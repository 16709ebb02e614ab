using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>Access tokens, refresh tokens and codes: who may do what, until when.</summary>
internal sealed class TokenIssuer(TimeProvider time)
{
    public const string AllScopes =
        "public read_orders write_orders read_products write_products read_integration_config write_integration_config read_user write_user read_webhook write_webhook";

    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, Grant Grant)> _access = new();
    private readonly ConcurrentDictionary<string, Grant> _refresh = new();
    private readonly ConcurrentDictionary<string, (Grant Grant, string? RedirectUri)> _codes = new();

    public string IssueAccess(Grant grant, TimeSpan life)
    {
        var token = NewSecret();
        _access[token] = (time.GetUtcNow() + life, grant);
        return token;
    }

    public string IssueRefresh(Grant grant) => Keep(_refresh, grant);

    /// <summary>A code for a redirect address; without one, for any that is allowed.</summary>
    public string IssueCode(Grant grant, string? redirectUri) => Keep(_codes, (grant, redirectUri));

    /// <summary>Makes every access token worthless.</summary>
    public void RevokeAccess() => _access.Clear();

    /// <summary>Uses a refresh token up; null where it is none, or none any more.</summary>
    public Grant? TakeRefresh(string token) => _refresh.TryRemove(token, out var grant) ? grant : null;

    /// <summary>Uses a code up; null where it is none, or was given for another redirect address.</summary>
    public Grant? TakeCode(string code, string redirectUri)
    {
        var isGood = _codes.TryGetValue(code, out var kept)
            && (kept.RedirectUri is null ? RedirectUri.IsAllowed(redirectUri) : kept.RedirectUri == redirectUri);
        return isGood && _codes.TryRemove(code, out _) ? kept.Grant : null;
    }

    /// <summary>Whether all these scopes exist.</summary>
    public static bool IsKnown(string scope) => !scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(AllScopes.Split(' ')).Any();

    /// <summary>What a token grants, or why it is not good.</summary>
    public (Grant? Grant, string Problem) Check(string? token)
    {
        if (token is null || !_access.TryGetValue(token, out var kept))
        {
            return (null, "The access token is invalid");
        }

        return time.GetUtcNow() < kept.Until ? (kept.Grant, string.Empty) : (null, "The access token expired");
    }

    private static string Keep<T>(ConcurrentDictionary<string, T> kept, T value)
    {
        var secret = NewSecret();
        kept[secret] = value;
        return secret;
    }

    private static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
