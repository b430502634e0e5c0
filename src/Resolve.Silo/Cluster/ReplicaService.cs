using Orleans.Concurrency;
using Resolve.Alerts;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Persons.Records;
using Resolve.Rings;
using Resolve.Rings.History;
using Resolve.Rings.Trails;
using Resolve.Runtime.Export;

namespace Resolve.Silo.Cluster;

/// <summary>Answers other silos from <see cref="PartitionReplica"/>. Long work leaves the scheduler of grains.</summary>
[Reentrant]
internal sealed class ReplicaService(GrainId id, Orleans.Runtime.Silo silo, ILoggerFactory loggers, PartitionReplica host, BlockHost blocks) : GrainService(id,
    silo, loggers), IReplicaService
{
    private readonly SiloAddress _self = silo.SiloAddress;

    /// <inheritdoc/>
    public override Task Start()
    {
        host.Start(_self);
        return base.Start();
    }

    public Task<HeldReports> BeginAsync(long epoch) => Task.Run(() => host.BeginAsync(epoch));

    public Task<ReplicaAnswer> AdvanceAsync(ReplicaBatch batch) => Task.Run(() => host.AdvanceAsync(batch));

    public Task<CrossedKey[]> TakeRecordsAsync(BlockBatch batch) => Task.Run(() => blocks.Take(batch));

    public Task<MatchEdges> ScoreAsync(ScoreRequest request) => Task.Run(() => blocks.Score(request));

    public Task<MatchEdges> ScoreMoreAsync(long epoch, long number) => Task.Run(() => blocks.ScoreMore(epoch, number));

    public Task<BlockHits> SearchBlocksAsync(long number, PersonRecord description, int blockSizeMax) =>
        Task.Run(() => blocks.Search(number, description, blockSizeMax));

    public Task CommitAsync(long epoch, ClusterView view, GraphMoment keepFrom) => host.CommitAsync(epoch, view, keepFrom);

    public Task<ClaimPage> ClaimsAsync(long epoch, GraphMoment moment, PartitionMap map, int from) =>
        Task.Run(() => host.ClaimsAsync(epoch, moment, map, from));

    public Task<RingPage> RefreshRingsAsync(long epoch, GraphMoment moment, bool all) => Task.Run(() => host.RefreshRingsAsync(epoch, moment, all));

    public Task<RingPage> MoreRingsAsync(long epoch, GraphMoment moment) => Task.Run(() => host.MoreRingsAsync(epoch, moment));

    public Task<string?> RingAliasAsync(GraphMoment moment, string id) => Task.Run(() => host.RingAlias(moment, id));

    public Task<RingEvidenceSummary> ReadRingAsync(GraphMoment moment, RingQuestion question) => Task.Run(() => host.ReadRing(moment, question));

    public Task<WatchSighting[]> SightingsAsync(GraphMoment moment, PartitionMap map, WatchQuestion[] watches) =>
        Task.Run(() => host.Sightings(moment, map, watches));

    public Task<SuspendedLinks[]> SuspendedLinksAsync(GraphMoment moment, PartitionMap map, long[]? reports) =>
        Task.Run(() => host.SuspendedLinksOf(moment, map, reports));

    public Task<Located?[]> LocateAsync(GraphMoment moment, PartitionMap map, EntityKey[] keys) => Task.FromResult(host.Locate(moment, map, keys));

    public Task<HopAnswer> HopAsync(HopRequest request) => Task.Run(() => host.Hop(request));

    public Task<string[]> KeysAsync(GraphMoment moment, byte[] nodes) => Task.Run(() => host.Keys(moment, nodes));

    public Task<byte[]> SummariseAsync(GraphMoment moment, byte[] nodes, int hubDegreeMax) => Task.Run(() => host.SummaryPayload(moment, nodes, hubDegreeMax));

    public Task<byte[]> LinksAmongAsync(AmongRequest request) => Task.Run(() => AnswerPayloads.Write(host.LinksAmong(request)));

    public Task<RowsAnswer> RowsAsync(RowsRequest request) => Task.Run(() => host.Rows(request));

    public Task<LinkView[][]> LinksBetweenAsync(BetweenRequest request) => Task.Run(() => host.LinksBetween(request));

    public Task<NeighboursPart> NeighboursAsync(NeighboursRequest request) => Task.Run(() => host.Neighbours(request));

    public Task<TimelineEvent[]> TimelineAsync(TimelineRequest request) => Task.Run(() => host.Timeline(request));

    public Task<string[][]> TiesAsync(GraphMoment moment, byte[] nodes) => Task.Run(() => host.Ties(moment, nodes));

    public Task<string[]> TiesOfRingAsync(GraphMoment moment, Ring ring) => Task.Run(() => host.TiesOfRing(moment, ring));

    public Task<RingHistory> RingHistoryAsync(GraphMoment moment, RingHistoryRequest question) => Task.Run(() => host.RingHistory(moment, question));

    public Task<MoneyTrail> MoneyTrailAsync(GraphMoment moment, Ring ring) => Task.Run(() => MoneyTrails.Of(host.GraphAt(moment).Graph, ring));

    public Task<EntityDetail?> DescribeAsync(GraphMoment moment, EntityKey key) => Task.Run(() => GraphQuestions.Describe(host.GraphAt(moment).Graph, key));

    public Task<Page<LinkView>?> LinksAsync(GraphMoment moment, EntityKey key, GraphFilter filter, int limit, string? cursor) =>
        Task.Run(() => GraphQuestions.Links(host.GraphAt(moment).Graph, key, filter, limit, cursor));

    public Task<PersonName[]> NamePersonsAsync(GraphMoment moment, UInt128[] records) => Task.Run(() => host.NamePersons(moment, records));

    public Task<RecordMark[]> MarkRecordsAsync(GraphMoment moment, UInt128[] records) => Task.Run(() => host.MarkRecords(moment, records));

    public Task<RankedHit[]> SearchAsync(GraphMoment moment, PartitionMap map, string text, int limit) => Task.Run(() => host.Search(moment, map, text, limit));

    public Task<Guid> ExportAsync(GraphMoment moment, PartitionMap map, ExportKind kind, bool asPersonRows) =>
        Task.FromResult(host.Export(moment, map, kind, asPersonRows));

    public Task<ExportPage> ExportNextAsync(Guid export) => Task.Run(() => host.ExportNext(export));
}
