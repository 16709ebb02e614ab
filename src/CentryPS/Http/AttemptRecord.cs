using System.Net;

namespace CentryPS.Http;

/// <summary>One attempt as a log tells it, without secrets.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Status">The answer's status, if there was an answer.</param>
/// <param name="Failure">Why there was none.</param>
/// <param name="Elapsed">From sending to the end of the body.</param>
/// <param name="Try">1 for the first.</param>
/// <param name="Detail">Headers and bodies, where they were asked for.</param>
internal sealed record AttemptRecord(
    string Method,
    string Path,
    HttpStatusCode? Status,
    AttemptFailure? Failure,
    TimeSpan Elapsed,
    int Try,
    string? Detail);
