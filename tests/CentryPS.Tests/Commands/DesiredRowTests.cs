namespace CentryPS.Tests.Commands;

/// <summary>Desired webhooks can be any kind of rows. If a row is unreadable, nothing of the list is applied.</summary>
public sealed class DesiredRowTests : SandboxTest
{
    private const string Good = "@{ callback_url = 'https://tienda.example/bien'; Topic = 'OrderSave' }";

    [Theory]
    [InlineData("@{ CallbackUrl = 'https://tienda.example/a'; Topic = 'OrderSave', 'ProductSave' }")]
    [InlineData("@{ callback_url = 'https://tienda.example/a'; topic = 'on_product_save;OrderSave' }")]
    [InlineData("[pscustomobject]@{ callback_url = ' https://tienda.example/a '; on_order_save = 'true'; on_product_save = '1'; on_order_delete = ''; on_product_delete = 'FALSO' }")]
    [InlineData("@{ CallbackUrl = [uri] 'https://tienda.example/a'; OnOrderSave = $true; OnProductSave = $true }")]
    [InlineData("[CentryPS.Models.CentryWebhook]@{ CallbackUrl = 'https://tienda.example/a'; OnOrderSave = $true; OnProductSave = $true } | ConvertTo-Csv | ConvertFrom-Csv")]
    [InlineData("[CentryPS.Models.CentryWebhook]@{ CallbackUrl = 'https://tienda.example/a'; OnOrderSave = $true; OnProductSave = $true } | ConvertTo-Json | ConvertFrom-Json")]
    [InlineData("[CentryPS.Models.CentryWebhook]@{ CallbackUrl = 'https://tienda.example/a'; OnOrderSave = $true; OnProductSave = $true; Events = 'x' }")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize([CentryPS.Models.CentryWebhook]@{ CallbackUrl = 'https://tienda.example/a'; OnOrderSave = $true; OnProductSave = $true }))")]
    [InlineData("@{ CallbackUrl = 'https://tienda.example/a'; Topic = [CentryPS.Models.CentryTopic]::ProductSave }, @{ CallbackUrl = 'https://tienda.example/a'; Topic = 2 }")]
    public void Desired_row_is_read_from_hashtables_CSV_JSON_and_webhooks(string rows)
    {
        var step = Shell.One<CentryWebhookDifference>($"{rows} | Sync-CentryWebhook");

        Assert.Equal("""{"callback_url":"https://tienda.example/a","on_product_save":true,"on_order_save":true}""", Sent("POST").Body);
        Assert.Equal((string?)Centry.Webhooks.All()[^1]["_id"], step.Id);
        Assert.Empty(Shell.Warnings);
    }

    [Theory]
    [InlineData("@{ CallbackUrl = 'https://tienda.example/a'; Topic = @(); on_order_save = $false }")]
    [InlineData("@{ CallbackUrl = 'https://tienda.example/a'; on_order_save = 'false' }")]
    public void Desired_row_with_explicitly_no_topics_is_accepted(string row)
    {
        Shell.Run($"{row} | Sync-CentryWebhook");

        Assert.Equal("""{"callback_url":"https://tienda.example/a"}""", Sent("POST").Body);
    }

    [Fact]
    public void Callback_URL_of_a_desired_row_is_sent_unchanged()
    {
        Shell.Run("@{ CallbackUrl = [uri] 'https://Tienda.example:443/a%20b/caf%C3%A9?x=%2F'; Topic = 'OrderSave' } | Sync-CentryWebhook");

        Assert.Contains("\"https://Tienda.example:443/a%20b/caf%C3%A9?x=%2F\"", Sent("POST").Body);
    }

    [Theory]
    [InlineData("$null", "callback_url")]
    [InlineData("'https://tienda.example/a'", "callback_url")]
    [InlineData("@{}", "callback_url")]
    [InlineData("@{ url = 'https://tienda.example/a'; Topic = 'OrderSave' }", "callback_url")]
    [InlineData("@{ Webhooks = @(@{ callback_url = 'https://tienda.example/a'; Topic = 'OrderSave' }) }", "psd1).Webhooks |")]
    [InlineData("[pscustomobject]@{ webhooks = @() }", "psd1).webhooks |")]
    [InlineData("@{ Topic = 'OrderSave', 'OrderDelete' }", "callback_url")]
    [InlineData("@{ callback_url = 'tienda.example/a'; Topic = 'OrderSave' }", "tienda.example/a")]
    [InlineData("@{ callback_url = \"https://tienda.example/$([char] 0xFFFD)\"; Topic = 'OrderSave' }", "UTF-8")]
    [InlineData("@{ callback_url = 'https://tienda.example/a'; CallbackUrl = 'https://tienda.example/b'; Topic = 'OrderSave' }", "callback_url")]
    [InlineData("@{ callback_url = 'https://tienda.example/a' }", "on_order_save")]
    [InlineData("@{ callback_url = 'https://tienda.example/a'; Topic = @() }", "on_order_save")]
    [InlineData("@{ callback_url = 'https://tienda.example/a'; Topic = @('') }", "on_order_save")]
    [InlineData("@{ callback_url = 'https://tienda.example/a'; Topic = @($null) }", "on_order_save")]
    [InlineData("@{ callback_url = 'https://tienda.example/a'; Topic = [DBNull]::Value }", "on_order_save")]
    [InlineData("@{ callback_url = 'https://tienda.example/a'; Topic = $(if ($false) { 'OrderSave' }) }", "on_order_save")]
    [InlineData("@{ callback_url = 'https://tienda.example/a'; Topic = @('OrderSave', '') }", "blank")]
    [InlineData("@{ callback_url = 'https://tienda.example/a'; Topic = ''; on_order_save = '' }", "on_order_save")]
    [InlineData("@{ callback_url = 'https://tienda.example/a'; Topic = 'OrderSav' }", "OrderSav ")]
    [InlineData("@{ callback_url = 'https://tienda.example/a'; on_order_save = 'quizás' }", "quizás")]
    [InlineData("@{ callback_url = 'https://tienda.example/a'; on_order_save = 'true'; on_oder_delete = 'true' }", "on_oder_delete")]
    [InlineData("@{ callback_url = 'https://tienda.example/a'; Topic = 'OrderSave'; OnOrderSave = $false }", "contradict")]
    [InlineData("@{ callback_url = 'https://tienda.example/a'; Topic = 'OrderSave'; OnProductSave = $true }", "contradict")]
    [InlineData("@{ callback_url = 'https://tienda.example/a'; on_order_save = 'true'; OnOrderSave = 'false' }", "on_order_save")]
    public void Desired_row_that_cannot_be_read_is_an_error_and_nothing_is_applied(string row, string named)
    {
        var output = Shell.Run($"{Good}, {row}, {Good} | Sync-CentryWebhook");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.StartsWith(row.StartsWith("[pscustomobject]", StringComparison.Ordinal) ? "Row 3: " : "#2: ", Shell.Error.Exception.Message);
        Assert.Contains("the complete list", Shell.Error.ErrorDetails.RecommendedAction);
        Assert.Contains(named, Shell.Error.Exception.Message);
        Assert.Contains(Shell.Warnings, warning => warning.Contains("1. Nothing"));
        Assert.Empty(output);
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("onOrderSav")]
    [InlineData("OrderSave")]
    [InlineData("on_ordersave")]
    [InlineData("OnOrder_Save")]
    [InlineData("Topics")]
    [InlineData("Tópico")]
    [InlineData("Topic ")]
    [InlineData("_topic")]
    [InlineData("nota")]
    [InlineData("on_order_save\u200B")]
    public void Unknown_column_of_a_desired_row_is_an_error_that_lists_the_known_columns(string column)
    {
        Shell.Set("column", column);

        var output = Shell.Run($"{Good}, @{{ callback_url = 'https://tienda.example/a'; OnProductSave = $true; $column = 'true' }} | Sync-CentryWebhook");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains($"\"{column.Replace("\u200B", "\\u200B")}\"", Shell.Error.Exception.Message);
        Assert.Contains("callback_url, Topic, on_product_save, on_product_delete, on_order_save,", Shell.Error.Exception.Message);
        Assert.Empty(output);
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("@{ on_order_sav = $true }")]
    [InlineData("@{ on_order_save = $true }")]
    public void Property_column_of_a_desired_row_is_refused(string property)
    {
        Shell.Run($"@{{ callback_url = 'https://tienda.example/a'; Topic = 'OrderSave'; Property = {property} }} | Sync-CentryWebhook");

        Assert.Contains("\"Property\"", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Desired_row_ignores_read_only_attributes_and_job_columns()
    {
        Shell.Run("""
            [pscustomobject]@{
                callback_url = 'https://tienda.example/a'; Topic = 'OrderSave'; _id = 'x'; created_at = ''; UpdatedAt = ''; events = 'x'; AppId = 'x'
                company_id = 'x'; PSComputerName = 'localhost'; PSShowComputerName = $true; RunspaceId = [guid]::NewGuid()
            } | Sync-CentryWebhook
            """);

        Assert.Empty(Shell.Errors);
        Assert.Equal("""{"callback_url":"https://tienda.example/a","on_order_save":true}""", Sent("POST").Body);
    }

    [Fact]
    public void Each_bad_desired_row_is_an_error_with_the_row_as_target()
    {
        Shell.Run($"$bad = @{{ callback_url = 'x' }}; $bad, {Good}, $bad | Compare-CentryWebhook");

        Assert.Equal(2, Shell.Errors.Count);
        Assert.All(Shell.Errors, error => Assert.IsType<System.Collections.Hashtable>(error.TargetObject));
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Blank_desired_rows_are_skipped()
    {
        var output = Shell.Run("""
            [pscustomobject]@{ callback_url = 'https://tienda.example/a'; topic = 'OrderSave' },
            [pscustomobject]@{ callback_url = ''; topic = ' ' } | Compare-CentryWebhook
            """);

        Assert.Single(output);
        Assert.Empty(Shell.Errors);
    }
}
