namespace CentryPS.Tests.Commands;

/// <summary>The scope of a desired list matches exactly what its pattern says.</summary>
public sealed class WebhookPartTests : SandboxTest
{
    private const string Good = "@{ callback_url = 'https://tienda.example/bien'; Topic = 'OrderSave' }";

    protected override SandboxOptions Options => new() { RecordRequests = true, WebhookCount = 0 };

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
    [InlineData("https://tienda.example", "https://tienda[.]EXAMPLE/*")]
    [InlineData("http://[::1]:8080/a", "http://[::1]:8080/a")]
    [InlineData("http://[FD00::1]:80/a", "http://[fd00::1]/*")]
    [InlineData("https://tienda.example/a[1]", "https://tienda.example/a[1]")]
    [InlineData("https://tienda.example?X=1", "https://tienda.example?X=*")]
    [InlineData("https://tienda.example:8443/a", "https://tienda*")]
    [InlineData("https://tienda.example:8443/a", "https://tienda.example:*")]
    [InlineData("https://Ana@tienda.example/a/b", "https://*.example/*")]
    [InlineData("https://tienda.example/%c3%a9", "https://tienda.*/%C3%A9")]
    [InlineData("https://www.xn--and-6ma2c.example/a", "https://*.Ñandú.example/*")]
    [InlineData("https://ñandú.example/a", "https://*.example/a")]
    [InlineData("https://tienda.example/a", "*example*")]
    [InlineData("https://tienda.example.com/a", "https://tienda.example*/*")]
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
    [InlineData("https://relay.example/?to=https://a.tienda.example/x", "https://*.tienda.example/*")]
    [InlineData("https://relay.example/https://a.tienda.example/x", "https://*/x/y")]
    [InlineData("https://tienda.example.com/x", "https://tienda.example/*")]
    [InlineData("https://tienda@otra.example/x", "https://tienda*")]
    [InlineData("https://tienda.example:1@otra.example/x", "https://tienda.example:*")]
    [InlineData("https://tienda.example/a", "https://tienda*:443")]
    public void Scope_is_case_sensitive_after_the_host_and_its_host_matches_hosts_only(string url, string pattern)
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
    public void Invalid_wildcard_as_a_scope_is_refused(string command)
    {
        Shell.Run($"{command} -CallbackUrl 'https://[::1/*'");

        Assert.Equal(CentryErrorCode.InvalidRequest, Assert.IsType<CentryException>(Shell.Error.Exception).ErrorCode);
        Assert.Contains("https://[::1/*", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("https://tienda.example*", "https://tienda.example/* ", "https://tienda.example*/* ")]
    [InlineData("https://*.tienda.example**", "https://*.tienda.example/* ", "https://*.tienda.example*/* ")]
    [InlineData("*://tienda.example:84*", "*://tienda.example:84/* ", "*://tienda.example:84*/* ")]
    public void Scope_that_ends_in_a_wildcard_directly_after_the_host_is_refused(string pattern, string one, string many)
    {
        foreach (var command in new[] { "Compare-CentryWebhook", "Sync-CentryWebhook -Prune -AllowEmpty -Confirm:$false" })
        {
            Shell.Run($"@() | {command} -CallbackUrl '{pattern}'");

            Assert.Equal(CentryErrorCode.InvalidRequest, Assert.IsType<CentryException>(Shell.Error.Exception).ErrorCode);
            Assert.Contains(one, Shell.Error.Exception.Message);
            Assert.Contains(many, Shell.Error.Exception.Message.Replace(',', ' '));
        }

        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("https://tienda.example/h?s=1", "https://tienda.example/h/s=1")]
    [InlineData("https://tienda.example/h[1]", "https://tienda.example/h1")]
    public void Scope_that_equals_a_callback_URL_removes_only_that_webhook(string url, string other)
    {
        foreach (var there in new[] { other, url })
        {
            Centry.Webhooks.Add(new System.Text.Json.Nodes.JsonObject { ["callback_url"] = there });
        }

        Shell.Run($"@() | Sync-CentryWebhook -CallbackUrl '{url}' -Prune -AllowEmpty -Confirm:$false");

        var left = Centry.Webhooks.All().Select(webhook => (string?)webhook["callback_url"]).ToArray();
        Assert.Contains(other, left);
        Assert.DoesNotContain(url, left);
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
