using CentryPS.Benchmarks.Running;
using CentryPS.Benchmarks.Server;

namespace CentryPS.Benchmarks.Paths;

/// <summary>
/// Measures the share of a server's limit that a bulk run uses, and the share of its calls that the server refuses.
/// </summary>
internal static class LimitsPath
{
    private static readonly Dictionary<string, double> Shares = [];

    private static int _run;

    public static void Run(ServerProcess server, Report report)
    {
        Report.Begin("Limits: accepted / allowed, refused / accepted");
        foreach (var throttle in (int[])[8, 64])
        {
            Measure(server, report, "20 a second, 20 at once", "bucket-20-20", 600, throttle, 0.9, 0.05);
            Measure(server, report, "20 a second, 20 at once, Retry-After: 1", "bucket-20-20-1", 600, throttle, 0.85, 0.05);
        }

        foreach (var throttle in (int[])[16, 64])
        {
            Measure(server, report, "100 a second, 10 at once", "bucket-100-10", 2000, throttle, 0.9, 0.05);
            Measure(server, report, "100 a second, 10 at once, Retry-After: 1", "bucket-100-10-1", 2000, throttle, 0.85, 0.05);
        }

        Measure(server, report, "40 a second that are 20 for a while", "halves-40-20-15", 1500, 16, 0.85, 0.08);
        Measure(server, report, "5 a second, 5 at once", "bucket-5-5", 100, 8, 0.88, 0.08);
        Measure(server, report, "5 workers of 100 ms, a queue of 10, then 503", "workers-5-100-10", 1000, 64, 0.9, 0.05);
        report.Figures.Set("limits", Shares); // the lowest share for each limit, over all throttles
    }

    private static void Measure(
        ServerProcess server,
        Report report,
        string label,
        string limit,
        int calls,
        int throttle,
        double share,
        double refused)
    {
        var segment = $"{limit}-{++_run}";
        using (var engine = new Engine(server.At(segment)))
        {
            engine.Run($"$null = $rows | Set-CentryOrder -ThrottleLimit {throttle}", Rows.Make(calls));
        }

        var counts = server.Ask(segment);
        report.AtLeast(share, $"{label}, throttle {throttle}", new Pair(counts[0], counts[2], "calls"));
        report.AtMost(refused, $"refused: {label}, throttle {throttle}", new Pair(counts[1], counts[0], "calls"));
        Shares[limit] = Math.Min(100 * counts[0] / counts[2], Shares.GetValueOrDefault(limit, double.MaxValue));
    }
}
