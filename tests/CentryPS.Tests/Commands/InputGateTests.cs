namespace CentryPS.Tests.Commands;

/// <summary>An invalid input causes one error, and the other inputs are processed.</summary>
public sealed class InputGateTests : SandboxTest
{
    private string[] Ids => [.. Centry.Orders.All().Select(order => (string)order["_id"]!)];

    [Theory]
    [InlineData("$row | Add-Member ScriptProperty buyer_phone { throw 'no hay' }", "no hay")]
    [InlineData("$row | Add-Member shipped_date ([datetime]::MaxValue)", "9999")]
    [InlineData("$row | Add-Member shipped_date ([datetime]::SpecifyKind([datetime]::MinValue, 'Local'))", "0001")]
    [InlineData("$row | Add-Member shipped_date ([datetimeoffset]::MaxValue)", "9999")]
    [InlineData("$row | Add-Member buyer_phone \"$([char] 0xD800)\"", "buyer_phone")]
    [InlineData("$row | Add-Member buyer_phone 'Ã\u00ADñigo'", "buyer_phone")]
    [InlineData("$row | Add-Member buyer_phone '2,00001E+15'", "2,00001E+15")]
    [InlineData("$row | Add-Member buyer_phone '#N/A'", "#N/A")]
    [InlineData("$row | Add-Member buyer_phone '#¡REF!'", "#¡REF!")]
    [InlineData("$row | Add-Member 'address_shipping.city' 'a'; $row | Add-Member AddressShipping.City 'b'", "city")]
    public void Bad_row_is_one_error_and_the_other_rows_are_processed(string spoil, string hint)
    {
        Shell.Set("ids", Ids);

        var output = Shell.Run($$"""
            $rows = $ids[0..2] | ForEach-Object { [pscustomobject]@{ _id = $_; buyer_dni = 'x' } }
            $row = $rows[1]
            {{spoil}}
            $rows | Set-CentryOrder
            """);

        Assert.Equal([Ids[0], Ids[2]], output.Select(order => ((CentryOrder)order.BaseObject).Id!));
        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(hint, Shell.Error.Exception.Message);
        Assert.NotEmpty(Shell.Error.ErrorDetails.RecommendedAction);
        Assert.Equal(Ids[1], Shell.Run("$Error[0].TargetObject._id").Single().BaseObject);
    }

    [Fact]
    public void All_bad_cells_of_a_row_are_named_in_one_error()
    {
        Shell.Run($"[pscustomobject]@{{ _id = '{Ids[0]}'; _status = 'perdido'; total_amount = '12.990'; billable = 'quizás' }} | Set-CentryOrder");

        Assert.All(["_status", "perdido", "total_amount", "12.990", "billable", "quizás"], part => Assert.Contains(part, Shell.Error.Exception.Message));
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Rows_that_are_all_blank_are_an_error_that_names_the_columns()
    {
        Shell.Run("1..3 | ForEach-Object { [pscustomobject]@{ '_id;buyer_phone' = '' ; otra = $null } } | Set-CentryOrder");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.All(["_id;buyer_phone", "otra", "-Delimiter"], part => Assert.Contains(part, Shell.Error.Exception.Message));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ callback_url = 'https://tienda1.example/centry/avisos'; topic = 'OrderSave' } | Compare-CentryWebhook -CallbackUrl 'https://tienda*' | Remove-CentryWebhook -Force", "CentryWebhookDifference")]
    [InlineData("Get-CentryOrder -First 1 | Remove-CentryWebhook -Force", "CentryOrder")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-CentryOrder -First 1))) | Remove-CentryWebhook -Force", "CentryOrder")]
    [InlineData("Get-CentryWebhook -First 1 | Set-CentryOrder -Status shipped", "CentryWebhook")]
    public void Error_of_an_object_of_another_type_names_the_type(string script, string type)
    {
        Shell.Run(script);

        Assert.NotEmpty(Shell.Errors);
        Assert.All(Shell.Errors, error => Assert.StartsWith("InvalidRequest,", error.FullyQualifiedErrorId));
        Assert.All(Shell.Errors, error => Assert.Contains(type, error.Exception.Message));
        Assert.DoesNotContain(Centry.Requests, request => request.Method is "PUT" or "DELETE");
    }

    [Theory]
    [InlineData("N-1001", "two objects")]
    [InlineData("N-1000", null)]
    public void Id_of_a_row_must_match_the_order_that_MatchBy_finds(string number, string? error)
    {
        Shell.Run($"[pscustomobject]@{{ _id = '{Ids[0]}'; number_origin = '{number}'; buyer_dni = 'x' }} | Set-CentryOrder -MatchBy NumberOrigin");

        Assert.Equal(error is null ? 1 : 0, Centry.Requests.Count(request => request.Method == "PUT"));
        Assert.All(Shell.Errors, failure => Assert.Contains(error!, failure.Exception.Message));
    }

    [Fact]
    public void Guard_is_removed_from_the_key_of_MatchBy()
    {
        Shell.Run($"Set-CentryOrder {Ids[1]} -NumberOrigin 000123");
        Centry.ClearRequests();

        Shell.Run("[pscustomobject]@{ number_origin = \"'000123 \"; buyer_dni = 'x' } | Set-CentryOrder -MatchBy NumberOrigin");

        Assert.Empty(Shell.Errors);
        Assert.EndsWith($"/{Ids[1]}.json", Sent("PUT").Target);
    }

    [Theory]
    [InlineData("-Confirm:$false")]
    [InlineData("")]
    public void Rows_of_one_order_are_applied_in_turn(string confirm)
    {
        Shell.Run($"'shipped', 'pending' | ForEach-Object {{ [pscustomobject]@{{ _id = '{Ids[0]}'; _status = $_ }} }} | Set-CentryOrder -OnlyChanged {confirm}");

        Assert.Empty(Shell.Errors);
        Assert.Equal("pending", (string?)Centry.Orders.Find(Ids[0])!["_status"]);
        Assert.Equal(2, Centry.Requests.Count(request => request.Method == "PUT"));
    }

    [Fact]
    public void Rows_of_one_order_are_compared_sequentially_when_confirmation_is_required()
    {
        var host = new AnsweringHost("A");
        using var shell = new PowerShellHost(Centry, host);

        shell.Run($"'shipped', 'pending' | ForEach-Object {{ [pscustomobject]@{{ _id = '{Ids[0]}'; _status = $_ }} }} | Set-CentryOrder -OnlyChanged -Confirm");

        Assert.Empty(shell.Errors);
        Assert.Equal("pending", (string?)Centry.Orders.Find(Ids[0])!["_status"]);
    }
}
