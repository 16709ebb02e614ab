using System.Diagnostics.CodeAnalysis;
using CentryPS.Http;
using CentryPS.Session;

namespace CentryPS;

/// <summary>
/// A sign-in at Centry, made by <c>Connect-Centry</c>. It may be used from many runspaces at once. Nothing that it shows
/// is secret.
/// </summary>
public sealed class CentrySession
{
    private readonly TokenKeeper _tokens;

    internal CentrySession(CentryGrant grant, ApiAddress address, SendOptions options, TokenKeeper tokens, CentryApi api)
    {
        Grant = grant;
        BaseUri = address.Base;
        MaximumRetryCount = options.MaximumRetryCount;
        TimeoutSec = (int)options.Timeout.TotalSeconds;
        _tokens = tokens;
        Api = api;
        Recent = new RecentObjects(api);
    }

    /// <summary>The Centry that it talks to.</summary>
    public Uri BaseUri { get; }

    /// <summary>How it signed in.</summary>
    public CentryGrant Grant { get; }

    /// <summary>The scopes granted, separated by spaces, where Centry said.</summary>
    public string? Scope => _tokens.Current?.Scope;

    /// <summary>When the access token expires, by this machine's clock; unknown for a token made elsewhere.</summary>
    public DateTimeOffset? ExpiresAt => _tokens.Current?.ExpiresAt;

    /// <summary>Whether it still holds tokens: false after <c>Disconnect-Centry</c>.</summary>
    public bool IsConnected => _tokens.Current is not null;

    /// <summary>How many calls a cmdlet keeps in flight, where it is not told otherwise.</summary>
    public int ThrottleLimit { get; internal init; } = 8;

    /// <summary>Seconds for one attempt.</summary>
    public int TimeoutSec { get; }

    /// <summary>How often a call is tried again.</summary>
    public int MaximumRetryCount { get; }

    internal CentryApi Api { get; }

    internal RecentObjects Recent { get; }

    /// <summary>What to run after a renewal.</summary>
    internal TokenRefreshHandler? OnTokenRefresh { get; init; }

    /// <summary>The base address.</summary>
    public override string ToString() => BaseUri.ToString();

    internal void Forget() => _tokens.Forget();

    internal bool TryTakeRenewal([NotNullWhen(true)] out CentryTokens? tokens)
    {
        tokens = _tokens.Unreported.TryDequeue(out var renewed)
            ? new CentryTokens
            {
                AccessToken = Secret.Hide(renewed.AccessToken),
                RefreshToken = renewed.RefreshToken is null ? null : Secret.Hide(renewed.RefreshToken),
                ExpiresAt = renewed.ExpiresAt,
                Scope = renewed.Scope,
            }
            : null;
        return tokens is not null;
    }
}
