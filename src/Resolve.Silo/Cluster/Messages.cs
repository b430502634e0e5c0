using Resolve.Decisions;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Runtime.Content;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Rings;

namespace Resolve.Silo.Cluster;

/// <summary>What questions go by: a journal position at which all silos have a snapshot, and who answers for what.</summary>
[GenerateSerializer, Immutable, Alias("resolve.partition-view")]
internal sealed record ClusterView(
    [property: Id(0)] long Position,
    [property: Id(1)] PartitionMap Map,
    [property: Id(2)] long JournalPosition,
    [property: Id(3)] long RingPosition,
    [property: Id(4)] PartitionMap? RingMap,
    [property: Id(5)] int RingCount,
    [property: Id(6)] int ReportCount,
    [property: Id(7)] int RecordCount,
    [property: Id(8)] int EntityCount,
    [property: Id(9)] int LinkCount,
    [property: Id(10)] int QueueLength,
    [property: Id(11)] string? Failure,
    [property: Id(12)] long AlertPosition = -1,
    [property: Id(13)] long AlertNewest = 0)
{
    /// <summary>Gets which snapshots the silos answer from.</summary>
    public GraphMoment Moment => new(Position, Map.Number);

    /// <summary>Gets which snapshots the rings were computed from.</summary>
    public GraphMoment RingMoment => RingMap is { } map ? new GraphMoment(RingPosition, map.Number) : Moment;
}

/// <summary>Names the snapshots of all silos at one journal position by one map.</summary>
/// <remarks>The map is part of the name: when silos come or go without new reports, each silo's snapshot changes at the same position.</remarks>
/// <param name="Position">The journal position.</param>
/// <param name="MapNumber">The number of the map by which the silos divide the graph.</param>
[GenerateSerializer, Immutable, Alias("resolve.graph-moment")]
internal readonly record struct GraphMoment([property: Id(0)] long Position, [property: Id(1)] long MapNumber) : IComparable<GraphMoment>
{
    /// <inheritdoc/>
    public int CompareTo(GraphMoment other) => (Position, MapNumber).CompareTo((other.Position, other.MapNumber));
}

/// <summary>What the leader sends to a silo.</summary>
[GenerateSerializer, Immutable, Alias("resolve.partition-batch")]
internal sealed class ReplicaBatch
{
    /// <summary>Gets the leader's epoch; a silo obeys the highest.</summary>
    [Id(0)] public required long Epoch { get; init; }

    /// <summary>Gets the journal position that the graph reaches by this.</summary>
    [Id(1)] public required long Position { get; init; }

    /// <summary>Gets the map.</summary>
    [Id(2)] public required PartitionMap Map { get; init; }

    /// <summary>Gets whether the persons in this message are all there are.</summary>
    [Id(3)] public bool Resets { get; init; }

    /// <summary>Gets whether this is the last part, after which the graph is published.</summary>
    [Id(4)] public bool Publishes { get; init; }

    /// <summary>Gets the journal positions of the reports to take out.</summary>
    [Id(5)] public long[] Removes { get; init; } = [];

    /// <summary>Gets the journal positions of the reports to take in.</summary>
    [Id(6)] public long[] Adds { get; init; } = [];

    /// <summary>Gets what they contribute, packed; what is empty is read from the journal.</summary>
    [Id(7)] public byte[][] Contents { get; init; } = [];

    /// <summary>Gets the persons, their records in canonical order.</summary>
    [Id(8)] public UInt128[][] Persons { get; init; } = [];

    /// <summary>Gets the key of each of the persons: the hash of its earliest mention.</summary>
    [Id(15)] public ulong[] PersonKeys { get; init; } = [];

    /// <summary>Gets for each report to take in which of its records are wanted, a bit a record; all bits for the whole report. Identifiers are wanted by the
    /// map.</summary>
    [Id(16)] public ulong[] Wanted { get; init; } = [];

    /// <summary>Gets the journal positions of reports that are held whole and of which only a part is wanted from now on.</summary>
    [Id(17)] public long[] Narrows { get; init; } = [];

    /// <summary>Gets for each of these which records are wanted.</summary>
    [Id(18)] public ulong[] NarrowsWanted { get; init; } = [];

    /// <summary>Gets the version of the extractor by which records are numbered.</summary>
    [Id(19)] public int ExtractorVersion { get; init; }

    /// <summary>Gets all records whose persons are excluded; null when nothing changed.</summary>
    [Id(9)] public UInt128[]? Excluded { get; init; }

    /// <summary>Gets whether this message completes a round with ring data only: the nodes and parts that the silo holds stay as they are.</summary>
    [Id(10)] public bool IsOfRings { get; init; }

    /// <summary>Gets the journal positions of the reports whose rings are computed here from now on.</summary>
    [Id(11)] public long[] Homes { get; init; } = [];

    /// <summary>Gets the journal positions of those whose rings are computed elsewhere from now on.</summary>
    [Id(12)] public long[] NoHomes { get; init; } = [];

    /// <summary>Gets the node ids of the nodes that became hubs.</summary>
    [Id(13)] public UInt128[] Hubs { get; init; } = [];

    /// <summary>Gets the node ids of those that are no longer hubs.</summary>
    [Id(14)] public UInt128[] NoHubs { get; init; } = [];
}

/// <summary>What a silo answers to a batch.</summary>
[GenerateSerializer, Immutable, Alias("resolve.partition-answer")]
internal sealed record ReplicaAnswer(
    [property: Id(0)] string[] Touched,
    [property: Id(1)] ClaimPage Claims,
    [property: Id(2)] int EntityCount,
    [property: Id(3)] int LinkCount,
    [property: Id(4)] long[]? Suspended = null,
    [property: Id(5)] bool AwaitsRings = false)
{
    /// <summary>Gets the answer to a batch after which the silo's nodes are as they were.</summary>
    public static ReplicaAnswer Unchanged { get; } = new([], ClaimPage.Empty, 0, 0);
}

/// <summary>What the owner of nodes reports to the ring registry (see <see cref="RingClaims"/>).</summary>
/// <param name="Counts">For each node that passes rings on, how many of the positions belong together by it.</param>
/// <param name="Positions">The journal positions of reports.</param>
/// <param name="Hubs">The node ids of nodes that became hubs.</param>
/// <param name="NoHubs">The node ids of those that are no longer hubs.</param>
/// <param name="Next">Where the next page begins; -1 when this is the last.</param>
[GenerateSerializer, Immutable, Alias("resolve.claim-page")]
internal sealed record ClaimPage(
    [property: Id(0)] int[] Counts,
    [property: Id(1)] long[] Positions,
    [property: Id(2)] UInt128[] Hubs,
    [property: Id(3)] UInt128[] NoHubs,
    [property: Id(4)] int Next)
{
    /// <summary>Gets the page without claims.</summary>
    public static ClaimPage Empty { get; } = Of(RingClaims.None, -1);

    /// <summary>Makes a page.</summary>
    public static ClaimPage Of(RingClaims claims, int next) => new(claims.Counts, claims.Positions, claims.Hubs, claims.NoHubs, next);

    /// <summary>Reads the page.</summary>
    public RingClaims Read() => new(Counts, Positions, Hubs, NoHubs);
}

/// <summary>A watch as silos are asked for it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Entity">What is watched.</param>
/// <param name="After">The journal position behind which reports count.</param>
/// <param name="Until">When it ends, by the reports' own times; null for never.</param>
[GenerateSerializer, Immutable, Alias("resolve.watch-question")]
internal sealed record WatchQuestion([property: Id(0)] string Id, [property: Id(1)] EntityKey Entity, [property: Id(2)] long After,
    [property: Id(3)] DateTimeOffset? Until);

/// <summary>A ring and its members by their node keys.</summary>
[GenerateSerializer, Immutable, Alias("resolve.described-ring")]
internal sealed record DescribedRing([property: Id(0)] Ring Ring, [property: Id(1)] string[] Members);

/// <summary>Some of the rings that changed at a silo.</summary>
/// <param name="Rings">The rings that are new there, or described again.</param>
/// <param name="Gone">The ids of those that no longer exist.</param>
/// <param name="IsLast">Whether no more follow.</param>
[GenerateSerializer, Immutable, Alias("resolve.ring-page")]
internal sealed record RingPage([property: Id(0)] DescribedRing[] Rings, [property: Id(1)] string[] Gone, [property: Id(2)] bool IsLast);

/// <summary>Which parts of which reports a silo holds (<see cref="SliceCut"/>).</summary>
/// <param name="Positions">The journal positions.</param>
/// <param name="Partitions">For each the partitions that it was cut to.</param>
/// <param name="Records">For each the records that it was cut to.</param>
[GenerateSerializer, Immutable, Alias("resolve.held-reports")]
internal sealed record HeldReports([property: Id(0)] long[] Positions, [property: Id(1)] ulong[] Partitions, [property: Id(2)] ulong[] Records)
{
    /// <summary>Lists the parts.</summary>
    public IEnumerable<(long Position, SliceCut Cut)> Parts => Positions.Select((p, i) => (p, new SliceCut(Partitions[i], Records[i])));
}

/// <summary>One step of a walk, for the nodes that one silo answers for.</summary>
/// <param name="Moment">The view.</param>
/// <param name="Nodes">The nodes by their node ids, packed (<see cref="NodeIds.Pack"/>).</param>
/// <param name="Filter">Which links to follow.</param>
/// <param name="StopsAtHubs">Whether hubs are not gone through.</param>
[GenerateSerializer, Immutable, Alias("resolve.hop-request")]
internal sealed record HopRequest(
    [property: Id(0)] GraphMoment Moment,
    [property: Id(1)] byte[] Nodes,
    [property: Id(2)] GraphFilter Filter,
    [property: Id(3)] bool StopsAtHubs);

/// <summary>Where a step led.</summary>
/// <param name="Expanded">For each node asked for, 1 when the walk went through it, else 0.</param>
/// <param name="Neighbours">The distinct nodes reached by their node ids, packed.</param>
/// <param name="Partitions">The partition of each.</param>
[GenerateSerializer, Immutable, Alias("resolve.hop-answer")]
internal sealed record HopAnswer([property: Id(0)] byte[] Expanded, [property: Id(1)] byte[] Neighbours, [property: Id(2)] byte[] Partitions);

/// <summary>Asks for what a search over several silos must know of nodes.</summary>
/// <param name="Moment">The view.</param>
/// <param name="Nodes">The nodes by their node ids, packed.</param>
/// <param name="Filter">Which links to follow.</param>
/// <param name="Rows">What of them.</param>
[GenerateSerializer, Immutable, Alias("resolve.rows-request")]
internal sealed record RowsRequest(
    [property: Id(0)] GraphMoment Moment,
    [property: Id(1)] byte[] Nodes,
    [property: Id(2)] GraphFilter Filter,
    [property: Id(3)] PathRows Rows);

/// <summary>What is known of nodes, in the order of the question.</summary>
/// <param name="Keys">Their keys.</param>
/// <param name="AreHubs">For each node 1 when nothing walks through it, else 0.</param>
/// <param name="Counts">How many of the neighbours are each node's.</param>
/// <param name="Neighbours">The neighbours by their node ids, packed.</param>
/// <param name="Partitions">The partition of each.</param>
[GenerateSerializer, Immutable, Alias("resolve.rows-answer")]
internal sealed record RowsAnswer(
    [property: Id(0)] string[] Keys,
    [property: Id(1)] byte[] AreHubs,
    [property: Id(2)] int[] Counts,
    [property: Id(3)] byte[] Neighbours,
    [property: Id(4)] byte[] Partitions);

/// <summary>Asks for the links of nodes to one other node each, with evidence.</summary>
/// <param name="Moment">The view.</param>
/// <param name="Nodes">The nodes by their node ids, packed.</param>
/// <param name="Others">The other ends, packed.</param>
/// <param name="Filter">Which links.</param>
[GenerateSerializer, Immutable, Alias("resolve.between-request")]
internal sealed record BetweenRequest(
    [property: Id(0)] GraphMoment Moment,
    [property: Id(1)] byte[] Nodes,
    [property: Id(2)] byte[] Others,
    [property: Id(3)] GraphFilter Filter);

/// <summary>Asks for the neighbours of a node, ranked.</summary>
/// <param name="Moment">The view.</param>
/// <param name="Node">The node by its node id, packed.</param>
/// <param name="Filter">Which links count.</param>
/// <param name="Skip">How many come before.</param>
/// <param name="Take">How many at most.</param>
[GenerateSerializer, Immutable, Alias("resolve.neighbours-request")]
internal sealed record NeighboursRequest(
    [property: Id(0)] GraphMoment Moment,
    [property: Id(1)] byte[] Node,
    [property: Id(2)] GraphFilter Filter,
    [property: Id(3)] int Skip,
    [property: Id(4)] int Take);

/// <summary>Neighbours of a node, ranked.</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="Neighbours">Those of the page by their node ids, packed.</param>
/// <param name="Partitions">The partition of each.</param>
/// <param name="Weights">The weight of each.</param>
/// <param name="EvidenceCounts">How many reports' words each rests on.</param>
/// <param name="Kinds">The kinds of the links to each, a bit each.</param>
/// <param name="CarryRings">For each 1 when a link connects suspects, else 0.</param>
/// <param name="FirstTicks">The first time of each.</param>
/// <param name="LastTicks">The last time of each; before the first where there is none.</param>
[GenerateSerializer, Immutable, Alias("resolve.neighbours-part")]
internal sealed record NeighboursPart(
    [property: Id(0)] int Total,
    [property: Id(1)] byte[] Neighbours,
    [property: Id(2)] byte[] Partitions,
    [property: Id(3)] int[] Weights,
    [property: Id(4)] int[] EvidenceCounts,
    [property: Id(5)] uint[] Kinds,
    [property: Id(6)] byte[] CarryRings,
    [property: Id(7)] long[] FirstTicks,
    [property: Id(8)] long[] LastTicks)
{
    /// <summary>Packs rows.</summary>
    public static NeighboursPart Of(int total, byte[] neighbours, byte[] partitions, NeighbourRow[] rows) => new(
        total, neighbours, partitions, Array.ConvertAll(rows, static r => r.WeightMillibits), Array.ConvertAll(rows, static r => r.EvidenceCount),
        Array.ConvertAll(rows, static r => r.Kinds), Array.ConvertAll(rows, static r => r.CarriesRings ? (byte)1 : (byte)0),
        Array.ConvertAll(rows, static r => r.FirstTicks), Array.ConvertAll(rows, static r => r.LastTicks));

    /// <summary>Gives the rows back; their nodes mean nothing.</summary>
    public NeighbourRow[] ReadRows() =>
        [.. Partitions.Select((_, i) => new NeighbourRow(-1, Weights[i], EvidenceCounts[i], Kinds[i], CarryRings[i] != 0, FirstTicks[i], LastTicks[i]))];
}

/// <summary>Asks for the first reports of nodes.</summary>
/// <param name="Moment">The view.</param>
/// <param name="Nodes">The nodes by their node ids, packed.</param>
/// <param name="From">The earliest time; null for no bound.</param>
/// <param name="To">The time that reports must be before; null for no bound.</param>
/// <param name="Count">How many at most.</param>
[GenerateSerializer, Immutable, Alias("resolve.timeline-request")]
internal sealed record TimelineRequest(
    [property: Id(0)] GraphMoment Moment,
    [property: Id(1)] byte[] Nodes,
    [property: Id(2)] DateTimeOffset? From,
    [property: Id(3)] DateTimeOffset? To,
    [property: Id(4)] int Count);

/// <summary>A ring and where it was computed.</summary>
/// <param name="Ring">The ring.</param>
/// <param name="Home">The silo that has its reports.</param>
/// <param name="View">The moment that it is of.</param>
[GenerateSerializer, Immutable, Alias("resolve.homed-ring")]
internal sealed record HomedRing([property: Id(0)] Ring Ring, [property: Id(1)] SiloAddress Home, [property: Id(2)] ClusterView View);

/// <summary>Asks the home of a ring for its history.</summary>
/// <param name="Ring">The ring.</param>
/// <param name="Decisions">The decisions in force.</param>
/// <param name="NodeKeys">Nodes by their node keys.</param>
/// <param name="Rings">The ring of each.</param>
/// <param name="Decided">The persons whom decisions name and whom some report mentions.</param>
[GenerateSerializer, Immutable, Alias("resolve.history-question")]
internal sealed record RingHistoryRequest(
    [property: Id(0)] Ring Ring,
    [property: Id(1)] Decision[] Decisions,
    [property: Id(2)] string[] NodeKeys,
    [property: Id(3)] string[] Rings,
    [property: Id(4)] DecidedByKey[] Decided);

/// <summary>A person whom a decision names.</summary>
/// <param name="Asked">The key that the decision names it by.</param>
/// <param name="Key">Its current key.</param>
/// <param name="Ring">Its ring; null for none.</param>
/// <param name="TiedRings">The rings that evidence ties it to.</param>
[GenerateSerializer, Immutable, Alias("resolve.decided-person")]
internal sealed record DecidedByKey(
    [property: Id(0)] EntityKey Asked, [property: Id(1)] EntityKey Key, [property: Id(2)] string? Ring, [property: Id(3)] string[] TiedRings);

/// <summary>A node that was asked for by a key it has or had.</summary>
[GenerateSerializer, Immutable, Alias("resolve.located")]
internal sealed record Located(
    [property: Id(0)] EntityKey Key,
    [property: Id(1)] byte Partition,
    [property: Id(2)] string Token,
    [property: Id(3)] UInt128 Name);

/// <summary>What people call a person.</summary>
[GenerateSerializer, Immutable, Alias("resolve.person-name")]
internal sealed record PersonName([property: Id(0)] EntityKey Key, [property: Id(1)] string Label);

/// <summary>The earliest mention of a record.</summary>
[GenerateSerializer, Immutable, Alias("resolve.record-mark")]
internal sealed record RecordMark([property: Id(0)] DateTimeOffset Time, [property: Id(1)] string Source, [property: Id(2)] string Id,
    [property: Id(3)] string Ref);

/// <summary>The nodes whose links among one another are wanted.</summary>
/// <param name="Moment">The view.</param>
/// <param name="Map">Who answers for what.</param>
/// <param name="Nodes">The nodes by their node ids, packed.</param>
/// <param name="AreLarge">For each node, 1 when it has many more links than the answer has nodes, else 0: such links are found from the other end.</param>
/// <param name="Filter">Which links.</param>
[GenerateSerializer, Immutable, Alias("resolve.among-request")]
internal sealed record AmongRequest(
    [property: Id(0)] GraphMoment Moment,
    [property: Id(1)] PartitionMap Map,
    [property: Id(2)] byte[] Nodes,
    [property: Id(3)] byte[] AreLarge,
    [property: Id(4)] GraphFilter Filter);

/// <summary>A hit of a search with its rank, so that the hits of all silos can be merged.</summary>
[GenerateSerializer, Immutable, Alias("resolve.ranked-hit")]
internal sealed record RankedHit([property: Id(0)] int Rank, [property: Id(1)] string Match, [property: Id(2)] EntitySummary Entity,
    [property: Id(3)] string Token);

/// <summary>Some lines of an export.</summary>
/// <param name="Orders">The texts that lines of several silos are merged by.</param>
/// <param name="Lines">The lines.</param>
/// <param name="IsLast">Whether no more follow.</param>
[GenerateSerializer, Immutable, Alias("resolve.export-page")]
internal sealed record ExportPage([property: Id(0)] string[] Orders, [property: Id(1)] byte[][] Lines, [property: Id(2)] bool IsLast);

/// <summary>A reading of the timelines of all persons.</summary>
/// <param name="Id">Its id.</param>
/// <param name="View">The moment that they are of.</param>
[GenerateSerializer, Immutable, Alias("resolve.story-reading")]
internal sealed record TimelineReadingBegun([property: Id(0)] Guid Id, [property: Id(1)] ClusterView View);

/// <summary>Reports as their receiver sends them to the leader.</summary>
/// <param name="Payloads">Their canonical JSON.</param>
/// <param name="Contents">What each contributes, packed; empty where the leader must extract it.</param>
[GenerateSerializer, Immutable, Alias("resolve.report-batch")]
internal sealed record ReportBatch([property: Id(0)] byte[][] Payloads, [property: Id(1)] byte[][] Contents);

/// <summary>What came of reports that were submitted.</summary>
/// <param name="Outcomes">An outcome a report.</param>
/// <param name="Positions">A journal position a report.</param>
/// <param name="Failure">What kind of failure it was; -1 when there was none.</param>
/// <param name="Message">What happened.</param>
[GenerateSerializer, Immutable, Alias("resolve.submit-answer")]
internal sealed record SubmitAnswer(
    [property: Id(0)] byte[] Outcomes,
    [property: Id(1)] long[] Positions,
    [property: Id(2)] int Failure,
    [property: Id(3)] string? Message)
{
    /// <summary>Makes the answer to a failure.</summary>
    public static SubmitAnswer Of(JournalException failure) => new([], [], (int)failure.Failure, failure.Message);

    /// <summary>Gets whether the failure passes by itself: the leader moves, or its epoch ended while the facts were in flight. Facts that were taken are
    /// duplicates then.</summary>
    public bool MayBeMadeAgain => Failure is (int)JournalFailure.Unavailable or (int)JournalFailure.Unknown or (int)JournalFailure.Fenced;

    /// <summary>Throws what went wrong, if anything did.</summary>
    public void ThrowIfFailed()
    {
        if (Failure >= 0) throw new JournalException((JournalFailure)Failure, Message ?? "The facts could not be made durable.");
    }
}

/// <summary>What is known of a report.</summary>
/// <param name="Version">The highest version; 0 when the report is unknown.</param>
/// <param name="Position">Its journal position.</param>
/// <param name="Withdrawn">Whether it withdraws the report.</param>
[GenerateSerializer, Immutable, Alias("resolve.known-report")]
internal sealed record KnownReport([property: Id(0)] int Version, [property: Id(1)] long Position, [property: Id(2)] bool Withdrawn)
{
    /// <summary>Gets the durable version; null when there is none.</summary>
    public KnownVersion? Durable => Version == 0 ? null : new KnownVersion(Version, default, Position, Withdrawn);
}
