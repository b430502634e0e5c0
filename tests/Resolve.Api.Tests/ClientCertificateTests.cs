using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Resolve.Client;
using Resolve.Client.Contracts;
using Resolve.Client.Extensions;

namespace Resolve.Api.Tests;

/// <summary>The client proves itself by a certificate in a TLS handshake.</summary>
public class ClientCertificateTests
{
    [Fact]
    public async Task A_client_with_its_certificate_is_let_in_and_one_without_is_not()
    {
        using X509Certificate2 server = Make("CN=localhost"), own = Make("CN=82/PC02"), other = Make("CN=somebody else");
        await using ApiHost host = await ApiHost.StartAsync(host: builder => builder.WebHost.ConfigureKestrel(k =>
            k.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(https =>
            {
                https.ServerCertificate = server;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (shown, _, _) => shown.Thumbprint == own.Thumbprint;
            }))));
        Uri address = new(host.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.Single());
        Assert.Equal("https", address.Scheme);

        ReceiptData receipt = await SubmitAsync(address, server, own);

        Assert.Equal("accepted", receipt.Outcome);
        await Assert.ThrowsAnyAsync<ResolveException>(() => SubmitAsync(address, server, null));
        await Assert.ThrowsAnyAsync<ResolveException>(() => SubmitAsync(address, server, other));
    }

    private static async Task<ReceiptData> SubmitAsync(Uri address, X509Certificate2 server, X509Certificate2? own)
    {
        var services = new ServiceCollection();
        services.AddResolveClient(o => (o.BaseAddress, o.ClientCertificate, o.RetriesMax) = (address, own, 0))
            .UseSocketsHttpHandler((handler, _) => handler.SslOptions.RemoteCertificateValidationCallback =
                (_, shown, _, _) => shown is X509Certificate2 certificate && certificate.Thumbprint == server.Thumbprint);
        await using ServiceProvider provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<ResolveClient>()
            .SubmitAsync(new ReportData("s", "1", [new MentionData("phone") { Value = "0912345678" }]));
    }

    private static X509Certificate2 Make(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
