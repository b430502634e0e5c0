using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Resolve.Silo.Configuration;
using Resolve.Silo.Hosting;

namespace Resolve.Silo.Tests.Tls;

/// <summary>An authority of a test's own, whose certificates lie in a folder of its own.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly string _folder = Directory.CreateTempSubdirectory("resolve-tls-").FullName;
    private int _count;

    public TestAuthority(string name = "Test authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-400), DateTimeOffset.UtcNow.AddDays(2));
        AuthorityPath = Path.Combine(_folder, "authority.pem");
        File.WriteAllText(AuthorityPath, _certificate.ExportCertificatePem());
    }

    public string AuthorityPath { get; }

    public static string[] Silo => [ClusterCertificates.Server, ClusterCertificates.Client];

    public static string[] Gateway => [ClusterCertificates.Client];

    public X509Certificate2 Issue(string[] usages, string? dnsName = null, TimeSpan? age = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=member", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. usages.Select(u => new Oid(u))], critical: false));
        if (dnsName is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(dnsName);
            request.CertificateExtensions.Add(names.Build());
        }
        DateTimeOffset until = DateTimeOffset.UtcNow.AddDays(1) - (age ?? TimeSpan.Zero);
        using X509Certificate2 issued = request.Create(_certificate, until.AddDays(-2), until, [1, (byte)++_count]);
        return issued.CopyWithPrivateKey(key);
    }

    /// <summary>Issues a certificate into files.</summary>
    public SiloTlsOptions Member(string[] usages, bool asPkcs12 = false, string? dnsName = null, TimeSpan? age = null)
    {
        using X509Certificate2 certificate = Issue(usages, dnsName, age);
        var options = new SiloTlsOptions { AuthorityPath = AuthorityPath, CertificatePath = Path.Combine(_folder, $"{_count}.{(asPkcs12 ? "pfx" : "pem")}") };
        if (asPkcs12)
        {
            options.CertificatePassword = "a password";
            File.WriteAllBytes(options.CertificatePath, certificate.Export(X509ContentType.Pkcs12, options.CertificatePassword));
            return options;
        }
        options.KeyPath = Path.Combine(_folder, $"{_count}.key");
        File.WriteAllText(options.CertificatePath, certificate.ExportCertificatePem());
        File.WriteAllText(options.KeyPath, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return options;
    }

    public string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public static string[] Settings(SiloTlsOptions tls) =>
    [
        .. new[] { ("CertificatePath", tls.CertificatePath), ("KeyPath", tls.KeyPath), ("CertificatePassword", tls.CertificatePassword),
            ("AuthorityPath", tls.AuthorityPath), ("PeerName", tls.PeerName) }
            .Where(s => s.Item2 is not null).Select(s => $"--Resolve:Silo:Tls:{s.Item1}={s.Item2}"),
    ];

    public void Dispose()
    {
        _certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
