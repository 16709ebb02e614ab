namespace CentryPS.Tests.Commands;

/// <summary>Objects exported to a file can be restored from it.</summary>
public sealed class BackupTests : SandboxTest
{
    [Fact]
    public void Webhook_restored_from_JSON_is_the_same_webhook()
    {
        Shell.Run("""
            $backup = Get-CentryWebhook -First 1 | ConvertTo-Json | ConvertFrom-Json
            $backup.CallbackUrl = 'https://tienda.example/otra'
            $backup | New-CentryWebhook
            """);

        Assert.Empty(Shell.Errors);
        Assert.Equal(
            """{"callback_url":"https://tienda.example/otra","on_product_save":true,"on_product_delete":false,"on_order_save":true,"on_order_delete":false,"on_integration_config_save":false,"on_integration_config_delete":false}""",
            Sent("POST").Body);
    }

    [Fact]
    public void Topic_number_out_of_range_is_refused()
    {
        Shell.Run("New-CentryWebhook https://tienda.example -Topic 17");

        Assert.Contains("17", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("@{ Line1 = 'Los Leones 100'; zip_code = '7510000' }")]
    [InlineData("[pscustomobject]@{ Id = 'x'; Line1 = 'Los Leones 100'; ZipCode = '7510000'; Line2 = $null; CreatedAt = 'ayer'; AdditionalProperties = @{} }")]
    [InlineData("[CentryPS.Models.CentryAddress]@{ Line1 = 'Los Leones 100'; ZipCode = '7510000' }")]
    public void Address_is_read_by_the_names_of_PowerShell_and_of_the_API(string address)
    {
        var id = (string)Centry.Orders.All()[0]["_id"]!;

        var order = Shell.One<CentryOrder>($"Set-CentryOrder -Id {id} -AddressShipping ({address})");

        Assert.Equal(("Los Leones 100", "7510000", "Santiago"), (order.AddressShipping!.Line1, order.AddressShipping.ZipCode, order.AddressShipping.City));
    }

    [Fact]
    public void Address_text_of_Export_Csv_is_refused()
    {
        Shell.Run("Get-CentryOrder -First 1 | Select-Object Id, Status, AddressShipping | ConvertTo-Csv | ConvertFrom-Csv | Set-CentryOrder");

        Assert.Contains("@{ line1", Shell.Error.Exception.Message);
        Assert.DoesNotContain(Centry.Requests, request => request.Method == "PUT");
    }
}
