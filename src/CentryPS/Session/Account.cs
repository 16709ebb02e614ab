using System.Collections.Concurrent;
using CentryPS.Models;

namespace CentryPS.Session;

/// <summary>What the calls of a session have learnt about its account. Safe for many threads.</summary>
/// <param name="baseUri">The Centry that the session talks to.</param>
internal sealed class Account(Uri baseUri)
{
    private readonly ConcurrentDictionary<string, bool> _claims = new();
    private volatile bool _isAccepted;
    private string? _companyId;
    private int _writes;

    public Uri BaseUri => baseUri;

    /// <summary>The company that the objects of the account belong to; null until a response has named it.</summary>
    public string? CompanyId => Volatile.Read(ref _companyId);

    /// <summary>Whether Centry has accepted the sign-in, by the last answer that says so.</summary>
    public bool IsAccepted
    {
        get => _isAccepted;
        set => _isAccepted = value;
    }

    /// <summary>The number of calls that may have changed something.</summary>
    public int Writes => Volatile.Read(ref _writes);

    public void CountWrite() => Interlocked.Increment(ref _writes);

    /// <summary>True for the first caller that identifies a created object as its own.</summary>
    public bool Claim(string id) => _claims.TryAdd(id, true);

    public bool IsClaimed(string id) => _claims.ContainsKey(id);

    /// <summary>Marks the objects of a response with their origin, and learns the company from the first one that names it.</summary>
    public void Learn(object? answer)
    {
        foreach (var item in answer as IEnumerable<CentryAccountObject> ?? (answer is CentryAccountObject one ? [one] : []))
        {
            item.BaseUri = baseUri;
            if (item.CompanyId is { Length: > 0 } company)
            {
                Interlocked.CompareExchange(ref _companyId, company, null);
            }
        }
    }
}
