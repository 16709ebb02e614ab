namespace CentryPS.Http.Pacing;

/// <summary>
/// What a session has learnt of its server: its limits, the pause for which it asks, and whether it serves anybody. Not safe for
/// many threads. Times are in seconds.
/// </summary>
/// <param name="longestPause">A server that asks for so much is not obeyed: the call fails.</param>
internal sealed class ServerState(double longestPause)
{
    /// <summary>
    /// How long a server that has served may refuse everybody with 429: a limit by the minute, and half as much again.
    /// </summary>
    private const double Patience = 90;

    /// <summary>
    /// Within so long of an answer, a 503 means that it is busy, or, to one that is alone, a limit (nginx's <c>limit_req</c>); after
    /// that an outage.
    /// </summary>
    private const double Recently = 10;

    /// <summary>It is down where it has refused everybody for so long, and a call was given up not long ago.</summary>
    private const double Down = 5;
    private const double Memory = 30;

    /// <summary>A wait that a person notices.</summary>
    private const double LongWait = 1;

    private readonly InFlightLimit _inFlight = new();
    private readonly CallRate _rate = new();
    private readonly ServerPause _pause = new();
    private readonly BusyAnswers _busy = new();
    private double _lastServed = double.NegativeInfinity;
    private double _limited = double.NegativeInfinity;
    private double _refusedSince = double.PositiveInfinity;
    private double _gaveUp = double.NegativeInfinity;
    private bool _isTold; // of a limit, by 429, which is never chance

    /// <summary>How many calls may be in flight.</summary>
    public int MostInFlight => _inFlight.Most;

    /// <inheritdoc cref="CallRate.Probes"/>
    public int Probes => _rate.Probes;

    /// <summary>How long everybody waits: the pause for which it asked, or until it is asked whether it accepts calls again.</summary>
    public double Pause(double now) => Wait(now) is >= LongWait and var wait ? wait : _pause.Left(now);

    /// <summary>How long until the next call may start, where that is a matter of time.</summary>
    public double Wait(double now) => _pause.Left(now) + Math.Max(0, _rate.NextStart - _pause.Without(now));

    /// <summary>Its limits; null while none is in sight.</summary>
    public PaceLimits? Limits(double now) =>
        (_rate.Known(_pause.Without(now)), _inFlight.Known) is var (rate, most) && (rate is not null || most is not null)
            ? new PaceLimits(rate, most)
            : null;

    /// <summary>Whether it has refused a call and serves others at the same time: then there is nothing wrong with either.</summary>
    /// <param name="turn">The turn of the call.</param>
    /// <param name="heard">What came of it.</param>
    /// <param name="hasOthers">Whether there are others that it could serve.</param>
    /// <param name="now">The time.</param>
    public bool IsServing(Turn turn, Feedback heard, bool hasOthers, double now) => heard.IsRefusal && IsObeyed(heard.Pause)
        && (HasServedSince(turn.Started) || (hasOthers && heard.Signal == PaceSignal.Busy && now - _lastServed < Recently));

    /// <summary>Whether it has done something for anybody since a moment.</summary>
    public bool HasServedSince(double moment) => _lastServed > moment;

    /// <summary>Whether it limits its callers, and may have used up what it grants in a while.</summary>
    public bool IsUsedUp(Feedback heard, double now) => heard.Signal == PaceSignal.Limited && IsObeyed(heard.Pause)
        && now - _lastServed < Patience && !IsDown(now);

    /// <summary>Whether it serves nobody, so that no other call would fare better.</summary>
    public bool IsDown(double now) => now - _refusedSince >= Down && now - _gaveUp < Memory;

    /// <summary>A call is given up: it matters where the server has refused it.</summary>
    public void GiveUp(Feedback heard, double now) => _gaveUp = heard.IsRefusal ? now : _gaveUp;

    /// <summary>A call starts.</summary>
    public Turn Start(double now)
    {
        _rate.Started(_pause.Without(now));
        return new Turn(now);
    }

    /// <summary>Learns from what came of a turn.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="heard">What came of it.</param>
    /// <param name="others">How many other calls are in flight.</param>
    /// <param name="now">The time.</param>
    public void Learn(Turn turn, Feedback heard, int others, double now)
    {
        if (heard.Signal is PaceSignal.Served or PaceSignal.Busy)
        {
            _busy.Add(heard.Signal == PaceSignal.Busy);
        }

        if (heard.Signal == PaceSignal.Served)
        {
            _lastServed = now;
            _refusedSince = double.PositiveInfinity;
            _gaveUp = double.NegativeInfinity;
            _rate.Accepted(_pause.Without(now), isNews: turn.Started > _limited);
            _inFlight.Answered(now - turn.Started, heard.IsRead, others + 1);
        }
        else if (!heard.IsOwn && IsObeyed(heard.Pause))
        {
            _refusedSince = heard.IsRefusal ? Math.Min(_refusedSince, now) : _refusedSince;
            LearnRefusal(turn, heard, others == 0, now);
            _pause.Begin(now, heard.Pause);
        }

        if (heard.Allowance is { } left && left.Calls <= others && IsObeyed(left.Seconds))
        {
            _pause.Begin(now, left.Seconds);
        }
    }

    private void LearnRefusal(Turn turn, Feedback heard, bool isAlone, double now)
    {
        var isOutage = heard.Signal == PaceSignal.Busy && now - _lastServed >= Recently;
        if (isOutage)
        {
            _rate.Forget();
        }

        if (heard.Signal == PaceSignal.Limited || (heard.Signal == PaceSignal.Busy && !isOutage && (isAlone || _rate.IsLimited)))
        {
            if (turn.Started > _limited)
            {
                LearnRate(heard, now);
            }
        }
        else if (heard.Signal is PaceSignal.Busy or PaceSignal.TimedOut)
        {
            _inFlight.Shrink(turn.Started, now);
        }
    }

    private void LearnRate(Feedback heard, double now)
    {
        var active = _pause.Without(now);
        _isTold |= heard.Signal == PaceSignal.Limited;
        switch (heard.Signal == PaceSignal.Limited ? true : _busy.AreLimit(_rate.Excess(active)))
        {
            case true:
                _limited = now;
                _rate.Refused(active, heard.Pause);
                break;
            case null when !_isTold:
                _rate.Forget();
                break;
        }
    }

    private bool IsObeyed(double pause) => pause < longestPause;
}
