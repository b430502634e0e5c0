using Orleans.CodeGeneration;
using Orleans.Runtime.Services;
using Orleans.Services;
using Resolve.Alerts;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Persons.Records;
using Resolve.Rings;
using Resolve.Rings.History;
using Resolve.Rings.Trails;
using Resolve.Runtime.Export;

namespace Resolve.Silo.Cluster;

/// <summary>A silo's partitions of the graph, as other silos reach them: one call a silo a step.</summary>
[Alias("resolve.partitions"), Version(1)]
internal interface IReplicaService : IGrainService
{
    /// <summary>Begins a epoch: earlier leaders are refused from now on.</summary>
    /// <returns>Which parts of which reports are held.</returns>
    [Alias("begin-term"), ResponseTimeout("00:01:00")]
    Task<HeldReports> BeginAsync(long epoch);

    /// <summary>Takes reports and persons in and out.</summary>
    [Alias("advance"), ResponseTimeout("00:05:00")]
    Task<ReplicaAnswer> AdvanceAsync(ReplicaBatch batch);

    /// <summary>Takes records into the blocks and out of them; returns the keys that crossed their caps.</summary>
    [Alias("take-records"), ResponseTimeout("00:02:00")]
    Task<CrossedKey[]> TakeRecordsAsync(BlockBatch batch);

    /// <summary>Weighs the pairs that the blocks propose.</summary>
    [Alias("weigh"), ResponseTimeout("00:02:00")]
    Task<MatchEdges> ScoreAsync(ScoreRequest request);

    /// <summary>Goes on with what <see cref="ScoreAsync"/> began.</summary>
    [Alias("weigh-more"), ResponseTimeout("00:02:00")]
    Task<MatchEdges> ScoreMoreAsync(long epoch, long number);

    /// <summary>Finds the records in the blocks that resemble a description.</summary>
    [Alias("search-blocks"), ResponseTimeout("00:00:10")]
    Task<BlockHits> SearchBlocksAsync(long number, PersonRecord description, int blockSizeMax);

    /// <summary>Makes a view the one that questions go by.</summary>
    [Alias("commit"), ResponseTimeout("00:00:10")]
    Task CommitAsync(long epoch, ClusterView view, GraphMoment keepFrom);

    /// <summary>Reports all nodes of this silo to the ring registry, from a place on.</summary>
    [Alias("claims"), ResponseTimeout("00:01:00")]
    Task<ClaimPage> ClaimsAsync(long epoch, GraphMoment moment, PartitionMap map, int from);

    /// <summary>Computes the rings whose home this silo is, those that changed or all.</summary>
    [Alias("refresh-rings"), ResponseTimeout("00:05:00")]
    Task<RingPage> RefreshRingsAsync(long epoch, GraphMoment moment, bool all);

    /// <summary>Goes on with what <see cref="RefreshRingsAsync"/> began.</summary>
    [Alias("more-rings"), ResponseTimeout("00:01:00")]
    Task<RingPage> MoreRingsAsync(long epoch, GraphMoment moment);

    /// <summary>Finds the node of this silo's reports whose mention an id of a ring names; null when none here does.</summary>
    [Alias("ring-alias"), ResponseTimeout("00:00:30")]
    Task<string?> RingAliasAsync(GraphMoment moment, string id);

    /// <summary>Reads the reports of a ring whose home this silo is, for alerts.</summary>
    [Alias("read-ring"), ResponseTimeout("00:00:30")]
    Task<RingEvidenceSummary> ReadRingAsync(GraphMoment moment, RingQuestion question);

    /// <summary>Finds reports that name watched nodes of this silo. A ring in the answer is given by its node key.</summary>
    [Alias("sightings"), ResponseTimeout("00:00:30")]
    Task<WatchSighting[]> SightingsAsync(GraphMoment moment, PartitionMap map, WatchQuestion[] watches);

    /// <summary>Finds later reports on nodes of this silo that suspended reports name, all that it holds or those at some positions; rings as with
    /// <see cref="SightingsAsync"/>.</summary>
    [Alias("suspended-links"), ResponseTimeout("00:01:00")]
    Task<SuspendedLinks[]> SuspendedLinksAsync(GraphMoment moment, PartitionMap map, long[]? reports);

    /// <summary>Finds the nodes of this silo that answer to keys.</summary>
    [Alias("locate")]
    Task<Located?[]> LocateAsync(GraphMoment moment, PartitionMap map, EntityKey[] keys);

    /// <summary>Takes a step of a walk.</summary>
    [Alias("hop")]
    Task<HopAnswer> HopAsync(HopRequest request);

    /// <summary>Gets the keys of nodes of this silo.</summary>
    [Alias("keys")]
    Task<string[]> KeysAsync(GraphMoment moment, byte[] nodes);

    /// <summary>Summarises nodes of this silo; the answer is a frame.</summary>
    [Alias("summarise")]
    Task<byte[]> SummariseAsync(GraphMoment moment, byte[] nodes, int hubDegreeMax);

    /// <summary>Lists the links of this silo's nodes among some nodes; the answer is a frame.</summary>
    [Alias("links-among")]
    Task<byte[]> LinksAmongAsync(AmongRequest request);

    /// <summary>Gives the keys of nodes of this silo, whether they are hubs, and where their links lead.</summary>
    [Alias("rows")]
    Task<RowsAnswer> RowsAsync(RowsRequest request);

    /// <summary>Lists the links of nodes of this silo to one other node each.</summary>
    [Alias("links-between")]
    Task<LinkView[][]> LinksBetweenAsync(BetweenRequest request);

    /// <summary>Ranks the neighbours of a node of this silo.</summary>
    [Alias("neighbours")]
    Task<NeighboursPart> NeighboursAsync(NeighboursRequest request);

    /// <summary>Lists the first reports of nodes of this silo in the order of time.</summary>
    [Alias("timeline")]
    Task<TimelineEvent[]> TimelineAsync(TimelineRequest request);

    /// <summary>Lists the nodes that evidence ties to nodes of this silo, by their node keys.</summary>
    [Alias("ties")]
    Task<string[][]> TiesAsync(GraphMoment moment, byte[] nodes);

    /// <summary>Lists the nodes that evidence ties to the members of a ring whose home this silo is, by their node keys.</summary>
    [Alias("ties-of-ring"), ResponseTimeout("00:01:00")]
    Task<string[]> TiesOfRingAsync(GraphMoment moment, Ring ring);

    /// <summary>Gets the history of a ring whose home this silo is.</summary>
    [Alias("ring-history"), ResponseTimeout("00:01:00")]
    Task<RingHistory> RingHistoryAsync(GraphMoment moment, RingHistoryRequest question);

    /// <summary>Follows the money of a ring whose home this silo is.</summary>
    [Alias("money-trail"), ResponseTimeout("00:01:00")]
    Task<MoneyTrail> MoneyTrailAsync(GraphMoment moment, Ring ring);

    /// <summary>Describes a node of this silo.</summary>
    [Alias("describe")]
    Task<EntityDetail?> DescribeAsync(GraphMoment moment, EntityKey key);

    /// <summary>Lists the links of a node of this silo.</summary>
    [Alias("links")]
    Task<Page<LinkView>?> LinksAsync(GraphMoment moment, EntityKey key, GraphFilter filter, int limit, string? cursor);

    /// <summary>Gives the keys and labels of persons of this silo, by their first records.</summary>
    [Alias("name-persons")]
    Task<PersonName[]> NamePersonsAsync(GraphMoment moment, UInt128[] records);

    /// <summary>Gives the earliest mentions of records whose persons are this silo's.</summary>
    [Alias("mark-records")]
    Task<RecordMark[]> MarkRecordsAsync(GraphMoment moment, UInt128[] records);

    /// <summary>Searches the nodes of this silo.</summary>
    [Alias("search")]
    Task<RankedHit[]> SearchAsync(GraphMoment moment, PartitionMap map, string text, int limit);

    /// <summary>Begins an export of this silo's nodes.</summary>
    [Alias("export")]
    Task<Guid> ExportAsync(GraphMoment moment, PartitionMap map, ExportKind kind, bool asPersonRows);

    /// <summary>Gives the next lines of an export.</summary>
    [Alias("export-next"), ResponseTimeout("00:02:00")]
    Task<ExportPage> ExportNextAsync(Guid export);
}

/// <summary>Reaches the partitions of any silo.</summary>
internal interface IReplicaServiceClient
{
    /// <summary>Gets the partitions of a silo.</summary>
    IReplicaService At(SiloAddress silo);
}

/// <inheritdoc cref="IReplicaServiceClient"/>
internal sealed class ReplicaServiceClient(IServiceProvider services) : GrainServiceClient<IReplicaService>(services), IReplicaServiceClient
{
    /// <inheritdoc/>
    public IReplicaService At(SiloAddress silo) => GetGrainService(silo);
}
