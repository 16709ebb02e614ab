namespace CentryPS.Http.Pacing;

/// <summary>
/// How many calls at once a server is good for. Begins with a few and doubles with each round of answers, as TCP's slow start
/// does (RFC 5681, 3.1), so that the first 503 comes after few calls too many; then one more a round and a quarter less after a
/// 503 or a timeout, which is how AIMD finds a limit and shares it. Answers that take more than twice as long as usual, as
/// Netflix's Gradient2 compares them, take some away before the server has to refuse: its workers are busy, and calls only
/// queue. Not safe for many threads. Times are in seconds.
/// </summary>
internal sealed class InFlightLimit
{
    private const double First = 2;
    private const double Decrease = 0.75;

    /// <summary>After a refusal a round has at least so many answers: the next refusal should come seldom.</summary>
    private const int ShortestRound = 32;

    /// <summary>Latency alone takes no more away than this leaves.</summary>
    private const double LeastByLatency = 4;

    /// <summary>What is faster says nothing about a queue.</summary>
    private const double Quick = 0.05;

    private const double Tolerance = 2;
    private const double LeastGradient = 0.8;

    /// <summary>How fast the usual time of an answer follows one round that was slower, or faster.</summary>
    private const double FollowsSlower = 0.02;
    private const double FollowsFaster = 0.5;

    private readonly double[] _usual = new double[2];
    private double _most = First;
    private double _shrunk = double.NegativeInfinity;
    private double _sum;
    private bool _isLimited;
    private int _answers;
    private int _used;

    /// <summary>How many calls may be in flight.</summary>
    public int Most => (int)_most;

    /// <summary>The same, once the server has shown a limit.</summary>
    public int? Known => _isLimited ? Most : null;

    /// <summary>A call was answered.</summary>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="isRead">Whether it changed nothing.</param>
    /// <param name="inFlight">How many were in flight, itself among them.</param>
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

    /// <summary>The server had no room for a call, or no time.</summary>
    /// <param name="started">When the call began: of those that began before the last decrease nothing new is learnt.</param>
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
