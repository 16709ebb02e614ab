using System.Globalization;
using CentryPS.Benchmarks.Running;
using CentryPS.Benchmarks.Server;

namespace CentryPS.Benchmarks.Paths;

/// <summary>Compares the module, in a separate pwsh, with Invoke-RestMethod and with an empty module.</summary>
internal static class PwshPath
{
    private const int StartUps = 9;

    private static readonly string Manifest = Path.Combine(Engine.Root, "CentryPS.psd1");

    public static void Run(ServerProcess server, Report report)
    {
        Report.Begin("In pwsh: CentryPS / alternative");
        if (Pwsh.Path is null)
        {
            Report.Skip("comparisons with Invoke-RestMethod, and start-up", "pwsh is not on the PATH");
            return;
        }

        Throughput(server, report);
        StartUp(server, report);
    }

    private static void Throughput(ServerProcess server, Report report)
    {
        var address = server.Address.AbsoluteUri.TrimEnd('/');
        var lines = Pwsh.Run("SideBySide.ps1", Manifest, address, $"{Comparison.Rounds}", $"{Samples.Count}");
        var medians = lines.Select(line => line.Split(' ')).GroupBy(parts => parts[0], parts => Number(parts[1]))
            .ToDictionary(group => group.Key, Comparison.Median);
        report.Figures.Set("corrections", Seconds("bulk", 1000));
        report.Figures.Set("list", Seconds("list", Samples.Count));
        if (Pwsh.IsDesktop)
        {
            report.Show("bulk update, 20 ms, throttle 16 / Invoke-RestMethod one by one", Of("bulk.module.rate", "bulk.one.rate", "rows/s"));
            report.Show("list of 100,000 / Invoke-RestMethod paging loop", Of("list.module.rate", "list.one.rate", "objects/s"));
            Report.Skip("ForEach-Object -Parallel, and bytes allocated", "not available in Windows PowerShell");
            return;
        }

        report.AtLeast(14, "bulk update, 20 ms, throttle 16 / Invoke-RestMethod one by one", Of("bulk.module.rate", "bulk.one.rate", "rows/s"));
        report.AtLeast(
            0.95,
            "the same / ForEach-Object -Parallel -ThrottleLimit 16; bare HttpClient with 16 in flight / the same",
            new Pair(medians["bulk.module.rate"] / medians["bulk.parallel.rate"], Limit(server) / medians["bulk.parallel.rate"], "times"));
        report.AtLeast(7, "list of 100,000 / Invoke-RestMethod paging loop", Of("list.module.rate", "list.one.rate", "objects/s"));
        report.AtLeast(7, "bytes allocated per listed object, Invoke-RestMethod / CentryPS", Of("list.one.bytes", "list.module.bytes", "B"));

        Dictionary<string, double> Seconds(string kind, int count) => medians
            .Where(median => median.Key.StartsWith(kind, StringComparison.Ordinal) && median.Key.EndsWith(".rate", StringComparison.Ordinal))
            .ToDictionary(median => median.Key.Split('.')[1], median => count / median.Value);

        Pair Of(string ours, string theirs, string unit) => new(medians[ours], medians[theirs], unit);
    }

    // The upper bound for clients with the same number of calls in flight.
    private static double Limit(ServerProcess server)
    {
        const int Count = 1600;
        using var bare = new BareClient(server.At("20"));
        return Comparison.Run(
            Comparison.Rounds,
            () => Comparison.Rate(Count, () => bare.UpdateOrders(Count, inFlight: 16)))[0];
    }

    private static void StartUp(ServerProcess server, Report report)
    {
        if (Pwsh.IsDesktop)
        {
            Report.Skip("start-up", "the empty module requires .NET");
            return;
        }

        using var empty = new EmptyModule();
        var address = server.Address.AbsoluteUri.TrimEnd('/');
        var imports = Comparison.Run(
            StartUps,
            () => Number(Pwsh.Run("StartUp.ps1", "CentryPS", Manifest, address)[0].Split(' ')[0]),
            () => Number(Pwsh.Run("StartUp.ps1", "Empty", empty.Manifest, address)[0].Split(' ')[0]));
        report.AtMost(2, "import / import of an empty binary module", new Pair(imports[0], imports[1], "ms"));
        var calls = Comparison.Run(
            StartUps,
            () => Number(Pwsh.Run("StartUp.ps1", "CentryPS", Manifest, address)[0].Split(' ')[1]),
            () => Number(Pwsh.Run("StartUp.ps1", "Invoke-RestMethod", Manifest, address)[0].Split(' ')[1]));
        report.AtMost(1.3, "import + first call / import of Utility + first Invoke-RestMethod", new Pair(calls[0], calls[1], "ms"));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
