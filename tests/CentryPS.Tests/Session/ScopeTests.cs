namespace CentryPS.Tests.Session;

/// <summary>What a sign-in asks for, and what it says of what it got.</summary>
public sealed class ScopeTests : SandboxTest
{
    private const string Needed = "public read_orders write_orders read_webhook write_webhook";

    [Fact]
    public void Without_a_scope_it_asks_for_what_the_cmdlets_need()
    {
        Assert.Equal(Needed, Connect(Centry.BaseUri).Scope);
        Assert.Empty(Shell.Warnings);
    }

    [Fact]
    public void An_application_that_may_not_have_them_all_gets_what_it_has_and_a_warning_names_the_rest()
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
    public void A_scope_given_is_asked_for_and_nothing_else()
    {
        Assert.Equal("public", Connect(Centry.BaseUri, "-Scope public").Scope);
        Assert.Empty(Shell.Warnings);
    }

    private CentrySession Connect(Uri to, string more = "") => (CentrySession)Shell.Run($$"""
        $secret = ConvertTo-SecureString sandbox-secret -AsPlainText
        Connect-Centry -Credential ([pscredential]::new('sandbox-client', $secret)) -BaseUri {{to}} -PassThru {{more}}
        """).Single().BaseObject;
}
