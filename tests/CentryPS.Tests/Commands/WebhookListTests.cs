namespace CentryPS.Tests.Commands;

public sealed class WebhookListTests : SandboxTest
{
    private string FirstId => (string)Centry.Webhooks.All()[0]["_id"]!;

    [Fact]
    public void Get_webhook_lists_all_pages_whatever_their_size()
    {
        for (var i = 0; i < 117; i++)
        {
            Centry.Webhooks.Add(new() { ["callback_url"] = $"https://tienda.example/{i}" });
        }

        Assert.Equal(120, Shell.Run("Get-CentryWebhook -PageSize 7").Count);
        Assert.Equal(120, Shell.Run("Get-CentryWebhook -PageSize 1000").Count);
        Assert.Equal(5, Shell.Run("Get-CentryWebhook -First 5").Count);
    }

    [Fact]
    public void Get_webhook_filters_by_callback_URL_and_topic()
    {
        Shell.Run("New-CentryWebhook https://nueva.example/a -Topic IntegrationConfigSave; New-CentryWebhook https://nueva.example/b");

        Assert.Equal(2, Shell.Run("Get-CentryWebhook -CallbackUrl https://nueva.*").Count);
        Shell.Run("New-CentryWebhook 'http://[::1]:8080/a[1]'");
        Assert.Single(Shell.Run("Get-CentryWebhook -CallbackUrl 'http://[::1]:8080/A[1]'"));
        Assert.Empty(Shell.Run("Get-CentryWebhook -CallbackUrl 'http://*.EXAMPLE/*'"));
        Assert.Single(Shell.Run("Get-CentryWebhook -CallbackUrl https://NUEVA.* -Topic on_integration_config_save"));
    }

    [Theory]
    [InlineData("-CallbackUrl *tienda3*")]
    [InlineData("-Topic ProductDelete")]
    public void First_counts_webhooks_that_match_when_the_list_is_filtered(string filter)
    {
        Shell.Run("Get-CentryWebhook -CallbackUrl *tienda3* | Set-CentryWebhook -Topic ProductDelete");

        Assert.Single(Shell.Run("Get-CentryWebhook -First 1 " + filter));
    }

    [Fact]
    public void Get_webhook_with_an_empty_pipeline_returns_nothing()
    {
        Assert.Empty(Shell.Run("@() | Get-CentryWebhook"));
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Id_is_escaped_as_one_segment_of_the_path()
    {
        Shell.Run("Get-CentryWebhook -Id 'ñ &+'");

        Assert.StartsWith("NotFound,", Shell.Error.FullyQualifiedErrorId);
        Assert.Equal("/conexion/v1/webhooks/%C3%B1%20%26%2B.json", Sent("GET").Target);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a?b=c")]
    [InlineData("a#b")]
    [InlineData("..")]
    [InlineData("a..b")]
    [InlineData("%2e")]
    [InlineData("a\tb")]
    [InlineData("a\u001bb")]
    public void Id_that_a_proxy_could_read_as_another_path_is_refused_before_sending(string id)
    {
        Shell.Set("id", id);
        foreach (var script in new[] { "Get-CentryWebhook -Id $id", "Set-CentryOrder -Id $id -Status shipped", "Remove-CentryWebhook -Id $id -Force" })
        {
            Shell.Run(script);

            Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
            Assert.Equal(id, Shell.Error.TargetObject);
        }

        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Each_failed_id_is_one_error_and_the_others_are_processed()
    {
        var output = Shell.Run($"'nada', '{FirstId}', ' ', 'tampoco' | Get-CentryWebhook");

        Assert.Equal(FirstId, ((CentryWebhook)Assert.Single(output).BaseObject).Id);
        Assert.Equal(["nada", " ", "tampoco"], Shell.Errors.Select(error => error.TargetObject));
        Assert.Equal(
            ["NotFound", "InvalidRequest", "NotFound"],
            Shell.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
    }
}
