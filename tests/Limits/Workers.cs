namespace CentryPS.Limits;

/// <summary>Workers with a queue before them, as a Rails application behind its server: who finds the queue full gets 503.</summary>
/// <param name="workers">How many work.</param>
/// <param name="each">How long a call takes, in seconds.</param>
/// <param name="queue">How many may wait.</param>
public sealed class Workers(int workers, double each, int queue) : ServerLimit
{
    private readonly Queue<double> _waiting = new();
    private readonly double[] _free = new double[workers];

    /// <inheritdoc/>
    public override double Allows(double seconds) => workers / each * seconds;

    /// <inheritdoc/>
    protected override Verdict Judge(double now)
    {
        while (_waiting.TryPeek(out var start) && start <= now)
        {
            _waiting.Dequeue();
        }

        var next = Array.IndexOf(_free, _free.Min());
        var begins = Math.Max(now, _free[next]);
        if (begins > now && _waiting.Count >= queue)
        {
            return new Verdict(503, Latency / 10);
        }

        if (begins > now)
        {
            _waiting.Enqueue(begins);
        }

        _free[next] = begins + each;
        return new Verdict(200, _free[next] - now);
    }
}
