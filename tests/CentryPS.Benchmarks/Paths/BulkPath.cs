using CentryPS.Benchmarks.Running;
using CentryPS.Benchmarks.Server;

namespace CentryPS.Benchmarks.Paths;

/// <summary>Compares Set-CentryOrder with a bare HttpClient that has the same number of calls in flight.</summary>
internal static class BulkPath
{
    public static void Run(ServerProcess server, Report report)
    {
        Report.Begin("Bulk update: Set-CentryOrder / bare HttpClient, rows a second");
        report.AtLeast(0.95, "20 ms, throttle 8", Measure(server, "20", 8, 800));
        report.AtLeast(0.95, "20 ms, throttle 16", Measure(server, "20", 16, 1600));
        report.AtLeast(0.95, "20 ms, throttle 64", Measure(server, "20", 64, 6400));
        report.AtLeast(0.90, "20 ms and 5 % at 200 ms, throttle 8", Measure(server, "20x", 8, 800));
        report.Show("0 ms, throttle 16", Measure(server, "0", 16, 20_000));
        report.Show("20 ms, throttle 16 / bare HttpClient one by one", Measure(server, "20", 16, 1600, 1, 100));
    }

    private static Pair Measure(ServerProcess server, string latency, int throttle, int count) =>
        Measure(server, latency, throttle, count, throttle, count);

    private static Pair Measure(
        ServerProcess server, string latency, int throttle, int count, int bareInFlight, int bareCount)
    {
        using var engine = new Engine(server.At(latency));
        using var bare = new BareClient(server.At(latency));
        var script = $"$null = $rows | Set-CentryOrder -ThrottleLimit {throttle}";
        var rates = Comparison.Run(
            Comparison.Rounds,
            () => Comparison.Rate(count, () => engine.Run(script, Rows.Make(count))),
            () => Comparison.Rate(bareCount, () => bare.UpdateOrders(bareCount, bareInFlight)));
        return new Pair(rates[0], rates[1], "rows/s");
    }
}
