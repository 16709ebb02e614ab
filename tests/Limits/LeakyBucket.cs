namespace CentryPS.Limits;

/// <summary>
/// Serves calls at a constant rate, delays a few and refuses the rest, as nginx's <c>limit_req</c> does without
/// <c>nodelay</c>.
/// </summary>
/// <param name="rate">The calls per second.</param>
/// <param name="burst">The maximum number of delayed calls.</param>
public sealed class LeakyBucket(double rate, int burst) : ServerLimit
{
    private double _nextStart;

    /// <inheritdoc/>
    public override double MaximumCalls(double seconds) => burst + (rate * seconds);

    /// <inheritdoc/>
    protected override LimitResponse Decide(double now)
    {
        var start = Math.Max(now, _nextStart);
        if ((start - now) * rate > burst)
        {
            return new LimitResponse(503, Latency / 10);
        }

        _nextStart = start + (1 / rate);
        return new LimitResponse(200, start - now + (Latency / 10));
    }
}
