using Resolve.Client.Contracts;

namespace Resolve.Client.Building;

/// <summary>Builds a report from typed parts, so that roles, kinds and links cannot be misspelt and no link leads nowhere.</summary>
/// <remarks>Not thread-safe. <see cref="Build"/> checks the limits of the format and names every field that is wrong.</remarks>
/// <example>
/// <code>
/// var report = new ReportBuilder("dongthap/pc02", "TB-2026-000123") { Unit = "87/PC02", ReceivedAt = DateTimeOffset.Now };
/// PersonMention victim = report.AddPerson(ReportRole.Victim, new PersonDescription { Name = "Nguyễn Thị Hoà" });
/// AccountMention account = report.AddAccount("VCB", "0071000123456", ReportRole.Suspect);
/// report.Transferred(victim, account, 250_000_000m);
/// ReportData data = report.Build();
/// </code>
/// </example>
/// <param name="source">The sending system, such as <c>dongthap/pc02</c>; 1 to 200 characters. The same for all its reports.</param>
/// <param name="id">The id in that system; 1 to 200 characters. The same report has the same id for ever.</param>
public sealed partial class ReportBuilder(string source, string id)
{
    private readonly List<BuiltMention> _mentions = [];
    private readonly List<ReportLinkData> _links = [];

    /// <summary>Gets or sets the version, from 1; a report that changed is sent under a higher one.</summary>
    /// <value>Default 1.</value>
    public int Version { get; set; } = 1;

    /// <summary>Gets or sets the police unit which owns the report, such as <c>87/PC02</c>.</summary>
    public string? Unit { get; set; }

    /// <summary>Gets or sets when the unit received the report.</summary>
    public DateTimeOffset? ReceivedAt { get; set; }

    /// <summary>Gets or sets when the reported events happened.</summary>
    public DateTimeOffset? OccurredAt { get; set; }

    /// <summary>Gets or sets the province: a code or a name, old or new.</summary>
    public string? Province { get; set; }

    /// <summary>Gets or sets how far the unit's work is; null says nothing.</summary>
    public ReportProgress? Progress { get; set; }

    /// <summary>Gets the scam typologies, such as <c>S05</c>; at most 50.</summary>
    public ICollection<string> Typologies { get; } = new List<string>();

    /// <summary>Gets or sets the loss that the report claims, in whole units of <see cref="LossCurrency"/>.</summary>
    /// <value>0 to 10^18; null when none is claimed.</value>
    public decimal? Loss { get; set; }

    /// <summary>Gets or sets the currency of the loss, ISO 4217; null means VND.</summary>
    public string? LossCurrency { get; set; }

    /// <summary>Gets or sets the free text; at most 300,000 characters. Identifiers in it are found by the service.</summary>
    public string? Narrative { get; set; }

    /// <summary>Makes the report that withdraws another: from then on it is as if that had never come.</summary>
    /// <param name="source">The report's source.</param>
    /// <param name="id">The report's id.</param>
    /// <param name="version">The version of the withdrawal, above that of the report.</param>
    /// <returns>The withdrawal.</returns>
    public static ReportData Withdrawal(string source, string id, int version) => new(source, id, []) { Version = version, Withdrawn = true };

    /// <summary>Adds a person.</summary>
    /// <param name="role">What the person is to the events.</param>
    /// <param name="description">What is known of the person.</param>
    /// <returns>The mention, for links.</returns>
    public PersonMention AddPerson(ReportRole role, PersonDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        return Add(new PersonMention(this, description.ToData(role, NextRef())));
    }

    /// <summary>Adds a phone number.</summary>
    /// <param name="number">The number as written; the service knows old prefixes and separators.</param>
    /// <param name="role">What it is to the events.</param>
    /// <param name="channel">How it was met, such as <c>zalo</c>; null for calls.</param>
    /// <returns>The mention, for links.</returns>
    public PhoneMention AddPhone(string number, ReportRole role, string? channel = null) =>
        Add(new PhoneMention(this, new MentionData("phone") { Ref = NextRef(), Role = ReportWords.Of(role), Value = number, Channel = channel }));

    /// <summary>Adds a bank account, card or wallet.</summary>
    /// <param name="bank">The bank: BIN, BIC or a name as written. Null only when it is not known: an account without a bank is linked with nothing.</param>
    /// <param name="number">The number as written.</param>
    /// <param name="role">What it is to the events.</param>
    /// <param name="holder">The holder's name; null when it is not known.</param>
    /// <returns>The mention, for links.</returns>
    public AccountMention AddAccount(string? bank, string number, ReportRole role, string? holder = null) =>
        Add(new AccountMention(
            this, new MentionData("account") { Ref = NextRef(), Role = ReportWords.Of(role), Value = number, Bank = bank, Holder = holder }));

    /// <summary>Adds a device.</summary>
    /// <param name="kind">What kind of number it is.</param>
    /// <param name="number">The number as written.</param>
    /// <param name="role">What it is to the events.</param>
    /// <returns>The mention, for links.</returns>
    public DeviceMention AddDevice(DeviceKind kind, string number, ReportRole role) =>
        Add(new DeviceMention(this, new MentionData("device") { Ref = NextRef(), Role = ReportWords.Of(role), Value = number, Type = ReportWords.Of(kind) }));

    /// <summary>Adds an online identity.</summary>
    /// <param name="platform">The platform, such as <c>telegram</c>, <c>facebook</c>, <c>email</c>, <c>url</c> or <c>ip</c>.</param>
    /// <param name="value">The handle or address as written.</param>
    /// <param name="role">What it is to the events.</param>
    /// <returns>The mention, for links.</returns>
    public OnlineMention AddOnline(string platform, string value, ReportRole role) =>
        Add(new OnlineMention(this, new MentionData("online") { Ref = NextRef(), Role = ReportWords.Of(role), Value = value, Platform = platform }));

    /// <summary>Adds the registration plate of a vehicle.</summary>
    /// <param name="number">The plate as written, such as <c>51F-123.45</c>.</param>
    /// <param name="role">What it is to the events.</param>
    /// <returns>The mention, for links.</returns>
    public PlateMention AddPlate(string number, ReportRole role) =>
        Add(new PlateMention(this, new MentionData("plate") { Ref = NextRef(), Role = ReportWords.Of(role), Value = number }));

    /// <summary>Names all fields that are wrong.</summary>
    /// <returns>The errors; empty when the report can be sent.</returns>
    public IReadOnlyList<FieldErrorData> Validate() => ReportCheck.Run(Assemble());

    /// <summary>Builds the report.</summary>
    /// <returns>The report, which keeps the limits of the format.</returns>
    /// <exception cref="InvalidReportException">A field is wrong.</exception>
    public ReportData Build()
    {
        ReportData report = Assemble();
        IReadOnlyList<FieldErrorData> errors = ReportCheck.Run(report);
        return errors.Count == 0 ? report : throw new InvalidReportException(errors);
    }

    private ReportData Assemble() => new(source, id, [.. _mentions.Select(static m => m.Data)])
    {
        Version = Version,
        Unit = Unit,
        ReceivedAt = ReceivedAt,
        OccurredAt = OccurredAt,
        Province = Province,
        Status = ReportWords.Of(Progress),
        Typologies = Typologies.Count == 0 ? null : [.. Typologies],
        Loss = Loss is { } loss ? new MoneyData(loss, LossCurrency) : null,
        Narrative = Narrative,
        Links = _links.Count == 0 ? null : [.. _links],
    };

    private string NextRef() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"m{_mentions.Count + 1}");

    private T Add<T>(T mention)
        where T : BuiltMention
    {
        _mentions.Add(mention);
        return mention;
    }
}
