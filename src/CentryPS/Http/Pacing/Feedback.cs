namespace CentryPS.Http.Pacing;

/// <summary>What came of a call's turn.</summary>
/// <param name="Signal">What it says about the pace.</param>
/// <param name="IsRead">Whether the call changes nothing: reads and writes take different times.</param>
internal readonly record struct Feedback(PaceSignal Signal, bool IsRead)
{
    /// <summary>For how many seconds the server asks for no calls.</summary>
    public double Pause { get; init; }

    /// <summary>Whether it is this call that is refused, again and again, and others are served: that says nothing of the pace.</summary>
    public bool IsOwn { get; init; }

    /// <summary>What it says of the calls that are left.</summary>
    public RateAllowance? Allowance { get; init; }

    /// <summary>Whether it refuses the call without having looked at it.</summary>
    public bool IsRefusal => Signal is PaceSignal.Limited or PaceSignal.Busy;

    /// <summary>Reads an answer, or why there is none.</summary>
    public static Feedback From(CentryRequest request, CentryResponse? response, AttemptFailure? failure, DateTimeOffset now) =>
        response is null
            ? new Feedback(failure == AttemptFailure.TimedOut ? PaceSignal.TimedOut : PaceSignal.None, request.IsRead)
            : new Feedback(Signals((int)response.Status), request.IsRead)
            {
                Pause = Math.Max(0, response.RetryAfter(now)?.TotalSeconds ?? 0),
                Allowance = RateAllowance.Read(response.Headers, now),
            };

    private static PaceSignal Signals(int status) => status switch
    {
        429 => PaceSignal.Limited,
        503 => PaceSignal.Busy,
        408 or >= 500 => PaceSignal.None,
        _ => PaceSignal.Served,
    };
}
