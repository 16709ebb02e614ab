namespace CentryPS.Tests.Commands;

/// <summary>Pipeline input and delay-bound script blocks are validated like arguments.</summary>
public sealed class PipelineInputTests : SandboxTest
{
    private string[] Ids => [.. Centry.Orders.All().Select(order => (string)order["_id"]!)];

    [Theory]
    [InlineData("-BuyerEmail { $null }")]
    [InlineData("-BuyerPhone { '' }")]
    [InlineData("-AddressShipping { $null }")]
    public void Script_block_without_output_is_an_error_of_its_input(string argument)
    {
        Shell.Set("ids", Ids);

        Shell.Run($"Get-CentryOrder $ids[0], $ids[1] | Set-CentryOrder {argument}");

        Assert.Equal(2, Shell.Errors.Count);
        Assert.DoesNotContain(Centry.Requests, request => request.Method == "PUT");
    }

    [Theory]
    [InlineData("@{ 'address_shipping.line1' = 'x' }", "address_shipping")]
    [InlineData("@{ updated_at = '2026-01-01' }", "updated_at")]
    public void Key_of_Property_is_validated_like_a_column(string property, string hint)
    {
        Shell.Run($"Set-CentryOrder {Ids[0]} -Property {property}");

        Assert.Contains(hint, Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Row_whose_attributes_are_all_blank_is_skipped()
    {
        Shell.Set("ids", Ids);

        Shell.Run("[pscustomobject]@{ _id = $ids[0]; buyer_phone = '' }, [pscustomobject]@{ _id = $ids[1]; buyer_phone = '1' } | Set-CentryOrder");

        Assert.Empty(Shell.Errors);
        Assert.EndsWith($"/{Ids[1]}.json", Sent("PUT").Target);
    }

    [Fact]
    public void Selected_properties_of_an_object_of_another_type_are_refused()
    {
        Shell.Run("Get-CentryOrder -First 1 | Select-Object * | Remove-CentryWebhook -Force");

        Assert.Contains("CentryOrder", Shell.Error.Exception.Message);
        Assert.DoesNotContain(Centry.Requests, request => request.Method == "DELETE");
    }

    [Fact]
    public void New_webhook_of_a_bad_row_is_one_error_and_the_other_rows_are_created()
    {
        Shell.Run("""
            $bad = [pscustomobject]@{ topic = 'OrderSave' }
            $bad | Add-Member ScriptProperty callback_url { throw 'no hay' }
            $bad, @{ callback_url = 'https://tienda.example/a'; topic = 'OrderSave' }, [pscustomobject]@{ callback_url = 'https://tienda.example/b'; topic = 'Nada' } | New-CentryWebhook
            """);

        Assert.Equal(2, Shell.Errors.Count);
        Assert.Contains("no hay", Shell.Errors[0].Exception.Message);
        Assert.Contains("Nada", Shell.Errors[1].Exception.Message);
        Assert.All(Shell.Errors, error => Assert.StartsWith("InvalidRequest,", error.FullyQualifiedErrorId));
        Assert.Contains("https://tienda.example/a", Sent("POST").Body);
    }
}
