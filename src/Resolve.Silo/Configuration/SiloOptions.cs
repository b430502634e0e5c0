using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Resolve.Silo.Configuration;

/// <summary>How a silo works. Bound to the section <c>Resolve:Silo</c>; a value out of range stops the start.</summary>
public sealed class SiloOptions
{
    /// <summary>Gets or sets the PostgreSQL database of the cluster, in Npgsql's form: members, grain states and the journal.</summary>
    /// <value>Required. The connection string named <c>resolve</c> does the same.</value>
    [Required]
    public string ConnectionString { get; set; } = "";

    /// <summary>Gets or sets the schema of the journal; two clusters in one database need two, and two <see cref="ClusterId"/>.</summary>
    /// <value>Default <c>resolve</c>.</value>
    [Required, RegularExpression("^[a-z_][a-z0-9_]{0,39}$")]
    public string Schema { get; set; } = "resolve";

    /// <summary>Gets or sets the name by which silos and gateways find one another.</summary>
    /// <value>Default <c>resolve</c>.</value>
    [Required, StringLength(100)]
    public string ClusterId { get; set; } = "resolve";

    /// <summary>Gets or sets the name under which grain states are kept; it outlives clusters and must never change.</summary>
    /// <value>Default <c>resolve</c>.</value>
    [Required, StringLength(100)]
    public string ServiceId { get; set; } = "resolve";

    /// <summary>Gets or sets the address that other silos and gateways reach this one at.</summary>
    /// <value>Default none: the machine's first address. <c>127.0.0.1</c> keeps a silo to its machine.</value>
    public string? AdvertisedAddress { get; set; }

    /// <summary>Gets or sets the port for other silos.</summary>
    /// <value>Default 11111, 1 to 65,535.</value>
    [Range(1, 65_535)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>Gets or sets the port for gateways.</summary>
    /// <value>Default 30000, 1 to 65,535.</value>
    [Range(1, 65_535)]
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>Gets or sets whether the silo makes the tables, or brings them to the newest version, when it starts.</summary>
    /// <value>Default false: the role <c>migrate</c> does it with a role that may.</value>
    public bool MigrateAtStart { get; set; }

    /// <summary>Gets or sets how far apart two questions about an entity may be for whoever asks to be named the other.</summary>
    /// <value>Default 90 days, from 1 hour to 3,650 days.</value>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan InterestWindow { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Gets or sets after how long an idle grain leaves memory.</summary>
    /// <value>Default 2 minutes, from 1 minute and 1 second to 1 day. Entities wake when somebody asks about them or follows them.</value>
    [Range(typeof(TimeSpan), "00:01:01", "1.00:00:00")]
    public TimeSpan GrainIdleMax { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets or sets how long ring computation rests between two rounds.</summary>
    /// <value>Default 100 milliseconds, from 0 to 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RingInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets or sets how long a question waits for partitions that move before it is refused.</summary>
    /// <value>Default 20 seconds, from 1 second to 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan QuestionPatience { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets or sets how often silos look whether the others live.</summary>
    /// <value>Default 1 second, from 0.2 s to 1 minute. Three misses, seen by two silos where there are as many, end a silo.</value>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:01:00")]
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets how long a silo that stops may take to hand its partitions over. The host gives it 25 seconds more to end.</summary>
    /// <value>Default 60 seconds, from 1 second to 10 minutes. Whoever kills a silo that does not end must wait longer than both.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan DrainMax { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the memory use at which idle activations are dropped before their time; it frees no partitions, only grains.</summary>
    /// <value>Default 80 percent of the memory that the process may use, from 10 to 100.</value>
    [Range(10, 100)]
    public int ActivationMemoryLimit { get; set; } = 80;

    /// <summary>Gets or sets the CPU use of a silo's machine above which calls of gateways are turned away; a gateway then asks another silo, and says so
    /// after 20 seconds.</summary>
    /// <value>Default 100 percent: never. From 10 to 100. Above 95 percent of the memory that the process may use calls are turned away too.</value>
    [Range(10, 100)]
    public int GatewayCpuLimit { get; set; } = 100;

    /// <summary>Gets or sets the loopback port of the Orleans dashboard of a silo, for whoever operates the machine: it shows silos, grain types and calls,
    /// and keys of grains.</summary>
    /// <value>Default 0: none, and nothing is counted for it. It listens on 127.0.0.1 only and asks for no password.</value>
    [Range(0, 65_535)]
    public int DashboardPort { get; set; }

    /// <summary>Gets or sets how silos and gateways prove to one another that they belong to the cluster.</summary>
    /// <value>Default off: connections are plain TCP.</value>
    public SiloTlsOptions Tls { get; set; } = new();
}

/// <summary>TLS between silos and from gateways. On when a certificate or an authority is set; then both are required, of every member.</summary>
public sealed class SiloTlsOptions
{
    /// <summary>Gets or sets the file with this member's certificate: <c>.pfx</c> or <c>.p12</c> is PKCS #12, anything else PEM.</summary>
    /// <value>The certificate serves as client (gateways) or as client and server (silos): its extended key usage, where it has one, must say so. The file is
    /// read again when it changes.</value>
    public string? CertificatePath { get; set; }

    /// <summary>Gets or sets the file with the private key of a PEM certificate.</summary>
    /// <value>Default none: the certificate's own file.</value>
    public string? KeyPath { get; set; }

    /// <summary>Gets or sets the password of the PKCS #12 file or of the PEM key.</summary>
    /// <value>Default none.</value>
    public string? CertificatePassword { get; set; }

    /// <summary>Gets or sets the PEM file of the authorities whose certificates members have, with the intermediate ones where there are.</summary>
    /// <value>These alone are trusted; the machine's own authorities are not asked.</value>
    public string? AuthorityPath { get; set; }

    /// <summary>Gets or sets a name that members' certificates must bear, for an authority that serves others too.</summary>
    /// <value>Default none: any certificate of the authority. A DNS name in the subject alternative names, such as <c>resolve.internal</c>.</value>
    public string? PeerName { get; set; }

    /// <summary>Gets whether TLS is on.</summary>
    public bool IsOn => !string.IsNullOrEmpty(CertificatePath) || !string.IsNullOrEmpty(AuthorityPath);
}

/// <summary>Checks the options when the host starts.</summary>
[OptionsValidator]
internal sealed partial class SiloOptionsValidator : IValidateOptions<SiloOptions>;
