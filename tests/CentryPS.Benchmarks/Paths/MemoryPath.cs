using CentryPS.Benchmarks.Running;
using CentryPS.Benchmarks.Server;

namespace CentryPS.Benchmarks.Paths;

/// <summary>
/// Measures the peak of live memory while a command runs; it must not depend on the number of objects.
/// </summary>
internal static class MemoryPath
{
    private const int Few = 10_000;
    private const int Samplings = 20;

    public static void Run(ServerProcess server, Report report)
    {
        Report.Begin("Peak live memory: 100,000 / 10,000");
        using var engine = new Engine(server.At("0"));
        Dictionary<string, double> peaks = [];
        foreach (var (what, script) in (ValueTuple<string, string>[])
            [("update", "$rows | Set-CentryOrder -ThrottleLimit 16"), ("list", "Get-CentryWebhook -First $rows.Count")])
        {
            Peak(engine, script, Few);
            foreach (var count in (int[])[Few / 10, Few, Samples.Count])
            {
                peaks[$"{what}-{count}"] = Peak(engine, script, count);
            }

            var most = peaks[$"{what}-{Samples.Count}"];
            report.AtMost(1.1, what, new Pair(most, peaks[$"{what}-{Few}"], "MB"));
            report.Show($"{what}, 100,000 / 1,000", new Pair(most, peaks[$"{what}-{Few / 10}"], "MB"));
        }

        report.Figures.Set("memory", peaks);
    }

    /// <summary>Returns the peak of live memory, sampled while objects pass through the pipeline.</summary>
    private static double Peak(Engine engine, string script, int count)
    {
        var meter = new HeapMeter(count / Samplings);
        engine.Runspace.SessionStateProxy.SetVariable("meter", meter);
        engine.Run(script + " | ForEach-Object { $meter.Pass() }", new CountedRows(count));
        return meter.Passed == count
            ? meter.Peak / 1e6
            : throw new InvalidOperationException($"Received {meter.Passed} of {count} objects.");
    }
}
