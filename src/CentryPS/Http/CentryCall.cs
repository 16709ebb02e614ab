namespace CentryPS.Http;

/// <summary>One thing asked of Centry, as a value: the request, and how its answer is read.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query below the base URI, escaped, without a slash before them.</param>
/// <param name="Read">
/// Reads the answer; throws <see cref="System.Text.Json.JsonException"/> where it is not what was promised.
/// </param>
/// <typeparam name="T">What the answer holds.</typeparam>
internal sealed record CentryCall<T>(HttpMethod Method, string Path, Func<CentryResponse, T> Read)
    : CentryRequest(Method, Path)
{
    /// <summary>Finds out what became of a write whose failure leaves that open; null where nothing can.</summary>
    public Func<CallInDoubt, Task<T>>? Settle { get; init; }

    /// <summary>Has somebody make it.</summary>
    public Task<T> SendAsync(ICaller caller) => caller.SendAsync(this);
}
