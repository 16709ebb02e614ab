using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Resources;

namespace CentryPS.Tests.Sandbox;

/// <summary>A declaration is all that a resource needs.</summary>
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
    public async Task It_is_seeded_completed_and_served()
    {
        await using var centry = await SandboxServer.StartAsync(Options, Stopping);
        using var http = BareClient.Of(centry);

        var season = (await http.GetFromJsonAsync<JsonArray>("seasons.json", Stopping))!.Single()!;

        Assert.Equal(("Ñandú", "CL"), ((string?)season["name"], (string?)season["country"]));
        Assert.Equal(centry.Store("seasons").All()[0].ToJsonString(), season.ToJsonString());
    }

    [Fact]
    public async Task What_is_written_is_checked_and_completed()
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
    public async Task Its_scopes_are_asked_for()
    {
        await using var centry = await SandboxServer.StartAsync(Options, Stopping);
        using var http = BareClient.Of(centry, centry.CreateAccessToken("read_products", TimeSpan.FromHours(1)));

        using var read = await http.GetAsync("seasons.json", Stopping);
        using var written = await http.PostAsJsonAsync("seasons.json", new { name = "Puelche" }, Stopping);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (read.StatusCode, written.StatusCode));
    }

    [Fact]
    public async Task What_is_not_declared_is_not_there()
    {
        await using var centry = await SandboxServer.StartAsync(cancellationToken: Stopping);
        using var http = BareClient.Of(centry);

        using var answer = await http.GetAsync("seasons.json", Stopping);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Throws<ArgumentException>(() => centry.Store("seasons"));
    }
}
