namespace Resolve.Client.Contracts;

/// <summary>What is shown of an entity in a list or picture.</summary>
/// <param name="Key">The key it has now, such as <c>phone:+84391234567</c>.</param>
/// <param name="Kind"><c>phone</c>, <c>account</c>, <c>device</c>, <c>person</c> or <c>online</c>.</param>
/// <param name="Label">What people read.</param>
/// <param name="Roles">In how many live reports it plays each role, by role word.</param>
/// <param name="ReportCount">How many live reports mention it.</param>
/// <param name="LinkCount">How many links it has.</param>
/// <param name="IsHub">Whether it connects nothing because it has too many suspect-side links.</param>
public sealed record EntitySummaryData(
    string Key, string Kind, string Label, IReadOnlyList<RoleCountData> Roles, int ReportCount, int LinkCount, bool IsHub);

/// <summary>How often an entity plays a role.</summary>
/// <param name="Role">The role.</param>
/// <param name="ReportCount">In how many live reports.</param>
public sealed record RoleCountData(string Role, int ReportCount);

/// <summary>All that is known of one entity.</summary>
/// <param name="Entity">Its summary.</param>
/// <param name="FirstSeen">The earliest own time of its reports; null when none tells one.</param>
/// <param name="LastSeen">The latest.</param>
/// <param name="Records">The records of a person; empty for anything else.</param>
/// <param name="Mentions">Where it is mentioned, by time; at most 200, while the counts are of all.</param>
public sealed record EntityData(
    EntitySummaryData Entity,
    DateTimeOffset? FirstSeen,
    DateTimeOffset? LastSeen,
    IReadOnlyList<RecordData> Records,
    IReadOnlyList<EntityMentionData> Mentions);

/// <summary>A person's record.</summary>
/// <param name="Key">The record's fingerprint, 32 hexadecimal digits.</param>
/// <param name="Name">The name; null when none is told.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="Dob">The date of birth as far as known, ISO.</param>
/// <param name="Sex">M, F or null.</param>
/// <param name="Nationality">ISO 3166 alpha-2 or null.</param>
/// <param name="Documents">Papers as <c>type:country:number</c>.</param>
/// <param name="Addresses">Addresses.</param>
/// <param name="Holds">Keys of what the reports say the person holds.</param>
/// <param name="Mentions">The mentions that gave this record, as <c>source/id#ref</c>.</param>
public sealed record RecordData(
    string Key,
    string? Name,
    IReadOnlyList<string> Aliases,
    string? Dob,
    string? Sex,
    string? Nationality,
    IReadOnlyList<string> Documents,
    IReadOnlyList<string> Addresses,
    IReadOnlyList<string> Holds,
    IReadOnlyList<string> Mentions);

/// <summary>One mention of an entity.</summary>
/// <param name="Source">The report's source.</param>
/// <param name="Id">The report's id.</param>
/// <param name="Version">The version that counts.</param>
/// <param name="Ref">The mention's ref.</param>
/// <param name="Role">The role.</param>
/// <param name="Time">The report's own time; null when it tells none.</param>
/// <param name="Unit">The unit that owns the report.</param>
/// <param name="Province">The report's province as written.</param>
/// <param name="Position">The report's journal position.</param>
public sealed record EntityMentionData(
    string Source, string Id, int Version, string Ref, string Role, DateTimeOffset? Time, string? Unit, string? Province, long Position);

/// <summary>A link between two entities.</summary>
/// <param name="From">The key it starts at.</param>
/// <param name="To">The key it ends at.</param>
/// <param name="Kind">The kind of link.</param>
/// <param name="WeightMillibits">The weight in thousandths of a bit, from 0.</param>
/// <param name="EvidenceCount">How many reports' words it rests on.</param>
/// <param name="CarriesRings">Whether it connects suspects.</param>
/// <param name="FirstSeen">The earliest time of its evidence; null when none tells one.</param>
/// <param name="LastSeen">The latest.</param>
/// <param name="Evidence">The evidence by time; empty where the question does not return it.</param>
public sealed record LinkData(
    string From,
    string To,
    string Kind,
    int WeightMillibits,
    int EvidenceCount,
    bool CarriesRings,
    DateTimeOffset? FirstSeen,
    DateTimeOffset? LastSeen,
    IReadOnlyList<EvidenceData> Evidence);

/// <summary>Why a link stands: one report's word.</summary>
/// <param name="Source">The report's source.</param>
/// <param name="Id">The report's id.</param>
/// <param name="Version">The version that counts.</param>
/// <param name="FromRef">The mention it starts at.</param>
/// <param name="ToRef">The mention it ends at.</param>
/// <param name="FromRole">The role of the start in that report.</param>
/// <param name="ToRole">The role of the end in that report.</param>
/// <param name="Time">When, as far as told.</param>
/// <param name="Amount">The amount, where told.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Reference">The bank's or operator's reference.</param>
/// <param name="Unit">The unit that owns the report.</param>
/// <param name="Position">The report's journal position.</param>
public sealed record EvidenceData(
    string Source,
    string Id,
    int Version,
    string FromRef,
    string ToRef,
    string FromRole,
    string ToRole,
    DateTimeOffset? Time,
    decimal? Amount,
    string? Currency,
    string? Reference,
    string? Unit,
    long Position);

/// <summary>A page of an answer.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Position">The journal position that the answer was computed at.</param>
/// <param name="Items">The items.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Cursor">Where to go on; null when this is the end.</param>
public sealed record PageData<T>(long Position, IReadOnlyList<T> Items, int Total, string? Cursor);
