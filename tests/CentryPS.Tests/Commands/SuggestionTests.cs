namespace CentryPS.Tests.Commands;

/// <summary>A misspelled word is refused or ignored, and the message suggests the correct word.</summary>
public sealed class SuggestionTests : SandboxTest
{
    private string Id => (string)Centry.Orders.All()[0]["_id"]!;

    [Theory]
    [InlineData("Set-CentryOrder $id -Status shiped", "shipped")]
    [InlineData("Set-CentryOrder $id -Status pendiente", "pending")]
    [InlineData("Get-CentryOrder -Status enviada", "shipped")]
    [InlineData("@{ _id = $id; _status = 'cancelado' } | Set-CentryOrder", "cancelled")]
    [InlineData("@{ _id = $id; _payment_mode = 'efectivo' } | Set-CentryOrder", "cash")]
    [InlineData("@{ _id = $id; 'address_shipping.zipcod' = '1' } | Set-CentryOrder", "zip_code")]
    [InlineData("Set-CentryOrder $id -AddressShipping @{ phone = '1' }", "phone1")]
    [InlineData("Set-CentryOrder $id -Clear BuyerFone", "BuyerPhone")]
    [InlineData("Set-CentryWebhook $id -Topic OrderSaved", "OrderSave")]
    [InlineData("@{ callback_url = 'https://tienda.example/a'; on_order_sav = $true } | Compare-CentryWebhook", "on_order_save")]
    public void Misspelled_word_is_refused_with_a_suggestion(string script, string meant)
    {
        Shell.Set("id", Id);

        Shell.Run(script);

        Assert.Contains($"did you mean {meant}?", Shell.Error.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Centry.Requests, request => request.Method != "GET");

        Shell.Run($"[cultureinfo]::CurrentUICulture = 'es-CL'; {script}");

        Assert.Contains($"quiso decir {meant}?", Shell.Error.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Set-CentryOrder $id -Status perdido")]
    [InlineData("Set-CentryOrder $id -AddressShipping @{ piso = '1' }")]
    [InlineData("Set-CentryOrder $id -Clear Nada")]
    public void Dissimilar_word_causes_no_suggestion(string script)
    {
        Shell.Set("id", Id);

        Shell.Run(script);

        Assert.DoesNotContain("mean", Shell.Error.ToString());
    }

    [Theory]
    [InlineData("buyer_fone", "buyer_phone")]
    [InlineData("BuyerEmial", "buyer_email")]
    [InlineData("adress_shipping.city", "address_shipping.city")]
    public void Misspelled_column_is_not_sent_and_the_warning_has_a_suggestion(string column, string meant)
    {
        Shell.Run($"[pscustomobject]@{{ _id = '{Id}'; buyer_dni = 'x'; '{column}' = '1'; nota = '2' }} | Set-CentryOrder");

        Assert.EndsWith($"\"{column}\" (did you mean {meant}?), \"nota\".", Assert.Single(Shell.Warnings));
        Assert.Equal("""{"buyer_dni":"x"}""", Sent("PUT").Body);
    }

    [Fact]
    public void Misspelled_key_of_Property_causes_a_warning_with_a_suggestion()
    {
        Shell.Run($"Set-CentryOrder {Id} -Property @{{ buyer_fone = '1' }}");

        Assert.Contains("Did you mean buyer_phone?", Shell.Warnings[0]);
    }
}
