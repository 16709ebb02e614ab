namespace CentryPS.Sandbox.Server.Faults;

/// <summary>A token bucket for each company that limits its API calls. Thread-safe.</summary>
/// <param name="rate">The calls per second; null for no limit.</param>
/// <param name="burst">The capacity of the bucket.</param>
/// <param name="time">The clock.</param>
internal sealed class RateLimit(double? rate, double burst, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (double Missing, long At)> _buckets = [];

    /// <summary>Takes a token from the company's bucket; returns false if it is empty.</summary>
    public bool Allows(string company)
    {
        if (rate is not { } perSecond)
        {
            return true;
        }

        lock (_lock)
        {
            var now = time.GetTimestamp();
            var (missing, at) = _buckets.GetValueOrDefault(company, (0, now));
            missing = Math.Max(0, missing - (perSecond * time.GetElapsedTime(at, now).TotalSeconds));
            var isAllowed = burst - missing >= 1;
            _buckets[company] = (isAllowed ? missing + 1 : missing, now);
            return isAllowed;
        }
    }
}
