using System.Collections.Concurrent;
using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Session;

/// <summary>
/// A session at Centry, which <c>Connect-Centry</c> opens. Several runspaces can use it at the same time. Its
/// properties contain no secrets.
/// </summary>
public sealed class CentrySession
{
    private readonly CentrySender _sender;
    private volatile string? _companyId;
    private int _writes;

    internal CentrySession(CentryGrant grant, CentrySender sender, TokenKeeper tokens)
    {
        (Grant, _sender, Tokens) = (grant, sender, tokens);
        IsAccepted = grant != CentryGrant.AccessToken;
    }

    /// <summary>The name of the saved sign-in; null for a session without one.</summary>
    public string? Name { get; internal init; }

    /// <summary>The base URI of Centry.</summary>
    public Uri BaseUri => _sender.Server.Base;

    /// <summary>The company of the account; null until a response has named it.</summary>
    public string? CompanyId => _companyId;

    /// <summary>The client id of the application; null for an access token from elsewhere.</summary>
    public string? ClientId { get; internal set; }

    /// <summary>The way the session signed in.</summary>
    public CentryGrant Grant { get; }

    /// <summary>The granted scopes, separated by spaces; null if Centry did not return them.</summary>
    public string? Scope => Tokens.Current?.Scope;

    /// <summary>The time at which the access token expires, by the clock of this machine; null if unknown.</summary>
    public DateTimeOffset? ExpiresAt => Tokens.Current?.ExpiresAt;

    /// <summary>
    /// True if the sign-in works. For an access token from elsewhere, it is false until Centry accepts the token, and
    /// once Centry rejects it. It is false after <c>Disconnect-Centry</c>.
    /// </summary>
    public bool IsConnected => Tokens.Current is not null && IsAccepted;

    /// <summary>
    /// True if the session can renew its access token. It is false for an access token from elsewhere, and once Centry
    /// has rejected the refresh token.
    /// </summary>
    public bool IsRenewable => Tokens.IsRenewable;

    /// <summary>The default number of calls that a cmdlet keeps in flight.</summary>
    public int ThrottleLimit => _sender.Options.ThrottleLimit;

    /// <summary>The timeout of one attempt, in seconds.</summary>
    public int TimeoutSec => (int)_sender.Options.Timeout.TotalSeconds;

    /// <summary>The maximum number of retries of a call.</summary>
    public int MaximumRetryCount => _sender.Options.MaximumRetryCount;

    internal TokenKeeper Tokens { get; }

    /// <summary>The ids of the created objects that a call has claimed as its result.</summary>
    internal ConcurrentDictionary<string, bool> Claims { get; } = new();

    /// <summary>True if Centry accepted the access token in the last response that shows it.</summary>
    internal bool IsAccepted { get; set; }

    internal ITokenReceiver? Receiver { get; init; }

    internal TimeProvider Time => _sender.Options.Time;

    /// <summary>The number of write calls. Each makes caches stale.</summary>
    internal int Writes => Volatile.Read(ref _writes);

    /// <summary>Returns the name, if the session has one, and the base URI.</summary>
    public override string ToString() => Name is null ? BaseUri.ToString() : $"{Name} ({BaseUri})";

    internal ICaller For(ICallObserver observer, CancellationToken stop) => new Caller(this, _sender, observer, stop);

    /// <summary>Forgets the tokens and closes the connections. A running call continues.</summary>
    internal void Disconnect()
    {
        Tokens.Forget();
        _sender.Close();
    }

    /// <summary>Delivers the new tokens to the receiver, and reports those that the vault did not save.</summary>
    internal void DeliverTokens(Action<CentryException> report)
    {
        while (Tokens.TryTakeUndelivered(out var tokens))
        {
            var delivered = new CentryTokens
            {
                AccessToken = Secret.ToSecureString(tokens.AccessToken!),
                RefreshToken = tokens.RefreshToken is null ? null : Secret.ToSecureString(tokens.RefreshToken),
                ExpiresAt = tokens.ExpiresAt,
                Scope = tokens.Scope,
                Number = tokens.Number,
            };
            Receiver?.Receive(delivered, report);
            if (tokens.NotSaved is { } problem)
            {
                report(problem);
            }
        }
    }

    internal void CountWrite() => Interlocked.Increment(ref _writes);

    /// <summary>Sets the origin of the objects in a response, and learns the company from them.</summary>
    internal void Learn(object? response)
    {
        var single = response as CentryAccountObject;
        foreach (var item in response as IEnumerable<CentryAccountObject> ?? (single is null ? [] : [single]))
        {
            item.BaseUri = BaseUri;
            if (item.CompanyId is { Length: > 0 } company)
            {
                Interlocked.CompareExchange(ref _companyId, company, null);
            }
        }
    }
}
