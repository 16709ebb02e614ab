namespace CentryPS.Tests.Commands;

/// <summary>A change is reported as applied only if the response does not contradict it.</summary>
public sealed class AnswerTests : AnswerTest
{
    [Fact]
    public void Response_with_another_order_is_an_error_and_nothing_is_changed()
    {
        Answers[$"GET /conexion/v1/orders/{A}"] = $$"""{"_id":"{{B}}","buyer_dni":"1"}""";

        Shell.Run($"Set-CentryOrder {A} -BuyerDni 2 -OnlyChanged");

        Assert.StartsWith("InvalidResponse,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(B, Shell.Error.Exception.Message);
        Assert.Equal(0, Writes);
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("null")]
    public void Response_that_contradicts_the_change_is_an_error_and_the_object_is_output(string kept)
    {
        Answers[$"PUT /conexion/v1/orders/{A}"] = $$"""{"_id":"{{A}}","buyer_dni":{{kept}},"buyer_phone":"3"}""";
        using var folder = new TemporaryFolder();

        var output = Shell.Run($"Set-CentryOrder {A} -BuyerDni 2 -BuyerPhone 3 -ResultPath '{folder.File("r.csv")}'");

        Assert.Equal("3", ((CentryOrder)output.Single().BaseObject).BuyerPhone);
        Assert.StartsWith("NotApplied,", Shell.Error.FullyQualifiedErrorId);
        Assert.All(["buyer_dni", "\"2\"", kept], part => Assert.Contains(part, Shell.Error.Exception.Message));
        Assert.DoesNotContain("buyer_phone", Shell.Error.Exception.Message);
        Assert.Contains(",NotApplied,NotApplied,", File.ReadAllText(folder.File("r.csv")));
    }

    [Theory]
    [InlineData("-BuyerEmail ANA@tienda.example", "\"buyer_email\":\"ana@tienda.example\"")]
    [InlineData("-BuyerFirstName ' Ana '", "\"buyer_first_name\":\"Ana\"")]
    [InlineData("-TotalAmount 12.50", "\"total_amount\":\"12.5\"")]
    [InlineData("-ShippedDate 2026-03-31T17:30:00-03:00", "\"shipped_date\":\"2026-03-31T20:30:00.000Z\"")]
    [InlineData("-DateForDelivery 2026-03-02", "\"date_for_delivery\":\"2026-03-02T03:00:00.000Z\"")]
    [InlineData("-Clear BuyerPhone", "\"buyer_phone\":\"\"")]
    [InlineData("-BuyerPhone 1", "\"buyer_dni\":\"2\"")]
    [InlineData("-AddressShipping @{ line1 = 'a' }", "\"address_shipping\":{\"line1\":\"a\",\"line2\":\"b\"}")]
    public void Response_with_another_notation_of_a_value_confirms_it(string argument, string answer)
    {
        Answers[$"PUT /conexion/v1/orders/{A}"] = $$"""{"_id":"{{A}}",{{answer}}}""";

        Shell.Run($"Set-CentryOrder {A} {argument}");

        Assert.Empty(Shell.Errors);
    }

    [Fact]
    public void Unknown_attribute_missing_from_the_response_causes_one_warning()
    {
        foreach (var id in new[] { A, B })
        {
            Answers[$"PUT /conexion/v1/orders/{id}"] = $$"""{"_id":"{{id}}"}""";
        }

        Shell.Run($"'{A}', '{B}' | Set-CentryOrder -Property @{{ nombre_raro = 'x' }}");

        Assert.Empty(Shell.Errors);
        Assert.Contains("nombre_raro", Assert.Single(Shell.Warnings));
    }

    [Fact]
    public void Webhook_created_without_its_topics_is_an_error_and_is_output()
    {
        Answers["POST /conexion/v1/webhooks"] = $$"""{"_id":"{{A}}","callback_url":"https://tienda.example/","on_order_save":false}""";

        var output = Shell.Run("New-CentryWebhook https://tienda.example -Topic OrderSave");

        Assert.Equal(A, ((CentryWebhook)output.Single().BaseObject).Id);
        Assert.StartsWith("NotApplied,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("on_order_save", Shell.Error.Exception.Message);
        Assert.DoesNotContain("callback_url", Shell.Error.Exception.Message);
    }

    [Fact]
    public void Sync_does_not_report_an_existing_webhook_as_removed()
    {
        Answers["GET /conexion/v1/webhooks"] = $$"""[{"_id":"{{A}}","callback_url":"https://tienda.example/vieja","on_order_save":true}]""";
        Answers[$"GET /conexion/v1/webhooks/{A}"] = $$"""{"_id":"{{A}}","callback_url":"https://tienda.example/vieja","on_order_save":true}""";
        Answers[$"DELETE /conexion/v1/webhooks/{A}"] = "true";
        Answers["GET /conexion/v1/webhooks?after"] = "[]";

        var output = Shell.Run("Sync-CentryWebhook @() -CallbackUrl 'https://tienda.example/*' -Prune -AllowEmpty -Confirm:$false");

        Assert.Empty(output);
        Assert.StartsWith("NotApplied,", Shell.Error.FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("-Status shipped", A)]
    [InlineData("-Origin Falabella", A)]
    [InlineData("-OriginId 1", A)]
    [InlineData("-OriginNumber N-1", A)]
    [InlineData("-CreatedBefore 2026-01-02", A)]
    [InlineData("-CreatedAfter 2026-01-02", B)]
    [InlineData("-UpdatedBefore 2026-01-02", A)]
    [InlineData("-UpdatedAfter 2026-01-02", B)]
    public void Object_that_does_not_match_the_filter_is_omitted_with_one_warning(string filter, string kept)
    {
        Answers["GET /conexion/v1/orders"] = $$"""
            [{"_id":"{{A}}","_status":"shipped","origin":"Falabella","id_origin":"1","number_origin":"N-1","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"},
             {"_id":"{{B}}","_status":"pending","origin":"Ripley","id_origin":"2","number_origin":"N-2","created_at":"2026-01-03T00:00:00Z","updated_at":"2026-01-03T00:00:00Z"}]
            """;
        Answers["GET /conexion/v1/orders?after"] = "[]";

        var output = Shell.Run($"Get-CentryOrder {filter}");

        Assert.Equal(kept, ((CentryOrder)output.Single().BaseObject).Id);
        Assert.Single(Shell.Warnings);
    }

    [Fact]
    public void MatchBy_never_accepts_an_order_with_another_value_in_the_column()
    {
        Answers["GET /conexion/v1/orders"] = $$"""[{"_id":"{{A}}","id_origin":"1"}]""";

        Shell.Run("@{ id_origin = '2'; buyer_dni = 'x' } | Set-CentryOrder -MatchBy IdOrigin");

        Assert.StartsWith("InvalidResponse,", Shell.Error.FullyQualifiedErrorId);
        Assert.Equal(0, Writes);
    }
}
