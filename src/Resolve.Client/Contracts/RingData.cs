namespace Resolve.Client.Contracts;

/// <summary>A ring: a group of suspect-side entities that belong together, with what it did.</summary>
/// <param name="Id">The id, such as <c>ring:1f0c9a77be1d2a35</c>.</param>
/// <param name="MemberCount">How many members it has.</param>
/// <param name="ReportCount">How many reports it stands in.</param>
/// <param name="VictimCount">How many victims are linked to it or named in its reports.</param>
/// <param name="Loss">The loss that its reports claim, a sum a currency.</param>
/// <param name="LossVnd">The loss in VND, by which rings are ordered; other currencies do not count.</param>
/// <param name="Provinces63">The provinces of its reports as they were until 30 June 2025.</param>
/// <param name="Provinces34">The provinces of its reports since 1 July 2025.</param>
/// <param name="CrossBorder">Whether it has a tie abroad.</param>
/// <param name="ForeignTies">The ties abroad by country.</param>
/// <param name="Typologies">The typologies of its reports.</param>
/// <param name="FirstSeen">The earliest own time of its reports; null when none states one.</param>
/// <param name="LastSeen">The latest.</param>
public sealed record RingData(
    string Id,
    int MemberCount,
    int ReportCount,
    int VictimCount,
    IReadOnlyList<MoneyData> Loss,
    decimal LossVnd,
    IReadOnlyList<string> Provinces63,
    IReadOnlyList<string> Provinces34,
    bool CrossBorder,
    IReadOnlyList<ForeignTieData> ForeignTies,
    IReadOnlyList<string> Typologies,
    DateTimeOffset? FirstSeen,
    DateTimeOffset? LastSeen)
{
    /// <summary>Gets the score, measured against the time asked for.</summary>
    public RingScoreData? Score { get; init; }

    /// <summary>Gets what is known to be in which of the 63 provinces until 30 June 2025.</summary>
    public IReadOnlyList<ProvinceShareData> Places63 { get; init; } = [];

    /// <summary>Gets what is known to be in which of the 34 provinces since 1 July 2025.</summary>
    public IReadOnlyList<ProvinceShareData> Places34 { get; init; } = [];

    /// <summary>Gets what an investigator can begin with.</summary>
    public RingLeadsData? Leads { get; init; }

    /// <summary>Gets on which days its reports came; null as <see cref="Members"/>.</summary>
    public IReadOnlyList<RingDayData>? Timeline { get; init; }

    /// <summary>Gets the members by key; null in a list that was not asked for <c>full=true</c>.</summary>
    public IReadOnlyList<RingMemberData>? Members { get; init; }

    /// <summary>Gets the keys of the victims, who are no members; null as <see cref="Members"/>.</summary>
    public IReadOnlyList<string>? Victims { get; init; }

    /// <summary>Gets the reports by their own time; null as <see cref="Members"/>.</summary>
    public IReadOnlyList<ReportKeyData>? Reports { get; init; }
}

/// <summary>A member of a ring.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Label">What people read.</param>
/// <param name="ReportCount">In how many of the ring's reports it stands.</param>
/// <param name="LinkCount">To how many other members it is linked.</param>
public sealed record RingMemberData(string Key, string Kind, string Label, int ReportCount, int LinkCount)
{
    /// <summary>Gets the parts it plays, the likeliest first.</summary>
    public IReadOnlyList<MemberRoleData> Roles { get; init; } = [];

    /// <summary>Gets the keys of holders known only by this member's name, who are counted as this member.</summary>
    public IReadOnlyList<string> Namesakes { get; init; } = [];

    /// <summary>Gets when this ring used it, of an account that another ring uses, too (sold or lent); null of what is this ring's alone.</summary>
    public RingUseData? Use { get; init; }
}

/// <summary>When a ring used what another ring uses, too.</summary>
/// <param name="First">The earliest time of its reports that name it; null when none states one.</param>
/// <param name="Last">The latest.</param>
public sealed record RingUseData(DateTimeOffset? First, DateTimeOffset? Last);

/// <summary>A part that a member plays.</summary>
/// <param name="Role"><c>leader</c>, <c>mule-account</c>, <c>collector</c>, <c>cash-out</c>, <c>account-seller</c>, <c>caller</c>, <c>sim-farm</c> or
/// <c>recruiter</c>.</param>
/// <param name="Score">The sum of the reasons' points, above 0.</param>
/// <param name="Reasons">Why, most points first.</param>
public sealed record MemberRoleData(string Role, int Score, IReadOnlyList<RoleReasonData> Reasons);

/// <summary>Why a member is thought to play a part.</summary>
/// <param name="Reason">A stable word, such as <c>received-from-victims</c>.</param>
/// <param name="Points">What it adds; negative for what speaks against it.</param>
/// <param name="Reports">The reports that state it.</param>
public sealed record RoleReasonData(string Reason, int Points, IReadOnlyList<ReportKeyData> Reports);

/// <summary>Identifies a report.</summary>
/// <param name="Source">The sending system.</param>
/// <param name="Id">The id there.</param>
public sealed record ReportKeyData(string Source, string Id);

/// <summary>A tie to another country.</summary>
/// <param name="Country">ISO 3166 alpha-2.</param>
/// <param name="Indicators">What shows it.</param>
/// <param name="Strength">That of the strongest indicator: <c>strong</c>, <c>medium</c> or <c>weak</c>.</param>
public sealed record ForeignTieData(string Country, IReadOnlyList<ForeignIndicatorData> Indicators, string Strength);

/// <summary>A sign that points abroad.</summary>
/// <param name="Key">The member that bears it.</param>
/// <param name="Sign"><c>calling-code</c>, <c>nationality</c>, <c>document</c>, <c>account</c>, <c>imsi</c>, <c>address</c> or <c>domain</c>.</param>
/// <param name="Strength">How much it proves: <c>strong</c>, <c>medium</c> or <c>weak</c>.</param>
public sealed record ForeignIndicatorData(string Key, string Sign, string Strength);

/// <summary>What of a ring is in a province.</summary>
/// <param name="Name">The province.</param>
/// <param name="Reports">Reports that name it.</param>
/// <param name="Victims">Victims with an address there; without any address, those whose reports name it.</param>
/// <param name="Suspects">Persons of the ring with an address there.</param>
/// <param name="Accounts">Accounts of the ring whose holder has an address there.</param>
public sealed record ProvinceShareData(string Name, int Reports, int Victims, int Suspects, int Accounts);

/// <summary>A day on which reports came.</summary>
/// <param name="Day">The day in Viet Nam.</param>
/// <param name="Reports">How many.</param>
public sealed record RingDayData(DateOnly Day, int Reports);

/// <summary>What an investigator can begin with.</summary>
/// <param name="IdentifiedPersons">Persons with a valid paper.</param>
/// <param name="DomesticAccounts">Accounts with banks and wallets of Viet Nam.</param>
/// <param name="Devices">Devices.</param>
/// <param name="NamedNumbers">Phones of Viet Nam whose owner or user a report names.</param>
public sealed record RingLeadsData(int IdentifiedPersons, int DomesticAccounts, int Devices, int NamedNumbers);

/// <summary>Something found by searching.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Match">Why: <c>identifier</c>, <c>candidate</c>, <c>name</c> or <c>part</c>.</param>
/// <param name="RingId">The ring it is in; null when in none.</param>
public sealed record SearchHitData(EntitySummaryData Entity, string Match, string? RingId);

/// <summary>What a search found.</summary>
/// <param name="Items">The hits, best first.</param>
public sealed record SearchData(IReadOnlyList<SearchHitData> Items);

/// <summary>How far the service is.</summary>
/// <param name="JournalPosition">The newest durable fact; 0 when there is none.</param>
/// <param name="GraphPosition">The facts that questions see.</param>
/// <param name="RingPosition">The facts that rings are computed from.</param>
/// <param name="Reports">Live reports.</param>
/// <param name="Entities">Phones, accounts, devices and online identities with a mention.</param>
/// <param name="Records">Person records with a mention.</param>
/// <param name="Links">Links with evidence.</param>
/// <param name="Rings">Rings.</param>
/// <param name="QueueLength">Submissions waiting.</param>
/// <param name="Failure">Why nothing can be submitted now; null when all is well.</param>
public sealed record StateData(
    long JournalPosition,
    long GraphPosition,
    long RingPosition,
    int Reports,
    int Entities,
    int Records,
    int Links,
    int Rings,
    int QueueLength,
    string? Failure);

/// <summary>What <c>/healthz</c> and <c>/readyz</c> answer.</summary>
/// <param name="Status"><c>live</c>, <c>ready</c>, <c>starting</c> or <c>failed</c>.</param>
public sealed record HealthData(string Status);
