using System.Diagnostics.CodeAnalysis;
using CentryPS.Http;

namespace CentryPS.Session;

/// <summary>
/// A session at Centry, which <c>Connect-Centry</c> opens. Several runspaces can use it at the same time. Its
/// properties contain no secrets.
/// </summary>
public sealed class CentrySession
{
    private readonly Account _account;
    private readonly CentrySender _sender;
    private readonly TokenKeeper _tokens;
    private string? _scope;
    private DateTimeOffset? _expiresAt;
    private CentryTokens? _undelivered;
    private int _renewals;
    private int _stored; // the number of the newest tokens that are stored

    internal CentrySession(CentryGrant grant, CentrySender sender, TokenKeeper tokens)
    {
        Grant = grant;
        _sender = sender;
        _tokens = tokens;
        _account = new Account(sender.Server.Base) { IsAccepted = grant != CentryGrant.AccessToken };
    }

    /// <summary>Raised, on any thread, when <see cref="TryTakeRenewal"/> has new tokens.</summary>
    internal event Action? Renewed
    {
        add => _tokens.Renewed += value;
        remove => _tokens.Renewed -= value;
    }

    /// <summary>The name of the saved sign-in; null for a session without one.</summary>
    public string? Name { get; internal init; }

    /// <summary>The base URI of Centry.</summary>
    public Uri BaseUri => _account.BaseUri;

    /// <summary>The company of the account; null until a response has named it.</summary>
    public string? CompanyId => _account.CompanyId;

    /// <summary>The client id of the application; null for an access token from elsewhere.</summary>
    public string? ClientId { get; internal set; }

    /// <summary>The way the session signed in.</summary>
    public CentryGrant Grant { get; }

    /// <summary>The granted scopes, separated by spaces; null if Centry did not return them.</summary>
    public string? Scope => _tokens.Current is { } current ? current.Scope ?? _scope : null;

    /// <summary>The time at which the access token expires, by the clock of this machine; null if unknown.</summary>
    public DateTimeOffset? ExpiresAt => _tokens.Current is { } current ? current.ExpiresAt ?? _expiresAt : null;

    /// <summary>
    /// True if the sign-in works. For an access token from elsewhere, it is false until Centry accepts the token, and
    /// once Centry rejects it. It is false after <c>Disconnect-Centry</c>.
    /// </summary>
    public bool IsConnected => _tokens.Current is not null && _account.IsAccepted;

    /// <summary>
    /// True if the session can renew its access token. It is false for an access token from elsewhere, and once Centry
    /// has rejected the refresh token.
    /// </summary>
    public bool IsRenewable => _tokens.IsRenewable;

    /// <summary>The default number of calls that a cmdlet keeps in flight.</summary>
    public int ThrottleLimit => _sender.Options.ThrottleLimit;

    /// <summary>The timeout of one attempt, in seconds.</summary>
    public int TimeoutSec => (int)_sender.Options.Timeout.TotalSeconds;

    /// <summary>The maximum number of retries of a call.</summary>
    public int MaximumRetryCount => _sender.Options.MaximumRetryCount;

    /// <summary>The receiver that stores the tokens of renewals; null for none.</summary>
    internal ITokenReceiver? Receiver { get; init; }

    /// <summary>Returns the name, if the session has one, and the base URI.</summary>
    public override string ToString() => Name is null ? BaseUri.ToString() : $"{Name} ({BaseUri})";

    /// <summary>The clock of deadlines, waits and token lifetimes.</summary>
    internal TimeProvider Time => _sender.Options.Time;

    /// <summary>The number of calls that may have changed something; once it grows, caches are stale.</summary>
    internal int Writes => _account.Writes;

    /// <summary>Keeps what Centry says about an access token from elsewhere.</summary>
    internal void Learn(string? clientId, string? scope, DateTimeOffset? expiresAt)
    {
        if (Grant == CentryGrant.AccessToken)
        {
            (ClientId, _scope, _expiresAt) = (clientId, scope, expiresAt);
        }
    }

    /// <summary>Creates the caller of a command.</summary>
    internal ICaller For(ICallObserver observer, CancellationToken stop) =>
        new Caller(_sender, _tokens, _account, observer, stop);

    /// <summary>Forgets the tokens and closes the connections. A running call continues.</summary>
    internal void Disconnect()
    {
        _tokens.Forget();
        _sender.Close();
    }

    /// <summary>Returns, once, the tokens that the receiver could not store; null for none.</summary>
    internal CentryTokens? TakeUndelivered() => Interlocked.Exchange(ref _undelivered, null);

    /// <summary>Keeps tokens that the receiver could not store, unless newer ones are stored.</summary>
    internal void KeepUndelivered(CentryTokens tokens)
    {
        if (tokens.Number > Volatile.Read(ref _stored))
        {
            Interlocked.Exchange(ref _undelivered, tokens);
        }
    }

    /// <summary>Records that tokens are stored, which makes older ones worthless.</summary>
    internal void MarkStored(CentryTokens tokens)
    {
        Volatile.Write(ref _stored, tokens.Number);
        TakeUndelivered();
    }

    /// <summary>Returns, once, the tokens of a renewal, the oldest first.</summary>
    internal bool TryTakeRenewal([NotNullWhen(true)] out CentryTokens? tokens)
    {
        tokens = _tokens.TryTakeNews(out var renewed)
            ? new CentryTokens
            {
                AccessToken = Secret.ToSecureString(renewed.AccessToken),
                RefreshToken = renewed.RefreshToken is null ? null : Secret.ToSecureString(renewed.RefreshToken),
                ExpiresAt = renewed.ExpiresAt,
                Scope = renewed.Scope,
                Number = Interlocked.Increment(ref _renewals),
                NotSaved = renewed.NotSaved,
            }
            : null;
        return tokens is not null;
    }
}
