using System.Net;

namespace CentryPS.Http;

/// <summary>Determines which outcomes are retried, and the back-off.</summary>
internal static class RetryPolicy
{
    private static readonly TimeSpan InitialBackoff = TimeSpan.FromMilliseconds(500);

    // The limit of the standard retry mode of the AWS SDKs.
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromSeconds(20);

    // The attempt from which the back-off of refused calls no longer grows.
    private const int LastRefusalAttempt = 4;

    private static readonly Random Random = new();

    /// <summary>Returns true if the request may succeed later and is safe to repeat.</summary>
    public static bool IsWorthRepeating(CentryRequest request, AttemptFailure failure) => failure switch
    {
        AttemptFailure.NotSent => true,
        AttemptFailure.NotTrusted or AttemptFailure.ProxyAuthentication or AttemptFailure.TooLarge => false,
        _ => request.IsIdempotent,
    };

    /// <inheritdoc cref="IsWorthRepeating(CentryRequest, AttemptFailure)"/>
    public static bool IsWorthRepeating(CentryRequest request, HttpStatusCode status) => (int)status switch
    {
        429 or 503 => true, // refused without processing
        408 or 502 or 504 => request.IsIdempotent,
        500 => request.IsRead,
        _ => false,
    };

    /// <summary>
    /// Returns the back-off of a call that a busy server has refused several times. After the first refusal, only the
    /// pace of the session delays the call.
    /// </summary>
    public static TimeSpan BackoffAfterRefusal(int times) =>
        times == 1 ? TimeSpan.Zero : Backoff(Math.Min(times - 1, LastRefusalAttempt));

    /// <summary>Returns an exponential back-off with full jitter: a random time up to a ceiling that doubles.</summary>
    public static TimeSpan Backoff(int attempt)
    {
        var ceiling = Math.Min(MaxBackoff.Ticks, InitialBackoff.Ticks * Math.Pow(2, attempt - 1));
        lock (Random)
        {
            return TimeSpan.FromTicks((long)(Random.NextDouble() * ceiling));
        }
    }
}
