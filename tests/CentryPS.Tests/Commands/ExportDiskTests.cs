using System.Globalization;
using System.Text;

namespace CentryPS.Tests.Commands;

/// <summary>If the disk fills up at any byte of an export, the file has only complete rows or is unchanged.</summary>
public sealed class ExportDiskTests : ExportTest
{
    private const int Step = 41;
    private const string Before = "una carta";

    [Fact]
    public async Task Export_leaves_only_complete_rows_when_the_disk_fills_up_at_any_byte()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has prlimit, which limits the size of a file.");
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
