namespace CentryPS.Http.Pacing;

/// <summary>
/// The state of the server as a session has learned it: its limits, the pause that it requests, and whether it serves
/// calls. Not thread-safe. Times are in seconds.
/// </summary>
internal sealed class ServerState(SendOptions options)
{
    /// <summary>
    /// The time for which a server may refuse all calls with 429 after it has served one: the period of a per-minute
    /// limit, plus half.
    /// </summary>
    private const double Patience = 90;

    /// <summary>A 503 within this time after a served call means a busy server; later, it means an outage.</summary>
    private const double Recently = 10;

    /// <summary>
    /// The server is down if it has refused all calls for <see cref="Down"/> seconds and a refused call was given up
    /// within the last <see cref="Memory"/> seconds.
    /// </summary>
    private const double Down = 5, Memory = 30;

    /// <summary>
    /// 503 is a rate limit, as of nginx's <c>limit_req</c>, if two of four responses are 503: each counts 1, and
    /// <see cref="Fading"/> times that after each further response. A single one may be chance.
    /// </summary>
    private const double Frequent = 1.6, Fading = 0.875;

    /// <summary>Refusals allowed for one call while others are served, in addition to its retries.</summary>
    private const int MostRefusals = 5;

    /// <summary>Further refusals of a call while others are served are specific to it; the pace ignores them.</summary>
    private const int MostUnspecific = 2;

    /// <summary>
    /// The retry budget, so that a bulk run does not multiply its calls when the server is down: the token bucket of
    /// the standard retry mode of the AWS SDKs.
    /// </summary>
    private const int Budget = 500, RetryCost = 5, TimeoutCost = 10;

    /// <summary>The timeout of one call with all its failed attempts and waits.</summary>
    private const double TotalTime = 5 * 60;

    private readonly InFlightLimit _inFlight = new();
    private readonly CallRate _rate = new();
    private double _served = double.NegativeInfinity;
    private double _limited = double.NegativeInfinity;
    private double _refusedSince = double.PositiveInfinity;
    private double _gaveUp = double.NegativeInfinity;
    private double _busy;
    private int _budget = Budget;

    /// <summary>The maximum number of calls in flight.</summary>
    public int MostInFlight => _inFlight.Most;

    /// <summary>Returns the time until the pause and the rate allow the next call.</summary>
    public double Wait(double now) => Math.Max(0, _rate.NextStart - now);

    /// <inheritdoc cref="Pace.Delay"/>
    public double Delay(double now) => Wait(now) is >= 1 and var wait ? wait : _rate.PauseLeft(now);

    /// <summary>Records the start of an attempt.</summary>
    public void Start(double now) => _rate.Start(now);

    /// <summary>Learns from the outcome of an attempt and decides what follows.</summary>
    /// <param name="turn">The turn of the call.</param>
    /// <param name="outcome">The outcome of the attempt.</param>
    /// <param name="running">The number of other calls in flight.</param>
    /// <param name="queued">The number of calls in the queue.</param>
    /// <param name="now">The time.</param>
    public Verdict Judge(Turn turn, Outcome outcome, int running, int queued, double now)
    {
        var servesOthers = outcome.IsRefusal && _served > (turn.Refused ?? turn.Started);
        var isBusy = outcome.Signal == PaceSignal.Busy && running + queued > 0 && now - _served < Recently;
        turn.Refused = outcome.IsRefusal ? turn.Started : null;
        turn.Refusals += servesOthers || isBusy ? 1 : 0;
        if (!servesOthers || turn.Refusals <= MostUnspecific)
        {
            Learn(turn, outcome, running, now);
        }

        var verdict = !outcome.MayRepeat ? default
            : !IsObeyed(outcome.Pause) ? new Verdict { ExcessivePause = TimeSpan.FromSeconds(outcome.Pause) }
            : servesOthers && turn.Refusals > MostRefusals + options.MaximumRetryCount ? default
            : servesOthers || isBusy ? new Verdict(RetryPolicy.BackoffAfterRefusal(turn.Refusals))
            : IsUsedUp(turn, outcome, now) ? new Verdict(TimeSpan.Zero)
            : Retry(turn, outcome, now);
        return verdict with { Limits = Limits(now) };
    }

    // The refusal may mean that the calls of the current period are used up. The pace delays it, like all other calls.
    private bool IsUsedUp(Turn turn, Outcome outcome, double now) =>
        outcome.Signal == PaceSignal.Limited
        && turn.Refusals <= MostUnspecific
        && now - _served < Patience
        && !IsDown(now);

    private bool IsDown(double now) => now - _refusedSince >= Down && now - _gaveUp < Memory;

    // The server serves no call, or the attempt failed: uses a retry of the call, and a part of the budget.
    private Verdict Retry(Turn turn, Outcome outcome, double now)
    {
        turn.Failures++;
        var wait = outcome.Pause > 0 ? TimeSpan.FromSeconds(outcome.Pause) : RetryPolicy.Backoff(turn.Failures);
        turn.FailedTime += now - turn.Started + wait.TotalSeconds;
        var isDown = outcome.IsRefusal && IsDown(now);
        if (isDown
            || Math.Max(turn.Failures, _rate.Probes) > options.MaximumRetryCount
            || turn.FailedTime >= TotalTime)
        {
            _gaveUp = outcome.IsRefusal ? now : _gaveUp;
            return new Verdict { IsOutOfRetries = isDown };
        }

        var cost = outcome.IsRefusal ? 0 : outcome.Signal == PaceSignal.TimedOut ? TimeoutCost : RetryCost;
        if (cost > _budget)
        {
            return new Verdict { IsOutOfRetries = true };
        }

        _budget -= cost;
        return new Verdict(outcome.Pause > 0 || outcome.Signal == PaceSignal.Limited ? TimeSpan.Zero : wait);
    }

    private void Learn(Turn turn, Outcome outcome, int running, double now)
    {
        if (outcome.Signal is PaceSignal.Served or PaceSignal.Busy)
        {
            _busy = (_busy * Fading) + (outcome.Signal == PaceSignal.Busy ? 1 : 0);
        }

        if (outcome.Signal == PaceSignal.Served)
        {
            LearnService(turn, running, now);
        }
        else if (IsObeyed(outcome.Pause))
        {
            LearnFailure(turn, outcome, running, now);
            _rate.Pause(now, outcome.Pause);
        }

        if (outcome.Allowance is { } left && left.Calls <= running && IsObeyed(left.Seconds))
        {
            _rate.Pause(now, left.Seconds);
        }
    }

    private void LearnService(Turn turn, int running, double now)
    {
        _served = now;
        _refusedSince = double.PositiveInfinity;
        _gaveUp = double.NegativeInfinity;
        _budget = Math.Min(Budget, _budget + 1);
        _inFlight.Respond(now - turn.Started, turn.IsRead, running + 1);
        if (turn.Started > _limited)
        {
            _rate.Accept(now);
        }
    }

    private void LearnFailure(Turn turn, Outcome outcome, int running, double now)
    {
        _refusedSince = outcome.IsRefusal ? Math.Min(_refusedSince, now) : _refusedSince;
        var isOutage = outcome.Signal == PaceSignal.Busy && now - _served >= Recently;
        if (isOutage)
        {
            _rate.Forget();
        }

        var is429 = outcome.Signal == PaceSignal.Limited;
        if (is429 || (outcome.Signal == PaceSignal.Busy && !isOutage && (running == 0 || _rate.IsLimited)))
        {
            if (turn.Started > _limited && (is429 || _busy >= Frequent))
            {
                _limited = now;
                _rate.Refuse(now);
            }
        }
        else if (outcome.Signal is PaceSignal.Busy or PaceSignal.TimedOut)
        {
            _inFlight.Lower(turn.Started, now);
        }
    }

    private PaceLimits? Limits(double now) => _rate.IsLimited || _inFlight.Known is not null
        ? new PaceLimits(_rate.IsLimited ? _rate.PerSecond(now) : null, _inFlight.Known)
        : null;

    private static bool IsObeyed(double pause) => pause < TotalTime;
}
