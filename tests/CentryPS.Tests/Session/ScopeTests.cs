namespace CentryPS.Tests.Session;

/// <summary>A sign-in requests the needed scopes and warns about those that are not granted.</summary>
public sealed class ScopeTests : SandboxTest
{
    private const string Needed = "public read_orders write_orders read_webhook write_webhook";

    [Fact]
    public void Connect_without_a_scope_requests_what_the_cmdlets_need()
    {
        Assert.Equal(Needed, Connect(Centry.BaseUri).Scope);
        Assert.Empty(Shell.Warnings);
    }

    [Fact]
    public void Connect_warns_about_scopes_that_the_application_does_not_have()
    {
        using var doorkeeper = new RawServer((request, stream, stop) => stream.WriteAsync(
            request.Contains("\"scope\"")
                ? RawServer.Json("""{"error":"invalid_scope","error_description":"…"}""", "400 Bad Request")
                : RawServer.Json("""{"access_token":"token-of-the-test","expires_in":7200,"scope":"public read_orders"}"""),
            stop).AsTask());

        Assert.Equal("public read_orders", Connect(doorkeeper.BaseUri).Scope);
        Assert.Contains("write_orders, read_webhook, write_webhook", Assert.Single(Shell.Warnings));
        Assert.Equal(2, doorkeeper.Requests);
    }

    [Fact]
    public void Connect_with_a_scope_requests_only_that_scope()
    {
        Assert.Equal("public", Connect(Centry.BaseUri, "-Scope public").Scope);
        Assert.Empty(Shell.Warnings);
    }

    private CentrySession Connect(Uri to, string more = "") => (CentrySession)Shell.Run($$"""
        $secret = ConvertTo-SecureString sandbox-secret -AsPlainText
        Connect-Centry -Credential ([pscredential]::new('sandbox-client', $secret)) -BaseUri {{to}} -PassThru {{more}}
        """).Single().BaseObject;
}
