using Orleans.Configuration;
using Orleans.Connections.Security;

namespace Resolve.Silo.Hosting;

/// <summary>Puts TLS under all connections of a member; each side shows a certificate.</summary>
/// <remarks>The silos' own port takes certificates that serve as client and as server, which a gateway's does not need to: a gateway that is taken over cannot
/// pose as a silo.</remarks>
internal static class MemberTls
{
    /// <summary>Sets up a silo.</summary>
    public static void Configure(ISiloBuilder silo, ClusterCertificates certificates) => silo.Configure<SiloConnectionOptions>(o =>
    {
        o.ConfigureSiloInboundConnection(c => c.UseServerTls(Options(certificates, ClusterCertificates.Client, ClusterCertificates.Server)));
        o.ConfigureGatewayInboundConnection(c => c.UseServerTls(Options(certificates, ClusterCertificates.Client)));
        o.ConfigureSiloOutboundConnection(c => c.UseClientTls(Options(certificates, ClusterCertificates.Server)));
    });

    /// <summary>Sets up a gateway.</summary>
    public static void Configure(IClientBuilder client, ClusterCertificates certificates) => client.Configure<ClientConnectionOptions>(o =>
        o.ConfigureConnection(c => c.UseClientTls(Options(certificates, ClusterCertificates.Server))));

    private static TlsOptions Options(ClusterCertificates certificates, params string[] peerUsages) => new()
    {
        LocalServerCertificateSelector = (_, _) => certificates.Own,
        LocalClientCertificateSelector = (_, _, _, _, _) => certificates.Own,
        RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
        // The platform's word on names and trust is not asked: members go by addresses, and the cluster has its own authority.
        RemoteCertificateValidation = (certificate, _, _) => certificates.Accepts(certificate, peerUsages),
        OnAuthenticateAsClient = (_, options) => options.TargetHost = certificates.PeerName ?? "resolve",
    };
}
