using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>Tests what a check reports about a certificate and its chain.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly TestAuthority _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Reported_expiry_is_the_earliest_of_the_chain_when_the_issuer_is_an_intermediate_authority()
    {
        using var issuer = _root.Intermediate(days: 50);
        using var certificate = issuer.Issue(days: 90);

        var health = await ExamineAsync(certificate, issuer.Chain);

        Assert.Empty(health.Problem);
        Assert.Equal(issuer.Chain[0].NotAfter.ToUniversalTime(), health.CertificateExpiresAt!.Value.UtcDateTime);
    }

    [Fact]
    public async Task Intermediate_certificate_that_expires_soon_is_reported()
    {
        using var issuer = _root.Intermediate(days: 3.5);
        using var certificate = issuer.Issue(days: 90);

        Assert.Equal(["the certificate of the issuer Intermedia expires in 3 days"], (await ExamineAsync(certificate, issuer.Chain)).Problem);
    }

    [Fact]
    public async Task Intermediate_certificate_that_the_server_does_not_send_is_reported()
    {
        using var issuer = _root.Intermediate();
        using var certificate = issuer.Issue(days: 90);

        Assert.Equal(
            ["the certificate is not trusted (its issuer Intermedia is unknown, or the server does not send its certificate)"],
            (await ExamineAsync(certificate, [])).Problem);
    }

    [Fact]
    public async Task Certificate_is_reported_once_when_it_is_not_valid_yet()
    {
        using var certificate = _root.Issue(days: 90, from: 2);

        var problem = Assert.Single((await ExamineAsync(certificate, [])).Problem);

        Assert.Equal("the certificate is not valid before " + Iso(certificate.NotBefore), problem);
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("es-CL")]
    [InlineData("th-TH")]
    public async Task Expiry_date_has_the_same_format_in_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        using var certificate = _root.Issue(days: -3);

        Assert.Equal(["the certificate expired on " + Iso(certificate.NotAfter)], (await ExamineAsync(certificate, [])).Problem);
    }

    [Fact]
    public async Task Problems_are_reported_in_the_language_of_the_user()
    {
        CultureInfo.CurrentUICulture = new CultureInfo("es-CL");
        using var certificate = _root.Issue(days: -3, host: "tienda.example");

        Assert.Equal(
            [
                "el certificado venció el " + Iso(certificate.NotAfter),
                "el certificado es de otro host (tienda.example)",
                "el certificado no es de confianza (no se conoce su emisor Ensayo, o el servidor no envía el certificado de este)",
            ],
            (await ExamineAsync(certificate, [], isTrusted: false)).Problem);
    }

    private static string Iso(DateTime date) => date.ToLocalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<CentryWebhookHealth> ExamineAsync(X509Certificate2 certificate, X509Certificate2Collection chain, bool isTrusted = true)
    {
        await using var server = await TlsServer.StartAsync(certificate, chain);
        var validator = new CertificateValidator(TimeProvider.System, 14);
        var check = new CallbackCheck(TimeProvider.System, TimeSpan.FromSeconds(15), validator) { Roots = isTrusted ? _root.Roots : null };
        return await check.ExamineAsync(server.Url, deliver: null, TestContext.Current.CancellationToken).Soon();
    }
}
