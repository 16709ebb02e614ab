using System.Text.RegularExpressions;

namespace CentryPS.Tests.Commands;

/// <summary>All problems of a row are reported in one error that identifies the row. Advice is shown once.</summary>
public sealed class BulkErrorTests : SandboxTest
{
    private string[] Ids => [.. Centry.Orders.All().Select(order => (string)order["_id"]!)];

    [Fact]
    public void All_invalid_cells_of_a_row_including_address_parts_are_in_one_error()
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
        Assert.Contains("Did you mean shipped? column total_amount: ", Shell.Error.Exception.Message);
        Assert.DoesNotContain("line1", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Advice_in_messages_is_shown_once_per_command_and_kept_in_the_exceptions()
    {
        Shell.Set("ids", Ids);

        Shell.Run("0..2 | ForEach-Object { [pscustomobject]@{ _id = $ids[$_]; total_amount = '12.990'; shipping_amount = '1.000' } } | Set-CentryOrder");

        Assert.Equal(3, Shell.Errors.Count);
        Assert.All(Shell.Errors, error => Assert.Contains("\"12.990\"", error.ErrorDetails.Message));
        Assert.All(Shell.Errors, error => Assert.Single(Regex.Matches(error.Exception.Message, "-Culture es-CL")));
        Assert.Single(Shell.Errors, error => error.ErrorDetails.Message.Contains("-Culture es-CL"));
    }

    [Fact]
    public void Rows_without_an_attribute_column_cause_one_error_and_one_that_lists_the_remaining_rows()
    {
        Shell.Set("ids", Ids);

        Shell.Run("0..2 | ForEach-Object { [pscustomobject]@{ _id = $ids[$_]; fono = '1' } } | Set-CentryOrder");

        Assert.Equal(2, Shell.Errors.Count);
        Assert.StartsWith($"Row 2 ({Ids[0]}): The row has no column for an attribute to change", Shell.Errors[0].Exception.Message);
        Assert.Contains($"2 ({Ids[1]}, {Ids[2]})", Shell.Errors[1].Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Parts_of_an_address_are_sent_as_one_attribute_without_read_only_parts()
    {
        Shell.Run($"[pscustomobject]@{{ _id = '{Ids[0]}'; 'address_shipping.city' = 'Chillán'; 'address_shipping.updated_at' = 'x'; 'AddressShipping.ZipCode' = '123' }} | Set-CentryOrder");

        Assert.Empty(Shell.Errors);
        Assert.Equal("""{"address_shipping":{"city":"Chillán","zip_code":"123"}}""", Sent("PUT").Body);
    }

    [Theory]
    [InlineData("'address_shipping.city' = 'a'; 'AddressShipping.City' = 'b'", "city")]
    [InlineData("address_shipping = @{ city = 'a' }; 'address_shipping.city' = 'b'", "address_shipping")]
    public void Part_of_an_address_specified_twice_is_an_error(string cells, string name)
    {
        Shell.Run($"[pscustomobject]@{{ _id = '{Ids[0]}'; {cells} }} | Set-CentryOrder");

        Assert.Contains($"{name} is specified more than once", Shell.Error.Exception.Message);
    }

    [Theory]
    [InlineData("Set-CentryOrder")]
    [InlineData("Set-CentryOrder -OnlyChanged")]
    public void Error_of_a_table_row_has_its_spreadsheet_row_number_and_id(string command)
    {
        Shell.Set("ids", Ids);

        Shell.Run($"$rows = foreach ($i in 0..5) {{ [pscustomobject]@{{ _id = $ids[$i]; total_amount = if ($i -eq 4) {{ '12.990' }} else {{ 1 }} }} }}; $rows | {command}");

        Assert.StartsWith($"Row 6 ({Ids[4]}): column total_amount: ", Shell.Error.Exception.Message);

        Shell.Run($"$rows[4].total_amount, $rows[4]._id = 1, 'N-1004'; {command} -InputObject $rows");

        Assert.StartsWith("Row 6 (N-1004): ", Shell.Error.Exception.Message);
    }

    [Fact]
    public void Error_of_a_hashtable_has_only_its_id()
    {
        Shell.Run($"@{{ _id = '{Ids[0]}'; total_amount = '12.990' }} | Set-CentryOrder");

        Assert.StartsWith($"Row {Ids[0]}: ", Shell.Error.Exception.Message);
    }

    [Fact]
    public void Error_of_a_desired_webhook_has_its_spreadsheet_row_number()
    {
        Shell.Run("'OrderSave', 'OrderSav' | ForEach-Object { [pscustomobject]@{ callback_url = 'https://tienda.example/' + $_; Topic = $_ } } | Compare-CentryWebhook");

        Assert.StartsWith("Row 3: ", Shell.Error.Exception.Message);
    }

    [Fact]
    public void Advice_is_shown_once_per_command()
    {
        Shell.Set("ids", Ids);

        Shell.Run("'a', 'b', '590000000000000000000000', '590000000000000000000001' | Set-CentryOrder -Status shipped; 'c' | Set-CentryOrder -Status shipped");

        Assert.Equal([true, false, true, false, true], Shell.Errors.Select(error => error.ErrorDetails.RecommendedAction.Length > 0));
    }
}
