using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CentryPS.Tests.Sandbox;

/// <summary>
/// Faults with well-formed but wrong responses: their content, and the data of the sandbox afterwards.
/// </summary>
public sealed class FalseAnswerTests : IAsyncLifetime
{
    private SandboxServer _centry = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _centry = await SandboxServer.StartAsync(cancellationToken: Stopping);
        _http = BareClient.Of(_centry);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _centry.DisposeAsync();
    }

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private string[] Orders => [.. _centry.Orders.All().Select(Id)];

    [Fact]
    public async Task Ignored_filter_returns_all_objects_and_keeps_the_page_size()
    {
        await AddAsync("""{"fault":"ignore_filter"}""");

        Assert.Equal(Orders, await IdsAsync("orders.json?limit=100")); // no filter to ignore: the fault stays
        Assert.Equal(Orders[1..5], await IdsAsync($"orders.json?status=shipped&created_at_lt=2020-01-01&limit=4&after={Orders[0]}"));
        Assert.Equal([Orders[1]], await IdsAsync("orders.json?status=shipped"));
    }

    [Fact]
    public async Task Other_object_is_returned_instead_of_the_requested_one()
    {
        await AddAsync("""{"fault":"other_object"}""");

        Assert.Equal(6, (await IdsAsync("orders.json")).Length);
        Assert.Equal(Orders[1], Id(await GetAsync($"orders/{Orders[0]}.json")));
        Assert.Equal(Orders[0], Id(await GetAsync($"orders/{Orders[0]}.json")));
    }

    [Theory]
    [InlineData("", "received")]
    [InlineData(""","applied":false""", "pending")]
    public async Task Other_object_is_returned_instead_of_the_changed_one(string option, string status)
    {
        await AddAsync($$"""{"fault":"other_object"{{option}}}""");

        var answer = await PutAsync($"orders/{Orders[0]}.json", """{"_status":"received"}""");

        Assert.Equal((Orders[1], "shipped"), (Id(answer), (string?)answer["_status"]));
        Assert.Equal((status, "shipped"), (Status(0), Status(1)));
    }

    [Theory]
    [InlineData("", "pending")]
    [InlineData(""","applied":true""", "received")]
    public async Task Stale_response_has_the_values_before_the_change(string option, string status)
    {
        await AddAsync($$"""{"fault":"stale_answer"{{option}}}""");

        var answer = await PutAsync($"orders/{Orders[0]}.json", """{"_status":"received"}""");

        Assert.Equal((Orders[0], "pending"), (Id(answer), (string?)answer["_status"]));
        Assert.Equal(status, Status(0));
    }

    [Theory]
    [InlineData("https://Tienda.CL", "https://tienda.cl/")]
    [InlineData("https://ÑANDÚ.cl?a=B", "https://xn--and-6ma2c.cl/?a=B")]
    [InlineData("http://[::1]:8080/A", "http://[::1]:8080/A")]
    public async Task Normalized_callback_URL_is_stored(string sent, string kept)
    {
        await AddAsync("""{"fault":"normal_form","probability":1}""");
        var body = new JsonObject { ["callback_url"] = sent }.ToJsonString();

        using var created = await _http.PostAsync("webhooks.json", new StringContent(body), Stopping);
        var id = Id((await created.Content.ReadFromJsonAsync<JsonObject>(Stopping))!);
        Assert.Equal(kept, (string?)_centry.Webhooks.Find(id)!["callback_url"]);

        var first = Id(_centry.Webhooks.All()[0]);
        Assert.Equal(kept, (string?)(await PutAsync($"webhooks/{first}.json", body))["callback_url"]);
        Assert.Equal(kept, (string?)_centry.Webhooks.Find(first)!["callback_url"]);
    }

    [Fact]
    public async Task Short_page_is_followed_by_the_omitted_objects()
    {
        await AddAsync("""{"fault":"short_page"}""");

        Assert.Equal(Orders[..2], await IdsAsync("orders.json?limit=4"));
        Assert.Equal(Orders[2..], await IdsAsync($"orders.json?limit=4&after={Orders[1]}"));
    }

    [Theory]
    [InlineData("?limit=3", new[] { 0, 0, 1 })]
    [InlineData("?limit=20", new[] { 0, 0, 1, 2, 3, 4, 5 })]
    [InlineData("?limit=20&number_origin=N-1002", new[] { 2, 2 })]
    public async Task Page_contains_its_first_object_twice(string query, int[] expected)
    {
        await AddAsync("""{"fault":"double"}""");

        Assert.Equal(expected.Select(i => Orders[i]), await IdsAsync("orders.json" + query));
    }

    [Fact]
    public async Task Deleted_object_is_kept()
    {
        var id = Id(_centry.Webhooks.All()[0]);
        await AddAsync("""{"fault":"keep_deleted"}""");

        Assert.Equal("true", await DeleteAsync($"webhooks/{id}.json"));
        Assert.NotNull(_centry.Webhooks.Find(id));
        Assert.Equal("true", await DeleteAsync($"webhooks/{id}.json"));
        Assert.Null(_centry.Webhooks.Find(id));
    }

    [Theory]
    [InlineData("other_object", "GET")]
    [InlineData("stale_answer", "PUT")]
    [InlineData("keep_deleted", "DELETE")]
    public async Task Fault_for_an_object_that_does_not_exist_is_not_found(string fault, string method)
    {
        await AddAsync($$"""{"fault":"{{fault}}"}""");

        using var request = new HttpRequestMessage(new HttpMethod(method), "orders/000000000000000000000000.json") { Content = new StringContent("{}") };
        using var answer = await _http.SendAsync(request, Stopping);

        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Empty(_centry.Faults.Left);
    }

    [Fact]
    public async Task Fault_stays_until_a_request_to_which_it_can_apply()
    {
        foreach (var kind in new[] { "other_object", "stale_answer", "normal_form", "short_page", "double", "keep_deleted", "ignore_filter" })
        {
            await AddAsync($$"""{"fault":"{{kind}}"}""");
        }

        using var created = await _http.PostAsync("orders.json", new StringContent("{}"), Stopping);
        using var unknown = await _http.GetAsync(new Uri(_centry.BaseUri, "oauth/token/info"), Stopping);

        Assert.Equal(7, _centry.Faults.Left.Count);
    }

    [Theory]
    [InlineData("other_object", 200)]
    [InlineData("keep_deleted", 400)]
    public async Task Header_applies_a_fault_only_to_a_suitable_request(string fault, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"orders/{Orders[0]}.json") { Headers = { { "X-Sandbox-Fault", fault } } };
        using var answer = await _http.SendAsync(request, Stopping);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.DoesNotContain(Orders[0], await answer.Content.ReadAsStringAsync(Stopping));
    }

    private static string Id(JsonNode item) => (string)item["_id"]!;

    private string? Status(int order) => (string?)_centry.Orders.All()[order]["_status"];

    private async Task AddAsync(string fault)
    {
        using var answer = await _http.PostAsync(new Uri(_centry.BaseUri, "sandbox/faults"), new StringContent($"[{fault}]"), Stopping);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<JsonObject> GetAsync(string path) => (await _http.GetFromJsonAsync<JsonObject>(path, Stopping))!;

    private async Task<string[]> IdsAsync(string path) => [.. (await _http.GetFromJsonAsync<JsonArray>(path, Stopping))!.Select(item => Id(item!))];

    private async Task<JsonObject> PutAsync(string path, string body)
    {
        using var answer = await _http.PutAsync(path, new StringContent(body), Stopping);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(Stopping))!;
    }

    private async Task<string> DeleteAsync(string path)
    {
        using var answer = await _http.DeleteAsync(path, Stopping);
        return await answer.Content.ReadAsStringAsync(Stopping);
    }
}
