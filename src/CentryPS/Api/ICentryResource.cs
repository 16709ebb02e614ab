using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>A collection of the API, regardless of the type of its objects.</summary>
internal interface ICentryResource
{
    /// <summary>The template that names an object in messages: <c>webhook {0}</c>.</summary>
    string Title { get; }

    /// <summary>Returns about one page of objects, the most recently changed first.</summary>
    Task<IReadOnlyList<CentryObject>> GetRecentAsync(ICaller caller, DateTimeOffset now);

    /// <summary>Reads a list of at most one object, from which the session learns its company.</summary>
    Task ReadOneAsync(ICaller caller);

    Task<CentryObject> ReadAsync(string id, ICaller caller);

    Task<CentryObject> UpdateAsync(ObjectChange change, ICaller caller);

    /// <summary>Returns an object with the old values of a change.</summary>
    /// <exception cref="CentryException">The values do not fit the type of object.</exception>
    CentryObject Parse(RecordedChange change);
}
