namespace CentryPS.Limits;

/// <summary>
/// A server that limits its callers, on a clock that whoever asks holds: the same for the simulation, in which hours pass in
/// milliseconds, and for the benchmark over HTTP. Times are in seconds since the server began. Not safe for many threads.
/// </summary>
public abstract class ServerLimit
{
    /// <summary>How long an answer takes that waits for nothing.</summary>
    protected const double Latency = 0.02;

    private Random _noise = new(20261124);

    /// <summary>How many calls were accepted.</summary>
    public int Accepted { get; private set; }

    /// <summary>How many calls were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Seconds of the <c>Retry-After</c> of a refusal; none for null.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Varies the latency of the responses.</summary>
    public int Seed { init => _noise = new Random(value); }

    /// <summary>Takes a call, or refuses it.</summary>
    /// <param name="now">When it comes.</param>
    public Verdict Ask(double now)
    {
        var verdict = Judge(now);
        Accepted += verdict.IsAccepted ? 1 : 0;
        Refused += verdict.IsAccepted ? 0 : 1;
        return verdict with { Seconds = verdict.Seconds * (0.8 + (0.4 * _noise.NextDouble())) };
    }

    /// <summary>How many calls it would have accepted in so much time.</summary>
    public abstract double Allows(double seconds);

    /// <summary>What becomes of a call, and how long its answer takes but for noise.</summary>
    protected abstract Verdict Judge(double now);
}
