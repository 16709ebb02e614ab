using System.Diagnostics;
using System.Management.Automation;
using CentryPS.Benchmarks.Running;
using CentryPS.Benchmarks.Server;

namespace CentryPS.Benchmarks.Paths;

/// <summary>Measures how fast Ctrl-C stops a command in the middle of 100,000 rows.</summary>
internal static class StopPath
{
    private const double Latency = 20;

    public static void Run(ServerProcess server, Report report)
    {
        Report.Begin("Ctrl-C in the middle of 100,000 rows");
        using var engine = new Engine(server.At("20"));
        var time = Comparison.Run(Comparison.Rounds, () => Stop(engine))[0];
        report.AtMost(5, "time to stop / latency", new Pair(time, Latency, "ms"));
    }

    private static double Stop(Engine engine)
    {
        using var shell = PowerShell.Create(engine.Runspace);
        using var output = new PSDataCollection<PSObject>();
        using var isRunning = new ManualResetEventSlim();
        engine.Runspace.SessionStateProxy.SetVariable("rows", Rows.Make(Samples.Count));
        output.DataAdded += (_, item) =>
        {
            if (item.Index >= 100)
            {
                isRunning.Set();
            }
        };
        shell.AddScript("$rows | Set-CentryOrder -ThrottleLimit 16").BeginInvoke<PSObject, PSObject>(null, output);
        isRunning.Wait();
        var started = Stopwatch.GetTimestamp();
        shell.Stop();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
