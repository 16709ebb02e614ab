namespace CentryPS.Http.Pacing;

/// <summary>The outcome of an attempt, as the pace needs it.</summary>
/// <param name="Signal">The meaning of the outcome for the pace.</param>
/// <param name="IsRead">True if the call changes nothing. Reads and writes differ in latency.</param>
internal readonly record struct Feedback(PaceSignal Signal, bool IsRead)
{
    /// <summary>The pause that the server requests, in seconds; 0 for none.</summary>
    public double Pause { get; init; }

    /// <summary>True if the server keeps refusing this call but serves others. The pace ignores it.</summary>
    public bool IsCallSpecific { get; init; }

    /// <summary>The remaining calls that the response announces; null for none.</summary>
    public RateAllowance? Allowance { get; init; }

    /// <summary>True if the server refused the call without processing it.</summary>
    public bool IsRefusal => Signal is PaceSignal.Limited or PaceSignal.Busy;

    /// <summary>Creates feedback from a response, or from the reason why there is none.</summary>
    public static Feedback From(
        CentryRequest request,
        CentryResponse? response,
        AttemptFailure? failure,
        DateTimeOffset now) =>
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
