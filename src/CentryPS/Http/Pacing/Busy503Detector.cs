namespace CentryPS.Http.Pacing;

/// <summary>
/// Distinguishes a server that uses 503 as a rate limit from a server that returns an occasional 503 at any rate, for
/// example because a proxy switches servers or a worker restarts. Not thread-safe.
/// </summary>
internal sealed class Busy503Detector
{
    /// <summary>503 is a rate limit if at least 3 of the last 8 responses are 503.</summary>
    private const int Sample = 8;
    private const int Frequent = 3;

    /// <summary>A supposed limit is dropped after this number of 503 responses at a rate below it.</summary>
    private const int MostBelow = 3;

    private readonly Queue<bool> _recent = new();
    private int _below;

    private bool IsFrequent => _recent.Count(isBusy => isBusy) >= Frequent;

    /// <summary>Determines whether the last 503 is due to a rate limit.</summary>
    /// <param name="excess">The current rate minus the rate of the last refusal; null if there is no such rate.</param>
    /// <returns>True if the rate is too high; false if this 503 is chance; null if there is no limit.</returns>
    public bool? IsLimit(double? excess)
    {
        if (IsFrequent)
        {
            _below = 0;
            return true;
        }

        if (excess is not < 0)
        {
            return excess is not null;
        }

        _below = (_below + 1) % MostBelow;
        return _below == 0 ? null : false;
    }

    /// <summary>Adds a response.</summary>
    public void Add(bool isBusy)
    {
        _recent.Enqueue(isBusy);
        if (_recent.Count > Sample)
        {
            _recent.Dequeue();
        }
    }
}
