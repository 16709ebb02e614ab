namespace CentryPS.Http;

/// <summary>
/// A call to Centry as a value: the request, and the function that reads its response and throws a
/// <see cref="System.Text.Json.JsonException"/> if it is unexpected.
/// </summary>
internal sealed record CentryCall<T>(HttpMethod Method, string Path, Func<CentryResponse, T> Read)
    : CentryRequest(Method, Path)
{
    /// <summary>Determines the outcome of a write that failed in doubt; null if that is not possible.</summary>
    public Func<CallInDoubt, Task<T>>? Settle { get; init; }
}
