namespace CentryPS.Tests.Commands;

/// <summary>The scope of a desired list matches exactly what its pattern says.</summary>
public sealed class WebhookPartTests : SandboxTest
{
    private const string Good = "@{ callback_url = 'https://tienda.example/bien'; Topic = 'OrderSave' }";

    [Theory]
    [InlineData("Compare-CentryWebhook")]
    [InlineData("Sync-CentryWebhook")]
    public void Desired_row_outside_the_scope_is_refused(string command)
    {
        Shell.Run($"{Good} | {command} -CallbackUrl 'https://otra.example/*'");

        Assert.Contains("https://tienda.example/bien", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("https://tienda.example:443/a", "https://tienda.example/*")]
    [InlineData("https://tienda.example:443/a", "https://tienda.example:443/*")]
    [InlineData("HTTPS://TIENDA.example", "https://tienda.example/")]
    [InlineData("https://tienda.example/A/1", "HTTPS://TIENDA.example:443/A/*")]
    [InlineData("https://tienda.example/A/1", "*://*.EXAMPLE/A/?")]
    [InlineData("https://tienda.example", "https://tienda[.]EXAMPLE*")]
    [InlineData("http://[::1]:8080/a", "http://[::1]:8080/a")]
    [InlineData("http://[FD00::1]:80/a", "http://[fd00::1]/*")]
    [InlineData("https://tienda.example/a[1]", "https://tienda.example/a[1]")]
    [InlineData("https://tienda.example?X=1", "https://tienda.example?X=*")]
    public void Scope_matches_a_callback_URL_as_written_and_in_canonical_form(string url, string pattern)
    {
        Shell.One<CentryWebhookDifference>($"@{{ callback_url = '{url}'; Topic = 'OrderSave' }} | Sync-CentryWebhook -CallbackUrl '{pattern}'");

        Assert.Contains(url, Sent("POST").Body);
    }

    [Theory]
    [InlineData("https://tienda.example/a/1", "https://tienda.example/A/*")]
    [InlineData("https://tienda.example/?x=A", "https://tienda.example/?x=a")]
    [InlineData("https://Ana@tienda.example/", "https://ana@tienda.example/*")]
    [InlineData("https://tienda.example:8443/a", "https://tienda.example:443/*")]
    [InlineData("http://1/a", "http://[::1]/*")]
    public void Scope_is_case_sensitive_after_the_host(string url, string pattern)
    {
        Centry.Webhooks.Add(new System.Text.Json.Nodes.JsonObject { ["callback_url"] = url });

        Shell.Run($"@() | Sync-CentryWebhook -CallbackUrl '{pattern}' -Prune -AllowEmpty -Confirm:$false");

        Assert.Empty(Shell.Errors);
        Assert.DoesNotContain(Centry.Requests, request => request.Method == "DELETE");
    }

    [Theory]
    [InlineData("Get-CentryWebhook")]
    [InlineData("@() | Compare-CentryWebhook")]
    [InlineData("@() | Sync-CentryWebhook -Prune -AllowEmpty -Confirm:$false")]
    public void Scope_that_is_no_valid_wildcard_is_refused(string command)
    {
        Shell.Run($"{command} -CallbackUrl 'https://[::1/*'");

        Assert.Equal(CentryErrorCode.InvalidRequest, Assert.IsType<CentryException>(Shell.Error.Exception).ErrorCode);
        Assert.Contains("https://[::1/*", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("''")]
    [InlineData("$null")]
    [InlineData("' '")]
    public void Blank_scope_is_refused(string pattern)
    {
        foreach (var command in new[] { "Compare-CentryWebhook", "Sync-CentryWebhook", "Sync-CentryWebhook -Prune -Confirm:$false" })
        {
            Shell.Run($"{Good} | {command} -CallbackUrl {pattern}");

            Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
            Assert.Contains("-CallbackUrl", Shell.Error.Exception.Message);
        }

        Assert.Empty(Centry.Requests);
    }
}
