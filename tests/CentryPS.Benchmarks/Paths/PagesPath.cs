using CentryPS.Benchmarks.Running;
using CentryPS.Benchmarks.Server;

namespace CentryPS.Benchmarks.Paths;

/// <summary>Compares a list whose pages are read in parallel with the same list read one page at a time.</summary>
internal static class PagesPath
{
    private static readonly int[] Throttles = [8, 1];

    public static void Run(ServerProcess server, Report report)
    {
        Report.Begin("List of 5,000, 100 ms, pages of 100, in a session that has read it before: Get-CentryOrder -ThrottleLimit 8 / -ThrottleLimit 1");
        using var engine = new Engine(server.Address);
        var logs = Compare(server, engine, report, "four weeks, some days with five times as many", round => $"100.weeks.{round}", speed: 5, calls: 1.4);
        report.Figures.Set("pages", Draw(logs));
        Compare(server, engine, report, "all of one second", _ => "100.second", speed: 0.95, calls: 1.1);
        Limit(server, engine, report);
    }

    /// <returns>The log of the last round's calls, by throttle.</returns>
    private static Dictionary<int, double[]> Compare(
        ServerProcess server, Engine engine, Report report, string what, Func<int, string> list, double speed, double calls)
    {
        var logs = Throttles.ToDictionary(throttle => throttle, _ => new List<double[]>());
        var rates = Comparison.Run(
            Comparison.Rounds,
            [.. Throttles.Select<int, Func<double>>(throttle => () => Rate(throttle))]);
        report.AtLeast(speed, what, new Pair(rates[0], rates[1], "orders/s"));
        report.AtMost(calls, $"calls: {what}", new Pair(Calls(8), Calls(1), "calls"));
        return logs.ToDictionary(log => log.Key, log => log.Value[^1]);

        double Rate(int throttle)
        {
            var segment = list(logs[throttle].Count); // a different list in each round
            List(engine, server.At(segment), "-ThrottleLimit 8"); // warm up: a new session starts slowly
            _ = server.Ask(segment); // resets the log
            var rate = Read(engine, $"-ThrottleLimit {throttle}");
            logs[throttle].Add(server.Ask(segment));
            return rate;
        }

        double Calls(int throttle) => Comparison.Median(logs[throttle].Skip(1).Select(log => log.Length / 2.0));
    }

    private static Dictionary<string, double> Draw(Dictionary<int, double[]> logs)
    {
        Dictionary<string, double> figures = [];
        foreach (var (throttle, log) in logs)
        {
            var start = log.Min();
            figures[$"{throttle}"] = Math.Round(log.Max() - start);
            foreach (var (i, call) in log.Chunk(2).OrderBy(call => call[0]).Index())
            {
                figures[$"{throttle}.{i}.from"] = Math.Round(call[0] - start);
                figures[$"{throttle}.{i}.to"] = Math.Round(call[1] - start);
            }
        }

        return figures;
    }

    // A new session reads each list, so that it does not know the limit.
    private static void Limit(ServerProcess server, Engine engine, Report report)
    {
        var (accepted, refused, allowed) = (0.0, 0.0, 0.0);
        for (var round = 0; round < Comparison.Rounds; round++)
        {
            var segment = $"bucket-20-20-list{round}";
            List(engine, server.At(segment), string.Empty);
            var counts = server.Ask(segment);
            (accepted, refused, allowed) = (accepted + counts[0], refused + counts[1], allowed + counts[2]);
        }

        report.AtLeast(0.9, "a server of 20 a second, 20 at once: accepted / allowed", new Pair(accepted, allowed, "calls"));
        report.AtMost(0.05, "the same: refused / accepted", new Pair(refused, accepted, "calls"));
    }

    private static double List(Engine engine, Uri centry, string parameters)
    {
        engine.Run($"Connect-Centry -AccessToken a-token-of-the-benchmark -BaseUri {centry}");
        return Read(engine, parameters);
    }

    private static double Read(Engine engine, string parameters) => Comparison.Rate(IdLists.Few, () => engine.Run(
        $"$orders = @(Get-CentryOrder {parameters}); if ($orders.Count -ne {IdLists.Few}) {{ throw \"Received $($orders.Count) orders.\" }}"));
}
