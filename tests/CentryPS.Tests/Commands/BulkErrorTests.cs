using System.Collections;
using System.Text;

namespace CentryPS.Tests.Commands;

/// <summary>The errors of a bulk: what is wrong with the file is told once, what is wrong with a row is told in one error that names it.</summary>
public sealed class BulkErrorTests : SandboxTest
{
    private readonly TemporaryFolder _folder = new();

    private string[] Ids => [.. Centry.Orders.All().Select(order => (string)order["_id"]!)];

    private string Orders => _folder.File("pedidos.csv");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("iso-8859-1", "utf8", "ansi", "")]
    [InlineData("iso-8859-1", "utf8", "ansi", "-OnlyChanged")]
    [InlineData("utf-8", "ansi", "utf8", "")]
    public void File_in_another_encoding_is_told_once_with_the_encoding_to_use(string encoding, string wrong, string right, string how)
    {
        Write(encoding, "_id,buyer_first_name", $"{Ids[0]},Ana", $"{Ids[1]},Muñoz", $"{Ids[2]},Núñez", $"{Ids[3]},Íñigo");

        var output = Shell.Run($"Import-Csv '{Orders}' -Encoding {wrong} | Set-CentryOrder {how}");

        Assert.Equal(Ids[0], ((CentryOrder)Assert.Single(output).BaseObject).Id);
        Assert.Equal(2, Shell.Errors.Count);
        Assert.All(Shell.Errors, error => Assert.StartsWith("InvalidRequest,", error.FullyQualifiedErrorId));
        Assert.StartsWith($"Row 3 ({Ids[1]}): column buyer_first_name: ", Shell.Errors[0].Exception.Message);
        Assert.Contains($"Import-Csv -Encoding {right},", Shell.Errors[0].Exception.Message);
        Assert.Contains($"2 ({Ids[2]}, {Ids[3]})", Shell.Errors[1].Exception.Message);
        Assert.Equal(2, ((ICollection)Shell.Errors[1].TargetObject).Count);

        Assert.Equal(how.Length > 0 ? 3 : 4, Shell.Run($"Import-Csv '{Orders}' -Encoding {right} | Set-CentryOrder {how}").Count);
        Assert.Empty(Shell.Errors);
    }

    [Fact]
    public void Row_in_another_encoding_is_the_error_of_its_row_if_it_is_the_only_one()
    {
        Write("iso-8859-1", "_id,buyer_first_name", $"{Ids[0]},Ana", $"{Ids[1]},Muñoz");

        Shell.Run($"Import-Csv '{Orders}' | Set-CentryOrder");

        Assert.StartsWith($"Row 3 ({Ids[1]}): ", Shell.Error.Exception.Message);
    }

    [Fact]
    public void Journal_has_each_row_that_was_read_in_another_encoding()
    {
        Write("iso-8859-1", "_id,buyer_first_name", $"{Ids[0]},Muñoz", $"{Ids[1]},Núñez", $"{Ids[2]},Íñigo");

        Shell.Run($"Import-Csv '{Orders}' | Set-CentryOrder -ResultPath '{_folder.File("r.csv")}'");

        Assert.Equal(2, Shell.Errors.Count);
        Assert.Equal(Ids[..3], Shell.Run($"Import-Csv '{_folder.File("r.csv")}' | Where-Object error_code -eq InvalidRequest | ForEach-Object id").Select(id => (string)id.BaseObject));
    }

    [Fact]
    public void Error_that_ends_the_command_comes_after_the_rows_in_another_encoding()
    {
        Write("iso-8859-1", "_id,buyer_first_name", $"{Ids[0]},Muñoz", $"{Ids[1]},Núñez", $"{Ids[2]},Ana");
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 401 });

        Shell.Run($"Import-Csv '{Orders}' | Set-CentryOrder");

        Assert.Contains($"1 ({Ids[1]})", Shell.Errors[1].Exception.Message);
        Assert.StartsWith("AuthenticationFailed,", Shell.Errors[2].FullyQualifiedErrorId);
    }

    [Fact]
    public void Header_in_another_encoding_is_one_error()
    {
        Shell.Run($"1..100 | ForEach-Object {{ [pscustomobject]@{{ 'ï»¿_id' = '{Ids[0]}'; buyer_dni = $_ }} }} | Set-CentryOrder");

        Assert.Contains("-Encoding utf8", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData(";", "';'")]
    [InlineData("\t", "\"`t\"")]
    [InlineData("|", "'|'")]
    public void File_with_another_delimiter_is_one_error_with_the_delimiter_to_use(string delimiter, string option)
    {
        Write("utf-8", [.. new[] { "_id,buyer_dni", $"{Ids[0]},1", $"{Ids[1]},2" }.Select(line => line.Replace(",", delimiter))]);

        Shell.Run($"Import-Csv '{Orders}' | Set-CentryOrder");

        Assert.EndsWith($"Import-Csv -Delimiter {option}.", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
        Assert.Equal(2, Shell.Run($"Import-Csv '{Orders}' -Delimiter {option} | Set-CentryOrder").Count);
    }

    [Fact]
    public void File_with_commas_that_was_read_with_semicolons_is_one_error()
    {
        Write("utf-8", "_id,buyer_dni", $"{Ids[0]},1");

        Shell.Run($"Import-Csv '{Orders}' -Delimiter ';' | Set-CentryOrder");

        Assert.EndsWith("Import-Csv -Delimiter ','.", Shell.Error.Exception.Message);
    }

    [Fact]
    public void All_bad_cells_of_a_row_are_in_one_error_also_the_parts_of_an_address()
    {
        Shell.Run($$"""
            [pscustomobject]@{
                _id = '{{Ids[0]}}'; _status = 'shiped'; total_amount = '12.990'; shipped_date = '4-3-26'; billable = 'quizás'
                'address_shipping.city' = '#N/A'; 'address_shipping.line1' = 'Los Leones 100'; 'address_shipping.zip_code' = '5,90E+23'
            } | Set-CentryOrder
            """);

        Assert.All(
            ["_status", "total_amount", "shipped_date", "billable", "address_shipping.city", "address_shipping.zip_code"],
            column => Assert.Contains($"column {column}: ", Shell.Error.Exception.Message));
        Assert.DoesNotContain("line1", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Parts_of_an_address_are_sent_as_one_attribute_without_those_that_only_Centry_writes()
    {
        Shell.Run($"[pscustomobject]@{{ _id = '{Ids[0]}'; 'address_shipping.city' = 'Chillán'; 'address_shipping.updated_at' = 'x'; 'AddressShipping.ZipCode' = '123' }} | Set-CentryOrder");

        Assert.Empty(Shell.Errors);
        Assert.Equal("""{"address_shipping":{"city":"Chillán","zip_code":"123"}}""", Sent("PUT").Body);
    }

    [Theory]
    [InlineData("'address_shipping.city' = 'a'; 'AddressShipping.City' = 'b'", "city")]
    [InlineData("address_shipping = @{ city = 'a' }; 'address_shipping.city' = 'b'", "address_shipping")]
    public void Part_of_an_address_that_is_given_twice_is_an_error(string cells, string name)
    {
        Shell.Run($"[pscustomobject]@{{ _id = '{Ids[0]}'; {cells} }} | Set-CentryOrder");

        Assert.Contains($"{name} is given more than once", Shell.Error.Exception.Message);
    }

    [Theory]
    [InlineData("Set-CentryOrder")]
    [InlineData("Set-CentryOrder -OnlyChanged")]
    public void Row_of_a_table_is_named_as_the_spreadsheet_counts_it_and_by_id(string command)
    {
        Shell.Set("ids", Ids);

        Shell.Run($"$rows = foreach ($i in 0..5) {{ [pscustomobject]@{{ _id = $ids[$i]; total_amount = if ($i -eq 4) {{ '12.990' }} else {{ 1 }} }} }}; $rows | {command}");

        Assert.StartsWith($"Row 6 ({Ids[4]}): column total_amount: ", Shell.Error.Exception.Message);

        Shell.Run($"$rows[4].total_amount, $rows[4]._id = 1, 'N-1004'; {command} -InputObject $rows");

        Assert.StartsWith("Row 6 (N-1004): ", Shell.Error.Exception.Message);
    }

    [Fact]
    public void Hashtable_comes_from_no_table_and_is_named_by_id()
    {
        Shell.Run($"@{{ _id = '{Ids[0]}'; total_amount = '12.990' }} | Set-CentryOrder");

        Assert.StartsWith($"Row {Ids[0]}: ", Shell.Error.Exception.Message);
    }

    [Fact]
    public void Desired_webhook_of_a_table_is_named_as_the_spreadsheet_counts_it()
    {
        Shell.Run("'OrderSave', 'OrderSav' | ForEach-Object { [pscustomobject]@{ callback_url = 'https://tienda.example/' + $_; Topic = $_ } } | Compare-CentryWebhook");

        Assert.StartsWith("Row 3: ", Shell.Error.Exception.Message);
    }

    [Fact]
    public void Advice_is_given_once_in_a_command()
    {
        Shell.Set("ids", Ids);

        Shell.Run("'a', 'b', '590000000000000000000000', '590000000000000000000001' | Set-CentryOrder -Status shipped; 'c' | Set-CentryOrder -Status shipped");

        Assert.Equal([true, false, true, false, true], Shell.Errors.Select(error => error.ErrorDetails.RecommendedAction.Length > 0));
    }

    private void Write(string encoding, params string[] lines) => File.WriteAllLines(Orders, lines, encoding == "utf-8" ? new UTF8Encoding() : Encoding.GetEncoding(encoding));
}
