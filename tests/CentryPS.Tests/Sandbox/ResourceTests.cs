using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Resources;

namespace CentryPS.Tests.Sandbox;

/// <summary>A resource needs only its declaration.</summary>
public sealed class ResourceTests
{
    private static readonly Resource Seasons = new("seasons", "read_products", "write_products")
    {
        Check = (sent, isNew) => isNew && sent["name"] is null ? new JsonObject { ["name"] = new JsonArray("no puede estar en blanco") } : [],
        Complete = (season, _) => season["country"] ??= "CL",
        Seed = _ => [new JsonObject { ["name"] = "Ñandú" }],
    };

    private static readonly SandboxOptions Options = new() { Resources = [.. ResourceRegistry.All, Seasons] };

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resource_has_initial_objects_with_default_attributes()
    {
        await using var centry = await SandboxServer.StartAsync(Options, Stopping);
        using var http = BareClient.Of(centry);

        var season = (await http.GetFromJsonAsync<JsonArray>("seasons.json", Stopping))!.Single()!;

        Assert.Equal(("Ñandú", "CL"), ((string?)season["name"], (string?)season["country"]));
        Assert.Equal(centry.Store("seasons").All()[0].ToJsonString(), season.ToJsonString());
    }

    [Fact]
    public async Task Resource_validates_writes_and_adds_default_attributes()
    {
        await using var centry = await SandboxServer.StartAsync(Options, Stopping);
        using var http = BareClient.Of(centry);

        using var refused = await http.PostAsJsonAsync("seasons.json", new { }, Stopping);
        using var created = await http.PostAsJsonAsync("seasons.json", new { name = "Puelche" }, Stopping);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(("Puelche", "CL"), ((string?)centry.Store("seasons").All()[1]["name"], (string?)centry.Store("seasons").All()[1]["country"]));
    }

    [Fact]
    public async Task Resource_requires_its_scopes()
    {
        await using var centry = await SandboxServer.StartAsync(Options, Stopping);
        using var http = BareClient.Of(centry, centry.CreateAccessToken("read_products", TimeSpan.FromHours(1)));

        using var read = await http.GetAsync("seasons.json", Stopping);
        using var written = await http.PostAsJsonAsync("seasons.json", new { name = "Puelche" }, Stopping);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (read.StatusCode, written.StatusCode));
    }

    [Fact]
    public async Task Undeclared_resource_is_not_found()
    {
        await using var centry = await SandboxServer.StartAsync(cancellationToken: Stopping);
        using var http = BareClient.Of(centry);

        using var answer = await http.GetAsync("seasons.json", Stopping);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Throws<ArgumentException>(() => centry.Store("seasons"));
    }
}
