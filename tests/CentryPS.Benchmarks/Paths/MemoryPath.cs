using CentryPS.Benchmarks.Running;
using CentryPS.Benchmarks.Server;

namespace CentryPS.Benchmarks.Paths;

/// <summary>The most memory that is alive while a command runs: with ten times the objects it should be the same.</summary>
internal static class MemoryPath
{
    private const int Few = 10_000;
    private const int Looks = 20;

    public static void Run(ServerProcess server, Report report)
    {
        Report.Begin("Peak live memory: 100,000 / 10,000");
        using var engine = new Engine(server.At("0"));
        report.AtMost(1.1, "update", Compare(engine, "$rows | Set-CentryOrder -ThrottleLimit 16"));
        report.AtMost(1.1, "list", Compare(engine, "Get-CentryWebhook -First $rows.Count"));
        report.Show("update, 100,000 / 1,000", Pair(engine, "$rows | Set-CentryOrder -ThrottleLimit 16", 1000));
    }

    private static Pair Compare(Engine engine, string script) => Pair(engine, script, Few);

    private static Pair Pair(Engine engine, string script, int few)
    {
        Peak(engine, script, few);
        var least = Peak(engine, script, few);
        return new Pair(Peak(engine, script, Samples.Count), least, "MB");
    }

    /// <summary>Passes the objects on to a script block that looks at the heap now and then.</summary>
    private static double Peak(Engine engine, string script, int count)
    {
        var meter = new HeapMeter(count / Looks);
        engine.Runspace.SessionStateProxy.SetVariable("meter", meter);
        engine.Run(script + " | ForEach-Object { $meter.Pass() }", new CountedRows(count));
        return meter.Passed == count
            ? meter.Peak / 1e6
            : throw new InvalidOperationException($"{meter.Passed} of {count} objects came.");
    }
}
