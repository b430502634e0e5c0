using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Resolve.Silo.Configuration;

namespace Resolve.Silo.Hosting;

/// <summary>This member's certificate and whom it trusts: those whom the cluster's own authority signed, and nobody else.</summary>
/// <remarks>A file that changes is read at the next connection, so that certificates are renewed without a restart; one that cannot be used leaves the earlier
/// one in force.</remarks>
internal sealed class ClusterCertificates
{
    /// <summary>The extended key usages (RFC 5280, 4.2.1.12).</summary>
    public const string Server = "1.3.6.1.5.5.7.3.1", Client = "1.3.6.1.5.5.7.3.2";

    private const string Section = "Resolve:Silo:Tls";

    private readonly SiloTlsOptions _options;
    private readonly string[] _usages;
    private readonly X509Certificate2Collection _authorities;
    private readonly Lock _reading = new();
    private X509Certificate2 _own;
    private DateTime _changedAt;

    private ClusterCertificates(SiloTlsOptions options, string[] usages)
    {
        (_options, _usages) = (options, usages);
        if (string.IsNullOrEmpty(options.CertificatePath)) throw Failure("CertificatePath is missing: with an authority each member needs a certificate of "
            + "its own.");
        if (string.IsNullOrEmpty(options.AuthorityPath)) throw Failure("AuthorityPath is missing: without it nobody could be trusted.");
        _authorities = ReadAuthorities(options.AuthorityPath);
        _changedAt = ChangedAt();
        _own = ReadOwn();
    }

    /// <summary>Gets the name that members' certificates must bear; null for any.</summary>
    public string? PeerName => string.IsNullOrEmpty(_options.PeerName) ? null : _options.PeerName;

    /// <summary>Gets this member's certificate.</summary>
    public X509Certificate2 Own
    {
        get
        {
            lock (_reading)
            {
                DateTime changedAt = ChangedAt();
                if (changedAt == _changedAt) return _own;
                try
                {
                    _own = ReadOwn();
                    _changedAt = changedAt;
                }
                catch (OptionsValidationException)
                {
                    // Half written, or a mistake: the certificate in hand goes on; the next connection looks again.
                }
                return _own;
            }
        }
    }

    /// <summary>Reads and checks the files.</summary>
    /// <param name="options">Where they are.</param>
    /// <param name="usages">What this member's certificate must serve for.</param>
    /// <exception cref="OptionsValidationException">A file is missing, cannot be read, or holds what cannot be used; the message says which and
    /// why.</exception>
    public static ClusterCertificates Open(SiloTlsOptions options, params string[] usages) => new(options, usages);

    /// <summary>Determines whether a certificate is a member's.</summary>
    /// <param name="certificate">What the other side showed.</param>
    /// <param name="usages">What it must serve for.</param>
    public bool Accepts(X509Certificate2 certificate, params string[] usages) =>
        (PeerName is not { } name || certificate.MatchesHostname(name)) && WhyUntrusted(certificate, usages) is null;

    private string? WhyUntrusted(X509Certificate2 certificate, string[] usages)
    {
        using var chain = new X509Chain();
        X509ChainPolicy policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(_authorities);
        policy.ExtraStore.AddRange(_authorities);
        policy.RevocationMode = X509RevocationMode.NoCheck; // short lives instead: no outside calls
        policy.DisableCertificateDownloads = true;
        foreach (string usage in usages) policy.ApplicationPolicy.Add(new Oid(usage));
        return chain.Build(certificate) ? null : string.Join("; ", chain.ChainStatus.Select(static s => s.StatusInformation.Trim()).Distinct());
    }

    private X509Certificate2 ReadOwn()
    {
        string path = _options.CertificatePath!;
        X509Certificate2 certificate;
        try
        {
            certificate = Path.GetExtension(path).ToUpperInvariant() is ".PFX" or ".P12"
                ? X509CertificateLoader.LoadPkcs12FromFile(path, _options.CertificatePassword)
                : string.IsNullOrEmpty(_options.CertificatePassword)
                    ? X509Certificate2.CreateFromPemFile(path, _options.KeyPath)
                    : X509Certificate2.CreateFromEncryptedPemFile(path, _options.CertificatePassword, _options.KeyPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Failure($"the certificate in '{path}' cannot be read: {e.Message}");
        }
        if (!certificate.HasPrivateKey) throw Failure($"the certificate in '{path}' comes without its private key.");
        // The chain says why, and an expired one has its own plain word.
        if (certificate.NotAfter.ToUniversalTime() < DateTime.UtcNow) throw Failure($"the certificate in '{path}' ended on "
            + $"{certificate.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC.");
        if (WhyUntrusted(certificate, _usages) is { } reason)
            throw Failure($"the certificate in '{path}' is no member's by the authorities in '{_options.AuthorityPath}': {reason}");
        if (PeerName is { } name && !certificate.MatchesHostname(name)) throw Failure($"the certificate in '{path}' does not bear the name '{name}' that "
            + "PeerName asks of all members.");
        return certificate;
    }

    private static X509Certificate2Collection ReadAuthorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Failure($"the authorities in '{path}' cannot be read: {e.Message}");
        }
        return authorities.Count > 0 ? authorities : throw Failure($"'{path}' holds no certificate of an authority.");
    }

    private DateTime ChangedAt()
    {
        DateTime certificate = File.GetLastWriteTimeUtc(_options.CertificatePath!);
        return string.IsNullOrEmpty(_options.KeyPath) || File.GetLastWriteTimeUtc(_options.KeyPath) is var key && key < certificate ? certificate : key;
    }

    private static OptionsValidationException Failure(string what) => new(Section, typeof(SiloTlsOptions), [$"{Section}: {what}"]);
}
