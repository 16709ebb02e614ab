namespace CentryPS.Http.Pacing;

/// <summary>
/// The state of the server as a session has learned it: limits, the requested pause, and whether it serves calls. Not
/// thread-safe. Times are in seconds.
/// </summary>
/// <param name="longestPause">A requested pause of this length or more is ignored, and the call fails.</param>
internal sealed class ServerState(double longestPause)
{
    /// <summary>
    /// The time for which a server may refuse all calls with 429 after it has served one: the period of a per-minute
    /// limit, plus half.
    /// </summary>
    private const double Patience = 90;

    /// <summary>
    /// A 503 within this time after a served call means a busy server, or a rate limit if no other call is in flight
    /// (as nginx's <c>limit_req</c>). After this time, it means an outage.
    /// </summary>
    private const double Recently = 10;

    /// <summary>
    /// The server is down if it has refused all calls for <see cref="Down"/> seconds and a refused call was given up
    /// within the last <see cref="Memory"/> seconds.
    /// </summary>
    private const double Down = 5;
    private const double Memory = 30;

    /// <summary>The shortest wait that a person notices.</summary>
    private const double LongWait = 1;

    private readonly InFlightLimit _inFlight = new();
    private readonly CallRate _rate = new();
    private readonly ServerPause _pause = new();
    private readonly Busy503Detector _busy = new();
    private double _lastServed = double.NegativeInfinity;
    private double _limited = double.NegativeInfinity;
    private double _refusedSince = double.PositiveInfinity;
    private double _gaveUp = double.NegativeInfinity;
    private bool _has429; // a 429 always means a limit, unlike a 503

    /// <summary>The maximum number of calls in flight.</summary>
    public int MostInFlight => _inFlight.Most;

    /// <inheritdoc cref="CallRate.Probes"/>
    public int Probes => _rate.Probes;

    /// <summary>Returns the time to the next start if it is long, else the rest of the requested pause.</summary>
    public double Pause(double now) => Wait(now) is >= LongWait and var wait ? wait : _pause.Left(now);

    /// <summary>Returns the time until the pause and the rate allow the next call.</summary>
    public double Wait(double now) => _pause.Left(now) + Math.Max(0, _rate.NextStart - _pause.Without(now));

    /// <summary>Returns the limits of the server; null if none is known.</summary>
    public PaceLimits? Limits(double now) =>
        (_rate.Known(_pause.Without(now)), _inFlight.Known) is var (rate, most)
        && (rate is not null || most is not null)
            ? new PaceLimits(rate, most)
            : null;

    /// <summary>True if the server refused a call but serves others: neither is at fault.</summary>
    /// <param name="turn">The turn of the call.</param>
    /// <param name="feedback">The outcome of the turn.</param>
    /// <param name="hasOthers">True if other calls run or are queued.</param>
    /// <param name="now">The time.</param>
    public bool IsServing(Turn turn, Feedback feedback, bool hasOthers, double now) =>
        feedback.IsRefusal
        && IsObeyed(feedback.Pause)
        && (HasServedSince(turn.Started)
            || (hasOthers && feedback.Signal == PaceSignal.Busy && now - _lastServed < Recently));

    /// <summary>True if the server has served any call since a time.</summary>
    public bool HasServedSince(double moment) => _lastServed > moment;

    /// <summary>True if the refusal may mean that the calls of the current period are used up.</summary>
    public bool IsUsedUp(Feedback feedback, double now) =>
        feedback.Signal == PaceSignal.Limited
        && IsObeyed(feedback.Pause)
        && now - _lastServed < Patience
        && !IsDown(now);

    /// <summary>True if the server refuses all calls, so that a further attempt is futile.</summary>
    public bool IsDown(double now) => now - _refusedSince >= Down && now - _gaveUp < Memory;

    /// <summary>Records that a call is given up, if the server refused it.</summary>
    public void GiveUp(Feedback feedback, double now) => _gaveUp = feedback.IsRefusal ? now : _gaveUp;

    /// <summary>Starts a call.</summary>
    public Turn Start(double now)
    {
        _rate.Started(_pause.Without(now));
        return new Turn(now);
    }

    /// <summary>Learns from the outcome of a turn.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="feedback">The outcome of the turn.</param>
    /// <param name="others">The number of other calls in flight.</param>
    /// <param name="now">The time.</param>
    public void Learn(Turn turn, Feedback feedback, int others, double now)
    {
        if (feedback.Signal is PaceSignal.Served or PaceSignal.Busy)
        {
            _busy.Add(feedback.Signal == PaceSignal.Busy);
        }

        if (feedback.Signal == PaceSignal.Served)
        {
            _lastServed = now;
            _refusedSince = double.PositiveInfinity;
            _gaveUp = double.NegativeInfinity;
            _rate.Accepted(_pause.Without(now), isNew: turn.Started > _limited);
            _inFlight.Answered(now - turn.Started, feedback.IsRead, others + 1);
        }
        else if (!feedback.IsCallSpecific && IsObeyed(feedback.Pause))
        {
            _refusedSince = feedback.IsRefusal ? Math.Min(_refusedSince, now) : _refusedSince;
            LearnRefusal(turn, feedback, others == 0, now);
            _pause.Begin(now, feedback.Pause);
        }

        if (feedback.Allowance is { } left && left.Calls <= others && IsObeyed(left.Seconds))
        {
            _pause.Begin(now, left.Seconds);
        }
    }

    private void LearnRefusal(Turn turn, Feedback feedback, bool isAlone, double now)
    {
        var isOutage = feedback.Signal == PaceSignal.Busy && now - _lastServed >= Recently;
        if (isOutage)
        {
            _rate.Forget();
        }

        if (feedback.Signal == PaceSignal.Limited
            || (feedback.Signal == PaceSignal.Busy && !isOutage && (isAlone || _rate.IsLimited)))
        {
            if (turn.Started > _limited)
            {
                LearnRate(feedback, now);
            }
        }
        else if (feedback.Signal is PaceSignal.Busy or PaceSignal.TimedOut)
        {
            _inFlight.Shrink(turn.Started, now);
        }
    }

    private void LearnRate(Feedback feedback, double now)
    {
        var active = _pause.Without(now);
        _has429 |= feedback.Signal == PaceSignal.Limited;
        switch (feedback.Signal == PaceSignal.Limited ? true : _busy.IsLimit(_rate.Excess(active)))
        {
            case true:
                _limited = now;
                _rate.Refused(active, feedback.Pause);
                break;
            case null when !_has429:
                _rate.Forget();
                break;
        }
    }

    private bool IsObeyed(double pause) => pause < longestPause;
}
