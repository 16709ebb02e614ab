using System.Text;

namespace CentryPS.Tests.Commands;

/// <summary>Notifications received by another service are parsed in any representation.</summary>
public sealed class ConvertFromTests : SandboxTest
{
    private const string Json = """{"topic":"on_order_save","order_id":"59c2bd4aa8d1d10b0c9c3f11"}""";

    [Theory]
    [InlineData("$json | ConvertFrom-CentryNotification")]
    [InlineData("ConvertFrom-CentryNotification $json")]
    [InlineData("$bytes | ConvertFrom-CentryNotification")]
    [InlineData("ConvertFrom-CentryNotification $bytes")]
    [InlineData("ConvertFrom-CentryNotification -InputObject (,$bytes)")]
    [InlineData("@{ topic = 'on_order_save'; order_id = '59c2bd4aa8d1d10b0c9c3f11' } | ConvertFrom-CentryNotification")]
    [InlineData("[pscustomobject]@{ topic = 'on_order_save'; order_id = '59c2bd4aa8d1d10b0c9c3f11' } | ConvertFrom-CentryNotification")]
    [InlineData("[ordered]@{ Topic = 'OrderSave'; OrderId = '59c2bd4aa8d1d10b0c9c3f11' } | ConvertFrom-CentryNotification")]
    [InlineData("@{ Topic = [CentryPS.Models.CentryTopic]::OrderSave; order_id = '59c2bd4aa8d1d10b0c9c3f11'; product_id = $null } | ConvertFrom-CentryNotification")]
    [InlineData("$json | ConvertFrom-CentryNotification | ConvertFrom-CentryNotification")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize(($json | ConvertFrom-CentryNotification))) | ConvertFrom-CentryNotification")]
    [InlineData("""'{"Topic":2,"TopicName":"on_order_save","OrderId":"59c2bd4aa8d1d10b0c9c3f11","ProductId":null,"ReceivedAt":"2026-03-31T12:00:00Z","Attempt":3,"AdditionalProperties":{}}' | ConvertFrom-CentryNotification""")]
    [InlineData("""'{"taken":false,"attempts":     5,"deliveries":     1,"received_at":"2026-03-31T12:00:00Z","notification":{"topic":"on_order_save","order_id":"59c2bd4aa8d1d10b0c9c3f11"}}' | ConvertFrom-CentryNotification""")]
    public void Notification_is_parsed_from_text_bytes_and_objects(string script)
    {
        Shell.Set("json", Json);
        Shell.Set("bytes", Encoding.UTF8.GetBytes("\uFEFF" + Json + "\r\n"));

        var notification = Shell.One<CentryNotification>(script);

        Assert.Equal((CentryTopic.OrderSave, "on_order_save", "59c2bd4aa8d1d10b0c9c3f11"), (notification.Topic, notification.TopicName, notification.OrderId));
        Assert.Null(notification.ProductId);
        Assert.Empty(notification.AdditionalProperties);
        Assert.Equal(Json, Encoding.UTF8.GetString(notification.ToJson()));
    }

    [Theory]
    [InlineData("""{"topic":"on_product_delete","product_id":"59c2bd4aa8d1d10b0c9c3f11"}""")]
    [InlineData("""{"topic":"on_integration_config_save","integration_config_id":"59c2bd4aa8d1d10b0c9c3f11"}""")]
    [InlineData("""{"topic":"on_novedad","order_id":"59c2bd4aa8d1d10b0c9c3f11","tienda":{"ñandú":[1.50,null,12345678901234567890123456789012]}}""")]
    public void Notification_converts_back_to_the_original_JSON(string json)
    {
        Shell.Set("json", json);

        Assert.Equal(json, Encoding.UTF8.GetString(Shell.One<CentryNotification>("$json | ConvertFrom-CentryNotification").ToJson()));
    }

    [Fact]
    public void Notification_with_escape_sequences_is_shown_escaped()
    {
        Shell.Set("json", """{"topic":"on_nov\u001b]0;x\u0007edad","order_id":"59c2bd4aa8d1d10b0c9c3f11","tienda":"\u0007"}""");

        var shown = string.Concat(Shell.Run("$n = $json | ConvertFrom-CentryNotification; \"$n\"; $n | Out-String"));

        Assert.Contains("on_nov\\u001B]0;x", shown);
        Assert.DoesNotContain('\u001b', shown);
        Assert.DoesNotContain('\u0007', shown);
    }

    [Fact]
    public void Notification_keeps_unknown_topics_and_attributes()
    {
        Shell.Set("json", """{"topic":"on_novedad","tienda":"sur"}""");

        var notification = Shell.One<CentryNotification>("$json | ConvertFrom-CentryNotification");

        Assert.Null(notification.Topic);
        Assert.Equal("on_novedad", notification.TopicName);
        Assert.Equal("sur", notification.AdditionalProperties["tienda"]);
    }

    [Theory]
    [InlineData("''")]
    [InlineData("$null")]
    [InlineData("'on_order_save'")]
    [InlineData("'{}'")]
    [InlineData("'[]'")]
    [InlineData("""'{"topic":null}'""")]
    [InlineData("""'{"topic":" "}'""")]
    [InlineData("""'{"topic":5}'""")]
    [InlineData("""'{"topic":"on_order_save"'""")]
    [InlineData("""'{"topic":"on_order_save"}{}'""")]
    [InlineData("""'{"topic":"on_order_save","order_id":{}}'""")]
    [InlineData("@{}")]
    [InlineData("@{ topic = { } }")]
    [InlineData("5")]
    [InlineData("(,[byte[]](123, 255))")]
    public void ConvertFrom_fails_when_the_input_is_not_a_notification(string input)
    {
        Shell.Set("json", Json);

        var output = Shell.Run($"{input}, $json | ConvertFrom-CentryNotification");

        Assert.Single(output);
        Assert.Equal("InvalidNotification,CentryPS.Commands.ConvertFromCentryNotificationCommand", Shell.Error.FullyQualifiedErrorId);
        Assert.NotEmpty(Shell.Error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Order_notification_binds_to_the_order_cmdlets_by_its_order_id()
    {
        var id = (string)Centry.Orders.All()[0]["_id"]!;
        Shell.Set("json", Json.Replace("59c2bd4aa8d1d10b0c9c3f11", id));

        Assert.Equal(id, Shell.One<CentryOrder>("$json | ConvertFrom-CentryNotification | Get-CentryOrder").Id);
        Assert.Equal(id, Shell.One<CentryOrder>("$json | ConvertFrom-CentryNotification | Set-CentryOrder -Status received").Id);
        Assert.Equal(id, Shell.One<CentryOrder>($"[pscustomobject]@{{ order_id = '{id}'; _status = 'shipped' }} | Set-CentryOrder").Id);
        Assert.Empty(Shell.Warnings);
    }

    [Fact]
    public void Product_notification_changes_no_order()
    {
        Shell.Run("""'{"topic":"on_product_save","product_id":"59c2bd4aa8d1d10b0c9c3f11"}' | ConvertFrom-CentryNotification | Set-CentryOrder -Status shipped""");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("on_product_save 59c2bd4aa8d1d10b0c9c3f11", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }
}
