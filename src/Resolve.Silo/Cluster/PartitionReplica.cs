using System.Collections.Concurrent;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Runtime.Export;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Rings;
using Resolve.Runtime.Sequencing;
using Resolve.Silo.Telemetry;

namespace Resolve.Silo.Cluster;

/// <summary>What a silo holds of the graph and answers from it: the body of <see cref="IReplicaService"/>.</summary>
/// <remarks>Batches come one at a time; questions are answered from snapshots by any number of threads.</remarks>
internal sealed partial class PartitionReplica(IJournal journal, ClusterModel model, FollowedEntities followed, ILogger<PartitionReplica> logger) : IDisposable
{
    private const int ExportPageBytes = 1 << 20;
    private const int RecentCountMax = 5_000;

    private readonly ConcurrentDictionary<GraphMoment, ReplicaGraph> _graphs = new();
    private readonly ConcurrentDictionary<Guid, IEnumerator<(string Order, byte[] Line)>> _exports = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly PositionGate<Committed> _views = new(new Committed(null), static c => c.View?.Position ?? -1);
    private readonly PositionGate<Committed> _ringViews = new(new Committed(null), static c => c.View?.RingPosition ?? -1);
    private readonly PositionGate<Committed> _alertPositions = new(new Committed(null), static c => c.View?.AlertPosition ?? -1);
    private readonly PositionGate<Committed> _alertNumbers = new(new Committed(null), static c => c.View?.AlertNewest ?? 0);
    private readonly RingAge _ringAge = new(TimeProvider.System);
    private readonly Dictionary<long, ReportContent> _recent = []; // of this round, of which a slice was taken: a ring home takes the whole a moment later
    private ReplicaIndex _index = new();
    private GraphMoment _recentMoment;
    private SiloAddress? _self;
    private long _epoch;
    private int _entityCount, _linkCount;
    private volatile ReplicaGraph? _newest;
    private long _countedAt;

    /// <summary>Gets the view that questions go by; null before the leader has spoken.</summary>
    public ClusterView? View => _views.Newest.View;

    /// <summary>Gets for how long the oldest fact that rings do not show has been visible in the graph.</summary>
    public TimeSpan RingAge => _ringAge.Now;

    /// <summary>Gets how many entities and links this silo answered for when it last counted.</summary>
    public (int Entities, int Links) Counted => (_entityCount, _linkCount);

    /// <summary>Gets how many reports are held.</summary>
    public int HeldCount { get; private set; }

    /// <summary>Gets the newest graph, published or not yet; null before the leader has spoken.</summary>
    public ReplicaGraph? Newest => _newest;

    /// <summary>Returns whether this silo answers for a partition by a view.</summary>
    public bool Answers(ClusterView view, int partition) => view.Map.OwnerOf(partition).Equals(_self);

    /// <summary>Sets the address of this silo.</summary>
    public void Start(SiloAddress self) => _self = self;

    /// <summary>Waits for a view at a position or later.</summary>
    public async ValueTask<ClusterView> ViewAtAsync(long position, CancellationToken cancellationToken) =>
        (await _views.WaitAsync(Math.Max(position, 0), cancellationToken).ConfigureAwait(false)).View!;

    /// <summary>Waits for a view whose rings are at a position or later.</summary>
    public async ValueTask<ClusterView> RingViewAtAsync(long position, CancellationToken cancellationToken) =>
        (await _ringViews.WaitAsync(Math.Max(position, 0), cancellationToken).ConfigureAwait(false)).View!;

    public async Task<HeldReports> BeginAsync(long epoch)
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            RejectStaleEpoch(epoch);
            (long Position, SliceCut Cut)[] parts = [.. _index.Parts];
            return new HeldReports(Array.ConvertAll(parts, p => p.Position), Array.ConvertAll(parts, p => p.Cut.Partitions),
                Array.ConvertAll(parts, p => p.Cut.Records));
        }
        finally
        {
            _writing.Release();
        }
    }

    public async Task<ReplicaAnswer> AdvanceAsync(ReplicaBatch batch)
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            RejectStaleEpoch(batch.Epoch);
            if (batch.Resets) Reset();
            if (new GraphMoment(batch.Position, batch.Map.Number) is var moment && moment != _recentMoment) _recent.Clear();
            _recentMoment = moment;
            int siloIndex = batch.Map.IndexOf(_self!);
            foreach (long position in batch.Removes)
                _index.Remove(position);
            // A program that reads other records out of a report cannot know which ones are wanted, and holds the whole report.
            bool numbersAlike = batch.ExtractorVersion == ReportExtractor.Version;
            ulong partitions = batch.Map.PartitionsOf(siloIndex);
            for (int i = 0; numbersAlike && i < batch.Narrows.Length; i++) _index.Narrow(batch.Narrows[i], CutOf(partitions, batch.NarrowsWanted[i]));
            SliceCut[] cuts = Array.ConvertAll(batch.Wanted, wanted => numbersAlike ? CutOf(partitions, wanted) : SliceCut.Whole);
            await foreach ((long position, ReportContent content, SliceCut cut) in ContentsAsync(batch, cuts).ConfigureAwait(false))
                _index.Add(position, content, cut);
            for (int i = 0; i < batch.Persons.Length; i++) _index.Cluster(batch.Persons[i], batch.PersonKeys[i]);
            if (batch.Excluded is { } excluded) _index.Exclude(excluded);
            if (batch.IsOfRings && batch.Publishes) _index.SetRings(batch.Homes, batch.NoHomes, batch.Hubs, batch.NoHubs);
            HeldCount = _index.Positions.Count;
            return batch.Publishes ? Publish(batch, siloIndex) : ReplicaAnswer.Unchanged;
        }
        catch (JournalException e)
        {
            // What was fed stays: reports are taken in whole, and the leader asks what is held.
            throw new ReplicaNotReadyException($"The partitions could not be fed: {e.Message}");
        }
        catch (Exception e) when (e is not StaleEpochException)
        {
            // The index may be half fed: begin again, the leader asks what is held and sends what is missing.
            _index = new ReplicaIndex();
            logger.IndexDropped(e);
            throw new ReplicaNotReadyException($"The partitions could not be fed: {e.Message}");
        }
        finally
        {
            _writing.Release();
        }
    }

    public Task CommitAsync(long epoch, ClusterView view, GraphMoment keepFrom)
    {
        RejectStaleEpoch(epoch);
        var committed = new Committed(view);
        _views.Publish(committed);
        if (view.RingMap is not null) _ringViews.Publish(committed);
        _alertPositions.Publish(committed);
        _alertNumbers.Publish(committed);
        followed.Notify(view.Position);
        _ringAge.Committed(view.Position, view.RingMap is null ? -1 : view.RingPosition);
        foreach (GraphMoment moment in _graphs.Keys)
            if (moment.CompareTo(keepFrom) < 0) _graphs.TryRemove(moment, out _);
        return Task.CompletedTask;
    }

    /// <summary>Gets the graph as it was at a moment.</summary>
    /// <exception cref="ReplicaNotReadyException">It is not held here, or not any more.</exception>
    public ReplicaGraph GraphAt(GraphMoment moment) =>
        _graphs.TryGetValue(moment, out ReplicaGraph? graph) ? graph : throw new ReplicaNotReadyException($"The graph at {moment.Position} is not held here.");

    public Located?[] Locate(GraphMoment moment, PartitionMap map, EntityKey[] keys)
    {
        ReplicaGraph graph = GraphAt(moment);
        Func<int, bool> owned = Owned(graph, map);
        return [.. keys.Select(k => graph.TryFind(k, out int node) && owned(node)
            ? new Located(graph.KeyOf(node), (byte)graph.PartitionOf(node), graph.NodeKeyOf(node), graph.NameOf(node))
            : null)];
    }

    public PersonName[] NamePersons(GraphMoment moment, UInt128[] records)
    {
        ReplicaGraph graph = GraphAt(moment);
        return [.. records.Select(r => graph.TryFind(NodeKey.OfRecord(r), out int node)
            ? new PersonName(graph.KeyOf(node), EntityReader.LabelOf(graph.Graph, node))
            : throw new ReplicaNotReadyException("A person is not held here."))];
    }

    public RecordMark[] MarkRecords(GraphMoment moment, UInt128[] records)
    {
        ReplicaGraph graph = GraphAt(moment);
        return [.. records.Select(r => graph.TryFindVertex(NodeKey.OfRecord(r), out int vertex) ? Mark(graph.Graph.FirstMentionOf(vertex))
            : throw new ReplicaNotReadyException("A record is not held here."))];

        static RecordMark Mark(Persons.Records.FirstMention first) => new(first.Time, first.Report.Source, first.Report.Id, first.Ref);
    }

    public RankedHit[] Search(GraphMoment moment, PartitionMap map, string text, int limit)
    {
        ReplicaGraph graph = GraphAt(moment);
        return
        [
            .. Graph.Questions.Search.Hits(graph.Graph, text, limit, Owned(graph, map), CancellationToken.None)
                .Select(h => new RankedHit(h.Rank, h.Match, h.Summary, graph.NodeKeyOf(h.Node))),
        ];
    }

    public Guid Export(GraphMoment moment, PartitionMap map, ExportKind kind, bool asPersonRows)
    {
        ReplicaGraph graph = GraphAt(moment);
        Func<int, bool> owned = Owned(graph, map);
        var id = Guid.NewGuid();
        _exports[id] = (asPersonRows
            ? CanonicalExport.PersonRows(graph.Graph, owned).Select(r => (r.Record, System.Text.Encoding.UTF8.GetBytes(r.Cluster)))
            : CanonicalExport.Rendered(CanonicalExport.Lines(kind, graph.Graph, owned)).Select(static l => (l.Order, l.Line.ToArray()))).GetEnumerator();
        return id;
    }

    public ExportPage ExportNext(Guid export)
    {
        if (!_exports.TryGetValue(export, out IEnumerator<(string Order,
            byte[] Line)>? lines)) throw new ReplicaNotReadyException("The export is unknown here.");
        var orders = new List<string>();
        var page = new List<byte[]>();
        for (int bytes = 0; bytes < ExportPageBytes;)
        {
            if (!lines.MoveNext())
            {
                _exports.TryRemove(export, out _);
                lines.Dispose();
                return new ExportPage([.. orders], [.. page], true);
            }
            orders.Add(lines.Current.Order);
            page.Add(lines.Current.Line);
            bytes += lines.Current.Line.Length;
        }
        return new ExportPage([.. orders], [.. page], false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writing.Dispose();
        _ringing.Dispose();
    }

    private static int Find(GraphSnapshot graph, EntityKey key) =>
        graph.TryFind(key, out int node) ? node : throw new ReplicaNotReadyException("A node that was reached is not held here.");

    private Func<int, bool> Owned(ReplicaGraph graph, PartitionMap map)
    {
        int siloIndex = map.IndexOf(_self!);
        return node => map.Owners[graph.PartitionOf(node)] == siloIndex;
    }

    private ReplicaAnswer Publish(ReplicaBatch batch, int siloIndex)
    {
        (ReplicaGraph graph, IReadOnlyCollection<int> touched) = _index.Publish(batch.Position);
        NoteForRings(graph, touched);
        _graphs[new GraphMoment(batch.Position, batch.Map.Number)] = graph;
        _newest = graph;
        if (batch.IsOfRings) return ReplicaAnswer.Unchanged;
        var nodeKeys = new HashSet<string>();
        foreach (int vertex in touched)
        {
            int node = graph.Graph.NodeOf(vertex);
            if (batch.Map.Owners[graph.PartitionOf(node)] != siloIndex && batch.Map.Owners[graph.PartitionOfVertex(vertex)] != siloIndex) continue;
            nodeKeys.Add(graph.NodeKeyOfVertex(vertex));
            nodeKeys.Add(graph.NodeKeyOf(node));
        }
        followed.Note(graph.Graph, touched);
        CountOwned(graph, batch.Map, siloIndex);
        Func<int, bool> owned = Owned(graph, batch.Map);
        RingClaims claims = batch.Resets ? RingClaims.None : ClaimsOf(graph, touched, batch.Map); // all claims are reported when the leader asks for them
        return new ReplicaAnswer([.. nodeKeys], ClaimPage.Of(claims, -1), _entityCount, _linkCount, SuspendedOn(graph, touched, owned), _ringViews.IsAwaited);
    }

    /// <summary>Counts now and then: the counts are shown, nothing rests on them.</summary>
    private void CountOwned(ReplicaGraph graph, PartitionMap map, int siloIndex)
    {
        long now = Environment.TickCount64;
        if (_countedAt != 0 && now - _countedAt < 2_000) return;
        _countedAt = now;
        GraphSnapshot all = graph.Graph;
        (_entityCount, _linkCount) = (0, 0);
        for (int vertex = 0; vertex < all.VertexCount; vertex++)
        {
            if (!all.IsThere(vertex) || map.Owners[graph.PartitionOf(all.NodeOf(vertex))] != siloIndex) continue;
            if (all.VertexAt(vertex).Record is null) _entityCount++;
            foreach (Edge edge in all.EdgesOf(vertex))
                if (all.LinkAt(edge.Link).From == vertex) _linkCount++;
        }
    }

    /// <summary>Unpacks what a batch carries, and reads the rest from the journal.</summary>
    private async IAsyncEnumerable<(long Position, ReportContent Content, SliceCut Cut)> ContentsAsync(ReplicaBatch batch, SliceCut[] cuts)
    {
        var missed = new Dictionary<long, SliceCut>();
        for (int i = 0; i < batch.Adds.Length; i++)
        {
            long position = batch.Adds[i];
            if (_index.Holds(position, cuts[i])) continue;
            if (!_recent.TryGetValue(position, out ReportContent? content)) content = Unpack(batch.Contents[i]);
            if (content is null)
            {
                missed.Add(position, cuts[i]);
                continue;
            }
            if (cuts[i] != SliceCut.Whole && _recent.Count < RecentCountMax) _recent.TryAdd(position, content);
            yield return (position, content, cuts[i]);
        }
        if (missed.Count == 0) yield break;
        await foreach (JournalRecord record in journal.ReadManyAsync([.. missed.Keys], CancellationToken.None).ConfigureAwait(false))
        {
            PackedReport packed = PackedReport.OfPayload(record.Payload, record.Content) ?? throw Unreadable(record);
            ReportContent? content = Unpack(packed.Bytes.ToArray());
            content ??= ReportExtractor.Extract(ReportReader.Read(record.Payload).Report ?? throw Unreadable(record)); // what lay beside the payload is damaged
            yield return (record.Position, content, missed[record.Position]);
        }
    }

    /// <summary>Makes the cut for some records: identifiers are wanted where their partitions are this silo's.</summary>
    internal static SliceCut CutOf(ulong partitions, ulong records) => records == SliceCut.Whole.Records ? SliceCut.Whole : new SliceCut(partitions, records);

    /// <summary>Unpacks what a report contributes; null when there is nothing that this program packs alike.</summary>
    private static ReportContent? Unpack(byte[] packed)
    {
        if (packed.Length == 0) return null;
        try
        {
            return ReportContentCodec.Decode(packed);
        }
        catch (FormatException)
        {
            return null; // of another version, or damaged: the payload says it
        }
    }

    private static JournalException Unreadable(JournalRecord record) =>
        new(JournalFailure.Damaged, $"The journal's entry {record.Position} is no report that can be read.");

    private void RejectStaleEpoch(long epoch)
    {
        if (epoch < Interlocked.Read(ref _epoch)) throw new StaleEpochException();
        Interlocked.Exchange(ref _epoch, epoch);
    }

    private sealed record Committed(ClusterView? View);
}
