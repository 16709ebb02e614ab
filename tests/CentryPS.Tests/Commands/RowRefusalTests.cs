namespace CentryPS.Tests.Commands;

/// <summary>What a row or a parameter cannot mean is refused before anything is sent; what it can only mean in one way is taken.</summary>
public sealed class RowRefusalTests : SandboxTest
{
    private string[] Ids => [.. Centry.Orders.All().Select(order => (string)order["_id"]!)];

    [Theory]
    [InlineData("chile")]
    [InlineData("xx")]
    [InlineData("''")]
    public void A_culture_that_nobody_knows_is_refused_before_the_first_row(string culture)
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
    [InlineData("[pscustomobject]@{ id = '7'; _id = $id; buyer_phone = '1' }", "disagree")]
    [InlineData("[pscustomobject]@{ _id = $id; status = 'shipped'; _status = 'pending' }", "_status")]
    public void A_row_that_says_what_it_cannot_mean_is_refused(string row, string hint)
    {
        Shell.Set("id", Ids[0]);

        Shell.Run(row + " | Set-CentryOrder");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(hint, Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Typed_cells_are_sent_as_what_they_are()
    {
        Shell.Run($"@{{ _id = '{Ids[0]}'; total_amount = 1.5; billable = 1; buyer_dni = 7; shipped_date = [datetimeoffset]'2026-03-31T17:30:00-03:00' }} | Set-CentryOrder");

        Assert.Empty(Shell.Errors);
        Assert.Equal("""{"buyer_dni":"7","total_amount":1.5,"shipped_date":"2026-03-31T17:30:00-03:00","billable":true}""", Sent("PUT").Body);
    }

    [Fact]
    public void A_row_without_an_id_in_the_middle_is_its_own_error_and_a_blank_row_is_none()
    {
        Shell.Set("ids", Ids);

        var output = Shell.Run("@{ _id = $ids[0]; status = 'shipped' }, @{ status = 'shipped' }, [pscustomobject]@{ _id = ''; status = '' }, @{ _id = $ids[1]; status = 'shipped' } | Set-CentryOrder");

        Assert.Equal(2, output.Count);
        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("VERDADERO", "true")]
    [InlineData("falso", "false")]
    public void A_spreadsheet_in_Spanish_writes_booleans_so(string cell, string flag)
    {
        Shell.Run($"[pscustomobject]@{{ _id = '{Ids[0]}'; billable = '{cell}' }} | Set-CentryOrder");

        Assert.Equal($$"""{"billable":{{flag}}}""", Sent("PUT").Body);
    }

    [Theory]
    [InlineData("Set-CentryWebhook $id -Topic $nope")]
    [InlineData("Set-CentryWebhook $id -AddTopic $nope")]
    [InlineData("New-CentryWebhook https://tienda.example -Topic $nope")]
    [InlineData("Invoke-CentryRequest orders/x.json -Body @{ _status = 'shipped' }")]
    [InlineData("'a/b' | Remove-CentryWebhook -WhatIf")]
    [InlineData("Set-CentryOrder '../x' -Status shipped -WhatIf")]
    public void What_cannot_be_meant_is_refused(string script)
    {
        Shell.Set("id", (string)Centry.Webhooks.All()[0]["_id"]!);

        Shell.Run(script);

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void No_topics_at_all_can_be_said()
    {
        Shell.Run($"Set-CentryWebhook {Centry.Webhooks.All()[0]["_id"]} -Topic @()");

        Assert.Empty(Shell.Errors);
        Assert.DoesNotContain("true", Sent("PUT").Body);
    }
}
