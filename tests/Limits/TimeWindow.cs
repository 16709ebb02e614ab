namespace CentryPS.Limits;

/// <summary>So many calls in each window of time: by the clock, such as 60 in a minute, or in any that one looks at.</summary>
/// <param name="calls">Calls in a window.</param>
/// <param name="length">Its length, in seconds.</param>
/// <param name="slides">Whether it is any, and not by the clock.</param>
public sealed class TimeWindow(int calls, double length, bool slides) : ServerLimit
{
    /// <summary>A server's clock does not begin a window when a client comes: this share of the first one is over.</summary>
    private const double Offset = 0.3;

    private readonly Queue<double> _accepted = new();

    /// <inheritdoc/>
    public override double Allows(double seconds) => calls * (1 + (slides ? 0 : Offset) + (seconds / length));

    /// <inheritdoc/>
    protected override Verdict Judge(double now)
    {
        while (_accepted.TryPeek(out var first) && IsOver(first, now))
        {
            _accepted.Dequeue();
        }

        if (_accepted.Count >= calls)
        {
            return new Verdict(429, Latency / 2);
        }

        _accepted.Enqueue(now);
        return new Verdict(200, Latency);
    }

    private bool IsOver(double accepted, double now) => slides ? accepted <= now - length : Window(accepted) < Window(now);

    private double Window(double time) => Math.Floor((time / length) + Offset);
}
