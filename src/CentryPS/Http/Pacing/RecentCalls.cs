namespace CentryPS.Http.Pacing;

/// <summary>When the last calls were accepted. Not safe for many threads. Times are in seconds.</summary>
/// <param name="most">How many are remembered.</param>
internal sealed class RecentCalls(int most)
{
    private const double Moment = 1e-6;

    private readonly Queue<double> _times = new();

    /// <summary>One was accepted.</summary>
    public void Add(double now)
    {
        _times.Enqueue(now);
        if (_times.Count > most)
        {
            _times.Dequeue();
        }
    }

    /// <summary>How many of them were accepted after a moment.</summary>
    public int After(double moment) => _times.Count(time => time > moment);

    /// <summary>How many a second were accepted.</summary>
    public double PerSecond(double now) => _times.Count / Math.Max(now - _times.Peek(), Moment);
}
