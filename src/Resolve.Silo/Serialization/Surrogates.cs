using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Rings.History;
using Resolve.Rings.Trails;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Serialization;
using Resolve.Silo.Cluster;

namespace Resolve.Silo.Serialization;

// The engine knows no Orleans, so its types cross the wire by surrogates. The numbers of fields and the aliases are the format:
// they never change meaning; a test holds the bytes. Enumerations travel as their numbers, which are part of the format as well.

/// <summary>An entity key: its text.</summary>
[GenerateSerializer, Immutable, Alias("resolve.s.entity-key")]
internal struct EntityKeySurrogate
{
    [Id(0)] public string Text;
}

/// <inheritdoc cref="EntityKeySurrogate"/>
[RegisterConverter]
internal sealed class EntityKeyConverter : IConverter<EntityKey, EntityKeySurrogate>
{
    public EntityKey ConvertFromSurrogate(in EntityKeySurrogate surrogate) => string.IsNullOrEmpty(surrogate.Text) ? default : EntityKey.Parse(surrogate.Text);

    public EntityKeySurrogate ConvertToSurrogate(in EntityKey value) => new() { Text = value.ToString() };
}

/// <summary>The wire form of <see cref="ReportKey"/>.</summary>
[GenerateSerializer, Alias("resolve.report-key")]
internal struct ReportKeySurrogate
{
    [Id(0)] public string Source;
    [Id(1)] public string Id;
}

/// <inheritdoc cref="ReportKeySurrogate"/>
[RegisterConverter]
internal sealed class ReportKeyConverter : IConverter<ReportKey, ReportKeySurrogate>
{
    public ReportKey ConvertFromSurrogate(in ReportKeySurrogate surrogate) => new(surrogate.Source, surrogate.Id);

    public ReportKeySurrogate ConvertToSurrogate(in ReportKey value) => new() { Source = value.Source, Id = value.Id };
}

/// <summary>A summary of an entity.</summary>
[GenerateSerializer, Immutable, Alias("resolve.s.entity-summary")]
internal struct EntitySummarySurrogate
{
    [Id(0)] public string Key;
    [Id(1)] public string Label;
    [Id(2)] public byte[] Roles;
    [Id(3)] public int[] RoleCounts;
    [Id(4)] public int ReportCount;
    [Id(5)] public int LinkCount;
    [Id(6)] public bool IsHub;
}

/// <inheritdoc cref="EntitySummarySurrogate"/>
[RegisterConverter]
internal sealed class EntitySummaryConverter : IConverter<EntitySummary, EntitySummarySurrogate>
{
    public EntitySummary ConvertFromSurrogate(in EntitySummarySurrogate s)
    {
        var key = EntityKey.Parse(s.Key);
        var roles = new RoleCount[s.Roles.Length];
        for (int i = 0; i < roles.Length; i++) roles[i] = new RoleCount((MentionRole)s.Roles[i], s.RoleCounts[i]);
        return new EntitySummary(key, key.Kind, s.Label, roles, s.ReportCount, s.LinkCount, s.IsHub);
    }

    public EntitySummarySurrogate ConvertToSurrogate(in EntitySummary v) => new()
    {
        Key = v.Key.ToString(),
        Label = v.Label,
        Roles = [.. v.Roles.Select(r => (byte)r.Role)],
        RoleCounts = [.. v.Roles.Select(r => r.ReportCount)],
        ReportCount = v.ReportCount,
        LinkCount = v.LinkCount,
        IsHub = v.IsHub,
    };
}

/// <summary>One report's word for a link.</summary>
[GenerateSerializer, Immutable, Alias("resolve.s.evidence")]
internal struct EvidenceSurrogate
{
    [Id(0)] public string Source;
    [Id(1)] public string Id;
    [Id(2)] public int Version;
    [Id(3)] public string FromRef;
    [Id(4)] public string ToRef;
    [Id(5)] public byte FromRole;
    [Id(6)] public byte ToRole;
    [Id(7)] public DateTimeOffset? Time;
    [Id(8)] public decimal? Amount;
    [Id(9)] public string? Currency;
    [Id(10)] public string? Reference;
    [Id(11)] public string? Unit;
    [Id(12)] public long Position;
}

/// <inheritdoc cref="EvidenceSurrogate"/>
[RegisterConverter]
internal sealed class EvidenceConverter : IConverter<EvidenceView, EvidenceSurrogate>
{
    public EvidenceView ConvertFromSurrogate(in EvidenceSurrogate s) => new(
        s.Source, s.Id, s.Version, s.FromRef, s.ToRef, (MentionRole)s.FromRole, (MentionRole)s.ToRole, s.Time, s.Amount, s.Currency,
            s.Reference, s.Unit, s.Position);

    public EvidenceSurrogate ConvertToSurrogate(in EvidenceView v) => new()
    {
        Source = v.Source,
        Id = v.Id,
        Version = v.Version,
        FromRef = v.FromRef,
        ToRef = v.ToRef,
        FromRole = (byte)v.FromRole,
        ToRole = (byte)v.ToRole,
        Time = v.Time,
        Amount = v.Amount,
        Currency = v.Currency,
        Reference = v.Reference,
        Unit = v.Unit,
        Position = v.Position,
    };
}

/// <summary>A link.</summary>
[GenerateSerializer, Immutable, Alias("resolve.s.link")]
internal struct LinkSurrogate
{
    [Id(0)] public string From;
    [Id(1)] public string To;
    [Id(2)] public byte Kind;
    [Id(3)] public int WeightMillibits;
    [Id(4)] public int EvidenceCount;
    [Id(5)] public bool CarriesRings;
    [Id(6)] public DateTimeOffset? FirstSeen;
    [Id(7)] public DateTimeOffset? LastSeen;
    [Id(8)] public EvidenceView[] Evidence;
}

/// <inheritdoc cref="LinkSurrogate"/>
[RegisterConverter]
internal sealed class LinkConverter : IConverter<LinkView, LinkSurrogate>
{
    public LinkView ConvertFromSurrogate(in LinkSurrogate s) => new(
        EntityKey.Parse(s.From), EntityKey.Parse(s.To), (LinkKind)s.Kind, s.WeightMillibits, s.EvidenceCount, s.CarriesRings,
            s.FirstSeen, s.LastSeen, s.Evidence);

    public LinkSurrogate ConvertToSurrogate(in LinkView v) => new()
    {
        From = v.From.ToString(),
        To = v.To.ToString(),
        Kind = (byte)v.Kind,
        WeightMillibits = v.WeightMillibits,
        EvidenceCount = v.EvidenceCount,
        CarriesRings = v.CarriesRings,
        FirstSeen = v.FirstSeen,
        LastSeen = v.LastSeen,
        Evidence = [.. v.Evidence],
    };
}

/// <summary>A filter.</summary>
[GenerateSerializer, Immutable, Alias("resolve.s.graph-filter")]
internal struct GraphFilterSurrogate
{
    [Id(0)] public byte[] Kinds;
    [Id(1)] public byte[] LinkKinds;
    [Id(2)] public byte[] Roles;
    [Id(3)] public DateTimeOffset? From;
    [Id(4)] public DateTimeOffset? To;
    [Id(5)] public int WeightMillibitsMin;
    [Id(6)] public int HubDegreeMax;
}

/// <inheritdoc cref="GraphFilterSurrogate"/>
[RegisterConverter]
internal sealed class GraphFilterConverter : IConverter<GraphFilter, GraphFilterSurrogate>
{
    public GraphFilter ConvertFromSurrogate(in GraphFilterSurrogate s) => new()
    {
        Kinds = [.. s.Kinds.Select(k => (EntityKind)k)],
        LinkKinds = [.. s.LinkKinds.Select(k => (LinkKind)k)],
        Roles = [.. s.Roles.Select(r => (MentionRole)r)],
        From = s.From,
        To = s.To,
        WeightMillibitsMin = s.WeightMillibitsMin,
        HubDegreeMax = s.HubDegreeMax,
    };

    public GraphFilterSurrogate ConvertToSurrogate(in GraphFilter v) => new()
    {
        Kinds = [.. v.Kinds.Select(k => (byte)k)],
        LinkKinds = [.. v.LinkKinds.Select(k => (byte)k)],
        Roles = [.. v.Roles.Select(r => (byte)r)],
        From = v.From,
        To = v.To,
        WeightMillibitsMin = v.WeightMillibitsMin,
        HubDegreeMax = v.HubDegreeMax,
    };
}

/// <summary>A page of an answer.</summary>
[GenerateSerializer, Immutable, Alias("resolve.s.page`1")]
internal struct PageSurrogate<T>
{
    [Id(0)] public long Position;
    [Id(1)] public T[] Items;
    [Id(2)] public int Total;
    [Id(3)] public string? Cursor;
}

/// <inheritdoc cref="PageSurrogate{T}"/>
[RegisterConverter]
internal sealed class PageConverter<T> : IConverter<Page<T>, PageSurrogate<T>>
{
    public Page<T> ConvertFromSurrogate(in PageSurrogate<T> s) => new(s.Position, s.Items, s.Total, s.Cursor);

    public PageSurrogate<T> ConvertToSurrogate(in Page<T> v) => new() { Position = v.Position, Items = [.. v.Items], Total = v.Total, Cursor = v.Cursor };
}

/// <summary>What is asked and answered in whole documents travels as JSON, so that the engine's types may gain fields without a surrogate each.</summary>
[GenerateSerializer, Immutable, Alias("resolve.s.json")]
internal struct JsonSurrogate
{
    [Id(0)] public byte[] Utf8;
}

/// <summary>Turns documents into JSON and back.</summary>
internal static class DocumentJson
{
    public static JsonSurrogate Write<T>(T value) => new() { Utf8 = Documents.Write(value) };

    public static T Read<T>(in JsonSurrogate surrogate) => Documents.Read<T>(surrogate.Utf8);
}

/// <summary>A ring as a document.</summary>
[RegisterConverter]
internal sealed class RingConverter : IConverter<Ring, JsonSurrogate>
{
    public Ring ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<Ring>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in Ring value) => DocumentJson.Write(value);
}

/// <summary>A ring's history as a document.</summary>
[RegisterConverter]
internal sealed class RingHistoryConverter : IConverter<RingHistory, JsonSurrogate>
{
    public RingHistory ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<RingHistory>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in RingHistory value) => DocumentJson.Write(value);
}

/// <summary>A ring's money as a document.</summary>
[RegisterConverter]
internal sealed class MoneyTrailConverter : IConverter<MoneyTrail, JsonSurrogate>
{
    public MoneyTrail ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<MoneyTrail>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in MoneyTrail value) => DocumentJson.Write(value);
}

/// <summary>A filter of rings as a document.</summary>
[RegisterConverter]
internal sealed class RingFilterConverter : IConverter<RingFilter, JsonSurrogate>
{
    public RingFilter ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<RingFilter>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in RingFilter value) => DocumentJson.Write(value);
}

/// <summary>All that is known of an entity as a document.</summary>
[RegisterConverter]
internal sealed class EntityDetailConverter : IConverter<EntityDetail, JsonSurrogate>
{
    public EntityDetail ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<EntityDetail>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in EntityDetail value) => DocumentJson.Write(value);
}

/// <summary>A walk's answer: one array of bytes.</summary>
[GenerateSerializer, Immutable, Alias("resolve.s.expand-answer")]
internal struct ExpandAnswerSurrogate
{
    [Id(0)] public byte[] Frame;
}

/// <inheritdoc cref="ExpandAnswerSurrogate"/>
[RegisterConverter]
internal sealed class ExpandAnswerConverter : IConverter<ExpandAnswer, ExpandAnswerSurrogate>
{
    public ExpandAnswer ConvertFromSurrogate(in ExpandAnswerSurrogate surrogate) => AnswerPayloads.ReadExpandAnswer(surrogate.Frame);

    public ExpandAnswerSurrogate ConvertToSurrogate(in ExpandAnswer value) => new() { Frame = AnswerPayloads.Write(value) };
}

/// <summary>Paths as a document.</summary>
[RegisterConverter]
internal sealed class PathAnswerConverter : IConverter<PathAnswer, JsonSurrogate>
{
    public PathAnswer ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<PathAnswer>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in PathAnswer value) => DocumentJson.Write(value);
}

/// <summary>What entities have in common as a document.</summary>
[RegisterConverter]
internal sealed class CommonAnswerConverter : IConverter<CommonAnswer, JsonSurrogate>
{
    public CommonAnswer ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<CommonAnswer>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in CommonAnswer value) => DocumentJson.Write(value);
}

/// <summary>A ranked neighbour as a document.</summary>
[RegisterConverter]
internal sealed class NeighbourConverter : IConverter<Neighbour, JsonSurrogate>
{
    public Neighbour ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<Neighbour>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in Neighbour value) => DocumentJson.Write(value);
}

/// <summary>A set of entities with its links as a document.</summary>
[RegisterConverter]
internal sealed class SubgraphAnswerConverter : IConverter<SubgraphAnswer, JsonSurrogate>
{
    public SubgraphAnswer ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<SubgraphAnswer>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in SubgraphAnswer value) => DocumentJson.Write(value);
}

/// <summary>Counts of a walk as a document.</summary>
[RegisterConverter]
internal sealed class CountAnswerConverter : IConverter<CountAnswer, JsonSurrogate>
{
    public CountAnswer ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<CountAnswer>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in CountAnswer value) => DocumentJson.Write(value);
}

/// <summary>A timeline as a document.</summary>
[RegisterConverter]
internal sealed class TimelineAnswerConverter : IConverter<TimelineAnswer, JsonSurrogate>
{
    public TimelineAnswer ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<TimelineAnswer>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in TimelineAnswer value) => DocumentJson.Write(value);
}

/// <summary>An event of a timeline as a document.</summary>
[RegisterConverter]
internal sealed class TimelineEventConverter : IConverter<TimelineEvent, JsonSurrogate>
{
    public TimelineEvent ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<TimelineEvent>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in TimelineEvent value) => DocumentJson.Write(value);
}

/// <summary>A hit as a document.</summary>
[RegisterConverter]
internal sealed class EntityHitConverter : IConverter<EntityHit, JsonSurrogate>
{
    public EntityHit ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<EntityHit>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in EntityHit value) => DocumentJson.Write(value);
}

/// <summary>A failure of the journal: what the caller can do about it, and what happened.</summary>
[GenerateSerializer, Immutable, Alias("resolve.s.journal-exception")]
internal struct JournalExceptionSurrogate
{
    [Id(0)] public byte Failure;
    [Id(1)] public string Message;
}

/// <inheritdoc cref="JournalExceptionSurrogate"/>
[RegisterConverter]
internal sealed class JournalExceptionConverter : IConverter<JournalException, JournalExceptionSurrogate>
{
    public JournalException ConvertFromSurrogate(in JournalExceptionSurrogate surrogate) => new((JournalFailure)surrogate.Failure, surrogate.Message);

    public JournalExceptionSurrogate ConvertToSurrogate(in JournalException value) => new() { Failure = (byte)value.Failure, Message = value.Message };
}

/// <summary>A fact that was refused: its fields that are wrong, as path, code and message one after the other.</summary>
[GenerateSerializer, Immutable, Alias("resolve.s.fact-refused")]
internal struct FactRefusedSurrogate
{
    [Id(0)] public byte Kind;
    [Id(1)] public string[] Errors;
}

/// <inheritdoc cref="FactRefusedSurrogate"/>
[RegisterConverter]
internal sealed class FactRefusedConverter : IConverter<FactRefusedException, FactRefusedSurrogate>
{
    public FactRefusedException ConvertFromSurrogate(in FactRefusedSurrogate surrogate) =>
        new((JournalEntryKind)surrogate.Kind, [.. surrogate.Errors.Chunk(3).Select(static e => new FieldError(e[0], e[1], e[2]))]);

    public FactRefusedSurrogate ConvertToSurrogate(in FactRefusedException value) =>
        new() { Kind = (byte)value.Kind, Errors = [.. value.Errors.SelectMany(static e => new[] { e.Path, e.Code, e.Message })] };
}

/// <summary>A fact that has the highest version there is.</summary>
[GenerateSerializer, Immutable, Alias("resolve.s.no-higher-version")]
internal struct NoHigherVersionSurrogate
{
    [Id(0)] public byte Kind;
}

/// <inheritdoc cref="NoHigherVersionSurrogate"/>
[RegisterConverter]
internal sealed class NoHigherVersionConverter : IConverter<NoHigherVersionException, NoHigherVersionSurrogate>
{
    public NoHigherVersionException ConvertFromSurrogate(in NoHigherVersionSurrogate surrogate) => new((JournalEntryKind)surrogate.Kind);

    public NoHigherVersionSurrogate ConvertToSurrogate(in NoHigherVersionException value) => new() { Kind = (byte)value.Kind };
}
