namespace CentryPS.Http.Pacing;

/// <summary>
/// Learns the number of calls per second that a server accepts. Extends the adaptive mode of the AWS SDKs: calls start
/// evenly; a refusal lowers the rate to the recently accepted one, from which it follows a CUBIC curve (RFC 9438): fast
/// up to near the peak (the estimated rate of the last refusal), slow there, then increasingly fast. Until it knows a
/// peak, it searches and doubles the rate. If refusals continue (a per-minute limit is used up), it probes with one
/// call at a time, at growing intervals. The constants are tuned with the simulation, SimulationTests. Not thread-safe.
/// Times are in seconds and exclude requested pauses.
/// </summary>
internal sealed class CallRate
{
    /// <summary>The factor after a refusal. Close to 1: the rate is measured, and each decrease costs calls.</summary>
    private const double Decrease = 0.96;

    /// <summary>The steepness of the curve above the peak.</summary>
    private const double Probing = 0.35;

    /// <summary>The time to reach the peak: in calls, its limits in seconds, its minimum in requested pauses.</summary>
    private const double CallsToRecover = 60, LeastToRecover = 3, MostToRecover = 60, PausesToRecover = 20;

    /// <summary>A search doubles the rate in this time or in this number of calls, whichever takes longer.</summary>
    private const double DoublingTime = 0.2, DoublingCalls = 4;

    /// <summary>The first rate of a search, if no call was accepted in the last second.</summary>
    private const double FirstRate = 10;

    /// <summary>The longest delay that later starts make up for. Timers fire late.</summary>
    private const double Lateness = 0.1;

    /// <summary>The growth factor of the interval between probes, and the longest interval.</summary>
    private const double ProbeGrowth = 3, LongestProbeInterval = 15;

    /// <summary>The multiple of the peak above which the curve is too old; the rate that means no limit.</summary>
    private const double Stale = 4, Fastest = 10_000;

    private const double Least = 0.01, Instant = 1e-6;
    private const int Sample = 20, TooFew = 4;

    private readonly RecentCalls _recent = new(Sample);
    private double _rate = double.PositiveInfinity; // after the last decrease, or at the start of a search
    private double _peak; // the estimated rate of the last refusal; 0 in a search
    private double _since; // the start of the curve or of the search
    private double _lowered; // the time of the last decrease
    private double _probeInterval; // the wait before the next probe; 0 if calls are accepted
    private double _probingEnd;
    private double _pause;
    private int _accepted, _acceptedSinceProbing; // since the last refusal; since the last probing ended

    /// <summary>True if the server has shown a limit.</summary>
    public bool IsLimited => !double.IsPositiveInfinity(_rate);

    /// <summary>The earliest time at which the next call may start.</summary>
    public double NextStart { get; private set; } = double.NegativeInfinity;

    /// <summary>Returns the known limit in calls per second; null if it is unknown or too old.</summary>
    public double? Known(double now) =>
        IsLimited && PerSecond(now) is var rate and < Fastest && rate <= Stale * (IsSearching ? _rate : _peak)
            ? rate
            : null;

    /// <summary>Returns the current rate minus the peak; null without a peak.</summary>
    public double? Excess(double now) => IsLimited && !IsSearching ? PerSecond(now) - _peak : null;

    /// <summary>The number of consecutive probes that were refused.</summary>
    public int Probes { get; private set; }

    private bool IsSearching => _peak == 0;

    /// <summary>Returns the number of calls that may start per second; infinity if no limit is known.</summary>
    public double PerSecond(double now)
    {
        now = _probeInterval > 0 ? _lowered : now; // the rate grows only while calls are accepted
        if (IsSearching)
        {
            var doublings = (now - _since) / Math.Max(DoublingTime, DoublingCalls / _rate);
            return IsLimited ? _rate * Math.Pow(2, doublings) : _rate;
        }

        var calls = Math.Min(MostToRecover, CallsToRecover / _peak);
        var recovery = Math.Max(Math.Max(LeastToRecover, calls), PausesToRecover * _pause);
        var x = ((now - _since) / recovery) - 1;
        return _peak * (1 + ((x < 0 ? 1 - Decrease : Probing) * x * x * x));
    }

    /// <summary>Records the start of a call.</summary>
    public void Started(double now)
    {
        if (IsLimited)
        {
            var each = 1 / PerSecond(now);
            NextStart = _probeInterval > 0
                ? now + _probeInterval
                : Math.Max(NextStart, now - Math.Max(0, Lateness - each)) + each;
        }
    }

    /// <summary>Records an accepted call.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isNew">True if the call began after the last refusal was received.</param>
    public void Accepted(double now, bool isNew)
    {
        _acceptedSinceProbing++;
        _recent.Add(now);
        _accepted += isNew ? 1 : 0;
        if (isNew && _probeInterval > 0)
        {
            EndProbing(now);
        }
        else if (!isNew && IsSearching)
        {
            _rate = Math.Max(_rate, _recent.After(now - 1)); // the call began before the search
        }
    }

    /// <summary>Records the refusal of a call that began after the last refusal was received.</summary>
    /// <param name="now">The time.</param>
    /// <param name="pause">The pause that the server requested; 0 for none.</param>
    public void Refused(double now, double pause)
    {
        _pause = Math.Max(_pause, pause);
        if (IsLimited && _accepted == 0)
        {
            Probes++;
            _probeInterval = Math.Min(LongestProbeInterval, Math.Max(_probeInterval * ProbeGrowth, 1 / _rate));
        }
        else
        {
            Lower(PerSecond(now), now);
        }

        NextStart = pause > 0 ? now : now + Math.Max(_probeInterval, 1 / _rate);
    }

    /// <summary>Drops the limit: the refusals came from an outage or were chance.</summary>
    public void Forget()
    {
        _rate = double.PositiveInfinity;
        _peak = 0;
        _probeInterval = 0;
        Probes = 0;
        NextStart = double.NegativeInfinity;
    }

    private void Lower(double current, double now)
    {
        if (!IsLimited || IsStale(current))
        {
            _peak = 0;
            _rate = _recent.After(now - 1) is > 0 and var recent ? recent : FirstRate;
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

    // The rate between two refusals is slightly too low. In a search, the recent rate is too high by the burst that the
    // server allows, and the rate has doubled since it was certainly accepted.
    private double Measure(double current, double now)
    {
        var between = (_accepted + 0.5) / Math.Max(now - _lowered, Instant);
        var recent = _recent.PerSecond(now);
        return IsSearching
            ? Math.Max(Math.Sqrt(between * recent), Math.Min(current, 3 * recent) / 2)
            : Math.Max(between, 0.95 * recent);
    }

    // If probing took much of the time since it last ended, the rate is the accepted calls divided by that time.
    private void EndProbing(double now)
    {
        var (length, period) = (now - _lowered, now - _probingEnd);
        var mean = _acceptedSinceProbing / period;
        if (IsSearching)
        {
            _rate = Math.Sqrt(mean / _probeInterval);
        }
        else if (length > 4 / _peak && _acceptedSinceProbing >= Sample / 2)
        {
            _peak = Math.Min(_peak, length > 0.03 * period ? mean : Math.Sqrt(_peak * mean));
        }

        Probes = 0;
        _since = now;
        _probeInterval = 0;
        _probingEnd = now;
        _acceptedSinceProbing = 0;
    }
}
