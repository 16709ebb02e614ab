using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CentryPS.Tests.Support;

/// <summary>
/// An untrusted certificate authority, its intermediate authorities and the server certificates that they sign.
/// </summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly TestAuthority? _issuer;
    private readonly X509Certificate2 _certificate;

    public TestAuthority(HashAlgorithmName? hash = null)
        : this("CN=Ensayo", issuer: null, days: 4000, hash ?? HashAlgorithmName.SHA256)
    {
    }

    private TestAuthority(string name, TestAuthority? issuer, double days, HashAlgorithmName hash)
    {
        _issuer = issuer;
        var request = new CertificateRequest(name, _key, hash);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        _certificate = (issuer ?? this).Sign(request, days, hash, from: -90);
    }

    public X509Certificate2Collection Roots => _issuer?.Roots ?? [_certificate];

    /// <summary>The issuer certificates that a server sends with its own.</summary>
    public X509Certificate2Collection Chain => _issuer is null ? [] : [_certificate, .. _issuer.Chain];

    /// <summary>Creates an authority below this one.</summary>
    public TestAuthority Intermediate(double days = 1000, HashAlgorithmName? hash = null) =>
        new("CN=Intermedia", this, days, hash ?? HashAlgorithmName.SHA256);

    /// <summary>Issues a certificate for a host.</summary>
    /// <param name="days">The days until it expires; negative if it has expired.</param>
    /// <param name="host">The host.</param>
    /// <param name="hash">The hash of its signature.</param>
    /// <param name="rsaBits">The length of the RSA key; 0 for an elliptic curve key.</param>
    /// <param name="from">The days until it becomes valid; negative if it is valid.</param>
    /// <param name="usage">The extended key usage; null for any.</param>
    public X509Certificate2 Issue(double days, string host = "localhost", HashAlgorithmName? hash = null, int rsaBits = 0, double from = -60, string? usage = null)
    {
        using var rsa = rsaBits > 0 ? RSA.Create(rsaBits) : null;
        using var curve = rsa is null ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        names.AddIpAddress(IPAddress.Parse("192.0.2.1"));
        var request = rsa is null
            ? new CertificateRequest($"CN={host}", curve!, HashAlgorithmName.SHA256)
            : new CertificateRequest($"CN={host}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(names.Build());
        if (usage is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        }

        using var bare = Sign(request, days, hash ?? HashAlgorithmName.SHA256, from);
        using var whole = rsa is null ? bare.CopyWithPrivateKey(curve!) : bare.CopyWithPrivateKey(rsa);

        // On Windows, TLS requires a key loaded from a PKCS #12 file.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), password: null);
    }

    public void Dispose()
    {
        _key.Dispose();
        _certificate.Dispose();
    }

    // Uses a signature generator, which supports any hash.
    private X509Certificate2 Sign(CertificateRequest request, double days, HashAlgorithmName hash, double from)
    {
        var now = DateTimeOffset.UtcNow;
        var signed = new CertificateRequest(request.SubjectName, request.PublicKey, hash);
        request.CertificateExtensions.ToList().ForEach(signed.CertificateExtensions.Add);
        return signed.Create(
            _certificate?.SubjectName ?? request.SubjectName,
            hash == HashAlgorithmName.SHA1 ? new Sha1Generator(_key) : X509SignatureGenerator.CreateForECDsa(_key),
            now.AddDays(from),
            now.AddDays(days),
            RandomNumberGenerator.GetBytes(8));
    }

    // .NET itself signs certificates only with SHA-256 or stronger.
    private sealed class Sha1Generator(ECDsa key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => Convert.FromHexString("300906072A8648CE3D0401"); // ecdsa-with-SHA1

        [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "The tests check that it is refused.")]
        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, hashAlgorithm, DSASignatureFormat.Rfc3279DerSequence);

        protected override PublicKey BuildPublicKey() => CreateForECDsa(key).PublicKey;
    }
}
