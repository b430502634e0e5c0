using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Graph.Questions;

/// <summary>What is shown of an entity in a list or picture.</summary>
/// <param name="Key">The key it has now.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Label">What people read: the number, the account, the person's name.</param>
/// <param name="Roles">How many live reports mention it in each role; sorted by role word.</param>
/// <param name="ReportCount">How many live reports mention it.</param>
/// <param name="LinkCount">How many links it has.</param>
/// <param name="IsHub">Whether it connects nothing because it has too many suspect-side links.</param>
public sealed record EntitySummary(
    EntityKey Key,
    EntityKind Kind,
    string Label,
    IReadOnlyList<RoleCount> Roles,
    int ReportCount,
    int LinkCount,
    bool IsHub);

/// <summary>How often an entity plays a role.</summary>
/// <param name="Role">The role.</param>
/// <param name="ReportCount">In how many live reports.</param>
public readonly record struct RoleCount(MentionRole Role, int ReportCount);

/// <summary>All that is known of one entity.</summary>
/// <param name="Summary">Its summary.</param>
/// <param name="FirstSeen">The earliest own time of its reports; null when none states one.</param>
/// <param name="LastSeen">The latest.</param>
/// <param name="Persons">The records of a person, in canonical order; empty for anything else.</param>
/// <param name="Mentions">Where it is mentioned, by time, then report; at most <see cref="MentionCountMax"/>.</param>
public sealed record EntityDetail(
    EntitySummary Summary,
    DateTimeOffset? FirstSeen,
    DateTimeOffset? LastSeen,
    IReadOnlyList<RecordView> Persons,
    IReadOnlyList<MentionView> Mentions)
{
    /// <summary>The most mentions shown; the counts are of all.</summary>
    public const int MentionCountMax = 200;

    /// <summary>Gets whether an analyst excluded this person: it belongs to no ring and connects nothing.</summary>
    public bool IsExcluded { get; init; }
}

/// <summary>A person's record as it is shown.</summary>
/// <param name="Key">The record's fingerprint, 32 hexadecimal digits.</param>
/// <param name="Name">The name.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="BirthDate">The date of birth as far as known, ISO.</param>
/// <param name="Sex">M, F or null.</param>
/// <param name="Nationality">ISO 3166 alpha-2 or null.</param>
/// <param name="Documents">Papers as <c>type:country:number</c>.</param>
/// <param name="Addresses">Addresses.</param>
/// <param name="Holds">What the reports say the person holds.</param>
/// <param name="Mentions">The mentions that gave this record, as <c>source/id#ref</c>, sorted.</param>
public sealed record RecordView(
    string Key,
    string? Name,
    IReadOnlyList<string> Aliases,
    string? BirthDate,
    string? Sex,
    string? Nationality,
    IReadOnlyList<string> Documents,
    IReadOnlyList<string> Addresses,
    IReadOnlyList<EntityKey> Holds,
    IReadOnlyList<string> Mentions);

/// <summary>One mention of an entity.</summary>
/// <param name="Source">The report's source.</param>
/// <param name="Id">The report's id.</param>
/// <param name="Version">The current version.</param>
/// <param name="Ref">The mention's ref.</param>
/// <param name="Role">The role.</param>
/// <param name="Time">The report's own time.</param>
/// <param name="Unit">The unit that owns the report.</param>
/// <param name="Province">The report's province as written.</param>
/// <param name="Position">The report's position in the journal.</param>
public sealed record MentionView(
    string Source,
    string Id,
    int Version,
    string Ref,
    MentionRole Role,
    DateTimeOffset? Time,
    string? Unit,
    string? Province,
    long Position);

/// <summary>A link with its strength and, where asked for, its evidence.</summary>
/// <param name="From">The key it starts at.</param>
/// <param name="To">The key it ends at.</param>
/// <param name="Kind">The kind.</param>
/// <param name="WeightMillibits">The weight in thousandths of a bit, from 0.</param>
/// <param name="EvidenceCount">How many reports' words it rests on.</param>
/// <param name="CarriesRings">Whether it connects suspects.</param>
/// <param name="FirstSeen">The earliest time of its evidence; null when none states one.</param>
/// <param name="LastSeen">The latest.</param>
/// <param name="Evidence">The evidence by time, then report; empty where it was not asked for.</param>
public sealed record LinkView(
    EntityKey From,
    EntityKey To,
    LinkKind Kind,
    int WeightMillibits,
    int EvidenceCount,
    bool CarriesRings,
    DateTimeOffset? FirstSeen,
    DateTimeOffset? LastSeen,
    IReadOnlyList<EvidenceView> Evidence);

/// <summary>Why a link stands: one report's word.</summary>
/// <param name="Source">The report's source.</param>
/// <param name="Id">The report's id.</param>
/// <param name="Version">The current version.</param>
/// <param name="FromRef">The mention it starts at.</param>
/// <param name="ToRef">The mention it ends at.</param>
/// <param name="FromRole">The role of the start in that report.</param>
/// <param name="ToRole">The role of the end in that report.</param>
/// <param name="Time">When: the link's own time, else when it happened, else the report's time.</param>
/// <param name="Amount">The amount; null when not stated.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Reference">The bank's or operator's reference.</param>
/// <param name="Unit">The unit that owns the report.</param>
/// <param name="Position">The report's position in the journal.</param>
public sealed record EvidenceView(
    string Source,
    string Id,
    int Version,
    string FromRef,
    string ToRef,
    MentionRole FromRole,
    MentionRole ToRole,
    DateTimeOffset? Time,
    decimal? Amount,
    string? Currency,
    string? Reference,
    string? Unit,
    long Position);
