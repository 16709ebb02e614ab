using System.Globalization;
using System.Text;

namespace CentryPS.Tests.Commands;

/// <summary>A disk that fills up at any byte of an export: the file has whole rows, or is as it was.</summary>
public sealed class ExportDiskTests : ExportTest
{
    private const int Step = 41;
    private const string Before = "una carta";

    [Fact]
    public async Task Export_leaves_whole_rows_when_the_disk_is_full_at_any_byte()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "prlimit limits a file to a byte.");
        Export(2);
        var whole = File.ReadAllText(Pedidos);
        var length = Encoding.UTF8.GetByteCount(whole) + Encoding.UTF8.Preamble.Length;
        using var process = new ModuleProcess(
            $$"""
            Connect-Centry -AccessToken '{{Centry.AccessToken}}' -BaseUri '{{Centry.BaseUri}}'
            $orders = Get-CentryOrder -First 2
            for ($size = {{Before.Length}}; $size -lt {{length}}; $size += {{Step}}) {
                [IO.File]::WriteAllText('{{Pedidos}}', '{{Before}}')
                prlimit --pid $PID --fsize="${size}:unlimited"
                $failure = $null
                try { $orders | Export-CentryOrder '{{Pedidos}}' } catch { $failure = $_ }
                prlimit --pid $PID --fsize=unlimited
                "$size $($failure.FullyQualifiedErrorId) $([Convert]::ToBase64String([IO.File]::ReadAllBytes('{{Pedidos}}'))) $([IO.Directory]::GetFiles('{{Path.GetDirectoryName(Pedidos)}}').Length)"
            }
            """,
            survivesFileLimit: true);

        var output = await process.EndAsync();

        var firstRow = whole[..(whole.IndexOf('\n', whole.IndexOf('\n') + 1) + 1)];
        var room = Encoding.UTF8.GetByteCount(firstRow) + Encoding.UTF8.Preamble.Length;
        var runs = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split(' ')).ToArray();
        Assert.True(runs.Length > 20, output);
        foreach (var run in runs)
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(run[2])).TrimStart('\uFEFF');
            Assert.StartsWith("InvalidRequest,", run[1]);
            Assert.Equal((run[0], int.Parse(run[0], CultureInfo.InvariantCulture) < room ? Before : firstRow, "1"), (run[0], text, run[3]));
        }
    }
}
