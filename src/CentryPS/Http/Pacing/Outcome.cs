namespace CentryPS.Http.Pacing;

/// <summary>The outcome of an attempt, as the pace needs it.</summary>
/// <param name="Signal">The meaning of the outcome for the pace.</param>
/// <param name="MayRepeat">True if the same request may succeed later, and repeating it does no harm.</param>
internal readonly record struct Outcome(PaceSignal Signal, bool MayRepeat)
{
    /// <summary>The pause that the server requests, in seconds; 0 for none.</summary>
    public double Pause { get; init; }

    /// <summary>The remaining calls that the response announces; null for none.</summary>
    public RateAllowance? Allowance { get; init; }

    /// <summary>True if the server refused the call without processing it.</summary>
    public bool IsRefusal => Signal is PaceSignal.Limited or PaceSignal.Busy;

    /// <summary>Creates the outcome of an attempt with a response.</summary>
    public static Outcome From(CentryRequest request, CentryResponse response, DateTimeOffset now) =>
        new(Signals((int)response.Status), RetryPolicy.IsWorthRepeating(request, response.Status))
        {
            Pause = Math.Max(0, response.RetryAfter(now)?.TotalSeconds ?? 0),
            Allowance = RateAllowance.Read(response.Headers, now),
        };

    /// <summary>Creates the outcome of an attempt without a response.</summary>
    /// <param name="request">The request.</param>
    /// <param name="failure">The reason; null if the caller cancelled.</param>
    public static Outcome From(CentryRequest request, AttemptFailure? failure) =>
        new(
            failure == AttemptFailure.TimedOut ? PaceSignal.TimedOut : PaceSignal.None,
            failure is { } reason && RetryPolicy.IsWorthRepeating(request, reason));

    private static PaceSignal Signals(int status) => status switch
    {
        429 => PaceSignal.Limited,
        503 => PaceSignal.Busy,
        408 or >= 500 => PaceSignal.None,
        _ => PaceSignal.Served,
    };
}
