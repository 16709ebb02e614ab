using System.Management.Automation;

namespace CentryPS.Tests.Session;

/// <summary>No token, secret or code appears in anything that a user can see, store or send.</summary>
public sealed class SecrecyTests : SandboxTest
{
    private const string Secret = "sandbox-secret";

    [Fact]
    public void Streams_and_serialized_objects_contain_no_secret()
    {
        var refresh = Centry.CreateRefreshToken("read_webhook");
        Shell.Set("application", new PSCredential("sandbox-client", CentryPS.Session.Secret.ToSecureString(Secret)));
        Shell.Set("refresh", refresh);
        var seen = Everything(
            "$VerbosePreference = 'Continue'; $DebugPreference = 'Continue';" +
            $"Connect-Centry -Credential $application -RefreshToken $refresh -BaseUri {Centry.BaseUri} -PassThru;" +
            "Get-CentryWebhook; Get-CentryWebhook -Id nada; Get-CentrySession;" +
            $"Connect-Centry -Credential $application -AuthorizationCode $refresh -BaseUri {Centry.BaseUri}");
        var answer = Centry.Requests.Where(request => request.Headers.ContainsKey("Authorization")).Select(request => request.Headers["Authorization"][7..]);

        Assert.Contains("/oauth/token", seen);
        Assert.All([Secret, refresh, .. answer.Distinct()], secret => Assert.DoesNotContain(secret, seen));
    }

    [Fact]
    public void Token_echoed_by_the_server_is_redacted()
    {
        Shell.Set("token", Centry.AccessToken);
        Shell.Run("Get-CentryWebhook -Id $token");

        var exception = (CentryException)Shell.Error.Exception;
        Assert.All(
            [exception.Message, exception.ResponseBody!, exception.RequestUri!.AbsoluteUri, exception.ToString()],
            text => Assert.DoesNotContain(Centry.AccessToken, text));
    }

    private string Everything(string script)
    {
        var output = Shell.Run(script);
        var objects = output.Concat(Shell.Errors.Select(error => PSObject.AsPSObject(error)))
            .Concat(Shell.Errors.Select(error => PSObject.AsPSObject(error.Exception)));
        return string.Join(
            "\n",
            Shell.Verbose.Concat(Shell.Debug).Concat(Shell.Warnings)
                .Concat(objects.SelectMany(item => new[]
                {
                    item.ToString(),
                    PSSerializer.Serialize(item, depth: 3),
                    string.Join("\n", item.Properties.Select(property => property.Value)),
                })));
    }
}
