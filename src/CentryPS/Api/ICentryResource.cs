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
}
