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

    public Task CommitAsync(long term, ShareView view, long keepFrom) => host.CommitAsync(term, view, keepFrom);

    public Task<ClaimPage> ClaimsAsync(long term, long position, ShareMap map, int from) => Task.Run(() => host.ClaimsAsync(term, position, map, from));

    public Task<RingPage> RefreshRingsAsync(long term, long position, bool all) => Task.Run(() => host.RefreshRingsAsync(term, position, all));

    public Task<RingPage> MoreRingsAsync(long term, long position) => Task.Run(() => host.MoreRingsAsync(term, position));

    public Task<string?> RingAliasAsync(long position, string id) => Task.Run(() => host.RingAlias(position, id));

    public Task<RingTold> ReadRingAsync(long position, RingQuestion question) => Task.Run(() => host.ReadRing(position, question));

    public Task<WatchSighting[]> SightingsAsync(long position, ShareMap map, WatchQuestion[] watches) => Task.Run(() => host.Sightings(position, map, watches));

    public Task<SuspendedLinks[]> SuspendedLinksAsync(long position, ShareMap map, long[]? reports) => Task.Run(() => host.SuspendedLinksOf(position, map, reports));

    public Task<Located?[]> LocateAsync(long position, ShareMap map, EntityKey[] keys) => Task.FromResult(host.Locate(position, map, keys));

    public Task<HopAnswer> HopAsync(HopRequest request) => Task.Run(() => host.Hop(request));

    public Task<string[]> KeysAsync(long position, byte[] nodes) => Task.Run(() => host.Keys(position, nodes));

    public Task<byte[]> SummariseAsync(long position, byte[] nodes, int hubDegreeMax) => Task.Run(() => host.SummaryFrame(position, nodes, hubDegreeMax));

    public Task<byte[]> LinksAmongAsync(AmongRequest request) => Task.Run(() => AnswerFrames.Write(host.LinksAmong(request)));

    public Task<RowsAnswer> RowsAsync(RowsRequest request) => Task.Run(() => host.Rows(request));

    public Task<LinkView[][]> LinksBetweenAsync(BetweenRequest request) => Task.Run(() => host.LinksBetween(request));

    public Task<string[][]> TiesAsync(long position, byte[] nodes) => Task.Run(() => host.Ties(position, nodes));

    public Task<string[]> TiesOfRingAsync(long position, Ring ring) => Task.Run(() => host.TiesOfRing(position, ring));

    public Task<RingHistory> RingHistoryAsync(long position, RingHistoryQuestion question) => Task.Run(() => host.RingHistory(position, question));

    public Task<MoneyTrail> MoneyTrailAsync(long position, Ring ring) => Task.Run(() => MoneyTrails.Of(host.GraphAt(position).Graph, ring));

    public Task<EntityDetail?> DescribeAsync(long position, EntityKey key) => Task.Run(() => GraphQuestions.Describe(host.GraphAt(position).Graph, key));

    public Task<Page<LinkView>?> LinksAsync(long position, EntityKey key, GraphFilter filter, int limit, string? cursor) =>
        Task.Run(() => GraphQuestions.Links(host.GraphAt(position).Graph, key, filter, limit, cursor));

    public Task<PersonName[]> NamePersonsAsync(long position, UInt128[] records) => Task.Run(() => host.NamePersons(position, records));

    public Task<RecordMark[]> MarkRecordsAsync(long position, UInt128[] records) => Task.Run(() => host.MarkRecords(position, records));

    public Task<RankedHit[]> SearchAsync(long position, ShareMap map, string text, int limit) => Task.Run(() => host.Search(position, map, text, limit));

    public Task<Guid> ExportAsync(long position, ShareMap map, ExportKind kind, bool asPersonRows) => Task.FromResult(host.Export(position, map, kind, asPersonRows));

    public Task<ExportPage> ExportNextAsync(Guid export) => Task.Run(() => host.ExportNext(export));
}
