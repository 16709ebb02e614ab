namespace CentryPS.Tests.Commands;

/// <summary>If a response leaves the outcome of a change open, the command reads the object.</summary>
public sealed class AnswerSettlementTests : AnswerTest
{
    [Theory]
    [InlineData("{\"_id\":\"" + A + "\",\"buyer_dni\":\"2\"}", null)]
    [InlineData("{\"_id\":\"" + A + "\",\"buyer_dni\":\"1\"}", "NotApplied")]
    [InlineData("{\"_id\":\"" + B + "\",\"buyer_dni\":\"2\"}", "OutcomeUnknown")]
    public void Change_whose_response_is_another_order_is_settled_by_reading_the_order(string order, string? error)
    {
        Answers[$"PUT /conexion/v1/orders/{A}"] = $$"""{"_id":"{{B}}","buyer_dni":"2"}""";
        Answers[$"GET /conexion/v1/orders/{A}"] = order;

        var output = Shell.Run($"Set-CentryOrder {A} -BuyerDni 2");

        Assert.Equal(error, Shell.Errors.SingleOrDefault()?.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(error == "OutcomeUnknown" ? 0 : 1, output.Count);
        Assert.Equal(1, Writes);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("{}")]
    public void Change_with_an_unreadable_response_is_settled_by_reading_the_order(string answer)
    {
        Answers[$"PUT /conexion/v1/orders/{A}"] = answer;
        Answers[$"GET /conexion/v1/orders/{A}"] = $$"""{"_id":"{{A}}","buyer_dni":"2"}""";

        Assert.Single(Shell.Run($"Set-CentryOrder {A} -BuyerDni 2"));

        Assert.Empty(Shell.Errors);
    }

    [Fact]
    public void Contradicted_change_that_ends_the_bulk_run_is_not_counted_as_applied()
    {
        Answers[$"PUT /conexion/v1/orders/{A}"] = $$"""{"_id":"{{A}}","buyer_dni":"1"}""";

        Shell.Run($"Set-CentryOrder {A} -BuyerDni 2 -ErrorAction Stop");

        var error = Assert.IsType<CentryException>(Shell.Error.Exception);
        Assert.Empty(error.Applied);
        Assert.Equal([A], error.NotApplied);
    }

    [Theory]
    [InlineData("true", "200", null)]
    [InlineData("false", "200", "NotApplied")]
    [InlineData("false", "404", null)]
    public void Removal_whose_response_is_false_is_settled_by_reading_the_webhook(
        string answer, string status, string? error)
    {
        using var server = new RawServer(async (request, stream, stop) => await stream.WriteAsync(
            request.StartsWith("DELETE", StringComparison.Ordinal) ? RawServer.Json(answer) : RawServer.Json($"{{\"_id\":\"{A}\"}}", status + " Ensayo"), stop));
        Shell.Connect(server.BaseUri, "a-token-of-the-test");

        Shell.Run($"Remove-CentryWebhook {A} -Force");

        Assert.Equal(error, Shell.Errors.SingleOrDefault()?.FullyQualifiedErrorId.Split(',')[0]);
    }
}
