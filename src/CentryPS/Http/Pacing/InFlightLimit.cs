namespace CentryPS.Http.Pacing;

/// <summary>
/// Learns the number of concurrent calls that a server can serve. Starts low and doubles with each round of responses,
/// like TCP slow start (RFC 5681, 3.1), so that few calls exceed the limit before the first 503. After that it is AIMD:
/// one more per round, a quarter less after a 503 or a timeout. Responses that take more than twice as long as usual
/// (compared as in Netflix's Gradient2) also lower the limit before the server refuses calls, because its workers are
/// busy and further calls only queue. The constants are tuned with the simulation, SimulationTests. Not thread-safe.
/// Times are in seconds.
/// </summary>
internal sealed class InFlightLimit
{
    private const double First = 2;
    private const double Decrease = 0.75;

    /// <summary>The minimum number of responses in a round after a refusal, so that refusals are rare.</summary>
    private const int ShortestRound = 32;

    /// <summary>Latency alone does not lower the limit below this.</summary>
    private const double LeastByLatency = 4;

    /// <summary>The latency below which responses do not indicate a queue.</summary>
    private const double Quick = 0.05;

    private const double Tolerance = 2;
    private const double LeastGradient = 0.8;

    /// <summary>The weight of a slower or faster round in the moving average of the latency.</summary>
    private const double FollowsSlower = 0.02;
    private const double FollowsFaster = 0.5;

    private readonly double[] _usual = new double[2];
    private double _most = First;
    private double _shrunk = double.NegativeInfinity;
    private double _sum;
    private bool _isLimited;
    private int _answers;
    private int _used;

    /// <summary>The maximum number of calls in flight.</summary>
    public int Most => (int)_most;

    /// <summary>The same; null until the server has shown a limit.</summary>
    public int? Known => _isLimited ? Most : null;

    /// <summary>Records a response.</summary>
    /// <param name="elapsed">The latency of the call.</param>
    /// <param name="isRead">True if the call changed nothing.</param>
    /// <param name="inFlight">The number of calls in flight, including this one.</param>
    public void Answered(double elapsed, bool isRead, int inFlight)
    {
        _answers++;
        _sum += elapsed;
        _used = Math.Max(_used, inFlight);
        if (_answers >= (_isLimited ? Math.Max(Most, ShortestRound) : Most))
        {
            Judge(_sum / _answers, ref _usual[isRead ? 0 : 1]);
            BeginRound();
        }
    }

    /// <summary>Records a refused call or a timeout.</summary>
    /// <param name="started">The start of the call. It is ignored if it began before the last decrease.</param>
    /// <param name="now">The time.</param>
    public void Shrink(double started, double now)
    {
        if (started >= _shrunk)
        {
            _shrunk = now;
            Lessen(Decrease, least: 1);
            BeginRound();
        }
    }

    private void Judge(double mean, ref double usual)
    {
        usual = usual == 0 ? mean : usual + ((mean - usual) * (mean > usual ? FollowsSlower : FollowsFaster));
        var gradient = Tolerance * Math.Max(usual, Quick) / mean;
        if (gradient < 1)
        {
            Lessen(Math.Max(LeastGradient, gradient), LeastByLatency);
        }
        else if (_used >= Most)
        {
            _most = Math.Min(HttpClients.MostConnections, _isLimited ? _most + 1 : _most * 2);
        }
    }

    private void Lessen(double factor, double least)
    {
        _isLimited = true;
        _most = Math.Max(Math.Min(least, _most), _most * factor);
    }

    private void BeginRound()
    {
        _answers = 0;
        _sum = 0;
        _used = 0;
    }
}
