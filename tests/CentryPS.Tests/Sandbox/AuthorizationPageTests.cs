using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace CentryPS.Tests.Sandbox;

/// <summary>
/// The page <c>/oauth/authorize</c>, its redirects and proof keys behave as measured with Doorkeeper 5.5.
/// </summary>
public sealed class AuthorizationPageTests : IAsyncLifetime
{
    private const string Loopback = "http://127.0.0.1:8400/vuelta";

    // RFC 7636, appendix B.
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private SandboxServer? _centry;
    private OAuthCaller? _caller;

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _centry = await SandboxServer.StartAsync(cancellationToken: Stopping);
        _caller = new OAuthCaller(_centry);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        _caller?.Dispose();
        await _centry!.DisposeAsync();
    }

    [Theory]
    [InlineData(Challenge, "S256", Verifier, null)]
    [InlineData("plain-text", "plain", "plain-text", null)]
    [InlineData(null, null, null, null)]
    [InlineData(Challenge, "S256", Challenge, "invalid_grant")]
    [InlineData(Challenge, "plain", Verifier, "invalid_grant")]
    [InlineData(Challenge, "S256", null, "Missing required parameter: code_verifier.")]
    [InlineData(null, null, Verifier, "invalid_grant")]
    public async Task Code_requires_the_verifier_of_its_challenge(string? challenge, string? method, string? verifier, string? problem)
    {
        using var sent = await _browser.PostAsync(Page(Loopback, challenge, method), content: null, Stopping);
        var code = QueryHelpers.ParseQuery(sent.Headers.Location!.Query)["code"].ToString();

        using var answer = await _caller!.AskAsync(
            [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Loopback), .. verifier is null ? [] : new[] { ("code_verifier", verifier) }]);

        Assert.Equal(problem is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(problem ?? "access_token", await answer.Content.ReadAsStringAsync(Stopping));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    public async Task Challenge_without_a_supported_method_gets_no_code(string method)
    {
        using var answer = await _browser.PostAsync(Page(Loopback, Challenge, method), content: null, Stopping);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8400/vuelta", "http://127.0.0.1:8400/vuelta?")]
    [InlineData("http://localhost:8400/?tienda=1", "http://localhost:8400/?tienda=1&")]
    public async Task Refusal_is_redirected_with_the_state(string redirectUri, string begins)
    {
        using var answer = await _browser.DeleteAsync(Page(redirectUri, Challenge, "S256"), Stopping);

        var sent = QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
        Assert.StartsWith(begins, answer.Headers.Location.AbsoluteUri);
        Assert.Equal(("access_denied", "s", false), (sent["error"].ToString(), sent["state"].ToString(), sent.ContainsKey("code")));
    }

    [Fact]
    public async Task Refusal_without_a_redirect_URI_is_a_page()
    {
        using var answer = await _browser.DeleteAsync(Page("urn:ietf:wg:oauth:2.0:oob", challenge: null, method: null), Stopping);

        var page = await answer.Content.ReadAsStringAsync(Stopping);
        Assert.Contains("denied the request", page);
        Assert.DoesNotContain("<code>", page);
    }

    private Uri Page(string redirectUri, string? challenge, string? method) => new(QueryHelpers.AddQueryString($"{_centry!.BaseUri}oauth/authorize", new Dictionary<string, string?>
    {
        ["client_id"] = _centry.ClientId,
        ["response_type"] = "code",
        ["redirect_uri"] = redirectUri,
        ["state"] = "s",
        ["code_challenge"] = challenge,
        ["code_challenge_method"] = method,
    }));
}
