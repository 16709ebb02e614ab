namespace CentryPS.Limits;

/// <summary>So many calls a second, and so many at once after a rest: the limit that most servers have.</summary>
/// <param name="rate">Calls a second, by time.</param>
/// <param name="burst">Calls at once.</param>
/// <param name="status">The status of a refusal.</param>
public sealed class TokenBucket(Func<double, double> rate, double burst, int status = 429) : ServerLimit
{
    private const double Step = 0.005;

    private double _missing; // of a full bucket
    private double _filled;

    /// <summary>With a rate that stays.</summary>
    public TokenBucket(double rate, double burst, int status = 429)
        : this(_ => rate, burst, status)
    {
    }

    /// <inheritdoc/>
    public override double Allows(double seconds) => burst + Sum(0, seconds);

    /// <inheritdoc/>
    protected override Verdict Judge(double now)
    {
        _missing = Math.Max(0, _missing - Sum(_filled, now));
        _filled = now;
        if (burst - _missing < 1)
        {
            return new Verdict(status, Latency / 2);
        }

        _missing++;
        return new Verdict(200, Latency);
    }

    private double Sum(double from, double to)
    {
        var sum = 0.0;
        for (var at = from; at < to; at += Step)
        {
            sum += rate(at) * Math.Min(Step, to - at);
        }

        return sum;
    }
}
