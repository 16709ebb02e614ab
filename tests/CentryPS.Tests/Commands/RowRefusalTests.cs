namespace CentryPS.Tests.Commands;

/// <summary>Rows and parameters with contradictory or invalid values are refused before anything is sent.</summary>
public sealed class RowRefusalTests : SandboxTest
{
    private string[] Ids => [.. Centry.Orders.All().Select(order => (string)order["_id"]!)];

    [Theory]
    [InlineData("chile")]
    [InlineData("xx")]
    [InlineData("''")]
    public void Unknown_culture_fails_before_the_first_row(string culture)
    {
        Shell.Run($"[pscustomobject]@{{ _id = '{Ids[0]}'; total_amount = '12.990' }} | Set-CentryOrder -Culture {culture}");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("@{ _id = $id; total_amount = $true }", "total_amount")]
    [InlineData("@{ _id = $id; total_amount = [double]::NaN }", "total_amount")]
    [InlineData("@{ _id = $id; shipped_date = 46000 }", "shipped_date")]
    [InlineData("@{ _id = $id; billable = 'quizás' }", "billable")]
    [InlineData("@{ _id = $id; buyer_email = 'a', 'b' }", "buyer_email")]
    [InlineData("[pscustomobject]@{ id = '7'; _id = $id; buyer_phone = '1' }", "two objects")]
    [InlineData("[pscustomobject]@{ _id = $id; status = 'shipped'; _status = 'pending' }", "_status")]
    public void Row_with_contradictory_or_invalid_cells_is_an_error(string row, string hint)
    {
        Shell.Set("id", Ids[0]);

        Shell.Run(row + " | Set-CentryOrder");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(hint, Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Typed_cells_keep_their_type_in_the_body()
    {
        Shell.Run($"@{{ _id = '{Ids[0]}'; total_amount = 1.5; billable = 1; buyer_dni = 7; shipped_date = [datetimeoffset]'2026-03-31T17:30:00-03:00' }} | Set-CentryOrder");

        Assert.Empty(Shell.Errors);
        Assert.Equal("""{"buyer_dni":"7","total_amount":1.5,"shipped_date":"2026-03-31T17:30:00-03:00","billable":true}""", Sent("PUT").Body);
    }

    [Fact]
    public void Row_without_an_id_is_an_error_and_a_blank_row_is_skipped()
    {
        Shell.Set("ids", Ids);

        var output = Shell.Run("@{ _id = $ids[0]; status = 'shipped' }, @{ status = 'shipped' }, [pscustomobject]@{ _id = ''; status = '' }, @{ _id = $ids[1]; status = 'shipped' } | Set-CentryOrder");

        Assert.Equal(2, output.Count);
        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("VERDADERO", "true")]
    [InlineData("falso", "false")]
    public void Boolean_cells_can_be_in_Spanish(string cell, string flag)
    {
        Shell.Run($"[pscustomobject]@{{ _id = '{Ids[0]}'; billable = '{cell}' }} | Set-CentryOrder");

        Assert.Equal($$"""{"billable":{{flag}}}""", Sent("PUT").Body);
    }

    [Theory]
    [InlineData("Set-CentryWebhook $id -Topic $nope")]
    [InlineData("Set-CentryWebhook $id -AddTopic $nope")]
    [InlineData("Set-CentryWebhook $id -Topic @()")]
    [InlineData("Set-CentryWebhook $id -Topic @('')")]
    [InlineData("Set-CentryWebhook $id -Events ''")]
    [InlineData("Set-CentryOrder $id -BuyerPhone $nope")]
    [InlineData("Set-CentryOrder $id -TotalAmount $nope")]
    [InlineData("Set-CentryOrder $id -ShippedDate ''")]
    [InlineData("Set-CentryOrder $id -Clear Nada")]
    [InlineData("Set-CentryOrder $id -Clear BuyerPhone -BuyerPhone 1")]
    [InlineData("New-CentryWebhook https://tienda.example -Topic $nope")]
    [InlineData("Invoke-CentryRequest orders/x.json -Body @{ _status = 'shipped' }")]
    [InlineData("'a/b' | Remove-CentryWebhook -WhatIf")]
    [InlineData("Set-CentryOrder '../x' -Status shipped -WhatIf")]
    public void Parameters_that_cannot_be_sent_are_refused_before_sending(string script)
    {
        Shell.Set("id", (string)Centry.Webhooks.All()[0]["_id"]!);

        Shell.Run(script);

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Empty(Centry.Requests);
    }
}
