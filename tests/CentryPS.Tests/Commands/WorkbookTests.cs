using System.Globalization;
using System.Management.Automation;

namespace CentryPS.Tests.Commands;

/// <summary>Rows keep their values in a workbook that Export-Excel writes and Import-Excel reads.</summary>
public sealed class WorkbookTests : SandboxTest
{
    [Theory]
    [InlineData("es-CL", "000123")]
    [InlineData("es-CL", "2000003456789012345")]
    [InlineData("es-CL", "$ 12.990")]
    [InlineData("es-CL", "(12)")]
    [InlineData("es-CL", "1e5")]
    [InlineData("es-CL", "=1+1")]
    [InlineData("es-CL", " 12 ")]
    [InlineData("es-CL", "xl://internal/Hoja1!A1")]
    [InlineData("es-PE", "S/ 12")]
    [InlineData("de-CH", "CHF 1’234")]
    [InlineData("en-GB", "£12")]
    public void Unedited_row_of_a_workbook_sends_nothing(string culture, string text)
    {
        Shell.Set("text", text);
        Shell.Run($$"""
            [cultureinfo]::CurrentCulture = '{{culture}}'
            $null = Get-CentryOrder -First 1 | Set-CentryOrder -BuyerPhone $text -AddressShipping @{ zip_code = $text } -TotalAmount 12990.123
            """);
        var row = Row();
        foreach (var cell in row.Properties)
        {
            cell.Value = ThroughExcel(cell.Value, new CultureInfo(culture));
        }

        Send(row);

        Assert.Empty(Shell.Errors);
        Assert.DoesNotContain(Centry.Requests, request => request.Method == "PUT");
    }

    [Theory]
    [InlineData(8340001d, "8340001")]
    [InlineData(56912345678d, "56912345678")]
    [InlineData(2000003456789012d, "2000003456789012")]
    public void Number_in_a_text_column_is_sent_with_all_its_digits(double cell, string digits)
    {
        var row = Row();
        row.Properties["buyer_phone"].Value = cell;

        Send(row);
        Send(row);

        Assert.Empty(Shell.Errors);
        Assert.Equal($$"""{"buyer_phone":"{{digits}}"}""", Sent("PUT").Body);
    }

    [Theory]
    [InlineData("buyer_phone", "[datetime] '2026-05-03'", "DateTime")]
    [InlineData("buyer_phone", "12.5", "Double")]
    [InlineData("buyer_phone", "[double] 2000003456789010", "format the column as text")]
    [InlineData("buyer_phone", "[double] 20000034567890125", "format the column as text")]
    [InlineData("buyer_phone", "[ExcelErrorValue]::new()", "#N/A")]
    [InlineData("total_amount", "[ExcelErrorValue]::new()", "#N/A")]
    [InlineData("shipped_date", "46145", "46145")]
    [InlineData("updated_at", "'29-11-2026 07:19:32 -03:00'", "29-11-2026")]
    public void Cell_altered_by_the_workbook_is_an_error_of_its_row(string column, string cell, string hint)
    {
        var row = Row();
        Shell.Set("row", row);

        // EPPlus, which Import-Excel uses, has a class for error values.
        Shell.Run($$"""
            class ExcelErrorValue { [string] ToString() { return '#N/A' } }
            $row.'{{column}}', $row.row_fingerprint = {{cell}}, ''
            $row | Set-CentryOrder -OnlyChanged
            """);

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.StartsWith($"Row 2 ({row.Properties["_id"].Value}): column {column}: ", Shell.Error.Exception.Message);
        Assert.Contains(hint, Shell.Error.Exception.Message);
        Assert.DoesNotContain(Centry.Requests, request => request.Method == "PUT");
    }

    private PSObject Row()
    {
        var row = Shell.Run("Get-CentryOrder -First 1 | ConvertTo-CentryOrderRow").Single();
        Assert.Empty(Shell.Errors);
        Centry.ClearRequests();
        return row;
    }

    private void Send(PSObject row)
    {
        Shell.Set("row", row);
        Shell.Run("$row | Set-CentryOrder -OnlyChanged");
    }

    // Export-Excel converts text to formulas, links and numbers, and a workbook has no Decimal type.
    private static object? ThroughExcel(object? cell, CultureInfo culture) => cell switch
    {
        string text when text.StartsWith('=') => null,
        string text when text.StartsWith("xl://internal/", StringComparison.Ordinal) => text["xl://internal/".Length..].Replace("!A1", string.Empty),
        string text when text.Any(char.IsDigit) && double.TryParse(text, NumberStyles.Any, culture, out var number) => number,
        decimal amount => (double)amount,
        _ => cell,
    };
}
