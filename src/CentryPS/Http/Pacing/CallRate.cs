namespace CentryPS.Http.Pacing;

/// <summary>
/// The number of calls per second that a server accepts; unlimited until the first refusal. A refusal lowers the rate
/// below the measured one. From there it follows a CUBIC curve (RFC 9438): fast up to the measured rate, slow around
/// it, and increasingly fast above it. While the server refuses every call, one call at a time probes at growing
/// intervals. The constants are tuned with the simulation, SimulationTests. Not thread-safe. Times are in seconds.
/// </summary>
internal sealed class CallRate
{
    /// <summary>The fraction by which the rate starts below the measured one.</summary>
    private const double Decrease = 0.12;

    /// <summary>The first rate after a first refusal, at which nothing is measured yet.</summary>
    private const double FirstRate = 10;

    /// <summary>The factor of the interval between probes, and the limit of the growth between two refusals.</summary>
    private const double Growth = 3;

    /// <summary>The time to return to the measured rate: in calls, in seconds and in requested pauses.</summary>
    private const double CallsToRecover = 60, ShortestRecovery = 3, PausesToRecover = 10;

    /// <summary>The fraction of a pause that counts as time: the server refills its burst meanwhile.</summary>
    private const double PauseWeight = 0.2;

    private const double LongestProbeInterval = 12;

    /// <summary>The longest delay that later starts make up for. Timers fire late.</summary>
    private const double Lateness = 0.1;

    private const double Instant = 1e-6;

    private double _measured = double.PositiveInfinity;
    private double _recovery; // the time to return to the measured rate
    private double _pause; // the longest pause that the server has requested
    private double _pauseEnd;
    private double _lowered; // when the rate was lowered, later by most of each pause and by times without demand
    private double _grows; // when the rate began to grow, later by the same times
    private double _probeInterval; // 0 while calls are accepted
    private int _accepted; // since the last decrease

    /// <summary>The number of consecutive probes that were refused.</summary>
    public int Probes { get; private set; }

    /// <summary>The earliest time at which the next call may start.</summary>
    public double NextStart { get; private set; } = double.NegativeInfinity;

    /// <summary>True if the server has shown a limit.</summary>
    public bool IsLimited => !double.IsPositiveInfinity(_measured);

    /// <summary>Returns the rest of the pause that the server requested; 0 for none.</summary>
    public double PauseLeft(double now) => Math.Max(0, _pauseEnd - now);

    /// <summary>Returns the number of calls that may start per second; infinity if no limit is known.</summary>
    public double PerSecond(double now)
    {
        if (!IsLimited || _probeInterval > 0)
        {
            return _measured * (1 - Decrease);
        }

        var x = ((now - _grows) / _recovery) - 1;
        return Math.Min(_measured * (1 + (Decrease * x * x * x)), Growth * Math.Max(_measured, Mean(now)));
    }

    /// <summary>Records the start of a call.</summary>
    public void Start(double now)
    {
        if (IsLimited)
        {
            var unused = Math.Max(0, now - Lateness - NextStart); // there was no demand
            _lowered += unused;
            _grows += unused;
            NextStart += unused + (_probeInterval > 0 ? _probeInterval : 1 / PerSecond(now));
        }
    }

    /// <summary>Records the acceptance of a call that began after the last refusal was received.</summary>
    public void Accept(double now)
    {
        _accepted++;
        if (_probeInterval > 0)
        {
            _grows = now;
            _probeInterval = 0;
            Probes = 0;
        }
    }

    /// <summary>Records the refusal of a call that began after the last refusal was received.</summary>
    public void Refuse(double now)
    {
        if (IsLimited && _accepted == 0)
        {
            Probes++;
            _probeInterval = Math.Min(LongestProbeInterval, Math.Max(_probeInterval * Growth, 1 / PerSecond(now)));
        }
        else
        {
            Lower(now);
        }

        NextStart = now + Math.Max(_probeInterval, 1 / PerSecond(now));
    }

    /// <summary>Delays all calls. Overlapping pauses are merged.</summary>
    public void Pause(double now, double length)
    {
        var added = now + length - Math.Max(now, _pauseEnd);
        if (added > 0)
        {
            _pause = Math.Max(_pause, length);
            _pauseEnd = now + length;
            _lowered += added * (1 - PauseWeight);
            _grows += added;
            NextStart = _pauseEnd;
        }
    }

    /// <summary>Drops the limit: the refusals came from an outage.</summary>
    public void Forget()
    {
        _measured = double.PositiveInfinity;
        _probeInterval = 0;
        Probes = 0;
        NextStart = _pauseEnd;
    }

    private void Lower(double now)
    {
        if (IsLimited)
        {
            // One call at the previous rate is added, so that a few calls do not change the rate much. If the rate has
            // grown fast, the server was not asked for all that it accepts, and the rate is above the mean.
            var time = Math.Max(now - _lowered, Instant);
            var growth = Math.Sqrt(Math.Max(1, PerSecond(now) / Mean(now)));
            _measured = (_accepted + 1) * growth / (time + (1 / _measured));
            var longest = Math.Max(PausesToRecover * _pause, CallsToRecover / _measured);
            _recovery = Math.Min(Growth * time, Math.Max(ShortestRecovery, longest));
        }
        else
        {
            _measured = FirstRate;
            _recovery = 1 / (Growth * FirstRate);
        }

        _lowered = now;
        _grows = now;
        _accepted = 0;
    }

    // The rate of accepted calls since the rate began to grow.
    private double Mean(double now) => (_accepted + 0.5) / Math.Max(now - _grows, Instant);
}
