using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Silo.Configuration;
using Resolve.Silo.Hosting;
using Resolve.Silo.Tests.Processes;
using Resolve.TestKit.Postgres;

namespace Resolve.Silo.Tests.Tls;

/// <summary>A cluster of processes under TLS, with certificates made here.</summary>
public class TlsTests
{
    [PostgresFact]
    public async Task Members_of_one_authority_work_together_and_strangers_are_refused()
    {
        using var authority = new TestAuthority();
        using var other = new TestAuthority("Another authority");
        SiloOptions options = await KillTests.NewClusterAsync(await PostgresServer.SharedAsync());
        options.ProbeInterval = TimeSpan.FromSeconds(2); // nobody dies here: five processes that start at once are not to be taken for dead
        string[] siloTls = TestAuthority.Settings(authority.Member(TestAuthority.Silo));
        await using var one = SiloProcess.Start(options, "silo", siloTls);
        await using var two = SiloProcess.Start(options, "silo", TestAuthority.Settings(authority.Member(TestAuthority.Silo, asPkcs12: true)));
        await using var gateway = SiloProcess.Start(options, "gateway", TestAuthority.Settings(authority.Member(TestAuthority.Gateway)));
        await using var stranger = SiloProcess.Start(options, "gateway", TestAuthority.Settings(other.Member(TestAuthority.Gateway)));
        await using var plain = SiloProcess.Start(options, "gateway");
        await one.ReadyAsync();
        await two.ReadyAsync();
        await gateway.ReadyAsync();
        await SubmitAsync(gateway);

        var trust = ClusterCertificates.Open(authority.Member(TestAuthority.Silo), TestAuthority.Silo);
        using X509Certificate2 silo = authority.Issue(TestAuthority.Silo), client = authority.Issue(TestAuthority.Gateway),
            wrong = other.Issue(TestAuthority.Silo);
        Assert.True(await IsTakenAsync(trust, one.SiloPort, silo));
        Assert.True(await IsTakenAsync(trust, one.GatewayPort, client));
        Assert.False(await IsTakenAsync(trust, one.SiloPort, client)); // a gateway's is not enough to be a silo
        Assert.False(await IsTakenAsync(trust, one.SiloPort, wrong));
        Assert.False(await IsTakenAsync(trust, one.GatewayPort, wrong));
        Assert.False(await IsTakenAsync(trust, one.GatewayPort, null));
        // They have tried since the cluster began.
        Assert.False(await IsReadyAsync(stranger));
        Assert.False(await IsReadyAsync(plain));
        await SubmitAsync(gateway);
    }

    [PostgresFact]
    public async Task A_member_whose_certificate_cannot_be_used_does_not_start_and_says_why()
    {
        using var authority = new TestAuthority();
        SiloTlsOptions tls = authority.Member(TestAuthority.Gateway);
        await using var silo = SiloProcess.Start(await KillTests.NewClusterAsync(await PostgresServer.SharedAsync()), "silo", TestAuthority.Settings(tls));
        Assert.Equal(2, await silo.EndAsync()); // an option that cannot be used, as every role says it
        Assert.Contains("Resolve:Silo:Tls: the certificate in", silo.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", silo.Said, StringComparison.Ordinal);
    }

    private static async Task SubmitAsync(SiloProcess gateway)
    {
        using var http = new HttpClient { BaseAddress = gateway.Address };
        var report = new Report { Key = new ReportKey("tls", Guid.NewGuid().ToString("N")),
            Mentions = [new Mention { Ref = "m", Kind = MentionKind.Phone, Value = "0912345678" }] };
        using var body = new ByteArrayContent(ReportWriter.ToUtf8(report));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage answer = await http.PostAsync(new Uri("v1/reports", UriKind.Relative), body);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {gateway.Said}");
    }

    private static async Task<bool> IsReadyAsync(SiloProcess process)
    {
        using var http = new HttpClient { BaseAddress = process.Address, Timeout = TimeSpan.FromSeconds(2) };
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri("readyz", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>Shows a certificate at a port: who is taken may stay, who is not is shut out.</summary>
    private static async Task<bool> IsTakenAsync(ClusterCertificates trust, int port, X509Certificate2? certificate)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", port);
        await using var tls = new SslStream(tcp.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) => shown is X509Certificate2 server
            && trust.Accepts(server, ClusterCertificates.Server));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "resolve",
                    ClientCertificates = certificate is null ? null : [certificate],
                    ApplicationProtocols = [new SslApplicationProtocol("Orleans1")],
                },
                patience.Token);
            return await tls.ReadAsync(new byte[1], patience.Token) > 0;
        }
        catch (OperationCanceledException)
        {
            return true; // it waits for our first word
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            return false;
        }
    }
}
