using Orleans.Concurrency;
using Resolve.Alerts;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Rings;
using Resolve.Rings.History;
using Resolve.Rings.Trails;
using Resolve.Silo.Serialization;
using Resolve.Runtime.Export;

namespace Resolve.Silo.Cluster;

/// <summary>Answers other silos from <see cref="ShareHost"/>. Long work leaves the scheduler of grains.</summary>
[Reentrant]
internal sealed class ShareService(GrainId id, Orleans.Runtime.Silo silo, ILoggerFactory loggers, ShareHost host, BlockHost blocks) : GrainService(id, silo, loggers), IShareService
{
    private readonly SiloAddress _self = silo.SiloAddress;

    /// <inheritdoc/>
    public override Task Start()
    {
        host.Start(_self);
        return base.Start();
    }

    public Task<HeldReports> BeginAsync(long term) => Task.Run(() => host.BeginAsync(term));

    public Task<ShareAnswer> AdvanceAsync(ShareBatch batch) => Task.Run(() => host.AdvanceAsync(batch));

    public Task<CrossedKey[]> TakeRecordsAsync(BlockBatch batch) => Task.Run(() => blocks.Take(batch));

    public Task<Likenesses> WeighAsync(WeighRequest request) => Task.Run(() => blocks.Weigh(request));

    public Task<Likenesses> WeighMoreAsync(long term, long number) => Task.Run(() => blocks.WeighMore(term, number));

    public Task<BlockHits> SearchBlocksAsync(long number, PersonRecord description, int blockSizeMax) => Task.Run(() => blocks.Search(number, description, blockSizeMax));

    public Task CommitAsync(long term, ShareView view, GraphMoment keepFrom) => host.CommitAsync(term, view, keepFrom);

    public Task<ClaimPage> ClaimsAsync(long term, GraphMoment moment, ShareMap map, int from) => Task.Run(() => host.ClaimsAsync(term, moment, map, from));

    public Task<RingPage> RefreshRingsAsync(long term, GraphMoment moment, bool all) => Task.Run(() => host.RefreshRingsAsync(term, moment, all));

    public Task<RingPage> MoreRingsAsync(long term, GraphMoment moment) => Task.Run(() => host.MoreRingsAsync(term, moment));

    public Task<string?> RingAliasAsync(GraphMoment moment, string id) => Task.Run(() => host.RingAlias(moment, id));

    public Task<RingTold> ReadRingAsync(GraphMoment moment, RingQuestion question) => Task.Run(() => host.ReadRing(moment, question));

    public Task<WatchSighting[]> SightingsAsync(GraphMoment moment, ShareMap map, WatchQuestion[] watches) => Task.Run(() => host.Sightings(moment, map, watches));

    public Task<SuspendedLinks[]> SuspendedLinksAsync(GraphMoment moment, ShareMap map, long[]? reports) => Task.Run(() => host.SuspendedLinksOf(moment, map, reports));

    public Task<Located?[]> LocateAsync(GraphMoment moment, ShareMap map, EntityKey[] keys) => Task.FromResult(host.Locate(moment, map, keys));

    public Task<HopAnswer> HopAsync(HopRequest request) => Task.Run(() => host.Hop(request));

    public Task<string[]> KeysAsync(GraphMoment moment, byte[] nodes) => Task.Run(() => host.Keys(moment, nodes));

    public Task<byte[]> SummariseAsync(GraphMoment moment, byte[] nodes, int hubDegreeMax) => Task.Run(() => host.SummaryFrame(moment, nodes, hubDegreeMax));

    public Task<byte[]> LinksAmongAsync(AmongRequest request) => Task.Run(() => AnswerFrames.Write(host.LinksAmong(request)));

    public Task<RowsAnswer> RowsAsync(RowsRequest request) => Task.Run(() => host.Rows(request));

    public Task<LinkView[][]> LinksBetweenAsync(BetweenRequest request) => Task.Run(() => host.LinksBetween(request));

    public Task<string[][]> TiesAsync(GraphMoment moment, byte[] nodes) => Task.Run(() => host.Ties(moment, nodes));

    public Task<string[]> TiesOfRingAsync(GraphMoment moment, Ring ring) => Task.Run(() => host.TiesOfRing(moment, ring));

    public Task<RingHistory> RingHistoryAsync(GraphMoment moment, RingHistoryQuestion question) => Task.Run(() => host.RingHistory(moment, question));

    public Task<MoneyTrail> MoneyTrailAsync(GraphMoment moment, Ring ring) => Task.Run(() => MoneyTrails.Of(host.GraphAt(moment).Graph, ring));

    public Task<EntityDetail?> DescribeAsync(GraphMoment moment, EntityKey key) => Task.Run(() => GraphQuestions.Describe(host.GraphAt(moment).Graph, key));

    public Task<Page<LinkView>?> LinksAsync(GraphMoment moment, EntityKey key, GraphFilter filter, int limit, string? cursor) =>
        Task.Run(() => GraphQuestions.Links(host.GraphAt(moment).Graph, key, filter, limit, cursor));

    public Task<PersonName[]> NamePersonsAsync(GraphMoment moment, UInt128[] records) => Task.Run(() => host.NamePersons(moment, records));

    public Task<RecordMark[]> MarkRecordsAsync(GraphMoment moment, UInt128[] records) => Task.Run(() => host.MarkRecords(moment, records));

    public Task<RankedHit[]> SearchAsync(GraphMoment moment, ShareMap map, string text, int limit) => Task.Run(() => host.Search(moment, map, text, limit));

    public Task<Guid> ExportAsync(GraphMoment moment, ShareMap map, ExportKind kind, bool asPersonRows) => Task.FromResult(host.Export(moment, map, kind, asPersonRows));

    public Task<ExportPage> ExportNextAsync(Guid export) => Task.Run(() => host.ExportNext(export));
}
