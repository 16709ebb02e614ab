namespace CentryPS.Limits;

/// <summary>
/// Workers with a queue, such as a Rails application server, which responds with 503 when the queue is full.
/// </summary>
/// <param name="workers">The number of workers.</param>
/// <param name="serviceTime">The time to process a call, in seconds.</param>
/// <param name="queueLimit">The maximum number of queued calls.</param>
public sealed class Workers(int workers, double serviceTime, int queueLimit) : ServerLimit
{
    private readonly Queue<double> _queuedStarts = new();
    private readonly double[] _freeAt = new double[workers];

    /// <inheritdoc/>
    public override double MaximumCalls(double seconds) => workers / serviceTime * seconds;

    /// <inheritdoc/>
    protected override LimitResponse Decide(double now)
    {
        while (_queuedStarts.TryPeek(out var queued) && queued <= now)
        {
            _queuedStarts.Dequeue();
        }

        var worker = Array.IndexOf(_freeAt, _freeAt.Min());
        var start = Math.Max(now, _freeAt[worker]);
        if (start > now && _queuedStarts.Count >= queueLimit)
        {
            return new LimitResponse(503, Latency / 10);
        }

        if (start > now)
        {
            _queuedStarts.Enqueue(start);
        }

        _freeAt[worker] = start + serviceTime;
        return new LimitResponse(200, _freeAt[worker] - now);
    }
}
