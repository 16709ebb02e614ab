using System.Net;
using System.Text.RegularExpressions;
using CentryPS.Models.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;

namespace CentryPS.Tests.Session;

/// <summary>
/// An interactive sign-in checks the state of redirect URLs, even pasted ones, and sends a proof key.
/// </summary>
public sealed class ProofKeyTests : SandboxTest
{
    [Fact]
    public async Task Code_of_another_request_is_refused_by_a_server_that_checks_the_proof_key()
    {
        using var signIn = new BrowserSignIn(Shell, Centry, "http://127.0.0.1");
        var other = Regex.Replace((await signIn.PageAsync()).AbsoluteUri, "code_challenge=[^&]*", "code_challenge=" + new string('a', 43));

        await signIn.OpenAsync(await signIn.PressAsync(new Uri(other)));
        await signIn.EndAsync();

        Assert.StartsWith("AuthenticationFailed,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("invalid_grant", Shell.Error.Exception.Message);
    }

    [Fact]
    public async Task Sign_in_succeeds_when_the_server_ignores_proof_keys()
    {
        await using var centry = await SandboxServer.StartAsync(new SandboxOptions { KnowsProofKeys = false });
        using var signIn = new BrowserSignIn(Shell, centry, "http://127.0.0.1");

        var (status, _) = await signIn.OpenAsync(await signIn.PressAsync(await signIn.PageAsync()));
        await signIn.EndAsync();

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(Shell.Errors);
    }

    [Theory]
    [InlineData("https://localhost/vuelta", "ADDRESS")]
    [InlineData("https://localhost/vuelta", " ADDRESS\n")]
    [InlineData("urn:ietf:wg:oauth:2.0:oob", "http://centry.example/oauth/authorize/native?code=CODE")]
    public void Pasted_URL_completes_the_sign_in(string redirectUri, string pasted)
    {
        var host = Ask((address, code) => pasted.Replace("ADDRESS", $"{address}").Replace("CODE", code));
        using var shell = Connect(host, redirectUri);

        Assert.Empty(shell.Errors);
        Assert.Single(host.Questions);
        Assert.Equal(3, shell.Run("Get-CentryWebhook").Count);
    }

    [Theory]
    [InlineData("https://localhost/vuelta", "https://localhost/vuelta?code=CODE")]
    [InlineData("https://localhost/vuelta", "https://localhost/vuelta?code=CODE&state=otro")]
    [InlineData("urn:ietf:wg:oauth:2.0:oob", "https://localhost/vuelta?code=CODE&state=otro")]
    public void Pasted_URL_with_another_state_is_refused(string redirectUri, string pasted)
    {
        using var shell = Connect(Ask((_, code) => pasted.Replace("CODE", code)), redirectUri);

        Assert.StartsWith("InvalidRequest,", shell.Error.FullyQualifiedErrorId);
        Assert.Contains("state", shell.Error.Exception.Message);
        Assert.Equal(0, Centry.TokenRequests);
    }

    [Fact]
    public void Pasted_URL_of_a_refusal_is_an_error()
    {
        var host = new AnsweringHost(string.Empty);
        host.Answer = question => $"https://localhost/?error=access_denied&state={StateOf(question)}";
        using var shell = Connect(host, "https://localhost/");

        Assert.Contains("access_denied", shell.Error.Exception.Message);
        Assert.Equal(0, Centry.TokenRequests);
    }

    [Fact]
    public async Task Wait_for_the_redirect_ends_after_five_minutes()
    {
        var time = new FakeTimeProvider();
        var request = new AuthorizationRequest(new OAuthApplication { ClientId = "client", RedirectUri = "http://127.0.0.1" }, new CentryPS.Http.ServerUri(Centry.BaseUri), "public");
        using var listener = new CentryPS.Commands.Runspace.RedirectListener(new Uri("http://127.0.0.1"), time);
        var wait = listener.WaitAsync(request, TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.False(wait.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        var late = await Assert.ThrowsAsync<CentryException>(() => wait);
        Assert.Equal(CentryErrorCode.Timeout, late.ErrorCode);
        Assert.Contains("5 minutes", late.Message);
    }

    private static string StateOf(string question) => QueryHelpers.ParseQuery(PageOf(question).Query)["state"].ToString();

    private static Uri PageOf(string question) => new(question.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal)));

    // Authorizes the application in a browser, and answers the prompt with a text built from the redirect URL and the
    // code.
    private static AnsweringHost Ask(Func<Uri?, string, string> paste) => new(string.Empty)
    {
        Answer = question =>
        {
            using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
            using var answer = browser.Send(new HttpRequestMessage(HttpMethod.Post, PageOf(question)), TestContext.Current.CancellationToken);
            using var page = new StreamReader(answer.Content.ReadAsStream());
            return answer.Headers.Location is { } address
                ? paste(address, QueryHelpers.ParseQuery(address.Query)["code"].ToString())
                : paste(null, page.ReadToEnd().Split("<code>")[1].Split('<')[0]);
        },
    };

    private PowerShellHost Connect(AnsweringHost host, string redirectUri)
    {
        var shell = new PowerShellHost(host: host);
        shell.Run($"{BrowserSignIn.Application} Connect-Centry -Credential $application -Interactive -RedirectUri {redirectUri} -BaseUri {Centry.BaseUri}");
        return shell;
    }
}
