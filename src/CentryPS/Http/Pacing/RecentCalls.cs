namespace CentryPS.Http.Pacing;

/// <summary>The times at which the last calls were accepted. Not thread-safe. Times are in seconds.</summary>
/// <param name="most">The maximum number of times to keep.</param>
internal sealed class RecentCalls(int most)
{
    private const double Instant = 1e-6;

    private readonly Queue<double> _times = new();

    /// <summary>Adds an accepted call.</summary>
    public void Add(double now)
    {
        _times.Enqueue(now);
        if (_times.Count > most)
        {
            _times.Dequeue();
        }
    }

    /// <summary>Returns the number of calls accepted after a time.</summary>
    public int After(double moment) => _times.Count(time => time > moment);

    /// <summary>Returns the number of calls accepted per second.</summary>
    public double PerSecond(double now) => _times.Count / Math.Max(now - _times.Peek(), Instant);
}
