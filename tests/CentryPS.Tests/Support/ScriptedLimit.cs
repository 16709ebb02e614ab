using CentryPS.Limits;

namespace CentryPS.Tests.Support;

/// <summary>A server limit whose responses are scripted by a test.</summary>
/// <param name="status">Returns the status for a time in seconds and the number of a call.</param>
internal sealed class ScriptedLimit(Func<double, int, int> status) : ServerLimit
{
    /// <summary>Stands for a connection that closes without a response.</summary>
    public const int Dropped = 0;

    private int _calls;

    public override double MaximumCalls(double seconds) => Accepted;

    protected override LimitResponse Decide(double now) => new(status(now, ++_calls), Latency);
}
