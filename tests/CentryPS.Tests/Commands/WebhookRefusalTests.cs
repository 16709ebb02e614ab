namespace CentryPS.Tests.Commands;

public sealed class WebhookRefusalTests : SandboxTest
{
    private string FirstId => (string)Centry.Webhooks.All()[0]["_id"]!;

    [Theory]
    [InlineData("New-CentryWebhook -CallbackUrl https://tienda.example/x -WhatIf")]
    [InlineData("Get-CentryWebhook | Set-CentryWebhook -AddTopic OrderSave -WhatIf")]
    [InlineData("Get-CentryWebhook | Remove-CentryWebhook -WhatIf")]
    [InlineData("Get-CentryWebhook | Remove-CentryWebhook -Force -WhatIf")]
    [InlineData("Get-CentryOrder | Set-CentryOrder -Status shipped -WhatIf")]
    [InlineData("Invoke-CentryRequest -Method Delete -Path webhooks/1.json -WhatIf")]
    public void Webhook_cmdlets_with_WhatIf_change_nothing(string script)
    {
        Shell.Run(script);

        Assert.Empty(Shell.Errors);
        Assert.DoesNotContain(Centry.Requests, request => request.Method != "GET");
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("\u0007")]
    [InlineData("\u00A0")]
    [InlineData("\u202E")]
    [InlineData("\u200B")]
    [InlineData("\U000E0041")]
    public void Callback_URL_with_invisible_characters_is_refused(string text)
    {
        var id = (string)Centry.Webhooks.All()[0]["_id"]!;
        Shell.Set("url", $"https://tienda.example/a{text}b");
        foreach (var command in new[] { "New-CentryWebhook $url", $"Set-CentryWebhook -Id {id} -CallbackUrl $url", "@{ callback_url = $url; Topic = 'OrderSave' } | Sync-CentryWebhook" })
        {
            Shell.Run(command);

            Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
            Assert.Contains("invisible character", Shell.Error.Exception.Message);
        }

        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Remove_asks_for_confirmation_unless_forced()
    {
        Shell.Run($"Remove-CentryWebhook -Id {FirstId}");

        Assert.NotEmpty(Shell.Errors); // this host cannot be asked
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("tienda.example/avisos")]
    [InlineData("/avisos")]
    public void Callback_URL_that_cannot_be_called_is_refused_before_sending(string address)
    {
        Shell.Run($"New-CentryWebhook -CallbackUrl '{address}'");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Equal(address, Shell.Error.TargetObject);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Unknown_topic_is_refused_with_a_list_of_the_known_ones()
    {
        Shell.Run("New-CentryWebhook -CallbackUrl https://tienda.example -Topic on_sale");

        Assert.Contains("IntegrationConfigSave", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("{ 1 }", "ScriptBlock")]
    [InlineData("(Get-Command Get-Help)", "")]
    [InlineData("[double]::NaN", "Double")]
    public void Value_that_JSON_cannot_represent_is_refused_with_its_path(string value, string type)
    {
        Shell.Run($"Set-CentryWebhook -Id {FirstId} -Property @{{ extra = @{{ dentro = {value} }} }}");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("extra.dentro", Shell.Error.Exception.Message);
        Assert.Contains(type, Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Body_with_a_cycle_or_a_secret_is_refused()
    {
        Shell.Run($"$h = @{{}}; $h.yo = $h; Set-CentryWebhook -Id {FirstId} -Property $h");
        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);

        Shell.Run($"Set-CentryWebhook -Id {FirstId} -Property @{{ s = [securestring]::new() }}");
        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Error_contains_the_message_of_the_server()
    {
        Shell.Run($"Invoke-CentryRequest webhooks/{FirstId}.json -Method Put -Body @{{ on_order_save = 'quizás' }}");

        var exception = Assert.IsType<CentryException>(Shell.Error.Exception);
        Assert.Equal(422, (int)exception.StatusCode!);
        Assert.Contains("on_order_save", exception.Message);
        Assert.Equal("PUT", exception.Method);
        Assert.NotNull(Shell.Error.ErrorDetails.RecommendedAction);
    }
}
