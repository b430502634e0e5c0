using Resolve.Identifiers.Mentions;
using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Rings;

/// <summary>Whether reports state a part that a node plays, or only that money passed between it and others.</summary>
/// <remarks>
/// A bank's statement names all counterparties of an account as intermediaries: shops, employers, neighbours. What a suspect
/// pays or is paid by is on the money trail; a member it becomes by a part: a victim pays it, it is in a suspect's hand, a report names it as
/// suspect, or several members' transfers lead to it (<see cref="Bystanders"/>). The answer is a function of the reports that name the node.
/// </remarks>
internal static class PartEvidence
{
    /// <summary>Determines whether a node has a part of its own.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="node">A node of the suspect-side graph.</param>
    /// <returns>False for an account that reports name as intermediary only, and for a person whom they name as holder or intermediary only.</returns>
    public static bool HasPart(GraphSnapshot graph, int node)
    {
        EntityKind kind = graph.KindOf(node);
        if (kind is not (EntityKind.Account or EntityKind.Person)) return true;
        foreach (int vertex in graph.VerticesOf(in node))
        {
            foreach (MentionPlace place in graph.VertexAt(vertex).MentionSpan)
            {
                StoredReport report = graph.ReportAt(place.Report)!;
                if (IsPart(report.Mentions[place.Ordinal].Role, kind) || HasPart(graph, report, place.Ordinal, kind)) return true;
            }
        }
        return false;
    }

    private static bool IsPart(MentionRole role, EntityKind kind) => role == MentionRole.Suspect || (role == MentionRole.Holder && kind == EntityKind.Account);

    private static bool HasPart(GraphSnapshot graph, StoredReport report, int ordinal, EntityKind kind)
    {
        MentionRole role = report.Mentions[ordinal].Role;
        if (RingLinkRule.IsLeaf(role)) return false;
        bool isLinked = false;
        foreach (StoredLink link in report.Links)
        {
            if (link.FromMention != ordinal && link.ToMention != ordinal) continue;
            LinkKind word = graph.LinkAt(link.Link).Kind;
            MentionRole other = report.Mentions[link.FromMention == ordinal ? link.ToMention : link.FromMention].Role;
            if (word == LinkKind.Transferred && link.ToMention == ordinal && other == MentionRole.Victim) return true;
            if (!link.CarriesRings) continue;
            isLinked = true;
            bool isName = word is LinkKind.Holds or LinkKind.RegisteredTo;
            if (RingLinkRule.IsInHand(word) && (!isName || other == MentionRole.Suspect)) return true;
            if (word is LinkKind.Contacted or LinkKind.Related || (kind == EntityKind.Person && word == LinkKind.MentionedWith)) return true;
        }
        return kind == EntityKind.Person && !isLinked && RingLinkRule.IsSuspectSide(role);
    }
}
