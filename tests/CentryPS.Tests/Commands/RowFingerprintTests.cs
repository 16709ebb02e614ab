using CentryPS.Commands.Parameters;
using CsCheck;

namespace CentryPS.Tests.Commands;

/// <summary>
/// An unedited row of an export costs no call, and an edited row is never mistaken for an unedited one.
/// </summary>
public sealed class RowFingerprintTests : SandboxTest
{
    private static readonly string[] Values =
    [
        "", "x", "1", "0", "12.5", "12,5", "1.234,50", "1,234.50", "true", "false", "2026-03-31", "31-03-2026", "2026-03-31T10:00:00-03:00", "shipped", "male", "{}",
        "{\"a\":1}", "'0012", "Íñigo", " x ", "12990.5", "12990,5",
    ];

    private static readonly string[] Cultures = ["", "es-CL", "en-US"];

    private readonly TemporaryFolder _folder = new();

    private string Orders => _folder.File("orders.csv");

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return base.DisposeAsync();
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("-UseCulture", "-Culture es-CL")]
    public void Unedited_export_costs_no_call(string export, string set)
    {
        Shell.Run($"[cultureinfo]::CurrentCulture = 'es-CL'; Get-CentryOrder | Export-CentryOrder '{Orders}' {export}; [cultureinfo]::CurrentCulture = ''");
        Centry.ClearRequests();

        var output = Shell.Run($"Import-Csv '{Orders}' -Delimiter {(export.Length > 0 ? "';'" : "','")} | Set-CentryOrder -OnlyChanged {set} -Verbose");

        Assert.Empty(output);
        Assert.Empty(Shell.Errors);
        Assert.Empty(Shell.Warnings);
        Assert.Empty(Centry.Requests);
        Assert.Contains(Shell.Verbose, line => line.Contains("6 rows"));
    }

    [Fact]
    public void Only_the_orders_of_edited_rows_are_read_and_output()
    {
        Shell.Run("$rows = Get-CentryOrder | ConvertTo-CentryOrderRow; $rows[1].buyer_dni = 'nuevo'; $rows[2].total_amount = [string] $rows[2].total_amount + '0'");
        Centry.ClearRequests();

        var order = (CentryOrder)Assert.Single(Shell.Run("$rows | Set-CentryOrder -OnlyChanged -Verbose")).BaseObject;

        Assert.Equal("nuevo", order.BuyerDni);
        Assert.Contains(Shell.Verbose, line => line.Contains("buyer_dni: ") && !line.Contains("_status"));
        Assert.Equal(["GET", "PUT"], Centry.Requests.Select(request => request.Method).Order());
    }

    [Theory]
    [InlineData("$rows | Set-CentryOrder -OnlyChanged -BuyerDni otro")]
    [InlineData("$rows | Set-CentryOrder -OnlyChanged -Clear BuyerDni")]
    [InlineData("$rows | Set-CentryOrder -OnlyChanged -Property @{ nombre = 'otro' }")]
    [InlineData("$rows[0].row_fingerprint = $rows[1].row_fingerprint; $rows[0] | Set-CentryOrder -OnlyChanged")]
    [InlineData("$rows[0]._id, $rows[1]._id = $rows[1]._id, $rows[0]._id; $rows | Select-Object -First 2 | Set-CentryOrder -OnlyChanged -WhatIf")]
    public void Row_is_read_when_its_fingerprint_does_not_cover_the_whole_change(string command)
    {
        Shell.Run("$rows = Get-CentryOrder | ConvertTo-CentryOrderRow");
        Centry.ClearRequests();

        Shell.Run(command);

        Assert.NotEmpty(Centry.Requests);
    }

    [Fact]
    public void Edited_row_is_never_mistaken_for_an_unedited_one()
    {
        var host = new AnsweringHost(string.Empty);
        using var shell = new PowerShellHost(Centry, host);
        shell.Run("""
            $rows = @(Get-CentryOrder -First 1 | ConvertTo-CentryOrderRow)
            function edit($column, $value, $culture, [switch] $bare) {
                $row = $rows[0].PSObject.Copy()
                $row.$column = $value
                if ($bare) { $row.PSObject.Properties.Remove('row_fingerprint') }
                $more = if ($culture) { @{ Culture = $culture } } else { @{} }
                $row | Set-CentryOrder -OnlyChanged -WhatIf @more
            }
            """);
        var columns = OrderRows.DataColumns.Except(["_id", "updated_at", "company_id"]).ToArray();
        var changes = 0;
        Gen.Select(Gen.Int[0, columns.Length - 1], Gen.Int[0, Values.Length - 1], Gen.Int[0, 2]).Sample(
            (column, value, culture) =>
            {
                var arguments = $"{columns[column]} '{Values[value].Replace("'", "''")}' '{Cultures[culture]}'";

                var expected = Told(arguments + " -bare");
                changes += expected.Length > 0 ? 1 : 0;
                Assert.Equal(expected, Told(arguments));
            },
            iter: 150,
            threads: 1);
        Assert.True(changes > 50, $"{changes} edits of 150 were changes or errors");

        string Told(string arguments)
        {
            host.Lines.Clear();
            shell.Run("edit " + arguments);
            return string.Join('\n', host.Lines.Concat(shell.Errors.Select(error => error.Exception.Message)));
        }
    }

    [Fact]
    public void Confirmation_prompts_of_a_bulk_run_read_orders_in_parallel_and_appear_in_order()
    {
        using var both = new CountdownEvent(2);
        using var server = new RawServer(async (request, stream, stop) =>
        {
            if (request.StartsWith("GET", StringComparison.Ordinal) && !both.IsSet)
            {
                both.Signal();
                Assert.True(both.Wait(TimeSpan.FromSeconds(30), stop));
            }

            await stream.WriteAsync(await Centry.AnswerAsync(request, stop), stop);
        });
        var host = new AnsweringHost("Y");
        using var shell = new PowerShellHost(host: host);
        shell.Connect(server.BaseUri, Centry.AccessToken);
        var ids = Centry.Orders.All().Take(2).Select(order => (string)order["_id"]!).ToArray();

        var output = shell.Run($"'{ids[0]}', '{ids[1]}' | Set-CentryOrder -BuyerDni 9 -OnlyChanged -Confirm");

        Assert.Equal(ids, output.Select(order => ((CentryOrder)order.BaseObject).Id));
        Assert.Equal(ids, host.Questions.Select(question => ids.Single(id => question.Contains(id))));
    }
}
