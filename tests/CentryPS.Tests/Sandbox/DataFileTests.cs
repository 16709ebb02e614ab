using System.Text.Json;
using CentryPS.Sandbox.Server.Resources;

namespace CentryPS.Tests.Sandbox;

/// <summary>The data file preserves the data of a sandbox.</summary>
public sealed class DataFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("data.json");

    private SandboxOptions Options => new() { DataFile = Data };

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Data_file_preserves_every_change_for_the_next_start()
    {
        string[] before;
        await using (var centry = await SandboxServer.StartAsync(Options, Stopping))
        {
            using var http = BareClient.Of(centry);
            (await http.PostAsync("webhooks.json", Json("""{"callback_url":"https://tienda.example"}"""), Stopping)).EnsureSuccessStatusCode();
            (await http.PutAsync($"orders/{centry.Orders.All()[0]["_id"]}.json", Json("""{"_status":"received"}"""), Stopping)).EnsureSuccessStatusCode();
            (await http.DeleteAsync($"orders/{centry.Orders.All()[1]["_id"]}.json", Stopping)).EnsureSuccessStatusCode();
            before = Contents(centry);
        }

        await using var again = await SandboxServer.StartAsync(Options, Stopping);

        Assert.Equal(before, Contents(again));
        Assert.Equal(5, again.Orders.Count);
    }

    [Fact]
    public async Task Data_file_preserves_all_companies_when_the_next_start_specifies_only_one()
    {
        const string South = "59c2bd4aa8d1d10b0c00cc02";
        string[] before;
        await using (var centry = await SandboxServer.StartAsync(Options with { Companies = [SandboxOptions.DefaultCompany, South] }, Stopping))
        {
            centry.Store("orders", South).Add([]);
            before = Contents(centry);
        }

        await using var again = await SandboxServer.StartAsync(Options, Stopping);

        Assert.Equal([SandboxOptions.DefaultCompany, South], again.Companies);
        Assert.Equal(before, Contents(again));
    }

    [Fact]
    public async Task Data_file_of_an_older_version_belongs_to_the_first_company()
    {
        File.WriteAllText(Data, """{"webhooks":[],"orders":[{"_id":"69a582d7a8d1d10b0c000001","_status":"received"}],"products":[]}""");

        await using var centry = await SandboxServer.StartAsync(Options with { Companies = ["north", "south"] }, Stopping);

        Assert.Equal("received", (string?)Assert.Single(centry.Store("orders", "north").All())["_status"]);
        Assert.Equal(0, centry.Webhooks.Count + centry.Products.Count);
        Assert.Equal(6, centry.Store("orders", "south").Count);
    }

    [Fact]
    public async Task Resource_missing_from_the_data_file_starts_with_its_initial_objects()
    {
        File.WriteAllText(Data, """{"orders":[]}""");

        await using var centry = await SandboxServer.StartAsync(Options, Stopping);

        Assert.Equal((0, 3), (centry.Orders.Count, centry.Webhooks.Count));
    }

    [Fact]
    public async Task Data_file_contains_concurrent_writes_when_they_are_answered()
    {
        await using var centry = await SandboxServer.StartAsync(Options, Stopping);
        using var http = BareClient.Of(centry);
        string[] ids = [.. centry.Orders.All().Select(order => (string)order["_id"]!)];

        await Parallel.ForEachAsync(ids, Stopping, async (id, stopping) =>
        {
            using var answer = await http.PutAsync($"orders/{id}.json", Json($$"""{"buyer_phone":"of {{id}}"}"""), stopping);
        });

        var kept = File.ReadAllText(Data);
        Assert.All(ids, id => Assert.Contains($"of {id}", kept));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"orders\":{}}")]
    [InlineData("{\"orders\":[],\"recipes\":[1]}")]
    [InlineData("{\"companies\":{\"north\":[]}}")]
    [InlineData("{\"orders\":")]
    public async Task Invalid_data_file_is_refused_and_left_unchanged(string content)
    {
        File.WriteAllText(Data, content);

        var error = await Assert.ThrowsAnyAsync<JsonException>(() => SandboxServer.StartAsync(Options, Stopping));

        Assert.Contains(Data, error.Message);
        Assert.Equal(content, File.ReadAllText(Data));
    }

    public void Dispose() => _folder.Dispose();

    private static StringContent Json(string text) => new(text);

    private static string[] Contents(SandboxServer centry) =>
    [
        .. from company in centry.Companies
           from resource in ResourceRegistry.All
           from item in centry.Store(resource.Name, company).All()
           select item.ToJsonString(),
    ];
}
