using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>
/// Tests certificates that the system trusts and OpenSSL refuses. A .NET server cannot use them on a system with
/// OpenSSL, so the tests build the chains themselves.
/// </summary>
public sealed class WeakCertificateTests : IDisposable
{
    private readonly TestAuthority _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Certificate_with_a_SHA1_signature_is_refused()
    {
        using var certificate = _root.Issue(days: 90, hash: HashAlgorithmName.SHA1);

        AssertRefused("the certificate has a weak signature (sha1ECDSA), which OpenSSL, curl and Ruby reject", certificate);
    }

    [Fact]
    public void Intermediate_certificate_with_a_SHA1_signature_is_refused()
    {
        using var issuer = _root.Intermediate(hash: HashAlgorithmName.SHA1);
        using var certificate = issuer.Issue(days: 90);

        AssertRefused("the certificate of the issuer Intermedia has a weak signature (sha1ECDSA), which OpenSSL, curl and Ruby reject", certificate, issuer);
    }

    [Fact]
    public void Root_with_a_SHA1_signature_is_accepted()
    {
        using var root = new TestAuthority(HashAlgorithmName.SHA1);
        using var certificate = root.Issue(days: 90);

        Assert.Empty(Validate(certificate, root).Problems);
    }

    [Theory]
    [InlineData(1024, false)]
    [InlineData(2048, true)]
    public void Certificate_with_a_short_RSA_key_is_refused(int bits, bool isTrusted)
    {
        using var certificate = _root.Issue(days: 90, rsaBits: bits);

        Assert.Equal(isTrusted ? [] : ["the certificate has a weak key (1024 bits), which OpenSSL, curl and Ruby reject"], Validate(certificate, _root).Problems);
    }

    [Fact]
    public void Intermediate_certificate_that_only_the_system_has_is_refused()
    {
        using var issuer = _root.Intermediate();
        using var certificate = issuer.Issue(days: 90);

        var report = Validate(certificate, issuer, isSent: false);

        Assert.Equal(["the server does not send the certificate of the issuer Intermedia, which most clients do not download"], report.Problems);
        Assert.False(report.IsTrusted);
    }

    [Fact]
    public void Certificate_for_another_use_is_refused()
    {
        using var certificate = _root.Issue(days: 90, usage: "1.3.6.1.5.5.7.3.2");

        Assert.Equal(["the certificate is not trusted (it is not meant for servers)"], Validate(certificate, _root).Problems);
    }

    private void AssertRefused(string problem, X509Certificate2 certificate, TestAuthority? issuer = null)
    {
        var report = Validate(certificate, issuer ?? _root);

        Assert.Equal([problem], report.Problems);
        Assert.False(report.IsTrusted);
    }

    private static CertificateReport Validate(X509Certificate2 certificate, TestAuthority issuer, bool isSent = true)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(issuer.Roots);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        (isSent ? chain.ChainPolicy.ExtraStore : chain.ChainPolicy.CustomTrustStore).AddRange(issuer.Chain);
        var errors = chain.Build(certificate) ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateChainErrors;
        return new CertificateValidator(TimeProvider.System, minimumDays: 14).Validate(certificate, chain, errors);
    }
}
