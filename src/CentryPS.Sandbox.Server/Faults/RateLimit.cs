namespace CentryPS.Sandbox.Server.Faults;

/// <summary>How many calls of the API each company may make: a bucket that fills at a rate. Safe for many threads.</summary>
/// <param name="rate">Calls a second; null for as many as come.</param>
/// <param name="burst">Calls at once, after a rest.</param>
/// <param name="time">The clock.</param>
internal sealed class RateLimit(double? rate, double burst, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (double Missing, long At)> _buckets = [];

    /// <summary>Whether a company may make a call now; if so, it has made it.</summary>
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
