namespace CentryPS.Limits;

/// <summary>
/// Limits the calls per time window. Windows are fixed by the server's clock, such as each minute, or sliding.
/// </summary>
/// <param name="calls">The number of calls per window.</param>
/// <param name="length">The length of a window in seconds.</param>
/// <param name="isSliding">True for a sliding window.</param>
public sealed class TimeWindow(int calls, double length, bool isSliding) : ServerLimit
{
    /// <summary>The part of a fixed window that has passed when the simulation starts.</summary>
    private const double Offset = 0.3;

    private readonly Queue<double> _accepted = new();

    /// <inheritdoc/>
    public override double MaximumCalls(double seconds) => calls * (1 + (isSliding ? 0 : Offset) + (seconds / length));

    /// <inheritdoc/>
    protected override LimitResponse Decide(double now)
    {
        while (_accepted.TryPeek(out var first) && HasExpired(first, now))
        {
            _accepted.Dequeue();
        }

        if (_accepted.Count >= calls)
        {
            return new LimitResponse(429, Latency / 2);
        }

        _accepted.Enqueue(now);
        return new LimitResponse(200, Latency);
    }

    private bool HasExpired(double accepted, double now) =>
        isSliding ? accepted <= now - length : WindowNumber(accepted) < WindowNumber(now);

    private double WindowNumber(double time) => Math.Floor((time / length) + Offset);
}
