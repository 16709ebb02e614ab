using System.Net;
using System.Text.Json.Nodes;

namespace CentryPS.Tests.Sandbox;

/// <summary>Tokens are revoked as in both modes of Doorkeeper 5.5.</summary>
public sealed class RevocationTests
{
    private const string Revoked = "The access token was revoked";

    [Fact]
    public async Task Old_tokens_are_valid_until_a_new_token_is_used() => await WithAsync(revokesAtOnce: false, async (_, caller) =>
    {
        var first = await caller.SignInAsync();
        var second = await caller.RenewAsync(first);

        Assert.Null(await caller.ProblemAsync(first));
        var third = await caller.RenewAsync(first);
        Assert.Null(await caller.ProblemAsync(second));

        Assert.Contains(Revoked, await caller.ProblemAsync(first));
        Assert.False(await caller.RenewsAsync(first));
        Assert.Null(await caller.ProblemAsync(third));
        Assert.True(await caller.RenewsAsync(third));
    });

    [Theory]
    [InlineData("conexion/v1/webhooks.json", HttpStatusCode.Forbidden)]
    [InlineData("oauth/token/info", HttpStatusCode.OK)]
    public async Task Old_tokens_are_revoked_by_any_use_of_the_new_token(string path, HttpStatusCode status) => await WithAsync(revokesAtOnce: false, async (_, caller) =>
    {
        var first = await caller.SignInAsync();
        var second = await caller.RenewAsync(first);

        using var answer = await caller.GetAsync(path, second);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(Revoked, await caller.ProblemAsync(first));
    });

    [Fact]
    public async Task Renewal_revokes_the_old_tokens_when_RevokesAtOnce_is_true() => await WithAsync(revokesAtOnce: true, async (_, caller) =>
    {
        var first = await caller.SignInAsync();
        var second = await caller.RenewAsync(first);

        Assert.Contains(Revoked, await caller.ProblemAsync(first));
        Assert.False(await caller.RenewsAsync(first));
        Assert.Null(await caller.ProblemAsync(second));
        Assert.True(await caller.RenewsAsync(second));
    });

    [Fact]
    public async Task Renewal_can_reduce_the_scope_and_a_refused_renewal_revokes_no_token() => await WithAsync(revokesAtOnce: true, async (_, caller) =>
    {
        var tokens = await caller.SignInAsync("public read_orders");
        using var more = await caller.AskAsync(
            ("grant_type", "refresh_token"), ("refresh_token", OAuthCaller.Refresh(tokens)), ("scope", "write_orders"));
        var less = await caller.TokensAsync(
            ("grant_type", "refresh_token"), ("refresh_token", OAuthCaller.Refresh(tokens)), ("scope", "read_orders"));

        Assert.Equal(HttpStatusCode.BadRequest, more.StatusCode);
        Assert.Contains("invalid_scope", await more.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("read_orders", (string?)less["scope"]);
    });

    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    public async Task Application_revokes_both_tokens_with_either_of_them(string by) => await WithAsync(revokesAtOnce: false, async (centry, caller) =>
    {
        var tokens = await caller.SignInAsync();
        var token = (string)tokens[by]!;

        foreach (var stranger in new object[] { new { token }, new { token, client_id = centry.ClientId, client_secret = "wrong" }, Revocation(centry, 1, token) })
        {
            using var refused = await caller.RevokeAsync(stranger);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Contains("unauthorized_client", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.Null(await caller.ProblemAsync(tokens));
        using var done = await caller.RevokeAsync(Revocation(centry, 0, token));
        using var unknown = await caller.RevokeAsync(Revocation(centry, 0, "unknown"));
        using var none = await caller.RevokeAsync(new { client_id = centry.ClientId });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (done.StatusCode, unknown.StatusCode, none.StatusCode));
        Assert.Equal("{}", await done.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(Revoked, await caller.ProblemAsync(tokens));
        Assert.False(await caller.RenewsAsync(tokens));
    });

    [Fact]
    public async Task Refresh_token_of_another_application_is_refused() => await WithAsync(revokesAtOnce: false, async (centry, caller) =>
    {
        var tokens = await caller.SignInAsync();
        var other = centry.SignIns[1];

        using var renewed = await caller.AskAsync(
            ("client_id", other.ClientId), ("client_secret", other.ClientSecret), ("grant_type", "refresh_token"), ("refresh_token", OAuthCaller.Refresh(tokens)));
        using var exchanged = await caller.AskAsync(
            ("client_id", other.ClientId), ("client_secret", other.ClientSecret), ("grant_type", "authorization_code"), ("code", centry.CreateAuthorizationCode()));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (renewed.StatusCode, exchanged.StatusCode));
    });

    private static JsonObject Revocation(SandboxServer centry, int number, string token) => new()
    {
        ["client_id"] = centry.SignIns[number].ClientId,
        ["client_secret"] = centry.SignIns[number].ClientSecret,
        ["token"] = token,
    };

    private static async Task WithAsync(bool revokesAtOnce, Func<SandboxServer, OAuthCaller, Task> act)
    {
        var options = new SandboxOptions { RevokesAtOnce = revokesAtOnce, Companies = SandboxOptions.CompanyIds(2) };
        await using var centry = await SandboxServer.StartAsync(options, TestContext.Current.CancellationToken);
        using var caller = new OAuthCaller(centry);
        await act(centry, caller);
    }
}
