using System.Collections.Concurrent;
using CentryPS.Models;

namespace CentryPS.Session;

/// <summary>The account of a session, as its calls have shown it. Thread-safe.</summary>
/// <param name="baseUri">The base URI of the session.</param>
internal sealed class Account(Uri baseUri)
{
    private readonly ConcurrentDictionary<string, bool> _claims = new();
    private string? _companyId;
    private int _writes;

    public Uri BaseUri => baseUri;

    /// <summary>The company of the account; null until a response has named it.</summary>
    public string? CompanyId => Volatile.Read(ref _companyId);

    /// <summary>True if Centry accepted the access token, by the last response that shows it.</summary>
    public bool IsAccepted
    {
        get => Volatile.Read(ref field);
        set => Volatile.Write(ref field, value);
    }

    /// <summary>The number of calls that may have changed something.</summary>
    public int Writes => Volatile.Read(ref _writes);

    public void CountWrite() => Interlocked.Increment(ref _writes);

    /// <summary>Claims a created object. True for the first caller that claims it.</summary>
    public bool Claim(string id) => _claims.TryAdd(id, true);

    public bool IsClaimed(string id) => _claims.ContainsKey(id);

    /// <summary>Sets the origin of the objects in a response, and learns the company from them.</summary>
    public void Learn(object? response)
    {
        var single = response as CentryAccountObject;
        foreach (var item in response as IEnumerable<CentryAccountObject> ?? (single is null ? [] : [single]))
        {
            item.BaseUri = baseUri;
            if (item.CompanyId is { Length: > 0 } company)
            {
                Interlocked.CompareExchange(ref _companyId, company, null);
            }
        }
    }
}
