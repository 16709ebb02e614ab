using CentryPS.Limits;

namespace CentryPS.Tests.Support;

/// <summary>A server limit whose statuses a test determines.</summary>
/// <param name="status">Returns the status, given the time in seconds and the number of the call.</param>
internal sealed class ScriptedLimit(Func<double, int, int> status) : ServerLimit
{
    /// <summary>Stands for a connection that closes without a response.</summary>
    public const int Dropped = 0;

    private int _calls;

    public override double Allows(double seconds) => Accepted;

    protected override Verdict Judge(double now) => new(status(now, ++_calls), Latency);
}
