using Resolve.Graph;
using Resolve.Identifiers;

namespace Resolve.Rings;

/// <summary>Which mentions put an entity on a ring's side, and how a ring's members are found in a graph.</summary>
internal static class RingMentions
{
    /// <summary>Lists the mentions of a node that count, in no order.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="node">The node.</param>
    /// <returns>The report's number and the mention.</returns>
    public static IEnumerable<(int Report, StoredMention Mention)> Of(GraphSnapshot graph, int node)
    {
        var places = new List<MentionPlace>();
        Collect(graph, node, places);
        foreach (MentionPlace place in places) yield return (place.Report, graph.ReportAt(place.Report)!.Mentions[place.Ordinal]);
    }

    /// <summary>Adds the mentions of a node that count to a list, in no order.</summary>
    public static void Collect(GraphSnapshot graph, int node, List<MentionPlace> into)
    {
        foreach (int vertex in graph.VerticesOf(in node))
        {
            foreach (MentionPlace place in graph.VertexAt(vertex).MentionSpan)
                if (Counts(graph.ReportAt(place.Report)!, place.Ordinal)) into.Add(place);
        }
    }

    /// <summary>What a report merely mentions counts where that report ties it to a suspect, not where a text names it in passing.</summary>
    public static bool Counts(StoredReport report, int ordinal)
    {
        Identifiers.Mentions.MentionRole role = report.Mentions[ordinal].Role;
        if (RingLinkRule.IsSuspectSide(role)) return true;
        if (RingLinkRule.IsLeaf(role)) return false;
        foreach (StoredLink link in report.Links)
            if (link.CarriesRings && (link.FromMention == ordinal || link.ToMention == ordinal)) return true;
        return false;
    }

    /// <summary>Names the ring whose earliest mention this is.</summary>
    public static string IdOf(StoredReport report, string mentionRef) =>
        $"ring:{StableHash.Key64("ring", report.Key.Source, report.Key.Id, mentionRef):x16}";

    /// <summary>Finds the nodes of a ring's members and of those counted as them; what the graph does not hold is left out.</summary>
    public static List<int> NodesOf(GraphSnapshot graph, Ring ring)
    {
        var nodes = new List<int>();
        foreach (RingMember member in ring.Members)
        {
            Add(member.Key);
            foreach (EntityKey namesake in member.Namesakes) Add(namesake);
        }
        return nodes;

        void Add(EntityKey key)
        {
            if (graph.TryFind(key, out int node)) nodes.Add(node);
        }
    }
}
