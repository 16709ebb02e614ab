using System.Net;

namespace CentryPS.Http;

/// <summary>An attempt as it is logged, without secrets.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path and query.</param>
/// <param name="Status">The status of the response; null for none.</param>
/// <param name="Failure">The reason why there is no response; null for none.</param>
/// <param name="Elapsed">The time from sending to the end of the body.</param>
/// <param name="Try">The number of the attempt, from 1.</param>
/// <param name="Detail">The headers and bodies; null if the observer does not want them.</param>
internal sealed record AttemptRecord(
    string Method,
    string Path,
    HttpStatusCode? Status,
    AttemptFailure? Failure,
    TimeSpan Elapsed,
    int Try,
    string? Detail);
