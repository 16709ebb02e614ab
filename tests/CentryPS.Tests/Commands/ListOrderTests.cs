namespace CentryPS.Tests.Commands;

/// <summary>A list is complete regardless of the order in which the server returns it.</summary>
public sealed class ListOrderTests
{
    private const int Count = 120;

    [Theory]
    [InlineData(ListOrder.ById)]
    [InlineData(ListOrder.NewestFirstUnlessAfter)]
    [InlineData(ListOrder.NewestFirst)]
    public async Task List_returns_every_object_once_whatever_the_order_of_the_server(ListOrder order)
    {
        await using var centry = await StartAsync(order);
        using var shell = new PowerShellHost(centry);
        var all = centry.Webhooks.All().Select(webhook => (string)webhook["_id"]!).ToArray();

        foreach (var script in new[]
        {
            "Get-CentryWebhook -PageSize 7",
            "Get-CentryWebhook -PageSize 100",
            "Get-CentryWebhook -PageSize 1000",
            "Invoke-CentryRequest -Path webhooks.json -All -Query @{ limit = 50 }",
        })
        {
            var ids = shell.Run($"({script}) | ForEach-Object {{ if ($_.Id) {{ $_.Id }} else {{ $_._id }} }}").Select(id => $"{id}");
            Assert.Empty(shell.Errors);
            Assert.Equal(all, ids.Order());
        }
    }

    [Theory]
    [InlineData(ListOrder.ById, "limit=100", "limit=100&after=LAST", "limit=100&after=END")]
    [InlineData(ListOrder.NewestFirstUnlessAfter, "limit=100", "limit=100&after=000000000000000000000000", "limit=100&after=LAST", "limit=100&after=END")]
    [InlineData(ListOrder.NewestFirst, "limit=100", "limit=100&after=000000000000000000000000", "limit=100&offset=0", "limit=100&offset=99", "limit=100&offset=119")]
    public async Task List_requests_a_page_again_only_when_its_ids_do_not_ascend(ListOrder order, params string[] queries)
    {
        await using var centry = await StartAsync(order);
        using var shell = new PowerShellHost(centry);
        centry.ClearRequests();

        Assert.Equal(Count, shell.Run("Get-CentryWebhook -ThrottleLimit 1").Count);

        var last = (string)centry.Webhooks.All()[99]["_id"]!;
        Assert.Equal(
            queries.Select(query => "/conexion/v1/webhooks.json?" + query.Replace("LAST", last).Replace("END", (string)centry.Webhooks.All()[^1]["_id"]!)),
            centry.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task First_returns_the_first_objects_of_the_ordered_list()
    {
        await using var centry = await StartAsync(ListOrder.NewestFirstUnlessAfter);
        using var shell = new PowerShellHost(centry);

        var first = shell.Run("Get-CentryWebhook -First 2").Select(webhook => (string?)webhook.Properties["Id"].Value);

        Assert.Equal(centry.Webhooks.All().Take(2).Select(webhook => (string?)webhook["_id"]), first);
    }

    private static Task<SandboxServer> StartAsync(ListOrder order) => SandboxServer.StartAsync(
        new SandboxOptions { ListOrder = order, WebhookCount = Count, RecordRequests = true },
        TestContext.Current.CancellationToken);
}
