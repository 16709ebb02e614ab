using CentryPS.Limits;

namespace CentryPS.Tests.Support;

/// <summary>A server that refuses whomever a test wants, for a time.</summary>
/// <param name="status">What it answers at a moment, to the call of that number.</param>
internal sealed class ScriptedLimit(Func<double, int, int> status) : ServerLimit
{
    /// <summary>What stands for a connection that ends without an answer.</summary>
    public const int Dropped = 0;

    private int _calls;

    public override double Allows(double seconds) => Accepted;

    protected override Verdict Judge(double now) => new(status(now, ++_calls), Latency);
}
