namespace CentryPS.Limits;

/// <summary>
/// A simulated server that limits its callers. The caller supplies the time in seconds since the server started, so
/// that the simulation (hours in milliseconds) and the benchmark (over HTTP) use the same servers. Not thread-safe.
/// </summary>
public abstract class ServerLimit
{
    /// <summary>The latency of a call that is not queued, in seconds.</summary>
    protected const double Latency = 0.02;

    private Random _jitter = new(20261124);

    /// <summary>The number of accepted calls.</summary>
    public int Accepted { get; private set; }

    /// <summary>The number of refused calls.</summary>
    public int Refused { get; private set; }

    /// <summary>The <c>Retry-After</c> of refusals in seconds; null for none.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The seed of the random latency.</summary>
    public int Seed { init => _jitter = new Random(value); }

    /// <summary>Accepts or refuses a call.</summary>
    /// <param name="now">The time of the call.</param>
    public LimitResponse Handle(double now)
    {
        var response = Decide(now);
        Accepted += response.IsAccepted ? 1 : 0;
        Refused += response.IsAccepted ? 0 : 1;
        return response with { Latency = response.Latency * (0.8 + (0.4 * _jitter.NextDouble())) };
    }

    /// <summary>Returns the maximum number of calls that the limit allows from the start to a time.</summary>
    public abstract double MaximumCalls(double seconds);

    /// <summary>Returns the response to a call, without the random part of its latency.</summary>
    protected abstract LimitResponse Decide(double now);
}
