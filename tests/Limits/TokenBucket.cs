namespace CentryPS.Limits;

/// <summary>A token bucket, the most common limit: calls per second, and a burst after idle time.</summary>
/// <param name="rate">Returns the calls per second at a time.</param>
/// <param name="burst">The capacity of the bucket.</param>
/// <param name="status">The HTTP status of a refusal.</param>
public sealed class TokenBucket(Func<double, double> rate, double burst, int status = 429) : ServerLimit
{
    private const double Step = 0.005;

    private double _spent;
    private double _refilledAt;

    /// <summary>Creates a bucket with a constant rate.</summary>
    public TokenBucket(double rate, double burst, int status = 429)
        : this(_ => rate, burst, status)
    {
    }

    /// <inheritdoc/>
    public override double MaximumCalls(double seconds) => burst + Tokens(0, seconds);

    /// <inheritdoc/>
    protected override LimitResponse Decide(double now)
    {
        _spent = Math.Max(0, _spent - Tokens(_refilledAt, now));
        _refilledAt = now;
        if (burst - _spent < 1)
        {
            return new LimitResponse(status, Latency / 2);
        }

        _spent++;
        return new LimitResponse(200, Latency);
    }

    private double Tokens(double from, double to)
    {
        var tokens = 0.0;
        for (var time = from; time < to; time += Step)
        {
            tokens += rate(time) * Math.Min(Step, to - time);
        }

        return tokens;
    }
}
