namespace CentryPS.Http.Pacing;

/// <summary>
/// How many calls a second a server accepts, learnt from what it accepts and refuses. It is the adaptive mode of the AWS SDKs
/// with some more: calls start evenly at a rate that a refusal sets back to what was accepted lately, and that then follows a
/// CUBIC curve (RFC 9438): soon near what was last too much, long there, then upward ever faster. Before it knows any limit it
/// searches, doubling. Where a refusal is followed by more (a limit by the minute is used up) one call at a time asks, ever
/// more seldom. Not safe for many threads. Times are in seconds, without the pauses for which the server asked.
/// </summary>
internal sealed class CallRate
{
    /// <summary>What a refusal leaves of what was accepted: as near as a measured rate allows, since each step down is lost.</summary>
    private const double Decrease = 0.96;

    /// <summary>How steep the curve is beyond what was last too much.</summary>
    private const double Probing = 0.35;

    /// <summary>The time in which the curve is back at what was last too much: so many calls, at least and at most so long.</summary>
    private const double CallsToRecover = 60, LeastToRecover = 3, MostToRecover = 60;

    /// <summary>A server that makes everybody wait after a refusal is asked for more so many of these pauses later.</summary>
    private const double PausesToRecover = 20;

    /// <summary>A search doubles the rate in this time, or in so many calls.</summary>
    private const double DoublingTime = 0.2;
    private const double DoublingCalls = 4;

    /// <summary>The first rate of a search, where nothing was accepted in the last second.</summary>
    private const double Unknown = 10;

    /// <summary>Starts that came late, since timers do, are made up for within this time.</summary>
    private const double Lateness = 0.1;

    /// <summary>The waits of a drought grow by this, up to so many seconds.</summary>
    private const double DroughtGrowth = 3, LongestDrought = 15;

    /// <summary>Beyond so many times what was last too much the curve says nothing: nobody has asked for long.</summary>
    private const double Stale = 4;

    /// <summary>Who allows so many a second does not limit anybody.</summary>
    private const double Fastest = 10_000;

    private const double Least = 0.01, Moment = 1e-6;
    private const int Sample = 20, TooFew = 4;

    private readonly RecentCalls _recent = new(Sample);
    private double _rate = double.PositiveInfinity; // after the last step down, or at the beginning of a search
    private double _peak; // what was last too much; 0 in a search
    private double _since; // when the curve, or the search, began
    private double _lowered; // when the rate was last lowered
    private double _drought; // how long the next call waits that asks whether anything is accepted again; 0 where it is
    private double _droughtEnd;
    private double _pause;
    private int _accepted, _acceptedSinceDrought; // since the last refusal, and the last drought

    /// <summary>Whether the server has shown a limit.</summary>
    public bool IsLimited => !double.IsPositiveInfinity(_rate);

    /// <summary>Before this nobody starts.</summary>
    public double NextStart { get; private set; } = double.NegativeInfinity;

    /// <summary>How many a second are accepted, as far as is known; null where no limit is in sight, or was for long.</summary>
    public double? Known(double now) => IsLimited && PerSecond(now) is var rate and < Fastest && rate <= Stale * (IsSearching ? _rate : _peak) ? rate : null;

    /// <summary>How many a second may start beyond what was last too much; null where nothing was.</summary>
    public double? Excess(double now) => IsLimited && !IsSearching ? PerSecond(now) - _peak : null;

    /// <summary>How often in a row it was asked in vain whether anything is accepted again.</summary>
    public int Probes { get; private set; }

    private bool IsSearching => _peak == 0;

    /// <summary>How many a second may start; infinite while no limit is in sight.</summary>
    public double PerSecond(double now)
    {
        now = _drought > 0 ? _lowered : now; // nothing was accepted by which it could have grown
        if (IsSearching)
        {
            return IsLimited ? _rate * Math.Pow(2, (now - _since) / Math.Max(DoublingTime, DoublingCalls / _rate)) : _rate;
        }

        var calls = Math.Min(MostToRecover, CallsToRecover / _peak);
        var recovery = Math.Max(Math.Max(LeastToRecover, calls), PausesToRecover * _pause);
        var x = ((now - _since) / recovery) - 1;
        return _peak * (1 + ((x < 0 ? 1 - Decrease : Probing) * x * x * x));
    }

    /// <summary>A call starts.</summary>
    public void Started(double now)
    {
        if (IsLimited)
        {
            var each = 1 / PerSecond(now);
            NextStart = _drought > 0 ? now + _drought : Math.Max(NextStart, now - Math.Max(0, Lateness - each)) + each;
        }
    }

    /// <summary>A call was accepted.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isNews">Whether it began after the last refusal was heard.</param>
    public void Accepted(double now, bool isNews)
    {
        _acceptedSinceDrought++;
        _recent.Add(now);
        _accepted += isNews ? 1 : 0;
        if (isNews && _drought > 0)
        {
            EndDrought(now);
        }
        else if (!isNews && IsSearching)
        {
            _rate = Math.Max(_rate, _recent.After(now - 1)); // it was under way when the search began
        }
    }

    /// <summary>A call was refused that began after the last refusal was heard.</summary>
    /// <param name="now">The time.</param>
    /// <param name="pause">For how long the server asked for no calls.</param>
    public void Refused(double now, double pause)
    {
        _pause = Math.Max(_pause, pause);
        if (IsLimited && _accepted == 0)
        {
            Probes++;
            _drought = Math.Min(LongestDrought, Math.Max(_drought * DroughtGrowth, 1 / _rate));
        }
        else
        {
            Lower(PerSecond(now), now);
        }

        NextStart = pause > 0 ? now : now + Math.Max(_drought, 1 / _rate);
    }

    /// <summary>It was no limit: the server is out of order.</summary>
    public void Forget()
    {
        _rate = double.PositiveInfinity;
        _peak = 0;
        _drought = 0;
        Probes = 0;
        NextStart = double.NegativeInfinity;
    }

    private void Lower(double current, double now)
    {
        if (!IsLimited || IsStale(current))
        {
            _peak = 0;
            _rate = _recent.After(now - 1) is > 0 and var lately ? lately : Unknown;
        }
        else if (IsSearching && _accepted < TooFew)
        {
            _rate = Math.Max(Least, current / 2);
        }
        else
        {
            _peak = Math.Max(Least, Math.Min(current, Measure(current, now)));
            _rate = _peak * Decrease;
        }

        _accepted = 0;
        _since = now;
        _lowered = now;
    }

    private bool IsStale(double rate) => !IsSearching && rate > Stale * _peak;

    // What was accepted between two refusals is a little less than what would have been; what was accepted lately is, in a search,
    // more by what the server allows at once. A search has doubled the rate since it was surely accepted.
    private double Measure(double current, double now)
    {
        var between = (_accepted + 0.5) / Math.Max(now - _lowered, Moment);
        var lately = _recent.PerSecond(now);
        return IsSearching
            ? Math.Max(Math.Sqrt(between * lately), Math.Min(current, 3 * lately) / 2)
            : Math.Max(between, 0.95 * lately);
    }

    // A drought that was a good part of the time since the last one tells the rate by itself: what was accepted, in all that time.
    private void EndDrought(double now)
    {
        var (length, period) = (now - _lowered, now - _droughtEnd);
        var mean = _acceptedSinceDrought / period;
        if (IsSearching)
        {
            _rate = Math.Sqrt(mean / _drought);
        }
        else if (length > 4 / _peak && _acceptedSinceDrought >= Sample / 2)
        {
            _peak = Math.Min(_peak, length > 0.03 * period ? mean : Math.Sqrt(_peak * mean));
        }

        Probes = 0;
        _since = now;
        _drought = 0;
        _droughtEnd = now;
        _acceptedSinceDrought = 0;
    }
}
