using System.Globalization;
using System.Management.Automation;
using CentryPS.Benchmarks.Running;
using CentryPS.Sandbox.Server;

namespace CentryPS.Benchmarks.Paths;

/// <summary>Measures Set-CentryOrder -OnlyChanged with an export of 1,000 orders, three of them edited.</summary>
internal static class CorrectionPath
{
    private const int Count = 1000;
    private const int Edited = 3;

    private static int _edit;

    public static async Task RunAsync(Report report)
    {
        Report.Begin("Set-CentryOrder -OnlyChanged: 1,000 rows of an export, 3 of them edited, 20 ms");
        await using var centry = await SandboxServer.StartAsync(
            new SandboxOptions { OrderCount = Count, RecordRequests = true, Latency = TimeSpan.FromMilliseconds(20) });
        var file = Path.GetTempFileName();
        try
        {
            using (var exporting = new Engine(centry.BaseUri, centry.AccessToken))
            {
                exporting.Run($"Get-CentryOrder | Export-CentryOrder '{file}'");
            }

            using var engine = new Engine(centry.BaseUri, centry.AccessToken);
            centry.ClearRequests();
            Correct(engine, Rows.Read(file), string.Empty);
            report.AtMost(8, "calls / 1", new Pair(centry.Requests.Count, 1, "calls"));

            // Without updated_at, because each round edits the same orders again.
            var times = Comparison.Run(
                Comparison.Rounds,
                () => Time(engine, Rows.Read(file, "row_fingerprint", "updated_at"), "-Confirm:$false"),
                () => Time(engine, Rows.Read(file, "row_fingerprint", "updated_at"), string.Empty));
            report.AtMost(1.1, "without row_fingerprint: time with -Confirm:$false / without it", new Pair(times[0], times[1], "s"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static double Time(Engine engine, PSObject[] rows, string parameters) =>
        1 / Comparison.Rate(1, () => Correct(engine, rows, parameters));

    private static void Correct(Engine engine, PSObject[] rows, string parameters)
    {
        foreach (var row in rows.Take(Edited))
        {
            row.Properties["buyer_phone"].Value = (++_edit).ToString("+56 2 2345 0000", CultureInfo.InvariantCulture);
        }

        engine.Run(
            $"$changed = @($rows | Set-CentryOrder -OnlyChanged {parameters}); if ($changed.Count -ne {Edited}) {{ throw \"$($changed.Count) orders were changed.\" }}",
            rows);
    }
}
