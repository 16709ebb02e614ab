using System.Text;

namespace CentryPS.Tests.Commands;

/// <summary>
/// An export writes each row to disk before it waits for the next order, and never loses existing content silently.
/// </summary>
public sealed class ExportFileTests : ExportTest
{
    [Fact]
    public void Row_is_written_to_disk_before_the_next_order_is_awaited()
    {
        var seen = Shell.Run($"$seen = @(); Get-CentryOrder -First 3 | ForEach-Object {{ $_; $seen += @(Get-Content '{Pedidos}').Count }} | Export-CentryOrder '{Pedidos}'; $seen");

        Assert.Empty(Shell.Errors);
        Assert.Equal([2, 3, 4], seen.Select(count => (int)count.BaseObject));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Append")]
    public void Export_without_orders_creates_a_file_with_only_a_header(string how)
    {
        Shell.Run($"Get-CentryOrder | Where-Object Id -eq nada | Export-CentryOrder '{Pedidos}' {how}");

        Assert.Empty(Shell.Warnings);
        Assert.StartsWith("_id,", Assert.Single(File.ReadAllLines(Pedidos)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Append")]
    public void Export_without_orders_keeps_an_existing_file_and_warns(string how)
    {
        File.WriteAllText(Pedidos, "una carta");

        Shell.Run($"Get-CentryOrder | Where-Object Id -eq nada | Export-CentryOrder '{Pedidos}' {how}");

        Assert.Contains("No orders were received", Assert.Single(Shell.Warnings));
        Assert.Equal("una carta", File.ReadAllText(Pedidos));
    }

    [Fact]
    public void Export_that_fails_before_the_first_order_keeps_an_existing_file()
    {
        File.WriteAllText(Pedidos, "una carta");

        Shell.Run($"Get-CentryOrder -Id 0123456789abcdef01234567 -ErrorAction Stop | Export-CentryOrder '{Pedidos}'");

        Assert.StartsWith("NotFound,", Shell.Error.FullyQualifiedErrorId);
        Assert.Equal("una carta", File.ReadAllText(Pedidos));
        Assert.Equal([Pedidos], All);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n")]
    public void Appended_order_does_not_continue_a_row_without_a_line_end(string lineEnd)
    {
        Export(2);
        File.WriteAllText(Pedidos, File.ReadAllText(Pedidos).ReplaceLineEndings(lineEnd == "\r" ? "\r\n" : lineEnd).TrimEnd('\n', '\r') + (lineEnd == "\r" ? "\r" : string.Empty), new UTF8Encoding(true));

        Shell.Run($"Get-CentryOrder | Select-Object -Skip 2 | ForEach-Object {{ $_ }} | Export-CentryOrder '{Pedidos}' -Append");
        Assert.Empty(Shell.Errors);
        Assert.Empty(Shell.Warnings);

        Centry.ClearRequests();
        Shell.Run($"Import-Csv '{Pedidos}' | Set-CentryOrder -OnlyChanged");
        Assert.Empty(Shell.Errors);
        Assert.DoesNotContain(Centry.Requests, request => request.Method == "PUT");
        Assert.Equal(Ids, Rows());
    }

    [Fact]
    public void Export_appends_to_a_file_that_ends_at_any_byte()
    {
        Shell.Run("Get-CentryOrder -First 1 | Set-CentryOrder -BuyerLastName 'Muñoz \"el, Ñato\"'");
        Export(1);
        var whole = File.ReadAllBytes(Pedidos);
        var header = Array.IndexOf(whole, (byte)'\n') + 1;
        var last = Array.LastIndexOf(whole, (byte)',') + 1; // the last cell is blank: a file without it is equivalent
        Shell.Run("$second = (Get-CentryOrder -First 2)[1]");
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(Pedidos, whole[..length]);

            Shell.Run($"$second | Export-CentryOrder '{Pedidos}' -Append");

            Assert.Empty(Shell.Errors);
            var isRemoved = Shell.Warnings.Count == 1;
            var rows = Rows();
            Assert.Equal(isRemoved || length <= header ? Ids[1..2] : Ids[..2], rows);
            Assert.Equal((length, length > header && length < whole.Length - 2 && length != last), (length, isRemoved));
            Assert.All(Shell.Run($"Import-Csv '{Pedidos}' | Set-CentryOrder -OnlyChanged -WhatIf *>&1 | ForEach-Object {{ \"$_\" }}"), line => Assert.Fail($"{length}: {line}"));
        }
    }

    [Fact]
    public void Export_writes_to_the_target_of_a_link_and_keeps_the_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links require a privilege on Windows.");
        var link = Folder.File("link.csv");
        File.WriteAllText(Pedidos, string.Empty);
        File.CreateSymbolicLink(link, Pedidos);

        Shell.Run($"Get-CentryOrder | Export-CentryOrder '{link}'");

        Assert.Empty(Shell.Errors);
        Assert.Equal(Ids, Rows());
        Assert.Equal(Pedidos, new FileInfo(link).LinkTarget);
    }
}
