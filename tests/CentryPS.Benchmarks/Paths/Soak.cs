using System.Diagnostics;
using CentryPS.Benchmarks.Running;
using CentryPS.Sandbox.Server;
using CentryPS.Sandbox.Server.Faults;

namespace CentryPS.Benchmarks.Paths;

/// <summary>
/// Runs 50,000 updates with 10 % faults; checks that results are reported correctly and resources do not accumulate.
/// </summary>
internal static class Soak
{
    private const int Calls = 50_000;
    private const int Turns = 10;
    private const double Share = 0.02;

    private static readonly FaultKind[] Kinds =
        [FaultKind.Status, FaultKind.DropBefore, FaultKind.DropAfter, FaultKind.Cut, FaultKind.HalfJson];

    public static async Task RunAsync(Report report)
    {
        Report.Begin("Soak: 50,000 updates with 10 % faults (503, dropped before and after, cut, half of the JSON)");
        await using var centry = await SandboxServer.StartAsync(new SandboxOptions { OrderCount = 1000 });
        using var engine = new Engine(centry.BaseUri, centry.AccessToken, "-MaximumRetryCount 6");
        foreach (var kind in Kinds)
        {
            centry.Faults.Add(new Fault { Kind = kind, Method = "PUT", Probability = Share });
        }

        var (mismatched, failed) = (0, 0);
        var used = new List<(double Memory, double Handles)>();
        var clock = Stopwatch.StartNew();
        for (var turn = 0; turn < Turns; turn++)
        {
            var result = SoakTurn.Run(engine, centry, turn, Calls / Turns);
            mismatched += result.Mismatched;
            failed += result.Failed;
            used.Add((GC.GetTotalMemory(forceFullCollection: true) / 1e6, Handles()));
        }

        report.AtLeast(100, "calls / 1 a second", new Pair(Calls / clock.Elapsed.TotalSeconds, 1, "a second"));
        report.AtMost(0, "orders whose state is not what was reported / calls", new Pair(mismatched, Calls, "orders"));
        report.Show("reported as failed or unknown after all retries / calls", new Pair(failed, Calls, "calls"));
        report.AtMost(1.1, "live memory at the end / after the second of ten turns", new Pair(used[^1].Memory, used[1].Memory, "MB"));
        report.AtMost(1.1, "open handles at the end / after the second of ten turns", new Pair(used[^1].Handles, used[1].Handles, "handles"));
    }

    private static double Handles()
    {
        using var process = Process.GetCurrentProcess();
        return process.HandleCount;
    }
}
