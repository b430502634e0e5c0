using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Rings;

/// <summary>Counts what an investigator can begin with.</summary>
internal static class RingLeadsReader
{
    /// <summary>Counts the leads among a ring's nodes.</summary>
    public static RingLeads Of(GraphSnapshot graph, IEnumerable<int> nodes)
    {
        int persons = 0, accounts = 0, devices = 0, numbers = 0;
        foreach (int node in nodes)
        {
            switch (graph.KindOf(node))
            {
                case EntityKind.Person:
                    if (graph.RecordsOf(node).Any(r => r.Documents.Count > 0)) persons++;
                    break;
                case EntityKind.Account:
                    if (!ForeignSigns.LeavesTheBanks(graph.KeyOf(node))) accounts++;
                    break;
                case EntityKind.Device:
                    devices++;
                    break;
                case EntityKind.Phone:
                    if (graph.KeyOf(node).Value.StartsWith("+84") && HasHolder(graph, node)) numbers++;
                    break;
            }
        }
        return new RingLeads(persons, accounts, devices, numbers);
    }

    private static bool HasHolder(GraphSnapshot graph, int phone)
    {
        Adjacency at = graph.EdgesOf(phone);
        for (int i = 0; i < at.Count; i++)
        {
            if (graph.LinkAt(at[i].Link).Kind is LinkKind.Holds or LinkKind.RegisteredTo
                && graph.KindOf(graph.NodeOf(at[i].Neighbour)) == EntityKind.Person)
                return true;
        }
        return false;
    }
}
