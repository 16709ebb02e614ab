using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace CentryPS.Tests.Sandbox;

/// <summary>
/// The sandbox follows the rules of Doorkeeper 5.5 in docs/sandbox.md, which were measured with Doorkeeper.
/// </summary>
public sealed class DoorkeeperTests : IAsyncLifetime
{
    private SandboxServer? _centry;
    private OAuthCaller? _caller;

    private SandboxServer Centry => _centry!;

    private OAuthCaller Caller => _caller!;

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _centry = await SandboxServer.StartAsync(cancellationToken: Stopping);
        _caller = new OAuthCaller(_centry);
    }

    public async ValueTask DisposeAsync()
    {
        _caller?.Dispose();
        await Centry.DisposeAsync();
    }

    [Theory]
    [InlineData(400, "invalid_request", "Missing required parameter: grant_type.")]
    [InlineData(400, "invalid_request", "Missing required parameter: grant_type.", "client_secret=wrong")]
    [InlineData(400, "unsupported_grant_type", "is not supported by the authorization server.", "grant_type=password")]
    [InlineData(400, "invalid_request", "Missing required parameter: code.", "grant_type=authorization_code", "client_secret=wrong")]
    [InlineData(400, "invalid_request", "Missing required parameter: redirect_uri.", "grant_type=authorization_code", "code=x", "redirect_uri=")]
    [InlineData(400, "invalid_request", "Missing required parameter: refresh_token.", "grant_type=refresh_token", "refresh_token=")]
    [InlineData(401, "invalid_client", "Client authentication failed due to unknown client", "grant_type=client_credentials", "client_secret=wrong")]
    [InlineData(401, "invalid_client", "Client authentication failed due to unknown client", "grant_type=refresh_token", "refresh_token=x", "client_id=other")]
    [InlineData(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed.", "grant_type=client_credentials", "scope=public nothing")]
    [InlineData(400, "invalid_grant", "The provided authorization grant is invalid, expired, revoked, does not match", "grant_type=authorization_code", "code=x")]
    [InlineData(400, "invalid_grant", "The provided authorization grant is invalid, expired, revoked, does not match", "grant_type=refresh_token", "refresh_token=x")]
    public async Task OAuth_error_has_the_status_text_and_headers_of_Doorkeeper(int status, string error, string description, params string[] fields)
    {
        using var answer = await Caller.AskAsync([.. fields.Select(field => (field.Split('=')[0], field.Split('=')[1]))]);

        var body = (await answer.Content.ReadFromJsonAsync<JsonObject>(Stopping))!;
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(error, (string?)body["error"]);
        Assert.Contains(description, (string?)body["error_description"]);
        Assert.Equal($"Bearer realm=\"Centry\", error=\"{error}\", error_description=\"{body["error_description"]}\"", $"{answer.Headers.WwwAuthenticate}");
        Assert.Equal("no-store", $"{answer.Headers.CacheControl}");
        Assert.Equal("no-cache", $"{answer.Headers.Pragma}");
    }

    [Theory]
    [InlineData("", "public")]
    [InlineData("read_orders", "read_orders")]
    [InlineData(" public  read_orders public ", "public read_orders")]
    [InlineData("read_warehouses write_warehouses", "read_warehouses write_warehouses")]
    public async Task Token_has_the_default_scope_or_the_requested_one(string requested, string granted)
    {
        var tokens = await Caller.TokensAsync(("grant_type", "client_credentials"), ("scope", requested));

        Assert.Equal(granted, (string?)tokens["scope"]);
        Assert.Equal("Bearer", (string?)tokens["token_type"]);
        Assert.Equal(7200, (int)tokens["expires_in"]!);
        Assert.False(tokens.ContainsKey("refresh_token"));
    }

    [Fact]
    public async Task Token_request_accepts_a_form_and_basic_authentication()
    {
        using var form = await Caller.PostAsync(
            "oauth/token",
            new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = Centry.ClientId,
                ["client_secret"] = Centry.ClientSecret,
            }));
        using var basic = await Caller.PostAsync(
            "oauth/token",
            JsonContent.Create(new { grant_type = "client_credentials" }),
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Centry.ClientId}:{Centry.ClientSecret}"))));
        using var broken = await Caller.PostAsync("oauth/token", new StringContent("{nothing", Encoding.UTF8, "application/json"));
        using var wrong = await Caller.GetAsync("oauth/token", tokens: null);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (form.StatusCode, basic.StatusCode));
        Assert.Equal((HttpStatusCode.BadRequest, string.Empty), (broken.StatusCode, await broken.Content.ReadAsStringAsync(Stopping)));
        Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
    }

    [Fact]
    public async Task Code_is_valid_once_for_its_redirect_URI_and_a_second_use_revokes_no_token()
    {
        var code = Centry.CreateAuthorizationCode("read_orders");
        var tokens = await Caller.TokensAsync(("grant_type", "authorization_code"), ("code", code));

        using var again = await Caller.AskAsync(("grant_type", "authorization_code"), ("code", code));
        using var elsewhere = await Caller.AskAsync(
            ("grant_type", "authorization_code"), ("code", Centry.CreateAuthorizationCode()), ("redirect_uri", "https://other.example/"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (again.StatusCode, elsewhere.StatusCode));
        Assert.Null(await Caller.ProblemAsync(tokens));
        Assert.True(await Caller.RenewsAsync(tokens));
    }

    [Fact]
    public async Task API_call_with_a_bad_token_explains_it_and_one_without_the_scope_has_an_empty_body()
    {
        var tokens = await Caller.SignInAsync("public");
        using var none = await Caller.GetAsync("conexion/v1/orders.json", tokens: null);
        using var wrong = await Caller.GetAsync("conexion/v1/orders.json", "wrong");
        using var other = await Caller.GetAsync("conexion/v1/orders.json", tokens);

        foreach (var answer in new[] { none, wrong })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("Bearer realm=\"Centry\", error=\"invalid_token\", error_description=\"The access token is invalid\"", $"{answer.Headers.WwwAuthenticate}");
        }

        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        Assert.Empty(other.Headers.WwwAuthenticate);
        foreach (var answer in new[] { none, wrong, other })
        {
            Assert.Equal("no-store", $"{answer.Headers.CacheControl}");
            Assert.Empty(await answer.Content.ReadAsStringAsync(Stopping));
        }
    }

    [Fact]
    public async Task Token_info_returns_scopes_and_remaining_time_only_for_a_valid_token()
    {
        var tokens = await Caller.SignInAsync("public read_orders");
        using var good = await Caller.GetAsync("oauth/token/info", tokens);
        using var bad = await Caller.GetAsync("oauth/token/info", "wrong");

        var info = (await good.Content.ReadFromJsonAsync<JsonObject>(Stopping))!;
        Assert.Equal("""["public","read_orders"]""", info["scope"]!.ToJsonString());
        Assert.InRange((int)info["expires_in"]!, 7100, 7200);
        Assert.Equal(Centry.ClientId, (string?)info["application"]!["uid"]);
        Assert.NotNull(info["resource_owner_id"]);
        Assert.Equal(HttpStatusCode.Unauthorized, bad.StatusCode);
        Assert.Equal(
            """{"error":"invalid_token","error_description":"The access token is invalid","state":"unauthorized"}""",
            await bad.Content.ReadAsStringAsync(Stopping));
    }
}
