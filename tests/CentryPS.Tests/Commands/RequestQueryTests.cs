namespace CentryPS.Tests.Commands;

/// <summary>Invoke-CentryRequest sends a query and reads JSON without changing their meaning.</summary>
public sealed class RequestQueryTests : SandboxTest
{
    [Theory]
    [InlineData("@{ a = [datetime] '2026-04-03T05:06:07Z' }", "a=2026-04-03T05%3A06%3A07")]
    [InlineData("@{ a = [datetime] '2026-04-03' }", "?a=2026-04-03")]
    [InlineData("@{ a = $true }", "?a=true")]
    [InlineData("@{ a = 1, 2 }", "?a=1&a=2")]
    [InlineData("@{ a = 12.5 }", "?a=12.5")]
    [InlineData("@{ a = [double] 2000003508419013 }", "?a=2000003508419013")]
    [InlineData("@{ a = $null }", "?a")]
    public void Query_value_is_formatted_as_the_API_expects(string query, string sent)
    {
        Shell.Run($"[cultureinfo]::CurrentCulture = 'es-CL'; Invoke-CentryRequest orders.json -Query {query}");

        Assert.Empty(Shell.Errors);
        Assert.Contains(sent, Sent("GET").Target);
    }

    [Theory]
    [InlineData("-Method Post -Body @{ a = 1 } -All", "-All")]
    [InlineData("-Method Delete -All", "-All")]
    [InlineData("-Query @{ a = @{ b = 1 } }", "a")]
    [InlineData("-Query @{ a = $(if ($false) { 1 }) }", "a")]
    [InlineData("-Query @{ limit = 'x' } -All", "limit")]
    public void Ambiguous_request_is_refused(string arguments, string hint)
    {
        Shell.Run($"Invoke-CentryRequest orders.json {arguments}");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(hint, Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void All_uses_limit_and_after_of_the_query()
    {
        var ids = Centry.Orders.All().Select(order => (string)order["_id"]!).Order(StringComparer.Ordinal).ToArray();

        var output = Shell.Run($"(Invoke-CentryRequest orders.json -Query @{{ limit = 2; after = '{ids[0]}' }} -All)._id");

        Assert.Equal(ids[1..], output.Select(id => (string)id.BaseObject));
        Assert.All(Centry.Requests, request => Assert.Single(System.Text.RegularExpressions.Regex.Matches(request.Target, "limit=2")));
        Assert.All(Centry.Requests, request => Assert.Single(System.Text.RegularExpressions.Regex.Matches(request.Target, "after=")));
    }

    [Fact]
    public void Names_that_differ_by_case_and_empty_names_are_kept()
    {
        using var server = new RawServer(async (_, stream, stop) => await stream.WriteAsync(RawServer.Json("{\"a\":1,\"A\":2,\"\":3,\"b\":{\"c\":4}}"), stop));
        Shell.Connect(server.BaseUri, "a-token-of-the-test");

        var values = Shell.Run("$answer = Invoke-CentryRequest products/x.json; $answer['a'], $answer['A'], $answer[''], $answer['b'].c");

        Assert.Empty(Shell.Errors);
        Assert.Equal(["1", "2", "3", "4"], values.Select(value => value.ToString()));
    }
}
