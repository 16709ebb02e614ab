using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>A collection of the API, regardless of the type of its objects.</summary>
internal interface ICentryResource
{
    /// <summary>The template that names an object in messages: <c>webhook {0}</c>.</summary>
    string Title { get; }

    /// <summary>Reads about one page of objects, the most recently changed first.</summary>
    /// <exception cref="CentryException">The objects cannot be read.</exception>
    Task<IReadOnlyList<CentryObject>> GetRecentAsync(ICaller caller, DateTimeOffset now);

    /// <summary>Reads a list of at most one object, from which the session learns its company.</summary>
    /// <exception cref="CentryException">The list cannot be read.</exception>
    Task ReadOneAsync(ICaller caller);

    /// <summary>Reads an object.</summary>
    /// <exception cref="CentryException">The object cannot be read.</exception>
    Task<CentryObject> ReadAsync(string id, ICaller caller);

    /// <summary>Changes attributes of an object, and returns the changed object.</summary>
    /// <exception cref="CentryException">Centry refuses the change, or its outcome is unknown.</exception>
    Task<CentryObject> UpdateAsync(ObjectChange change, ICaller caller);

    /// <summary>Returns an object with the old values of a change.</summary>
    /// <exception cref="CentryException">The values do not fit the type of object.</exception>
    CentryObject Parse(RecordedChange change);
}
