namespace CentryPS.Tests;

/// <summary>What was written to a file comes back as what it was.</summary>
public sealed class BackupTests : SandboxTest
{
    // ConvertFrom-Json gives such an object for what ConvertTo-Json writes of a webhook.
    [Fact]
    public void A_webhook_that_was_JSON_makes_the_same_webhook_again()
    {
        Shell.Run("""
            [pscustomobject]@{
                CallbackUrl = 'https://tienda.example/otra'; Topic = @([long]0, [long]2)
                OnProductSave = $true; OnProductDelete = $false; OnOrderSave = $true; OnOrderDelete = $false
                OnIntegrationConfigSave = $false; OnIntegrationConfigDelete = $false
                Events = $null; AppId = 'a'; CompanyId = 'b'; Id = 'c'; AdditionalProperties = [pscustomobject]@{}
            } | New-CentryWebhook
            """);

        Assert.Empty(Shell.Errors);
        Assert.Equal(
            """{"callback_url":"https://tienda.example/otra","on_product_save":true,"on_product_delete":false,"on_order_save":true,"on_order_delete":false,"on_integration_config_save":false,"on_integration_config_delete":false}""",
            Sent("POST").Body);
    }

    [Fact]
    public void A_number_that_is_no_topic_is_refused()
    {
        Shell.Run("New-CentryWebhook https://tienda.example -Topic 17");

        Assert.Contains("17", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }
}
