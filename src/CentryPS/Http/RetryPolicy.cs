using System.Net;

namespace CentryPS.Http;

/// <summary>Which outcomes are worth another attempt, and after how long.</summary>
internal static class RetryPolicy
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LargestBackoff = TimeSpan.FromSeconds(20);
    private const int MostOfRefused = 4;

    private static readonly Random Random = new();

    /// <summary>Whether the same request may succeed later and can do no harm twice.</summary>
    public static bool IsWorthRepeating(CentryRequest request, AttemptFailure failure) => failure switch
    {
        AttemptFailure.NotSent => true,
        AttemptFailure.NotTrusted or AttemptFailure.ProxyAuthentication or AttemptFailure.TooLarge => false,
        _ => request.IsIdempotent,
    };

    /// <inheritdoc cref="IsWorthRepeating(CentryRequest, AttemptFailure)"/>
    public static bool IsWorthRepeating(CentryRequest request, HttpStatusCode status) => (int)status switch
    {
        429 or 503 => true, // refused before anything was done
        408 or 502 or 504 => request.IsIdempotent,
        500 => request.IsRead,
        _ => false,
    };

    /// <summary>
    /// How long a call stands back that a busy server has refused so often: the first time the pace alone is enough.
    /// </summary>
    public static TimeSpan BackoffOfRefused(int times) =>
        times == 1 ? TimeSpan.Zero : Backoff(Math.Min(times - 1, MostOfRefused));

    /// <summary>Exponential backoff with full jitter: anything from nothing to the doubled ceiling.</summary>
    public static TimeSpan Backoff(int attempt)
    {
        var ceiling = Math.Min(LargestBackoff.Ticks, FirstBackoff.Ticks * Math.Pow(2, attempt - 1));
        lock (Random)
        {
            return TimeSpan.FromTicks((long)(Random.NextDouble() * ceiling));
        }
    }
}
