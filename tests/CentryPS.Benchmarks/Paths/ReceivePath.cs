using CentryPS.Benchmarks.Running;
using CentryPS.Benchmarks.Server;

namespace CentryPS.Benchmarks.Paths;

/// <summary>Notifications through Receive-CentryNotification, with and without an inbox, against a bare HttpListener.</summary>
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
            (perSecond[$"direct-{connections}"], perSecond[$"inbox-{connections}"], perSecond[$"bare-{connections}"]) = (rates[0], rates[1], rates[2]);
        }

        report.Figures.Set("notifications", perSecond);

        var burst = Receive(engine, Burst, 64, isKept: true);
        report.AtLeast(3000, "burst of 50,000 from 64 connections, with inbox / 1 a second", new Pair(burst.Rate, 1, "notifications/s"));
        report.AtMost(50, "its p99 / 1 ms", new Pair(burst.P99, 1, "ms"));
        report.Show("append and fsync of a bare file / 1 a second", new Pair(Fsyncs(), 1, "a second"));
        report.AtMost(1.1, "peak live memory, 200,000 / 20,000", Memory(engine, isKept: false));
        report.AtMost(1.1, "peak live memory with inbox, 200,000 / 20,000", Memory(engine, isKept: true));
        ReceiveCrash.Run(report);
    }

    private static double[] Compare(Engine engine, Report report, int connections)
    {
        List<double>[] late = [[], [], []];
        var rates = Contest.Run(
            Contest.Rounds,
            () => Note(late[0], Receive(engine, Count, connections, isKept: false)),
            () => Note(late[1], Receive(engine, Count, connections, isKept: true)),
            () => Note(late[2], Bare(Count, connections)));
        var (direct, kept, bare) = (Contest.Median(late[0].Skip(1)), Contest.Median(late[1].Skip(1)), Contest.Median(late[2].Skip(1)));
        report.AtLeast(0.80, $"{connections} connections", new Pair(rates[0], rates[2], "notifications/s"));
        report.Show($"{connections} connections, p99 of the answer", new Pair(direct, bare, "ms"));
        report.Show($"{connections} connections, with inbox", new Pair(rates[1], rates[2], "notifications/s"));
        report.AtLeast(3000, $"{connections} connections, with inbox / 1 a second", new Pair(rates[1], 1, "notifications/s"));
        report.AtMost(50, $"{connections} connections, with inbox, p99 of the answer / 1 ms", new Pair(kept, 1, "ms"));
        return rates;
    }

    private static double Note(List<double> late, (double Rate, double P99) run)
    {
        late.Add(run.P99);
        return run.Rate;
    }

    private static (double Rate, double P99) Receive(Engine engine, int count, int connections, bool isKept)
    {
        var postman = Post(engine, "$null = ", string.Empty, count, connections, isKept, remembers: true, out var rate);
        return (rate, P99(postman, count));
    }

    private static double P99(Postman postman, int count) => postman.Accepted.Count == count
        ? postman.P99
        : throw new InvalidOperationException($"{postman.Accepted.Count} of {count} were accepted.");

    private static (double Rate, double P99) Bare(int count, int connections)
    {
        using var listener = new BareListener();
        var postman = new Postman(listener.Uri);
        var rate = Contest.Rate(count, () => postman.PostAsync(count, connections).GetAwaiter().GetResult());
        return (rate, P99(postman, count));
    }

    private static Postman Post(Engine engine, string before, string after, int count, int connections, bool isKept, bool remembers, out double rate)
    {
        using var folder = new TemporaryInbox();
        var (postman, posted) = ((Postman?)null, Task.CompletedTask);
        Action<string> ready = uri =>
        {
            postman = new Postman(uri) { Remembers = remembers };
            posted = postman.PostAsync(count, connections);
        };
        engine.Runspace.SessionStateProxy.SetVariable("ready", ready);
        rate = Contest.Rate(count, () =>
        {
            engine.Run($"{before} Receive-CentryNotification -Port 0 -First {count} {(isKept ? $"-InboxPath '{folder.Path}'" : "")} -OnReady {{ $ready.Invoke($_) }} {after}");
            posted.GetAwaiter().GetResult();
        });
        return postman!;
    }

    private static Pair Memory(Engine engine, bool isKept)
    {
        Peak(engine, Many / 10, isKept);
        var few = Peak(engine, Many / 10, isKept);
        return new Pair(Peak(engine, Many, isKept), few, "MB");
    }

    private static double Peak(Engine engine, int count, bool isKept)
    {
        var meter = new HeapMeter(count / 20);
        engine.Runspace.SessionStateProxy.SetVariable("meter", meter);
        Post(engine, string.Empty, "| ForEach-Object { $meter.Pass() }", count, 16, isKept, remembers: false, out _);
        return meter.Passed == count ? meter.Peak / 1e6 : throw new InvalidOperationException($"{meter.Passed} of {count} came.");
    }

    private static double Fsyncs()
    {
        const int Times = 200;
        using var folder = new TemporaryInbox();
        Directory.CreateDirectory(folder.Path);
        using var file = new FileStream(Path.Combine(folder.Path, "bare"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1);
        return Contest.Rate(Times, () =>
        {
            for (var i = 0; i < Times; i++)
            {
                file.Write(new byte[200]);
                file.Flush(flushToDisk: true);
            }
        });
    }
}
