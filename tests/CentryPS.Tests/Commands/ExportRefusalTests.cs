using System.Text;

namespace CentryPS.Tests.Commands;

/// <summary>A file that an export cannot write is refused and left unchanged.</summary>
public sealed class ExportRefusalTests : ExportTest
{
    [Theory]
    [InlineData("utf-16", "UTF-16")]
    [InlineData("utf-16BE", "UTF-16")]
    [InlineData("latin1", "ANSI")]
    public void Export_does_not_append_to_another_encoding(string encoding, string name)
    {
        Export(1);
        File.WriteAllText(Pedidos, File.ReadAllText(Pedidos), Encoding.GetEncoding(encoding));

        Refused("-Append", name);
    }

    [Theory]
    [InlineData("_id,updated_at\r\n", "-Append")]
    [InlineData("una carta", "-Append")]
    [InlineData(null, "-Append -Delimiter ';'")]
    public void Export_does_not_append_to_other_columns_or_another_delimiter(string? content, string how)
    {
        Export(1);
        File.WriteAllText(Pedidos, content ?? File.ReadAllText(Pedidos));

        Refused(how, "other columns or another delimiter");
    }

    [Fact]
    public void Export_does_not_append_after_an_unterminated_quote()
    {
        Export(2);
        var rows = File.ReadAllText(Pedidos).Split("\r\n");
        File.WriteAllText(Pedidos, string.Join("\r\n", [rows[0], "\"" + rows[1], .. rows[2..]]));

        Refused("-Append", Ids[0]);
    }

    [Theory]
    [InlineData("con.csv", "Windows device")]
    [InlineData("NUL", "Windows device")]
    [InlineData("lpt1 .csv", "Windows device")]
    [InlineData("pedidos.csv ", "ends with a period")]
    [InlineData("nada/pedidos.csv", "does not exist")]
    [InlineData(".", "is a folder")]
    public void Unusable_export_path_is_refused(string path, string reason)
    {
        Shell.Run($"Set-Location '{Path.GetDirectoryName(Pedidos)}'; Get-CentryOrder | Export-CentryOrder '{path}'");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(reason, Shell.Error.Exception.Message);
        Assert.Empty(All);
    }

    [Fact]
    public void File_that_the_pipeline_reads_is_not_replaced()
    {
        Shell.Run($"Get-CentryOrder | Export-CentryOrder '{Pedidos}'");
        File.WriteAllText(Pedidos, File.ReadAllText(Pedidos).Replace("+56 2 2345 6789", "1"));
        var before = File.ReadAllBytes(Pedidos);
        Centry.ClearRequests();

        Shell.Run($"Import-Csv '{Pedidos}' | Set-CentryOrder -OnlyChanged | Export-CentryOrder '{Pedidos}'");

        Assert.Contains("another process", Assert.Single(Shell.Errors).Exception.Message);
        Assert.Empty(Centry.Requests);
        Assert.Equal(before, File.ReadAllBytes(Pedidos));

        Shell.Run($"$rows = Import-Csv '{Pedidos}'; $rows | Set-CentryOrder -OnlyChanged | Export-CentryOrder '{Pedidos}'");
        Assert.Empty(Shell.Errors);
        Assert.Equal(Ids, Rows());
    }

    [Fact]
    public void File_that_the_pipeline_still_reads_is_not_appended_to()
    {
        Export(2);
        var before = File.ReadAllBytes(Pedidos);

        Shell.Run($"Import-Csv '{Pedidos}' | ForEach-Object {{ Get-CentryOrder -Id $_._id }} | Export-CentryOrder '{Pedidos}' -Append");

        Assert.Contains("in another command of this pipeline", Shell.Error.Exception.Message);
        Assert.Equal(before, File.ReadAllBytes(Pedidos));
    }

    [Fact]
    public void File_of_a_running_export_is_refused()
    {
        using var second = new PowerShellHost(Centry);
        Shell.Set("second", () => second.Run($"Get-CentryOrder | Export-CentryOrder '{Pedidos}'"));

        Shell.Run($"Get-CentryOrder -First 2 | ForEach-Object {{ $_; $null = $second.Invoke() }} | Export-CentryOrder '{Pedidos}'");

        Assert.Empty(Shell.Errors);
        Assert.Contains("is writing", second.Error.Exception.Message);
        Assert.Equal(Ids[..2], Rows());
        Assert.Equal([Pedidos], All);
    }

    [Fact]
    public async Task Killed_export_leaves_complete_rows_and_a_file_that_can_be_rewritten()
    {
        var reached = new TaskCompletionSource();
        using var server = new RawServer(async (_, _, stop) =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, stop);
        });
        using var process = new ModuleProcess(
            $$"""
            Connect-Centry -AccessToken '{{Centry.AccessToken}}' -BaseUri '{{Centry.BaseUri}}'
            $hangs = Connect-Centry -AccessToken a-token-of-the-test -BaseUri '{{server.BaseUri}}' -NoDefault
            & { Get-CentryOrder -First 2; Get-CentryOrder -Id '{{Ids[2]}}' -Session $hangs } | ForEach-Object { $_ } | Export-CentryOrder '{{Pedidos}}'
            """);
        await reached.Task.Soon();

        Assert.Equal(Ids[..2], Rows());
        Shell.Run($"Get-CentryOrder | Export-CentryOrder '{Pedidos}'");
        Assert.Contains("is writing", Shell.Error.Exception.Message);
        await process.KillAsync();

        Assert.Equal(Ids[..2], Rows());
        Shell.Run($"Get-CentryOrder | Select-Object -Last 4 | Export-CentryOrder '{Pedidos}' -Append");
        Assert.Empty(Shell.Errors);
        Assert.Equal(Ids, Rows());
        Assert.Equal([Pedidos], All);
    }

    private void Refused(string how, string reason)
    {
        var before = File.ReadAllBytes(Pedidos);

        Shell.Run($"Get-CentryOrder | Export-CentryOrder '{Pedidos}' {how}");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(reason, Shell.Error.Exception.Message);
        Assert.Equal(before, File.ReadAllBytes(Pedidos));
        Assert.Equal([Pedidos], All);
    }
}
