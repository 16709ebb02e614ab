namespace CentryPS.Http.Pacing;

/// <summary>
/// The number of concurrent calls that a server can serve. Starts low and doubles with each round of responses, like
/// TCP slow start (RFC 5681, 3.1), so that few calls exceed the limit before the first 503. After that it is AIMD. A
/// round that takes twice as long as usual also lowers the limit: the workers are busy, and further calls only queue.
/// The constants are tuned with the simulation, SimulationTests. Not thread-safe. Times are in seconds.
/// </summary>
internal sealed class InFlightLimit
{
    private const double Decrease = 0.8;

    /// <summary>The minimum number of responses in a round after a refusal, so that refusals are rare.</summary>
    private const int ShortestRound = 32;

    /// <summary>Latency does not lower the limit below this number of calls.</summary>
    private const double LeastByLatency = 4;

    /// <summary>The latency below which responses do not indicate a queue.</summary>
    private const double Quick = 0.05;

    /// <summary>The growth of the usual latency with each slower round.</summary>
    private const double Drift = 1.02;

    private readonly double[] _usual = [double.MaxValue, double.MaxValue]; // of writes, of reads
    private double _most = 2;
    private double _lowered = double.NegativeInfinity;
    private double _latencies;
    private bool _isLimited;
    private int _responses;
    private int _used;

    /// <summary>The maximum number of calls in flight.</summary>
    public int Most => (int)_most;

    /// <summary>The same; null until the server has shown a limit.</summary>
    public int? Known => _isLimited ? Most : null;

    /// <summary>Records a response.</summary>
    /// <param name="latency">The latency of the call.</param>
    /// <param name="isRead">True if the call changed nothing. Reads and writes differ in latency.</param>
    /// <param name="inFlight">The number of calls in flight, including this one.</param>
    public void Respond(double latency, bool isRead, int inFlight)
    {
        _responses++;
        _latencies += latency;
        _used = Math.Max(_used, inFlight);
        if (_responses >= (_isLimited ? Math.Max(Most, ShortestRound) : Most))
        {
            EndRound(_latencies / _responses, ref _usual[isRead ? 1 : 0]);
        }
    }

    /// <summary>Records a refused call or a timeout.</summary>
    /// <param name="started">The start of the call. It is ignored if it began before the last decrease.</param>
    /// <param name="now">The time.</param>
    public void Lower(double started, double now)
    {
        if (started >= _lowered)
        {
            _lowered = now;
            Lower(least: 1);
            BeginRound();
        }
    }

    private void EndRound(double mean, ref double usual)
    {
        usual = Math.Max(Quick, Math.Min(mean, usual * Drift));
        if (mean > 2 * usual)
        {
            Lower(LeastByLatency);
        }
        else if (_used >= Most)
        {
            _most = Math.Min(HttpClients.MostConnections, _isLimited ? _most + 1 : _most * 2);
        }

        BeginRound();
    }

    private void Lower(double least)
    {
        _isLimited = true;
        _most = Math.Max(Math.Min(least, _most), _most * Decrease);
    }

    private void BeginRound()
    {
        _responses = 0;
        _latencies = 0;
        _used = 0;
    }
}
