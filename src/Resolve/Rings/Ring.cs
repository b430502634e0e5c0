using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Rings.Scores;

namespace Resolve.Rings;

/// <summary>A group of suspect-side entities that belong together, with what it did.</summary>
public sealed record Ring
{
    /// <summary>Gets the id: <c>ring:</c> and 16 hexadecimal digits of the hash of its earliest suspect-side mention. Later reports never rename it.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the members, sorted by key.</summary>
    public required IReadOnlyList<RingMember> Members { get; init; }

    /// <summary>Gets the victims linked to it or named in its reports, sorted by key. They are no members.</summary>
    public required IReadOnlyList<EntityKey> Victims { get; init; }

    /// <summary>Gets its reports by their own time, then source and id.</summary>
    public required IReadOnlyList<ReportKey> Reports { get; init; }

    /// <summary>Gets what the victims lost by its reports, a sum a currency, sorted by currency: nothing is counted twice (ADR 0015).</summary>
    public required IReadOnlyList<Money> Loss { get; init; }

    /// <summary>Gets the names of the provinces of its reports as they were until 30 June 2025 (63), by code; text that names none as written, last.</summary>
    public required IReadOnlyList<string> Provinces63 { get; init; }

    /// <summary>Gets the names of the provinces of its reports as they are since 1 July 2025 (34), by code; text that names none as written, last.</summary>
    public required IReadOnlyList<string> Provinces34 { get; init; }

    /// <summary>Gets what is known to be in which of the 63 provinces until 30 June 2025, by code.</summary>
    public IReadOnlyList<ProvinceShare> Places63 { get; init; } = [];

    /// <summary>Gets what is known to be in which of the 34 provinces since 1 July 2025, by code.</summary>
    public IReadOnlyList<ProvinceShare> Places34 { get; init; } = [];

    /// <summary>Gets on which days its reports came, by day.</summary>
    public IReadOnlyList<RingDay> Timeline { get; init; } = [];

    /// <summary>Gets what an investigator can begin with.</summary>
    public RingLeads Leads { get; init; }

    /// <summary>Gets the score; null unless an answer measured it (<see cref="RingScores"/>): it depends on the time asked for.</summary>
    public RingScore? Score { get; init; }

    /// <summary>Gets the foreign ties by country.</summary>
    public required IReadOnlyList<ForeignTie> ForeignTies { get; init; }

    /// <summary>Gets the typologies of its reports, sorted.</summary>
    public required IReadOnlyList<string> Typologies { get; init; }

    /// <summary>Gets the earliest own time of its reports; null when none states one.</summary>
    public required DateTimeOffset? FirstSeen { get; init; }

    /// <summary>Gets the latest own time of its reports.</summary>
    public required DateTimeOffset? LastSeen { get; init; }

    /// <summary>Gets the loss in VND, by which rings are ordered; other currencies do not count.</summary>
    public decimal LossVnd => Loss.FirstOrDefault(m => m.Currency == "VND").Amount;

    /// <summary>Gets whether it has a tie abroad, however weak.</summary>
    public bool IsCrossBorder => ForeignTies.Count > 0;

    /// <summary>Gets how strong its strongest tie abroad is.</summary>
    public SignStrength ForeignStrength => ForeignTies.Count == 0 ? SignStrength.None : ForeignTies.Max(t => t.Strength);
}

/// <summary>What of a ring is in a province.</summary>
/// <param name="Name">The province, by the name of the era listed.</param>
/// <param name="ReportCount">Reports that name it.</param>
/// <param name="VictimCount">Victims with an address there; without any address, those whose reports name it.</param>
/// <param name="SuspectCount">Persons of the ring with an address there.</param>
/// <param name="AccountCount">Accounts of the ring whose holder has an address there.</param>
public sealed record ProvinceShare(string Name, int ReportCount, int VictimCount, int SuspectCount, int AccountCount);

/// <summary>A day on which reports of a ring came.</summary>
/// <param name="Day">The day in Viet Nam (UTC+7).</param>
/// <param name="ReportCount">How many reports, from 1.</param>
public readonly record struct RingDay(DateOnly Day, int ReportCount);

/// <summary>What an investigator can begin with: members by what can be asked of whom.</summary>
/// <param name="IdentifiedPersonCount">Persons with a valid paper.</param>
/// <param name="DomesticAccountCount">Accounts with banks and wallets of Viet Nam, which answer to the police.</param>
/// <param name="DeviceCount">Devices.</param>
/// <param name="NamedNumberCount">Phones of Viet Nam whose owner or user a report names.</param>
public readonly record struct RingLeads(int IdentifiedPersonCount, int DomesticAccountCount, int DeviceCount, int NamedNumberCount);

/// <summary>A member of a ring.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Label">What people read: the number, the account, the person's name.</param>
/// <param name="ReportCount">In how many of the ring's reports it stands.</param>
/// <param name="LinkCount">To how many other members it is linked.</param>
public sealed record RingMember(EntityKey Key, string Label, int ReportCount, int LinkCount)
{
    /// <summary>Gets the holders known by name only whose name this member bears, sorted: probably this person, and counted once.</summary>
    public IReadOnlyList<EntityKey> Namesakes { get; init; } = [];

    /// <summary>Gets the parts it plays, the likeliest first.</summary>
    public IReadOnlyList<MemberRole> Roles { get; init; } = [];

    /// <summary>Gets when this ring used it, of an account that another ring uses, too (sold or lent); null of what is this ring's alone.</summary>
    public RingUse? Use { get; init; }
}

/// <summary>When a ring used what another ring uses, too.</summary>
/// <param name="First">The earliest time of its reports that name it; null when none states one.</param>
/// <param name="Last">The latest.</param>
public sealed record RingUse(DateTimeOffset? First, DateTimeOffset? Last);

/// <summary>A part that a member plays, by the rules in <c>docs/rings.md</c>.</summary>
/// <param name="Word">A stable word: <c>leader</c>, <c>mule-account</c>, <c>collector</c>, <c>cash-out</c>, <c>account-seller</c>, <c>caller</c>,
/// <c>sim-farm</c> or <c>recruiter</c>.</param>
/// <param name="Score">The sum of its reasons' points, above 0.</param>
/// <param name="Reasons">Why, most points first.</param>
public sealed record MemberRole(string Word, int Score, IReadOnlyList<RoleReason> Reasons);

/// <summary>Why a member is thought to play a part.</summary>
/// <param name="Word">A stable word, such as <c>received-from-victims</c>.</param>
/// <param name="Points">What it adds to the score; negative for what speaks against it.</param>
/// <param name="Reports">The reports that state it, by source and id.</param>
public sealed record RoleReason(string Word, int Points, IReadOnlyList<ReportKey> Reports);

/// <summary>A tie to another country.</summary>
/// <param name="Country">ISO 3166 alpha-2.</param>
/// <param name="Indicators">What shows it, sorted: an entity and the sign, such as <c>phone:+85512345678</c> by its calling code.</param>
public sealed record ForeignTie(string Country, IReadOnlyList<ForeignIndicator> Indicators)
{
    /// <summary>Gets how strong the strongest indicator is.</summary>
    public SignStrength Strength => Indicators.Count == 0 ? SignStrength.None : Indicators.Max(i => i.Strength);
}

/// <summary>A sign that points abroad.</summary>
/// <param name="Key">The member that bears it.</param>
/// <param name="Sign">A stable word: <c>calling-code</c>, <c>nationality</c>, <c>document</c>, <c>account</c>, <c>imsi</c>, <c>address</c> or
/// <c>domain</c>.</param>
/// <param name="Strength">How much it proves (<c>docs/rings.md</c>): a number that is merely displayed is weak.</param>
public readonly record struct ForeignIndicator(EntityKey Key, string Sign, SignStrength Strength);

/// <summary>How much a sign proves. The order is part of the meaning.</summary>
public enum SignStrength
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>Easily forged or bought: a caller's displayed number, a domain's ending.</summary>
    Weak,

    /// <summary>Stated, not proved: a nationality, an address.</summary>
    Medium,

    /// <summary>A thing of that country in hand: a paper, an account, a SIM, a number in a handset or in a name.</summary>
    Strong,
}

/// <summary>Which rings to list.</summary>
public sealed record RingFilter
{
    /// <summary>Gets the filter that lets all pass.</summary>
    public static RingFilter None { get; } = new();

    /// <summary>Gets whether it must have a tie abroad (true), must have none (false), or either (null).</summary>
    public bool? CrossBorder { get; init; }

    /// <summary>Gets the least number of provinces, of the 34.</summary>
    public int ProvinceCountMin { get; init; }

    /// <summary>Gets the least loss in VND.</summary>
    public decimal LossMin { get; init; }

    /// <summary>Gets the least number of members.</summary>
    public int MemberCountMin { get; init; }

    /// <summary>Gets the time since which it must have been active; null for any.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Gets the province that one of its reports must name: a code or name, old or new; null for any.</summary>
    public string? Province { get; init; }

    /// <summary>Gets what of the ring must be in <see cref="Province"/>.</summary>
    public RingSide Side { get; init; }

    /// <summary>Gets the country that it must have a tie to: ISO 3166 alpha-2; null for any.</summary>
    public string? Country { get; init; }

    /// <summary>Gets how strong a tie abroad must be, to <see cref="Country"/> if given; <see cref="SignStrength.None"/> for no demand.</summary>
    public SignStrength ForeignStrengthMin { get; init; }

    /// <summary>Gets the least total score, from 0 to 100.</summary>
    public int ScoreMin { get; init; }

    /// <summary>Gets the time that scores are measured against; null for the newest report of any ring.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Gets the typology that one of its reports must name; null for any.</summary>
    public string? Typology { get; init; }

    /// <summary>Gets what comes first.</summary>
    public RingOrder Order { get; init; }
}

/// <summary>The orders that rings are listed in, each from high to low, then by id.</summary>
public enum RingOrder
{
    /// <summary>By loss in VND.</summary>
    Loss,

    /// <summary>By number of members.</summary>
    Members,

    /// <summary>By number of reports.</summary>
    Reports,

    /// <summary>By the last activity.</summary>
    LastSeen,

    /// <summary>By score.</summary>
    Score,
}

/// <summary>What of a ring is in a province.</summary>
public enum RingSide
{
    /// <summary>Its reports.</summary>
    Reports,

    /// <summary>Its victims.</summary>
    Victims,

    /// <summary>Its persons.</summary>
    Suspects,

    /// <summary>Its accounts, by their holders.</summary>
    Accounts,
}
