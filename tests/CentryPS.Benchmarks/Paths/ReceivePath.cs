using CentryPS.Benchmarks.Running;
using CentryPS.Benchmarks.Server;

namespace CentryPS.Benchmarks.Paths;

/// <summary>Compares Receive-CentryNotification, with and without an inbox, with a bare HttpListener.</summary>
internal static class ReceivePath
{
    private const int Count = 20_000;
    private const int Burst = 50_000;
    private const int Many = 200_000;

    public static void Run(ServerProcess server, Report report)
    {
        Report.Begin("Receive: Receive-CentryNotification / bare HttpListener");
        using var engine = new Engine(server.At("0"));
        Dictionary<string, double> perSecond = [];
        foreach (var connections in new[] { 16, 64 })
        {
            var rates = Compare(engine, report, connections);
            perSecond[$"direct-{connections}"] = rates[0];
            perSecond[$"inbox-{connections}"] = rates[1];
            perSecond[$"bare-{connections}"] = rates[2];
        }

        report.Figures.Set("notifications", perSecond);

        var burst = Receive(engine, Burst, 64, hasInbox: true);
        report.AtLeast(3000, "burst of 50,000 from 64 connections, with inbox / 1 a second", new Pair(burst.Rate, 1, "notifications/s"));
        report.AtMost(50, "its p99 / 1 ms", new Pair(burst.P99, 1, "ms"));
        report.Show("append and fsync of a bare file / 1 a second", new Pair(Fsyncs(), 1, "a second"));
        report.AtMost(1.1, "peak live memory, 200,000 / 20,000", Memory(engine, hasInbox: false));
        report.AtMost(1.1, "peak live memory with inbox, 200,000 / 20,000", Memory(engine, hasInbox: true));
        ReceiveCrash.Run(report);
    }

    private static double[] Compare(Engine engine, Report report, int connections)
    {
        List<double>[] latencies = [[], [], []]; // p99 of each round
        var rates = Comparison.Run(
            Comparison.Rounds,
            () => AddLatency(latencies[0], Receive(engine, Count, connections, hasInbox: false)),
            () => AddLatency(latencies[1], Receive(engine, Count, connections, hasInbox: true)),
            () => AddLatency(latencies[2], Bare(Count, connections)));
        var p99 = Array.ConvertAll(latencies, rounds => Comparison.Median(rounds.Skip(1)));
        report.AtLeast(0.80, $"{connections} connections", new Pair(rates[0], rates[2], "notifications/s"));
        report.Show($"{connections} connections, p99 of the response", new Pair(p99[0], p99[2], "ms"));
        report.Show($"{connections} connections, with inbox", new Pair(rates[1], rates[2], "notifications/s"));
        report.AtLeast(3000, $"{connections} connections, with inbox / 1 a second", new Pair(rates[1], 1, "notifications/s"));
        report.AtMost(
            50,
            $"{connections} connections, with inbox, p99 of the response / 1 ms",
            new Pair(p99[1], 1, "ms"));
        return rates;
    }

    private static double AddLatency(List<double> latencies, (double Rate, double P99) run)
    {
        latencies.Add(run.P99);
        return run.Rate;
    }

    private static (double Rate, double P99) Receive(Engine engine, int count, int connections, bool hasInbox)
    {
        var postman = Post(engine, "$null = ", string.Empty, count, connections, hasInbox, recordsResults: true, out var rate);
        return (rate, P99(postman, count));
    }

    private static double P99(Postman postman, int count) => postman.Accepted.Count == count
        ? postman.P99
        : throw new InvalidOperationException($"{postman.Accepted.Count} of {count} were accepted.");

    private static (double Rate, double P99) Bare(int count, int connections)
    {
        using var listener = new BareListener();
        var postman = new Postman(listener.Uri);
        var rate = Comparison.Rate(count, () => postman.PostAsync(count, connections).GetAwaiter().GetResult());
        return (rate, P99(postman, count));
    }

    private static Postman Post(
        Engine engine,
        string before,
        string after,
        int count,
        int connections,
        bool hasInbox,
        bool recordsResults,
        out double rate)
    {
        using var folder = new TemporaryInbox();
        var (postman, posted) = ((Postman?)null, Task.CompletedTask);
        Action<string> ready = uri =>
        {
            postman = new Postman(uri) { RecordsResults = recordsResults };
            posted = postman.PostAsync(count, connections);
        };
        engine.Runspace.SessionStateProxy.SetVariable("ready", ready);
        rate = Comparison.Rate(count, () =>
        {
            engine.Run($"{before} Receive-CentryNotification -Port 0 -First {count} {(hasInbox ? $"-InboxPath '{folder.Path}'" : "")} -OnReady {{ $ready.Invoke($_) }} {after}");
            posted.GetAwaiter().GetResult();
        });
        return postman!;
    }

    private static Pair Memory(Engine engine, bool hasInbox)
    {
        Peak(engine, Many / 10, hasInbox);
        var few = Peak(engine, Many / 10, hasInbox);
        return new Pair(Peak(engine, Many, hasInbox), few, "MB");
    }

    private static double Peak(Engine engine, int count, bool hasInbox)
    {
        var meter = new HeapMeter(count / 20);
        engine.Runspace.SessionStateProxy.SetVariable("meter", meter);
        Post(engine, string.Empty, "| ForEach-Object { $meter.Pass() }", count, 16, hasInbox, recordsResults: false, out _);
        return meter.Passed == count
            ? meter.Peak / 1e6
            : throw new InvalidOperationException($"Received {meter.Passed} of {count}.");
    }

    private static double Fsyncs()
    {
        const int Times = 200;
        using var folder = new TemporaryInbox();
        Directory.CreateDirectory(folder.Path);
        using var file = new FileStream(Path.Combine(folder.Path, "bare"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1);
        return Comparison.Rate(Times, () =>
        {
            for (var i = 0; i < Times; i++)
            {
                file.Write(new byte[200]);
                file.Flush(flushToDisk: true);
            }
        });
    }
}
