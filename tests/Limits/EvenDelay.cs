namespace CentryPS.Limits;

/// <summary>Answers at an even rate, lets a few wait, and refuses more: nginx's <c>limit_req</c> as it is by default.</summary>
/// <param name="rate">Calls a second.</param>
/// <param name="burst">How many may wait.</param>
public sealed class EvenDelay(double rate, int burst) : ServerLimit
{
    private double _next;

    /// <inheritdoc/>
    public override double Allows(double seconds) => burst + (rate * seconds);

    /// <inheritdoc/>
    protected override Verdict Judge(double now)
    {
        var begins = Math.Max(now, _next);
        if ((begins - now) * rate > burst)
        {
            return new Verdict(503, Latency / 10);
        }

        _next = begins + (1 / rate);
        return new Verdict(200, begins - now + (Latency / 10));
    }
}
