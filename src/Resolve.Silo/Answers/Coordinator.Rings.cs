using Resolve.Decisions;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Rings;
using Resolve.Rings.History;
using Resolve.Rings.Trails;
using Resolve.Runtime.Review;
using Resolve.Silo.Cluster;

namespace Resolve.Silo.Answers;

/// <summary>Questions on rings: the conductor has them; what they rest on is gathered from the silos.</summary>
internal sealed partial class Coordinator
{
    /// <summary>Lists rings.</summary>
    public async Task<Page<Ring>> RingsAsync(RingFilter filter, int limit, string? cursor, long atLeast, CancellationToken cancellationToken)
    {
        Cursors.Read(cursor);
        return await AskRingsAsync(atLeast, _ => Conductor.ListRingsAsync(filter, limit, cursor), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets a ring by an id that it has, absorbed or bore before.</summary>
    public Task<Ring?> RingAsync(string id, long atLeast, CancellationToken cancellationToken) => AskRingsAsync(atLeast, view => FindAsync(view, id), cancellationToken);

    /// <summary>Tells the history of a ring.</summary>
    public async Task<RingHistory?> RingHistoryAsync(string id, long atLeast, CancellationToken cancellationToken)
    {
        IReadOnlyList<Decision> decisions = await AskAsync(new DecisionsQuestion(), cancellationToken).ConfigureAwait(false);
        return await AskRingsAsync(
            atLeast,
            async view =>
            {
                if (await FindAsync(view, id).ConfigureAwait(false) is not { } ring) return null;
                EntityKey[] persons = [.. decisions.Where(d => d.Kind is DecisionKind.Different or DecisionKind.Exclude).SelectMany(d => d.Persons).Distinct()];
                ShareGraph graph = await GatherAsync(view, ring, persons).ConfigureAwait(false);
                int[] nodes = [.. graph.Graph.Nodes()];
                string?[] ids = await Conductor.RingsOfAsync([.. nodes.Select(graph.TokenOf)]).ConfigureAwait(false);
                var ringOf = new Dictionary<int, string?>(nodes.Length);
                for (int i = 0; i < nodes.Length; i++) ringOf.Add(nodes[i], ids[i]);
                return RingHistories.Of(graph.Graph, ring, model.Rings, n => ringOf.GetValueOrDefault(n), decisions, ring.Score?.AsOf);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Follows the money of a ring.</summary>
    public Task<MoneyTrail?> MoneyTrailAsync(string id, long atLeast, CancellationToken cancellationToken) => AskRingsAsync(
        atLeast,
        async view => await FindAsync(view, id).ConfigureAwait(false) is { } ring
            ? MoneyTrails.Of((await GatherAsync(view, ring, []).ConfigureAwait(false)).Graph, ring)
            : null,
        cancellationToken);

    /// <summary>Finds the ring of an entity.</summary>
    public Task<Ring?> RingOfAsync(EntityKey key, long atLeast, CancellationToken cancellationToken) => AskRingsAsync(
        atLeast,
        async view =>
        {
            if ((await LocateAsync(view, [key]).ConfigureAwait(false))[0] is not { } node) return null;
            string? id = (await Conductor.RingsOfAsync([node.Token]).ConfigureAwait(false))[0];
            return id is null ? null : await Conductor.GetRingAsync(id).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Finds a ring; an id that none bears now names a mention, which some silo holds.</summary>
    private async Task<Ring?> FindAsync(ShareView view, string id)
    {
        if (await Conductor.GetRingAsync(id).ConfigureAwait(false) is { } ring) return ring;
        string?[] tokens = await Task.WhenAll(view.Map.Silos.Select(s => shares.At(s).RingAliasAsync(view.Position, id))).ConfigureAwait(false);
        if (tokens.FirstOrDefault(t => t is not null) is not { } token) return null;
        string? now = (await Conductor.RingsOfAsync([token]).ConfigureAwait(false))[0];
        return now is null ? null : await Conductor.GetRingAsync(now).ConfigureAwait(false);
    }

    /// <summary>Makes a graph that is exact for a ring's members, and for persons whom decisions name.</summary>
    private async Task<ShareGraph> GatherAsync(ShareView view, Ring ring, EntityKey[] persons)
    {
        EntityKey[] keys = [.. ring.Members.SelectMany(m => m.Namesakes.Prepend(m.Key)), .. persons];
        Located?[] located = await LocateAsync(view, keys).ConfigureAwait(false);
        return await GatherAsync(view, [.. located.OfType<Located>().Select(n => (n.Name, n.Share))]).ConfigureAwait(false);
    }
}
