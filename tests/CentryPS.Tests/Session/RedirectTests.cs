using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace CentryPS.Tests.Session;

/// <summary>An interactive sign-in receives its code with a redirect to a local port.</summary>
public sealed class RedirectTests : SandboxTest
{
    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.1:0/vuelta")]
    [InlineData("http://[::1]:0/")]
    [InlineData("http://127.0.0.1/a%20b?tienda=1")]
    [InlineData("http://localhost:PORT")]
    [InlineData("HTTP://LocalHost:PORT/vuelta")]
    public async Task Code_is_read_from_the_redirect(string redirectUri)
    {
        using var signIn = Begin(redirectUri.Replace("PORT", $"{FreePort()}"));

        var sent = await signIn.PressAsync(await signIn.PageAsync());
        var (status, page) = await signIn.OpenAsync(sent);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("You can close this window", page);
        await signIn.EndAsync();
        Assert.Empty(Shell.Errors);
        Assert.Equal(3, Shell.Run("Get-CentryWebhook").Count);
    }

    [Fact]
    public async Task Request_has_a_state_and_a_proof_key_that_are_never_printed()
    {
        using var signIn = Begin("http://127.0.0.1");
        var page = await signIn.PageAsync();
        var query = QueryHelpers.ParseQuery(page.Query);
        var sent = await signIn.PressAsync(page);
        await signIn.OpenAsync(sent);
        var written = await signIn.EndAsync();

        var exchange = JsonNode.Parse(Centry.Requests.Single(request => request.Target == "/oauth/token").Body)!;
        var verifier = (string)exchange["code_verifier"]!;
        Assert.Matches("^[A-Za-z0-9_-]{43}$", query["state"].ToString());
        Assert.Matches("^[A-Za-z0-9_-]{43}$", verifier);
        Assert.Equal(("S256", WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))), (query["code_challenge_method"].ToString(), query["code_challenge"].ToString()));
        Assert.Contains("/oauth/token", written);
        Assert.All([verifier, query["state"].ToString(), (string)exchange["code"]!], secret => Assert.DoesNotContain(secret, written));
        Assert.Equal(query["redirect_uri"].ToString(), (string?)exchange["redirect_uri"]);
    }

    [Fact]
    public async Task Other_requests_are_refused_and_the_wait_continues()
    {
        using var signIn = Begin("http://127.0.0.1/vuelta");
        var sent = await signIn.PressAsync(await signIn.PageAsync());
        var query = QueryHelpers.ParseQuery(sent.Query);

        foreach (var (address, method) in new (string, HttpMethod)[]
        {
            ("/favicon.ico", HttpMethod.Get),
            ("/vuelta", HttpMethod.Get),
            ($"/vuelta?code={query["code"]}", HttpMethod.Get),
            ($"/vuelta?code={query["code"]}&state={query["state"]}x", HttpMethod.Get),
            ($"/vuelta?code={query["code"]}&state={new string('a', 43)}", HttpMethod.Get),
            ($"/vuelta?error=access_denied&state={query["state"].ToString()[1..]}", HttpMethod.Get),
            ($"/vuelta?code=otro&state={query["state"]}&state={query["state"]}", HttpMethod.Get),
            ($"/vuelta/otra{sent.Query}", HttpMethod.Get),
            ($"/vuelta{sent.Query}", HttpMethod.Post),
            ($"/vuelta{sent.Query}", HttpMethod.Head),
        })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await signIn.OpenAsync(new Uri(sent, address), method)).Status);
        }

        using (var silent = new TcpClient(sent.Host, sent.Port)) // browsers open idle connections in advance
        {
            Assert.Equal(HttpStatusCode.OK, (await signIn.OpenAsync(sent)).Status);
        }

        await signIn.EndAsync();
        Assert.Empty(Shell.Errors);
    }

    [Fact]
    public async Task Refusal_by_the_user_is_an_error()
    {
        using var signIn = Begin("http://127.0.0.1");

        var (status, page) = await signIn.OpenAsync(await signIn.PressAsync(await signIn.PageAsync(), authorizes: false));
        await signIn.EndAsync();

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("not authorized", page);
        Assert.StartsWith("AuthenticationFailed,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("access_denied: The resource owner or authorization server denied the request.", Shell.Error.Exception.Message);
        Assert.Contains("authorize the application on the page", Shell.Error.ErrorDetails.RecommendedAction);
        Assert.Equal(0, Centry.TokenRequests);
    }

    [Fact]
    public async Task Error_text_of_the_server_is_escaped_in_the_message_and_omitted_from_the_page()
    {
        using var signIn = Begin("http://127.0.0.1");
        var sent = await signIn.PressAsync(await signIn.PageAsync());
        var state = QueryHelpers.ParseQuery(sent.Query)["state"];

        var (_, page) = await signIn.OpenAsync(new Uri(sent, $"/?error=server_error&error_description=%1B[31mrojo+<b>&state={state}"));
        await signIn.EndAsync();

        Assert.Contains(@"server_error: \u001B[31mrojo <b>", Shell.Error.Exception.Message);
        Assert.DoesNotContain("rojo", page);
    }

    [Fact]
    public async Task Page_is_in_the_language_of_the_user()
    {
        using var signIn = Begin("http://127.0.0.1", "[cultureinfo]::CurrentUICulture = 'es-CL';");

        Assert.Contains("Autorice la aplicación", await signIn.TextAsync());
        Assert.Contains(WebUtility.HtmlEncode("PowerShell recibió la respuesta."), (await signIn.OpenAsync(await signIn.PressAsync(await signIn.PageAsync()))).Page);
        await signIn.EndAsync();
    }

    [Fact]
    public async Task Port_in_use_is_an_error_before_any_page_is_shown()
    {
        using var other = new TcpListener(IPAddress.IPv6Loopback, 0); // a browser may try either address of localhost
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var signIn = Begin($"http://localhost:{port}");

        Assert.Null(await signIn.TextAsync());
        await signIn.EndAsync();

        Assert.StartsWith("ConnectionFailed,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains($"http://localhost:{port}/", Shell.Error.Exception.Message);
        Assert.Contains("redirect URI", Shell.Error.ErrorDetails.RecommendedAction);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public async Task Stop_ends_the_wait_and_releases_the_port()
    {
        var port = FreePort();
        using var signIn = Begin($"http://127.0.0.1:{port}");
        await signIn.PageAsync();

        signIn.Stop();
        await signIn.EndAsync();

        using var next = new TcpListener(IPAddress.Loopback, port);
        next.Start();
        Assert.Equal(0, Centry.TokenRequests);
    }

    [Theory]
    [InlineData("http://localhost:0/", "needs the port")]
    [InlineData("http://user@127.0.0.1/", "user name")]
    [InlineData("http://127.0.0.1/#a", "fragment")]
    public async Task Unusable_redirect_URI_is_refused(string redirectUri, string reason)
    {
        using var signIn = Begin(redirectUri);

        await signIn.EndAsync();

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(reason, Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private BrowserSignIn Begin(string redirectUri, string before = "") => new(Shell, Centry, redirectUri, before);
}
