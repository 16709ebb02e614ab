using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>A collection of the API, whatever it holds.</summary>
internal interface ICentryResource
{
    /// <summary>A page of its objects or somewhat more, those that changed last first.</summary>
    /// <param name="caller">What sends the calls.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="CentryException">They cannot be had.</exception>
    Task<IReadOnlyList<CentryObject>> GetRecentAsync(ICaller caller, DateTimeOffset now);

    /// <summary>Reads a list of at most one object, from which the session learns its company.</summary>
    /// <exception cref="CentryException">It cannot be read.</exception>
    Task ReadOneAsync(ICaller caller);

    /// <summary>An object as messages name it: <c>webhook {0}</c>.</summary>
    string Title { get; }

    /// <summary>Reads an object.</summary>
    /// <exception cref="CentryException">It cannot be read.</exception>
    Task<CentryObject> ReadAsync(string id, ICaller caller);

    /// <summary>Changes attributes of an object, and gives it as it is then.</summary>
    /// <exception cref="CentryException">Centry refuses, or the outcome is not known.</exception>
    Task<CentryObject> UpdateAsync(ObjectChange change, ICaller caller);

    /// <summary>The old values of a change, as those of an object.</summary>
    /// <exception cref="CentryException">They are not such values.</exception>
    CentryObject Parse(RecordedChange change);
}
