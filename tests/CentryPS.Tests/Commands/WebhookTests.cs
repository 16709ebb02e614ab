namespace CentryPS.Tests;

public sealed class WebhookTests : SandboxTest
{
    private string FirstId => (string)Centry.Webhooks.All()[0]["_id"]!;

    [Fact]
    public void The_five_calls_of_the_specification_are_on_the_wire_as_it_says()
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
    public void Every_request_is_signed_asks_for_JSON_and_names_the_module()
    {
        Shell.Run("New-CentryWebhook -CallbackUrl https://tienda.example/avisos");

        var headers = Sent("POST").Headers;
        Assert.Equal("Bearer " + Centry.AccessToken, headers["Authorization"]);
        Assert.Equal("application/json", headers["Accept"]);
        Assert.Equal("application/json; charset=utf-8", headers["Content-Type"]);
        Assert.Matches("^CentryPS/[0-9]+[.][0-9]+[.][0-9]+$", headers["User-Agent"]);
    }

    [Fact]
    public void Only_what_was_said_is_in_a_body()
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
    public void A_whole_set_of_topics_switches_the_others_off()
    {
        var webhook = Shell.One<CentryWebhook>($"Set-CentryWebhook -Id {FirstId} -Topic IntegrationConfigDelete");

        Assert.Equal([CentryTopic.IntegrationConfigDelete], webhook.Topic);
        Assert.Equal(5, Sent("PUT").Body.Split("false").Length - 1);
    }

    [Fact]
    public void A_pipeline_from_Get_to_Remove_removes_what_passed()
    {
        Shell.Run("New-CentryWebhook -CallbackUrl https://vieja.example/1; New-CentryWebhook -CallbackUrl https://vieja.example/2");
        var before = Centry.Webhooks.Count;

        var removed = Shell.Run(
            "Get-CentryWebhook | Where-Object { $_.CallbackUrl.Host -eq 'vieja.example' } | Remove-CentryWebhook -Force -PassThru");

        Assert.Empty(Shell.Errors);
        Assert.Equal(2, removed.Count);
        Assert.Equal(before - 2, Centry.Webhooks.Count);
    }

    [Fact]
    public void A_piped_webhook_gives_its_id_alone()
    {
        Shell.Run($"Get-CentryWebhook -Id {FirstId} | Set-CentryWebhook -AddTopic OrderDelete");

        Assert.Equal("""{"on_order_delete":true}""", Sent("PUT").Body);
    }

    [Fact]
    public void Rows_like_those_of_Import_Csv_bind_by_Centrys_names()
    {
        Shell.Run("[pscustomobject]@{ callback_url = 'https://tienda.example/csv'; on_order_save = 'true'; on_product_save = 'false'; events = '' } | New-CentryWebhook");

        Assert.Equal(
            """{"callback_url":"https://tienda.example/csv","on_product_save":false,"on_order_save":true}""",
            Sent("POST").Body);
    }

    [Theory]
    [InlineData("New-CentryWebhook -CallbackUrl https://tienda.example/x -WhatIf")]
    [InlineData("Get-CentryWebhook | Set-CentryWebhook -AddTopic OrderSave -WhatIf")]
    [InlineData("Get-CentryWebhook | Remove-CentryWebhook -WhatIf")]
    [InlineData("Get-CentryWebhook | Remove-CentryWebhook -Force -WhatIf")]
    [InlineData("Get-CentryOrder | Set-CentryOrder -Status shipped -WhatIf")]
    [InlineData("Invoke-CentryRequest -Method Delete -Path webhooks/1.json -WhatIf")]
    public void WhatIf_changes_nothing(string script)
    {
        Shell.Run(script);

        Assert.Empty(Shell.Errors);
        Assert.DoesNotContain(Centry.Requests, request => request.Method != "GET");
    }

    [Fact]
    public void Remove_asks_unless_it_is_forced()
    {
        Shell.Run($"Remove-CentryWebhook -Id {FirstId}");

        Assert.NotEmpty(Shell.Errors); // this host cannot be asked
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void The_list_is_whole_whatever_the_servers_pages()
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
    public void The_list_is_filtered_by_address_and_topic()
    {
        Shell.Run("New-CentryWebhook https://nueva.example/a -Topic IntegrationConfigSave; New-CentryWebhook https://nueva.example/b");

        Assert.Equal(2, Shell.Run("Get-CentryWebhook -CallbackUrl https://nueva.*").Count);
        Assert.Single(Shell.Run("Get-CentryWebhook -CallbackUrl https://NUEVA.* -Topic on_integration_config_save"));
    }

    [Fact]
    public void An_empty_pipeline_is_no_list_of_everything()
    {
        Assert.Empty(Shell.Run("@() | Get-CentryWebhook"));
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Unknown_attributes_come_back_and_are_shown()
    {
        var webhook = Shell.One<CentryWebhook>(
            "New-CentryWebhook https://tienda.example/x -Property @{ color = 'añil'; nivel = 12.50; partes = @(1, @{ a = $null }) }");

        Assert.Equal("añil", webhook.AdditionalProperties["color"]);
        Assert.Equal(12.50m, webhook.AdditionalProperties["nivel"]);
        Assert.Contains("\"color\":\"añil\"", Sent("POST").Body);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("tienda.example/avisos")]
    [InlineData("/avisos")]
    public void A_callback_that_nobody_can_call_is_refused_before_it_is_sent(string address)
    {
        Shell.Run($"New-CentryWebhook -CallbackUrl '{address}'");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Equal(address, Shell.Error.TargetObject);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void An_unknown_topic_is_refused_with_those_that_are_known()
    {
        Shell.Run("New-CentryWebhook -CallbackUrl https://tienda.example -Topic on_sale");

        Assert.Contains("IntegrationConfigSave", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a?b=c", "a%3Fb%3Dc")]
    [InlineData("..", "..")]
    [InlineData("ñ", "%C3%B1")]
    [InlineData("%2e", "%252e")]
    public void An_id_is_one_segment_of_the_address_whatever_it_holds(string id, string segment)
    {
        Shell.Set("id", id);
        Shell.Run("Get-CentryWebhook -Id $id");

        Assert.StartsWith("NotFound,", Shell.Error.FullyQualifiedErrorId);
        Assert.Equal(id, Shell.Error.TargetObject);
        Assert.Equal($"/conexion/v1/webhooks/{segment}.json", Sent("GET").Target);
    }

    [Fact]
    public void Each_failed_input_is_one_error_and_the_rest_goes_on()
    {
        var output = Shell.Run($"'nada', '{FirstId}', ' ', 'tampoco' | Get-CentryWebhook");

        Assert.Equal(FirstId, ((CentryWebhook)Assert.Single(output).BaseObject).Id);
        Assert.Equal(["nada", " ", "tampoco"], Shell.Errors.Select(error => error.TargetObject));
        Assert.Equal(
            ["NotFound", "InvalidRequest", "NotFound"],
            Shell.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
    }

    [Theory]
    [InlineData("{ 1 }", "ScriptBlock")]
    [InlineData("(Get-Command Get-Help)", "")]
    [InlineData("[double]::NaN", "Double")]
    public void A_value_that_is_no_JSON_is_refused_by_its_place(string value, string type)
    {
        Shell.Run($"Set-CentryWebhook -Id {FirstId} -Property @{{ events = @{{ dentro = {value} }} }}");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("Property.events", Shell.Error.Exception.Message);
        Assert.Contains(type, Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void A_cycle_and_a_secret_are_refused()
    {
        Shell.Run($"$h = @{{}}; $h.yo = $h; Set-CentryWebhook -Id {FirstId} -Property $h");
        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);

        Shell.Run($"Set-CentryWebhook -Id {FirstId} -Property @{{ s = [securestring]::new() }}");
        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void The_servers_own_words_are_in_the_error()
    {
        Shell.Run($"Set-CentryWebhook -Id {FirstId} -Property @{{ on_order_save = 'quizás' }}");

        var exception = Assert.IsType<CentryException>(Shell.Error.Exception);
        Assert.Equal(422, (int)exception.StatusCode!);
        Assert.Contains("on_order_save", exception.Message);
        Assert.Equal("PUT", exception.Method);
        Assert.NotNull(Shell.Error.ErrorDetails.RecommendedAction);
    }
}
