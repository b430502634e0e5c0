using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Silo.Cluster;

namespace Resolve.Cluster.Benchmarks;

/// <summary>Answers a walk by asking each entity's grain, all of a level at once. The answer is the whole answer: summaries, and the links among all.</summary>
internal static class GrainByGrain
{
    public static async Task<ExpandAnswer> ExpandAsync(IGrainFactory grains, string start, ExpandQuestion question, GraphMoment moment)
    {
        var cards = new Dictionary<string, (int Hop, HopCard Card)>(StringComparer.Ordinal);
        List<string> level = [start];
        var expanded = new HashSet<string>(StringComparer.Ordinal);
        for (int hop = 0; hop <= question.Hops && level.Count > 0; hop++)
        {
            HopCard?[] found = await Task.WhenAll(level.Select(t => grains.GetGrain<IHopGrain>(t).LookAsync(moment, question.Filter)));
            for (int i = 0; i < level.Count; i++) cards.Add(level[i], (hop, found[i] ?? throw new InvalidOperationException("An entity is gone.")));
            if (hop == question.Hops) break;
            var next = new HashSet<string>(StringComparer.Ordinal);
            foreach (string nodeKey in level)
            {
                HopCard card = cards[nodeKey].Card;
                if (hop > 0 && card.Summary.IsHub) continue;
                expanded.Add(nodeKey);
                next.UnionWith(card.Neighbours);
            }
            next.ExceptWith(cards.Keys);
            level = [.. next];
        }
        List<ReachedEntity> page =
        [
            .. cards.Select(c => new ReachedEntity(c.Value.Hop, c.Value.Card.Summary, expanded.Contains(c.Key)))
                .OrderBy(r => r.Hop).ThenBy(r => r.Entity.Key).Take(question.Limit),
        ];
        HashSet<EntityKey> shown = [.. page.Select(r => r.Entity.Key)];
        var links = new Dictionary<(EntityKey, EntityKey, Reports.LinkKind), LinkView>();
        foreach (LinkView link in cards.Values.SelectMany(c => c.Card.Links))
            if (shown.Contains(link.From) && shown.Contains(link.To)) links.TryAdd((link.From, link.To, link.Kind), link);
        List<LinkView> sorted = [.. links.Values];
        sorted.Sort(EntityReader.CompareLinks);
        return new ExpandAnswer(moment.Position, page, sorted, [], cards.Count, page.Count < cards.Count ? Cursors.Write(page.Count) : null);
    }
}
