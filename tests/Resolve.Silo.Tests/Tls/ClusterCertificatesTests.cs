using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Resolve.Silo.Configuration;
using Resolve.Silo.Hosting;

namespace Resolve.Silo.Tests.Tls;

/// <summary>Certificates are checked when a member starts, and say what is wrong with them.</summary>
public sealed class ClusterCertificatesTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_member_accepts_the_certificates_of_its_authority_for_what_they_serve(bool asPkcs12)
    {
        var certificates = ClusterCertificates.Open(_authority.Member(TestAuthority.Silo, asPkcs12), TestAuthority.Silo);
        Assert.True(certificates.Own.HasPrivateKey);
        using X509Certificate2 silo = _authority.Issue(TestAuthority.Silo), gateway = _authority.Issue(TestAuthority.Gateway),
            old = _authority.Issue(TestAuthority.Silo, age: TimeSpan.FromDays(2));
        using var other = new TestAuthority(); // the same name, another key
        using X509Certificate2 stranger = other.Issue(TestAuthority.Silo);
        Assert.True(certificates.Accepts(silo, TestAuthority.Silo));
        Assert.True(certificates.Accepts(gateway, TestAuthority.Gateway));
        Assert.False(certificates.Accepts(gateway, TestAuthority.Silo));
        Assert.False(certificates.Accepts(old, TestAuthority.Silo));
        Assert.False(certificates.Accepts(stranger, TestAuthority.Gateway));
    }

    [Fact]
    public void A_name_that_members_must_bear_is_asked_for()
    {
        SiloTlsOptions options = _authority.Member(TestAuthority.Silo, dnsName: "resolve.internal");
        options.PeerName = "resolve.internal";
        var certificates = ClusterCertificates.Open(options, TestAuthority.Silo);
        using X509Certificate2 named = _authority.Issue(TestAuthority.Gateway, "resolve.internal"), nameless = _authority.Issue(TestAuthority.Gateway),
            others = _authority.Issue(TestAuthority.Gateway, "mail.internal");
        Assert.True(certificates.Accepts(named, TestAuthority.Gateway));
        Assert.False(certificates.Accepts(nameless, TestAuthority.Gateway));
        Assert.False(certificates.Accepts(others, TestAuthority.Gateway));
    }

    [Fact]
    public void What_cannot_be_used_stops_the_start_with_its_reason()
    {
        using var other = new TestAuthority("Another authority");
        SiloTlsOptions good = _authority.Member(TestAuthority.Silo);
        Assert.Contains("CertificatePath is missing", WhyNot(new SiloTlsOptions { AuthorityPath = good.AuthorityPath }), StringComparison.Ordinal);
        Assert.Contains("AuthorityPath is missing", WhyNot(new SiloTlsOptions { CertificatePath = good.CertificatePath, KeyPath = good.KeyPath }),
            StringComparison.Ordinal);
        Assert.Contains("cannot be read", WhyNot(With(good, o => o.CertificatePath += ".gone")), StringComparison.Ordinal);
        Assert.Contains("cannot be read", WhyNot(With(good, o => o.KeyPath = null)), StringComparison.Ordinal);
        Assert.Contains("cannot be read", WhyNot(With(good, o => o.AuthorityPath += ".gone")), StringComparison.Ordinal);
        Assert.Contains("holds no certificate", WhyNot(With(good, o => o.AuthorityPath = _authority.Write("empty.pem", "nothing"))), StringComparison.Ordinal);
        Assert.Contains("is no member's", WhyNot(With(good, o => o.AuthorityPath = other.AuthorityPath)), StringComparison.Ordinal);
        Assert.Contains("ended on", WhyNot(_authority.Member(TestAuthority.Silo, age: TimeSpan.FromDays(2))), StringComparison.Ordinal);
        Assert.Contains("is no member's", WhyNot(_authority.Member(TestAuthority.Gateway)), StringComparison.Ordinal);
        Assert.Contains("cannot be read", WhyNot(With(_authority.Member(TestAuthority.Silo, asPkcs12: true), o => o.CertificatePassword = "wrong")),
            StringComparison.Ordinal);
        Assert.Contains("does not bear the name", WhyNot(With(good, o => o.PeerName = "resolve.internal")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_renewed_certificate_is_taken_without_a_restart_and_a_broken_one_is_not()
    {
        SiloTlsOptions options = _authority.Member(TestAuthority.Silo, asPkcs12: true), renewed = _authority.Member(TestAuthority.Silo, asPkcs12: true);
        var certificates = ClusterCertificates.Open(options, TestAuthority.Silo);
        string first = certificates.Own.Thumbprint;
        File.WriteAllText(options.CertificatePath!, "half written");
        File.SetLastWriteTimeUtc(options.CertificatePath!, DateTime.UtcNow.AddSeconds(5));
        Assert.Equal(first, certificates.Own.Thumbprint);
        File.Copy(renewed.CertificatePath!, options.CertificatePath!, overwrite: true);
        File.SetLastWriteTimeUtc(options.CertificatePath!, DateTime.UtcNow.AddSeconds(10));
        Assert.NotEqual(first, certificates.Own.Thumbprint);
    }

    public void Dispose() => _authority.Dispose();

    private static string WhyNot(SiloTlsOptions options) =>
        Assert.Single(Assert.Throws<OptionsValidationException>(() => ClusterCertificates.Open(options, TestAuthority.Silo)).Failures);

    private static SiloTlsOptions With(SiloTlsOptions options, Action<SiloTlsOptions> change)
    {
        var changed = new SiloTlsOptions
        {
            CertificatePath = options.CertificatePath,
            KeyPath = options.KeyPath,
            CertificatePassword = options.CertificatePassword,
            AuthorityPath = options.AuthorityPath,
            PeerName = options.PeerName,
        };
        change(changed);
        return changed;
    }
}
