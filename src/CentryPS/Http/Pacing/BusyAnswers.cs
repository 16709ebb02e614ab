namespace CentryPS.Http.Pacing;

/// <summary>
/// Tells a server that limits its callers by 503 from one that answers so now and then, however fast it is asked: a proxy that
/// changes its servers, a worker that is started anew. Not safe for many threads.
/// </summary>
internal sealed class BusyAnswers
{
    /// <summary>Of so many answers so many have to be 503 before they are taken for a limit.</summary>
    private const int Sample = 8;
    private const int Frequent = 3;

    /// <summary>A limit that is met so often below itself is none.</summary>
    private const int MostBelow = 3;

    private readonly Queue<bool> _lately = new();
    private int _below;

    private bool AreFrequent => _lately.Count(isBusy => isBusy) >= Frequent;

    /// <summary>What the last one says of how many calls a second are accepted.</summary>
    /// <param name="excess">How many a second may start beyond what was last too much; null where nothing was.</param>
    /// <returns>Whether that is too many; null where it has been chance all the time, and there is no limit.</returns>
    public bool? AreLimit(double? excess)
    {
        if (AreFrequent)
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

    /// <summary>An answer came.</summary>
    public void Add(bool isBusy)
    {
        _lately.Enqueue(isBusy);
        if (_lately.Count > Sample)
        {
            _lately.Dequeue();
        }
    }
}
