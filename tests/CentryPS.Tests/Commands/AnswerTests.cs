using System.Text.RegularExpressions;

namespace CentryPS.Tests.Commands;

/// <summary>A change is reported as made only where the answer of the server does not deny it.</summary>
public sealed partial class AnswerTests : IDisposable
{
    private const string A = "aaaaaaaaaaaaaaaaaaaaaaaa";
    private const string B = "bbbbbbbbbbbbbbbbbbbbbbbb";

    private readonly PowerShellHost _shell = new();
    private readonly Dictionary<string, string> _answers = [];
    private readonly RawServer _server;

    public AnswerTests()
    {
        _server = new RawServer(async (request, stream, stop) => await stream.WriteAsync(RawServer.Json(_answers[Line().Match(request).Value + (request.Contains("after=") ? "?after" : string.Empty)]), stop));
        _shell.Connect(_server.BaseUri, "a-token-of-the-test");
    }

    private int Writes => _server.Heads.Count(head => !head.StartsWith("GET", StringComparison.Ordinal));

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void Answer_about_another_order_is_no_answer_and_changes_none()
    {
        _answers[$"GET /conexion/v1/orders/{A}"] = $$"""{"_id":"{{B}}","buyer_dni":"1"}""";

        _shell.Run($"Set-CentryOrder {A} -BuyerDni 2 -OnlyChanged");

        Assert.StartsWith("InvalidResponse,", _shell.Error.FullyQualifiedErrorId);
        Assert.Contains(B, _shell.Error.Exception.Message);
        Assert.Equal(0, Writes);
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("null")]
    public void Answer_that_denies_the_change_is_an_error_and_the_object_is_output(string kept)
    {
        _answers[$"PUT /conexion/v1/orders/{A}"] = $$"""{"_id":"{{A}}","buyer_dni":{{kept}},"buyer_phone":"3"}""";
        using var folder = new TemporaryFolder();

        var output = _shell.Run($"Set-CentryOrder {A} -BuyerDni 2 -BuyerPhone 3 -ResultPath '{folder.File("r.csv")}'");

        Assert.Equal("3", ((CentryOrder)output.Single().BaseObject).BuyerPhone);
        Assert.StartsWith("NotApplied,", _shell.Error.FullyQualifiedErrorId);
        Assert.All(["buyer_dni", "\"2\"", kept], part => Assert.Contains(part, _shell.Error.Exception.Message));
        Assert.DoesNotContain("buyer_phone", _shell.Error.Exception.Message);
        Assert.Contains(",NotApplied,NotApplied,", File.ReadAllText(folder.File("r.csv")));
    }

    [Theory]
    [InlineData("-BuyerEmail ANA@tienda.example", "\"buyer_email\":\"ana@tienda.example\"")]
    [InlineData("-BuyerFirstName ' Ana '", "\"buyer_first_name\":\"Ana\"")]
    [InlineData("-TotalAmount 12.50", "\"total_amount\":\"12.5\"")]
    [InlineData("-ShippedDate 2026-03-31T17:30:00-03:00", "\"shipped_date\":\"2026-03-31T20:30:00.000Z\"")]
    [InlineData("-Clear BuyerPhone", "\"buyer_phone\":\"\"")]
    [InlineData("-BuyerPhone 1", "\"buyer_dni\":\"2\"")]
    [InlineData("-AddressShipping @{ line1 = 'a' }", "\"address_shipping\":{\"line1\":\"a\",\"line2\":\"b\"}")]
    public void Answer_that_spells_a_value_in_another_way_confirms_it(string argument, string answer)
    {
        _answers[$"PUT /conexion/v1/orders/{A}"] = $$"""{"_id":"{{A}}",{{answer}}}""";

        _shell.Run($"Set-CentryOrder {A} {argument}");

        Assert.Empty(_shell.Errors);
    }

    [Theory]
    [InlineData("{\"_id\":\"" + A + "\",\"buyer_dni\":\"2\"}", null)]
    [InlineData("{\"_id\":\"" + A + "\",\"buyer_dni\":\"1\"}", "NotApplied")]
    [InlineData("{\"_id\":\"" + B + "\",\"buyer_dni\":\"2\"}", "OutcomeUnknown")]
    public void Change_answered_with_another_order_is_settled_by_reading_the_order(string order, string? error)
    {
        _answers[$"PUT /conexion/v1/orders/{A}"] = $$"""{"_id":"{{B}}","buyer_dni":"2"}""";
        _answers[$"GET /conexion/v1/orders/{A}"] = order;

        var output = _shell.Run($"Set-CentryOrder {A} -BuyerDni 2");

        Assert.Equal(error, _shell.Errors.SingleOrDefault()?.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(error == "OutcomeUnknown" ? 0 : 1, output.Count);
    }

    [Fact]
    public void Unknown_attribute_that_the_answer_does_not_have_is_warned_of_once()
    {
        foreach (var id in new[] { A, B })
        {
            _answers[$"PUT /conexion/v1/orders/{id}"] = $$"""{"_id":"{{id}}"}""";
        }

        _shell.Run($"'{A}', '{B}' | Set-CentryOrder -Property @{{ nombre_raro = 'x' }}");

        Assert.Empty(_shell.Errors);
        Assert.Contains("nombre_raro", Assert.Single(_shell.Warnings));
    }

    [Theory]
    [InlineData("true", "200", null)]
    [InlineData("false", "200", "NotApplied")]
    [InlineData("false", "404", null)]
    public void Removal_answered_with_false_is_settled_by_a_look(string answer, string status, string? error)
    {
        using var server = new RawServer(async (request, stream, stop) => await stream.WriteAsync(
            request.StartsWith("DELETE", StringComparison.Ordinal) ? RawServer.Json(answer) : RawServer.Json($"{{\"_id\":\"{A}\"}}", status + " Ensayo"), stop));
        _shell.Connect(server.BaseUri, "a-token-of-the-test");

        _shell.Run($"Remove-CentryWebhook {A} -Force");

        Assert.Equal(error, _shell.Errors.SingleOrDefault()?.FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void Webhook_created_without_its_topics_is_an_error_and_is_output()
    {
        _answers["POST /conexion/v1/webhooks"] = $$"""{"_id":"{{A}}","callback_url":"https://tienda.example/","on_order_save":false}""";

        var output = _shell.Run("New-CentryWebhook https://tienda.example -Topic OrderSave");

        Assert.Equal(A, ((CentryWebhook)output.Single().BaseObject).Id);
        Assert.StartsWith("NotApplied,", _shell.Error.FullyQualifiedErrorId);
        Assert.Contains("on_order_save", _shell.Error.Exception.Message);
        Assert.DoesNotContain("callback_url", _shell.Error.Exception.Message);
    }

    [Fact]
    public void Sync_does_not_call_a_webhook_removed_that_is_still_there()
    {
        _answers["GET /conexion/v1/webhooks"] = $$"""[{"_id":"{{A}}","callback_url":"https://tienda.example/vieja","on_order_save":true}]""";
        _answers[$"GET /conexion/v1/webhooks/{A}"] = $$"""{"_id":"{{A}}","callback_url":"https://tienda.example/vieja","on_order_save":true}""";
        _answers[$"DELETE /conexion/v1/webhooks/{A}"] = "true";
        _answers["GET /conexion/v1/webhooks?after"] = "[]";

        var output = _shell.Run("Sync-CentryWebhook @() -CallbackUrl 'https://tienda.example/*' -Prune -AllowEmpty -Confirm:$false");

        Assert.Empty(output);
        Assert.StartsWith("NotApplied,", _shell.Error.FullyQualifiedErrorId);
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
    public void Object_that_a_filter_excludes_is_left_out_with_one_warning(string filter, string kept)
    {
        _answers["GET /conexion/v1/orders"] = $$"""
            [{"_id":"{{A}}","_status":"shipped","origin":"Falabella","id_origin":"1","number_origin":"N-1","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"},
             {"_id":"{{B}}","_status":"pending","origin":"Ripley","id_origin":"2","number_origin":"N-2","created_at":"2026-01-03T00:00:00Z","updated_at":"2026-01-03T00:00:00Z"}]
            """;
        _answers["GET /conexion/v1/orders?after"] = "[]";

        var output = _shell.Run($"Get-CentryOrder {filter}");

        Assert.Equal(kept, ((CentryOrder)output.Single().BaseObject).Id);
        Assert.Single(_shell.Warnings);
    }

    [Fact]
    public void MatchBy_never_takes_an_order_whose_column_says_otherwise()
    {
        _answers["GET /conexion/v1/orders"] = $$"""[{"_id":"{{A}}","id_origin":"1"}]""";

        _shell.Run("@{ id_origin = '2'; buyer_dni = 'x' } | Set-CentryOrder -MatchBy IdOrigin");

        Assert.StartsWith("InvalidResponse,", _shell.Error.FullyQualifiedErrorId);
        Assert.Equal(0, Writes);
    }

    // The method and the path.
    [GeneratedRegex(@"^[A-Z]+ [^. ?]+")]
    private static partial Regex Line();
}
