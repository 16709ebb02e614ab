namespace CentryPS.Tests.Commands;

public sealed class WebhookTests : SandboxTest
{
    private string FirstId => (string)Centry.Webhooks.All()[0]["_id"]!;

    [Fact]
    public void Webhook_cmdlets_send_the_five_calls_of_the_specification()
    {
        var id = Shell.One<CentryWebhook>("New-CentryWebhook -CallbackUrl https://tienda.example/avisos -Topic OrderSave").Id;
        Shell.Run("Get-CentryWebhook");
        Shell.Run($"Get-CentryWebhook -Id {id}");
        Shell.Run($"Set-CentryWebhook -Id {id} -CallbackUrl https://tienda.example/otro");
        Shell.Run($"Remove-CentryWebhook -Id {id} -Force");

        Assert.Equal(
            [
                "POST /conexion/v1/webhooks.json",
                "GET /conexion/v1/webhooks.json",
                $"GET /conexion/v1/webhooks/{id}.json",
                $"PUT /conexion/v1/webhooks/{id}.json",
                $"DELETE /conexion/v1/webhooks/{id}.json?force=true",
            ],
            Centry.Requests
                .Where(request => !request.Target.Contains("after="))
                .Select(request => $"{request.Method} {request.Target.Split("?limit")[0]}"));
    }

    [Fact]
    public void Every_request_has_a_token_accepts_JSON_and_names_the_module()
    {
        Shell.Run("New-CentryWebhook -CallbackUrl https://tienda.example/avisos");

        var headers = Sent("POST").Headers;
        Assert.Equal("Bearer " + Centry.AccessToken, headers["Authorization"]);
        Assert.Equal("application/json", headers["Accept"]);
        Assert.Equal("application/json; charset=utf-8", headers["Content-Type"]);
        Assert.Matches("^CentryPS/[0-9]+[.][0-9]+[.][0-9]+$", headers["User-Agent"]);
    }

    [Fact]
    public void Body_holds_only_the_attributes_that_were_specified()
    {
        Shell.Run("New-CentryWebhook -CallbackUrl https://tienda.example/avisos -Topic on_order_save, ProductDelete");
        Shell.Run($"Set-CentryWebhook -Id {FirstId} -AddTopic OrderSave -RemoveTopic ProductSave");
        Shell.Run($"Set-CentryWebhook -Id {FirstId} -Property @{{ events = $null }}");

        Assert.Equal(
            [
                """{"callback_url":"https://tienda.example/avisos","on_order_save":true,"on_product_delete":true}""",
                """{"on_order_save":true,"on_product_save":false}""",
                """{"events":null}""",
            ],
            Centry.Requests.Select(request => request.Body));
    }

    [Fact]
    public void Topic_disables_the_other_topics()
    {
        var webhook = Shell.One<CentryWebhook>($"Set-CentryWebhook -Id {FirstId} -Topic IntegrationConfigDelete");

        Assert.Equal([CentryTopic.IntegrationConfigDelete], webhook.Topic);
        Assert.Equal(5, Sent("PUT").Body.Split("false").Length - 1);
    }

    [Fact]
    public void Remove_deletes_the_webhooks_that_the_pipeline_passes()
    {
        Shell.Run("New-CentryWebhook -CallbackUrl https://vieja.example/1; New-CentryWebhook -CallbackUrl https://vieja.example/2");
        var before = Centry.Webhooks.Count;

        var removed = Shell.Run(
            "Get-CentryWebhook | Where-Object CallbackUrl -like '*vieja.example*' | Remove-CentryWebhook -Force -PassThru");

        Assert.Empty(Shell.Errors);
        Assert.Equal(2, removed.Count);
        Assert.Equal(before - 2, Centry.Webhooks.Count);
    }

    [Fact]
    public void Piped_webhook_binds_only_its_id()
    {
        Shell.Run($"Get-CentryWebhook -Id {FirstId} | Set-CentryWebhook -AddTopic OrderDelete");

        Assert.Equal("""{"on_order_delete":true}""", Sent("PUT").Body);
    }

    [Fact]
    public void Rows_of_Import_Csv_bind_by_the_names_of_the_API()
    {
        Shell.Run("[pscustomobject]@{ callback_url = 'https://tienda.example/csv'; on_order_save = 'true'; on_product_save = 'false'; events = '' } | New-CentryWebhook");

        Assert.Equal(
            """{"callback_url":"https://tienda.example/csv","on_product_save":false,"on_order_save":true}""",
            Sent("POST").Body);
    }

    [Fact]
    public void Unknown_attributes_are_kept_in_AdditionalProperties()
    {
        var webhook = Shell.One<CentryWebhook>(
            "New-CentryWebhook https://tienda.example/x -Property @{ color = 'añil'; nivel = 12.50; partes = @(1, @{ a = $null }) }");

        Assert.Equal("añil", webhook.AdditionalProperties["color"]);
        Assert.Equal(12.50m, webhook.AdditionalProperties["nivel"]);
        Assert.Contains("\"color\":\"añil\"", Sent("POST").Body);
    }
}
