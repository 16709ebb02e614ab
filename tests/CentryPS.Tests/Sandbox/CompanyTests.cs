using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CentryPS.Tests.Sandbox;

/// <summary>Two companies in one sandbox are isolated from each other.</summary>
public sealed class CompanyTests : SandboxTest
{
    private const string South = "59c2bd4aa8d1d10b0c00cc02";
    private const string All = "read_orders write_orders read_webhook write_webhook";

    protected override SandboxOptions Options => new() { Companies = [SandboxOptions.DefaultCompany, South] };

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private string NorthOrder => (string)Centry.Orders.All()[0]["_id"]!;

    [Fact]
    public void Each_company_has_the_same_initial_objects_with_different_ids()
    {
        var north = Centry.Orders.All();
        var south = Centry.Store("orders", South).All();

        Assert.Equal("69a582d7a8d1d10b0c000001", NorthOrder);
        Assert.Equal(north.Select(Number), south.Select(Number));
        Assert.Empty(north.Select(Id).Intersect(south.Select(Id)));
        Assert.All(north, order => Assert.Equal(SandboxOptions.DefaultCompany, (string?)order["company_id"]));
        Assert.All(south, order => Assert.Equal(South, (string?)order["company_id"]));
    }

    [Fact]
    public void Session_sees_only_the_objects_of_its_company()
    {
        SignInToSouth();

        var order = Shell.One<CentryOrder>("Get-CentryOrder -First 1 -Session $south");
        Shell.Run($"Get-CentryOrder -Id {NorthOrder} -Session $south");

        Assert.Equal(Centry.Store("orders", South).All().Select(Id).First(), order.Id);
        Assert.StartsWith("NotFound", Shell.Error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Session_changes_and_removes_only_the_objects_of_its_company()
    {
        SignInToSouth();
        var before = Centry.Orders.All().Concat(Centry.Webhooks.All()).Select(item => item.ToJsonString()).ToArray();

        Shell.Run($"Set-CentryOrder -Id {NorthOrder} -Status received -Session $south -Confirm:$false");
        Assert.StartsWith("NotFound", Shell.Error.FullyQualifiedErrorId);
        Shell.Run("""
            Get-CentryOrder -Session $south | Set-CentryOrder -Status received -Session $south -Confirm:$false
            Get-CentryWebhook -Session $south | Remove-CentryWebhook -Session $south -Force
            New-CentryWebhook -CallbackUrl https://sur.example -Topic OrderSave -Session $south
            """);
        Assert.Empty(Shell.Errors);

        Assert.Equal(before, Centry.Orders.All().Concat(Centry.Webhooks.All()).Select(item => item.ToJsonString()));
        Assert.All(Centry.Store("orders", South).All(), order => Assert.Equal("received", (string?)order["_status"]));
        var left = Assert.Single(Centry.Store("webhooks", South).All());
        Assert.Equal(("https://sur.example", South), ((string?)left["callback_url"], (string?)left["company_id"]));
    }

    [Fact]
    public async Task Tokens_of_a_code_or_a_refresh_token_belong_to_its_company()
    {
        var first = await TokensAsync("authorization_code", "code", Centry.CreateAuthorizationCode(All, South));
        var second = await TokensAsync("refresh_token", "refresh_token", (string)first["refresh_token"]!);
        var other = await TokensAsync("refresh_token", "refresh_token", Centry.CreateRefreshToken(All, South));

        foreach (var tokens in new[] { first, second, other })
        {
            using var http = BareClient.Of(Centry, (string)tokens["access_token"]!);
            var orders = await http.GetFromJsonAsync<JsonArray>("orders.json", Stopping);
            Assert.All(orders!, order => Assert.Equal(South, (string?)order!["company_id"]));
        }
    }

    [Fact]
    public void Token_without_a_company_belongs_to_the_first() => Assert.Equal(
        [SandboxOptions.DefaultCompany, SandboxOptions.DefaultCompany, South],
        [Centry.Companies[0], Centry.Orders.Company, Centry.Store("orders", South).Company]);

    [Fact]
    public void Unknown_company_is_an_error()
    {
        Assert.Throws<ArgumentException>(() => Centry.CreateAccessToken(All, TimeSpan.FromHours(1), "none"));
        Assert.Throws<ArgumentException>(() => Centry.Store("orders", "none"));
        Assert.Throws<ArgumentException>(() => new SandboxOptions { Companies = [] });
    }

    [Fact]
    public void Change_event_contains_the_company()
    {
        var companies = new List<string>();
        Centry.Changed += change => companies.Add(change.Company);

        Centry.Store("orders", South).Add([]);
        Centry.Orders.Add([]);

        Assert.Equal([South, SandboxOptions.DefaultCompany], companies);
    }

    private void SignInToSouth()
    {
        Shell.Set("token", Centry.CreateAccessToken(All, TimeSpan.FromHours(1), South));
        Shell.Run($"$south = Connect-Centry -AccessToken $token -BaseUri '{Centry.BaseUri}' -NoDefault");
        Assert.Empty(Shell.Errors);
    }

    private async Task<JsonObject> TokensAsync(string grant, string name, string value)
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = Centry.ClientId,
            ["client_secret"] = Centry.ClientSecret,
            ["redirect_uri"] = "urn:ietf:wg:oauth:2.0:oob",
            ["grant_type"] = grant,
            [name] = value,
        });
        using var answer = await http.PostAsync(new Uri(Centry.BaseUri, "oauth/token"), form, Stopping);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(Stopping))!;
    }

    private static string? Id(JsonObject item) => (string?)item["_id"];

    private static string? Number(JsonObject order) => (string?)order["number_origin"];
}
