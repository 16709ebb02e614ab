using System.Diagnostics;
using CentryPS.Benchmarks.Running;
using CentryPS.Benchmarks.Server;

namespace CentryPS.Benchmarks.Paths;

/// <summary>Compares a list of 100,000 webhooks with a bare streaming parse of the same pages.</summary>
internal static class ListPath
{
    private const int PageSize = 100;

    public static void Run(ServerProcess server, Report report)
    {
        Report.Begin("List of 100,000: Get-CentryWebhook / bare streaming parse");
        using var engine = new Engine(server.At("0"));
        using var bare = new BareClient(server.At("0"));
        var rates = Comparison.Run(
            Comparison.Rounds,
            () => Comparison.Rate(Samples.Count, () => engine.Run("$null = Get-CentryWebhook")),
            () => Comparison.Rate(Samples.Count, () => engine.Run("$null = Get-CentryWebhook -ThrottleLimit 1")),
            () => Comparison.Rate(
                Samples.Count,
                () => bare.ReadListAsync(PageSize, _ => { }).GetAwaiter().GetResult()));
        report.AtLeast(0.83, "objects a second, 0 ms", new Pair(rates[0], rates[2], "objects/s"));
        report.Show("the same with -ThrottleLimit 1", new Pair(rates[1], rates[2], "objects/s"));
        var bytes = Comparison.Run(
            1,
            () => Allocated(engine, string.Empty),
            () => Allocated(engine, "-ThrottleLimit 1"));
        report.AtMost(1.1, "bytes allocated per object / with -ThrottleLimit 1", new Pair(bytes[0], bytes[1], "B"));
        report.AtMost(2, "time to the first object / time of one bare page", FirstObject(engine, bare));
    }

    private static double Allocated(Engine engine, string parameters)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        engine.Run($"$null = Get-CentryWebhook {parameters}");
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Samples.Count;
    }

    private static Pair FirstObject(Engine engine, BareClient bare)
    {
        var times = Comparison.Run(
            Comparison.Rounds * 20,
            () => ToFirst(engine),
            () => ToPage(bare));
        return new Pair(times[0], times[1], "ms");
    }

    // From the start of the command to its first object: later calls of Stop have no effect.
    private static double ToFirst(Engine engine)
    {
        var watch = new Stopwatch();
        engine.Runspace.SessionStateProxy.SetVariable("watch", watch);
        engine.Run($"$watch.Start(); Get-CentryWebhook -First {PageSize} | ForEach-Object {{ $watch.Stop() }}");
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double ToPage(BareClient bare)
    {
        var watch = Stopwatch.StartNew();
        bare.GetPageAsync(null, PageSize).GetAwaiter().GetResult();
        return watch.Elapsed.TotalMilliseconds;
    }
}
