using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>A collection of the API, whatever it holds.</summary>
internal interface ICentryResource
{
    /// <summary>The first objects of its list.</summary>
    /// <exception cref="CentryException">They cannot be had.</exception>
    Task<IReadOnlyList<CentryObject>> GetFirstAsync(ICaller caller);
}
