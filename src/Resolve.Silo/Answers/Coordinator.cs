using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Ports;
using Resolve.Reports;
using Resolve.Silo.Cluster;
using Resolve.Silo.Hosting;

namespace Resolve.Silo.Answers;

/// <summary>Answers questions by asking the silos: each once a step, all at one journal position, so that an answer is of one moment.</summary>
/// <remarks>When shares move in the middle the question is asked again by the next view; it is refused rather than answered in part.</remarks>
internal sealed partial class Coordinator(
    ShareHost host, IShareServiceClient shares, IGrainFactory grains, IJournal journal, ClusterModel model, SiloOptions options, SiloMetrics metrics, TimeProvider clock)
{
    /// <summary>The most entities a search for paths gathers.</summary>
    private const int PathNodesMax = 50_000;

    private IConductorGrain Conductor => grains.GetGrain<IConductorGrain>(ConductorGrain.Key);

    /// <summary>Gets how far this silo knows the cluster to be.</summary>
    public ServiceState GetState()
    {
        if (host.View is not { } v) return new ServiceState(0, 0, 0, default, 0, 0, "The silo has no shares yet.");
        return new ServiceState(
            v.JournalPosition,
            v.Position,
            Math.Max(v.RingPosition, 0),
            new GraphCounts(v.ReportCount, v.EntityCount, v.RecordCount, v.LinkCount),
            v.RingCount,
            v.QueueLength,
            v.Failure);
    }

    /// <summary>Submits reports; the outcomes are those of durable facts.</summary>
    public Task<SubmitAnswer> SubmitAsync(byte[][] payloads, CancellationToken cancellationToken) =>
        ToConductorAsync(c => c.SubmitAsync(payloads), cancellationToken);

    /// <summary>Tells what is known of a report.</summary>
    public Task<KnownReport> KnownAsync(ReportKey key, CancellationToken cancellationToken) =>
        ToConductorAsync(c => c.KnownAsync(key.Source, key.Id), cancellationToken);

    /// <summary>Gets the text of the version of a report that counts; null when there is none that questions see.</summary>
    public async Task<(long Position, byte[] Payload)?> GetReportAsync(ReportKey key, CancellationToken cancellationToken)
    {
        KnownReport known = await KnownAsync(key, cancellationToken).ConfigureAwait(false);
        if (known.Version == 0 || known.Withdrawn || known.Position > (host.View?.Position ?? -1)) return null;
        JournalRecord? record = await journal.ReadOneAsync(known.Position, cancellationToken).ConfigureAwait(false);
        return record is { } fact ? (known.Position, fact.Payload.ToArray()) : null;
    }

    /// <summary>Describes an entity: its grain does, or for a person the silo that answers for it.</summary>
    public Task<EntityDetail?> DescribeAsync(EntityKey key, long atLeast, CancellationToken cancellationToken) => AskAsync(
        atLeast,
        async view =>
        {
            if (key.Kind != EntityKind.Person && EntityTeller.GrainOf(grains, key.ToString()) is { } grain) return await grain.DescribeAsync(view.Position).ConfigureAwait(false);
            Located? found = (await LocateAsync(view, [key]).ConfigureAwait(false))[0];
            return found is null ? null : await Owner(view, found.Share).DescribeAsync(view.Position, found.Key).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Lists the links of an entity.</summary>
    public Task<Page<LinkView>?> LinksAsync(EntityKey key, GraphFilter filter, int limit, string? cursor, long atLeast, CancellationToken cancellationToken) => AskAsync(
        atLeast,
        async view =>
        {
            Located? found = (await LocateAsync(view, [key]).ConfigureAwait(false))[0];
            return found is null ? null : await Owner(view, found.Share).LinksAsync(view.Position, found.Key, filter, limit, cursor).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Walks some hops out.</summary>
    public Task<ExpandAnswer> ExpandAsync(ExpandQuestion question, long atLeast, CancellationToken cancellationToken)
    {
        int skip = Cursors.Read(question.Cursor);
        return AskAsync(
            atLeast,
            async view =>
            {
                Located?[] starts = await LocateAsync(view, [.. question.From]).ConfigureAwait(false);
                EntityKey[] notFound = [.. new SortedSet<EntityKey>(question.From.Where((_, i) => starts[i] is null))];
                var walk = new ClusterWalk(shares, view, question.Filter, metrics);
                foreach (Located? start in starts)
                    if (start is not null) walk.Start(start.Key, start.Share);
                for (int hop = 1; hop <= question.Hops && walk.Levels[^1].Count > 0; hop++) await walk.StepAsync(stopsAtHubs: hop > 1, cancellationToken).ConfigureAwait(false);
                (List<ReachedEntity> page, List<LinkView> links) = await walk.PageAsync(question, skip).ConfigureAwait(false);
                int end = skip + page.Count;
                return new ExpandAnswer(view.Position, page, links, notFound, walk.Count, end < walk.Count ? Cursors.Write(end) : null);
            },
            cancellationToken);
    }

    /// <summary>Finds paths: gathers the nodes that can lie on one, then searches as the embedded host does.</summary>
    public Task<PathAnswer> PathsAsync(PathQuestion question, long atLeast, CancellationToken cancellationToken) => AskAsync(
        atLeast,
        async view =>
        {
            Located?[] ends = await LocateAsync(view, [question.From, question.To]).ConfigureAwait(false);
            if (ends[0] is not { } from || ends[1] is not { } to)
                return new PathAnswer(view.Position, [], [.. new SortedSet<EntityKey>(new[] { question.From, question.To }.Where((_, i) => ends[i] is null))]);
            var ahead = new ClusterWalk(shares, view, question.Filter, metrics);
            var back = new ClusterWalk(shares, view, question.Filter, metrics);
            ahead.Start(from.Key, from.Share);
            back.Start(to.Key, to.Share);
            for (int hops = 0; hops < question.HopsMax; hops++)
            {
                if (question.Count == 1 && ahead.Meets(back)) break;
                ClusterWalk next = ahead.Levels[^1].Count <= back.Levels[^1].Count && ahead.Levels[^1].Count > 0 ? ahead : back;
                if (next.Levels[^1].Count == 0) next = ahead;
                if (next.Levels[^1].Count == 0) break;
                await next.StepAsync(stopsAtHubs: next.Levels.Count > 1, cancellationToken).ConfigureAwait(false);
                if (ahead.Count + back.Count > PathNodesMax) throw new JournalException(JournalFailure.Unavailable, "Too much lies between these entities; ask with fewer hops or a filter.");
            }
            var keys = new Dictionary<EntityKey, byte>(ahead.Seen);
            foreach ((EntityKey key, byte share) in back.Seen) keys.TryAdd(key, share);
            ShareGraph graph = await GatherAsync(view, keys).ConfigureAwait(false);
            return PathFinder.Find(graph.Graph, question, cancellationToken);
        },
        cancellationToken);

    /// <summary>Finds what entities have in common.</summary>
    public Task<CommonAnswer> CommonAsync(IReadOnlyList<EntityKey> keys, GraphFilter filter, long atLeast, CancellationToken cancellationToken) => AskAsync(
        atLeast,
        async view =>
        {
            Located?[] found = await LocateAsync(view, [.. keys]).ConfigureAwait(false);
            var nodes = new Dictionary<EntityKey, byte>();
            foreach (Located? node in found)
                if (node is not null) nodes.TryAdd(node.Key, node.Share);
            ShareGraph graph = await GatherAsync(view, nodes).ConfigureAwait(false);
            CommonAnswer answer = GraphQuestions.Common(graph.Graph, keys, filter);
            (EntityKey Key, byte Share)[] common = [.. answer.Nodes.Select(n => (n.Key, graph.Graph.TryFind(n.Key, out int node) ? (byte)graph.ShareOf(node) : (byte)0))];
            return answer with { Nodes = await ClusterWalk.SummariseAsync(shares, view, common, filter.HubDegreeMax).ConfigureAwait(false) };
        },
        cancellationToken);

    /// <summary>Searches.</summary>
    public Task<SearchHit[]> SearchAsync(string text, int limit, long atLeast, CancellationToken cancellationToken) => AskAsync(
        atLeast,
        async view =>
        {
            RankedHit[][] found = await Task.WhenAll(view.Map.Silos.Select(s => shares.At(s).SearchAsync(view.Position, view.Map, text, limit))).ConfigureAwait(false);
            RankedHit[] hits = [.. found.SelectMany(h => h).OrderBy(h => h.Rank).ThenByDescending(h => h.Entity.ReportCount).ThenBy(h => h.Entity.Key).Take(limit)];
            string?[] rings = hits.Length == 0 ? [] : await Conductor.RingsOfAsync([.. hits.Select(h => h.Token)]).ConfigureAwait(false);
            return hits.Select((h, i) => new SearchHit(h.Entity, h.Match, rings[i])).ToArray();
        },
        cancellationToken);

    private IShareService Owner(ShareView view, int share) => shares.At(view.Map.OwnerOf(share));

    /// <summary>Finds the nodes that keys name now: an identifier's owner is known, a person's is whoever has it.</summary>
    private async Task<Located?[]> LocateAsync(ShareView view, EntityKey[] keys)
    {
        var found = new Located?[keys.Length];
        await Task.WhenAll(view.Map.Silos.Select(async (silo, slot) =>
        {
            int[] asked = [.. Enumerable.Range(0, keys.Length).Where(i => keys[i].Kind == EntityKind.Person || view.Map.Owners[Shares.Of(keys[i])] == slot)];
            if (asked.Length == 0) return;
            Located?[] answers = await shares.At(silo).LocateAsync(view.Position, view.Map, [.. asked.Select(i => keys[i])]).ConfigureAwait(false);
            for (int i = 0; i < asked.Length; i++)
                if (answers[i] is { } node) found[asked[i]] = node;
        })).ConfigureAwait(false);
        return found;
    }

    /// <summary>Makes a graph that is exact for some nodes, from the reports that their owners name.</summary>
    private async Task<ShareGraph> GatherAsync(ShareView view, IReadOnlyDictionary<EntityKey, byte> nodes)
    {
        Closure[] parts = await Task.WhenAll(nodes.GroupBy(n => view.Map.Owners[n.Value])
            .Select(g => shares.At(view.Map.Silos[g.Key]).ClosureAsync(view.Position, [.. g.Select(n => n.Key.ToString())]))).ConfigureAwait(false);
        var index = new ShareIndex();
        foreach ((long position, ReportContent content) in await host.ContentsAsync([.. parts.SelectMany(p => p.Positions).Distinct()]).ConfigureAwait(false))
            index.Add(position, content);
        foreach (UInt128[] person in parts.SelectMany(p => p.Persons)) index.Cluster(person);
        return index.Publish(view.Position).Graph;
    }

    private async Task<T> ToConductorAsync<T>(Func<IConductorGrain, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call(Conductor).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsPassing(e))
        {
            throw new JournalException(JournalFailure.Unavailable, "The conductor is moving; whether the reports are durable is told when they are sent again.", e);
        }
    }

    private Task<T> AskAsync<T>(long atLeast, Func<ShareView, Task<T>> ask, CancellationToken cancellationToken) =>
        AskAsync(() => host.ViewAtAsync(atLeast, cancellationToken), ask, cancellationToken);

    private Task<T> AskRingsAsync<T>(long atLeast, Func<ShareView, Task<T>> ask, CancellationToken cancellationToken) =>
        AskAsync(() => host.RingViewAtAsync(atLeast, cancellationToken), ask, cancellationToken);

    private async Task<T> AskAsync<T>(Func<ValueTask<ShareView>> wait, Func<ShareView, Task<T>> ask, CancellationToken cancellationToken)
    {
        long started = clock.GetTimestamp();
        while (true)
        {
            ShareView view = await wait().ConfigureAwait(false);
            try
            {
                return await ask(view).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (IsPassing(e))
            {
                if (clock.GetElapsedTime(started) > options.QuestionPatience)
                    throw new JournalException(JournalFailure.Unavailable, "Shares are moving between silos, and no complete answer can be given now. Ask again.", e);
                await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool IsPassing(Exception e) =>
        e is ShareNotReadyException or OrleansException or TimeoutException or OperationCanceledException { CancellationToken.IsCancellationRequested: false };
}
