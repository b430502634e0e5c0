using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Silo.Cluster;

namespace Resolve.Silo.Answers;

/// <summary>Questions that walk, or look at several entities.</summary>
internal sealed partial class Coordinator
{
    /// <summary>Walks some hops out.</summary>
    private Task<ExpandAnswer> ExpandAsync(ExpandQuestion question, long atLeast, CancellationToken cancellationToken)
    {
        int skip = Cursors.Read(question.Cursor);
        return AskAsync(
            atLeast,
            async view =>
            {
                (ClusterWalk walk, EntityKey[] notFound) = await BeginWalkAsync(view, question.From, question.Filter).ConfigureAwait(false);
                await walk.RunAsync(question, cancellationToken).ConfigureAwait(false);
                (List<ReachedEntity> page, List<LinkView> links) = await walk.PageAsync(question, skip).ConfigureAwait(false);
                int end = skip + page.Count;
                return new ExpandAnswer(view.Position, page, links, notFound, walk.Count, end < walk.Count ? Cursors.Write(end) : null) { Cuts = walk.Cuts };
            },
            cancellationToken);
    }

    /// <summary>Finds paths: searches as the embedded host does, and asks the silos for what the search comes to.</summary>
    private Task<PathAnswer> PathsAsync(PathQuestion question, long atLeast, CancellationToken cancellationToken) => AskAsync(
        atLeast,
        async view =>
        {
            Located?[] ends = await LocateAsync(view, [question.From, question.To]).ConfigureAwait(false);
            if (ends[0] is not { } from || ends[1] is not { } to)
                return new PathAnswer(view.Position, [], Missing([question.From, question.To], ends));
            var graph = new ClusterPaths(calls, view, question.Filter, metrics);
            List<int[]> found = question.Order == PathOrder.Weight
                ? await StrongestAsync(view, graph, from, to, question, cancellationToken).ConfigureAwait(false)
                : await PathFinder.ShortestAsync(graph, graph.Add(from), graph.Add(to), question, cancellationToken).ConfigureAwait(false);
            return new PathAnswer(view.Position, await graph.ShowAsync(found).ConfigureAwait(false), []);
        },
        cancellationToken);

    /// <summary>Finds what entities have in common.</summary>
    private Task<CommonAnswer> CommonAsync(CommonQuestion question, long atLeast, CancellationToken cancellationToken) => AskAsync(
        atLeast,
        async view =>
        {
            (IReadOnlyList<EntityKey> keys, GraphFilter filter) = question;
            Located?[] found = await LocateAsync(view, [.. keys]).ConfigureAwait(false);
            EntityKey[] notFound = Missing(keys, found);
            if (notFound.Length > 0 || keys.Count == 0) return new CommonAnswer(view.Position, [], notFound);
            var graph = new ClusterPaths(calls, view, filter, metrics);
            HashSet<int> asked = [.. found.Select(n => graph.Add(n!))];
            await graph.LoadAsync(asked, PathRows.All, cancellationToken).ConfigureAwait(false);
            HashSet<int> common = [.. graph.NeighboursOf(asked.First())];
            foreach (int node in asked.Skip(1)) common.IntersectWith(graph.NeighboursOf(node));
            common.ExceptWith(asked);
            EntitySummary[] nodes = await graph.SummariseAsync([.. common]).ConfigureAwait(false);
            return new CommonAnswer(view.Position, [.. nodes.OrderBy(n => n.Key)], []);
        },
        cancellationToken);

    /// <summary>Finds the paths whose weakest step is strongest: each search over links of a least weight sees a graph of its own.</summary>
    private async Task<List<int[]>> StrongestAsync(
        ClusterView view, ClusterPaths shown, Located from, Located to, PathQuestion question, CancellationToken cancellationToken)
    {
        List<EntityKey[]> best = await StrongestPaths.FindAsync(question, async q =>
        {
            var graph = new ClusterPaths(calls, view, q.Filter, metrics);
            List<int[]> found = await PathFinder.ShortestAsync(graph, graph.Add(from), graph.Add(to), q, cancellationToken).ConfigureAwait(false);
            await graph.LoadAsync([.. found.SelectMany(static p => p).Distinct()], PathRows.Heads, cancellationToken).ConfigureAwait(false);
            return found.ConvertAll(p => Array.ConvertAll(p, graph.KeyOf));
        }).ConfigureAwait(false);
        EntityKey[] keys = [.. best.SelectMany(static p => p).Distinct()];
        Located?[] nodes = await LocateAsync(view, keys).ConfigureAwait(false);
        Dictionary<EntityKey, int> nodeOf = keys.Zip(nodes).ToDictionary(
            static k => k.First, k => shown.Add(k.Second ?? throw new ReplicaNotReadyException("A node of a path is not where it was.")));
        return best.ConvertAll(p => Array.ConvertAll(p, k => nodeOf[k]));
    }

    /// <summary>Ranks the neighbours of an entity: its owner does, and theirs say what is shown of them.</summary>
    private Task<Page<Neighbour>?> NeighboursAsync(NeighboursQuestion question, long atLeast, CancellationToken cancellationToken)
    {
        int skip = Cursors.Read(question.Cursor);
        return AskAsync(
            atLeast,
            async view =>
            {
                if ((await LocateAsync(view, [question.Key]).ConfigureAwait(false))[0] is not { } found) return null;
                var request = new NeighboursRequest(view.Moment, NodeIds.Pack([found.Name]), question.Filter, skip, question.Limit);
                NeighboursPart part = (await calls.AskOwnersAsync(view, [found.Partition], (s, _) => s.NeighboursAsync(request), (h, _) =>
                    h.Neighbours(request))
                    .ConfigureAwait(false))[0].Answer;
                UInt128[] names = [.. Enumerable.Range(0, part.Partitions.Length).Select(i => NodeIds.At(part.Neighbours, i))];
                EntitySummary[] entities = await calls.SummariseAsync(view, names, part.Partitions, question.Filter.HubDegreeMax).ConfigureAwait(false);
                return Graph.Questions.Neighbours.Page(view.Position, question, part.ReadRows(), entities, part.Total);
            },
            cancellationToken);
    }

    /// <summary>Finds the links among the entities of a set.</summary>
    private async Task<SubgraphAnswer> SubgraphAsync(SubgraphQuestion question, long atLeast, CancellationToken cancellationToken) =>
        SubgraphAnswer.Of(await ExpandAsync(question.AsExpand(), atLeast, cancellationToken).ConfigureAwait(false));

    /// <summary>Counts who is within some hops.</summary>
    private Task<CountAnswer> CountAsync(CountQuestion question, long atLeast, CancellationToken cancellationToken) => AskAsync(
        atLeast,
        async view =>
        {
            (ClusterWalk walk, EntityKey[] notFound) = await BeginWalkAsync(view, question.From, question.Filter).ConfigureAwait(false);
            await walk.RunAsync(new ExpandQuestion { From = question.From, Hops = question.Hops }, cancellationToken).ConfigureAwait(false);
            return new CountAnswer(view.Position, await walk.CountAsync().ConfigureAwait(false), notFound);
        },
        cancellationToken);

    /// <summary>Lists the reports of entities: each owner gives the first ones of its own.</summary>
    private Task<TimelineAnswer> TimelineAsync(TimelineQuestion question, long atLeast, CancellationToken cancellationToken)
    {
        int count = Timelines.CountOf(question);
        return AskAsync(
            atLeast,
            async view =>
            {
                Located?[] found = await LocateAsync(view, [.. question.Keys]).ConfigureAwait(false);
                EntityKey[] notFound = Missing(question.Keys, found);
                Located[] nodes = [.. found.OfType<Located>().DistinctBy(static n => n.Name)];
                UInt128[] names = Array.ConvertAll(nodes, static n => n.Name);
                TimelineRequest Request(int[] places) => new(view.Moment, ReplicaCalls.Pack(names, places), question.From, question.To, count);
                (int[], TimelineEvent[] Events)[] parts = await calls.AskOwnersAsync(
                    view, Array.ConvertAll(nodes, static n => n.Partition), (s, p) => s.TimelineAsync(Request(p)), (h, p) => h.Timeline(Request(p)))
                    .ConfigureAwait(false);
                return Timelines.Page(view.Position, question, parts.Select(static p => p.Events), notFound);
            },
            cancellationToken);
    }

    /// <summary>Makes a walk from the starts that are there, and lists those that are not.</summary>
    private async Task<(ClusterWalk Walk, EntityKey[] NotFound)> BeginWalkAsync(ClusterView view, IReadOnlyList<EntityKey> from, GraphFilter filter)
    {
        Located?[] starts = await LocateAsync(view, [.. from]).ConfigureAwait(false);
        var walk = new ClusterWalk(calls, view, filter, metrics);
        foreach (Located? start in starts)
            if (start is not null) walk.Start(start);
        return (walk, Missing(from, starts));
    }

    /// <summary>Lists the keys that were not located, sorted, each once.</summary>
    private static EntityKey[] Missing(IReadOnlyList<EntityKey> keys, Located?[] located) =>
        [.. new SortedSet<EntityKey>(keys.Where((_, i) => located[i] is null))];
}
