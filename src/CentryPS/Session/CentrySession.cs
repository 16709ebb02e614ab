using System.Diagnostics.CodeAnalysis;
using CentryPS.Http;

namespace CentryPS.Session;

/// <summary>
/// A sign-in at Centry, made by <c>Connect-Centry</c>. It may be used from many runspaces at once. Nothing that it shows
/// is secret.
/// </summary>
public sealed class CentrySession
{
    private readonly Account _account;
    private readonly CentrySender _sender;
    private readonly TokenKeeper _tokens;
    private CentryTokens? _owed;
    private int _renewals;
    private int _stored;

    internal CentrySession(CentryGrant grant, CentrySender sender, TokenKeeper tokens)
    {
        Grant = grant;
        _sender = sender;
        _tokens = tokens;
        _account = new Account(sender.Server.Base) { IsAccepted = grant != CentryGrant.AccessToken };
    }

    /// <summary>Raised when <see cref="TryTakeRenewal"/> has something to give; on any thread.</summary>
    internal event Action? Renewed
    {
        add => _tokens.Renewed += value;
        remove => _tokens.Renewed -= value;
    }

    /// <summary>The name under which a vault keeps its sign-in; null for a session that is not kept.</summary>
    public string? Name { get; internal init; }

    /// <summary>The Centry that it talks to.</summary>
    public Uri BaseUri => _account.BaseUri;

    /// <summary>The company that the account belongs to; null until a response has named it.</summary>
    public string? CompanyId => _account.CompanyId;

    /// <summary>The client id of the application that signed in; null for a token made elsewhere.</summary>
    public string? ClientId { get; internal init; }

    /// <summary>How it signed in.</summary>
    public CentryGrant Grant { get; }

    /// <summary>The scopes granted, separated by spaces, where Centry said.</summary>
    public string? Scope => _tokens.Current?.Scope;

    /// <summary>When the access token expires, by this machine's clock; unknown for a token made elsewhere.</summary>
    public DateTimeOffset? ExpiresAt => _tokens.Current?.ExpiresAt;

    /// <summary>
    /// Whether the sign-in has worked: for a token made elsewhere false until Centry has accepted it, and once it refuses it;
    /// false after <c>Disconnect-Centry</c>.
    /// </summary>
    public bool IsConnected => _tokens.Current is not null && _account.IsAccepted;

    /// <summary>
    /// Whether it can renew its access token: false for a token made elsewhere, and once Centry has refused the refresh token.
    /// </summary>
    public bool IsRenewable => _tokens.IsRenewable;

    /// <summary>How many calls a cmdlet keeps in flight, where it is not told otherwise.</summary>
    public int ThrottleLimit => _sender.Options.ThrottleLimit;

    /// <summary>Seconds for one attempt.</summary>
    public int TimeoutSec => (int)_sender.Options.Timeout.TotalSeconds;

    /// <summary>How often a call is tried again.</summary>
    public int MaximumRetryCount => _sender.Options.MaximumRetryCount;

    /// <summary>Who stores the tokens of renewals; null where nobody does.</summary>
    internal ITokenReceiver? Receiver { get; init; }

    /// <summary>The name, where it has one, and the base URI.</summary>
    public override string ToString() => Name is null ? BaseUri.ToString() : $"{Name} ({BaseUri})";

    /// <summary>The clock of its deadlines, waits and token lives.</summary>
    internal TimeProvider Time => _sender.Options.Time;

    /// <summary>How often it has called what may change something, for whoever keeps what it has read.</summary>
    internal int Writes => _account.Writes;

    /// <summary>Whoever calls Centry in this session, for a command that hears of it until it is stopped.</summary>
    internal ICaller For(ICallObserver observer, CancellationToken stop) =>
        new Caller(_sender, _tokens, _account, observer, stop);

    internal void Forget() => _tokens.Forget();

    /// <summary>Takes the tokens that were owed; null where none are.</summary>
    internal CentryTokens? TakeOwed() => Interlocked.Exchange(ref _owed, null);

    /// <summary>Keeps tokens that could not be handed over, unless newer ones were.</summary>
    internal void Owe(CentryTokens tokens)
    {
        if (tokens.Number > Volatile.Read(ref _stored))
        {
            Interlocked.Exchange(ref _owed, tokens);
        }
    }

    /// <summary>Takes note that tokens are stored: older ones are worth nothing any more.</summary>
    internal void Stored(CentryTokens tokens)
    {
        Volatile.Write(ref _stored, tokens.Number);
        TakeOwed();
    }

    /// <summary>Takes the tokens of a renewal that the user has not been given yet, the oldest first.</summary>
    internal bool TryTakeRenewal([NotNullWhen(true)] out CentryTokens? tokens)
    {
        tokens = _tokens.TryTakeNews(out var renewed)
            ? new CentryTokens
            {
                AccessToken = Secret.Hide(renewed.AccessToken),
                RefreshToken = renewed.RefreshToken is null ? null : Secret.Hide(renewed.RefreshToken),
                ExpiresAt = renewed.ExpiresAt,
                Scope = renewed.Scope,
                Number = Interlocked.Increment(ref _renewals),
                NotSaved = renewed.NotSaved,
            }
            : null;
        return tokens is not null;
    }
}
