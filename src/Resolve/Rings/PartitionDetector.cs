using Resolve.Graph;
using Resolve.Rings.Detection;

namespace Resolve.Rings;

/// <summary>Divides a component by evidence of groups and by Leiden (see <see cref="RingPartitioner"/>), then puts pieces together by their reports (see
/// <see cref="FragmentMerger"/>).</summary>
public sealed class PartitionDetector : IRingDetector
{
    private readonly RingPartitionOptions _options;
    private readonly SplitMemory _memory = new();

    /// <summary>Makes a detector.</summary>
    /// <param name="options">The parameters; null for those that suit <see cref="LinkWeights"/>: a link is strong when one end has the other in hand, or when
    /// a report of these two alone or more than one report states it.</param>
    public PartitionDetector(RingPartitionOptions? options = null) =>
        _options = (options ?? new RingPartitionOptions { StrongLinkWeight = LinkWeights.ReportMillibits }) with { HubDegreeMax = int.MaxValue };

    /// <inheritdoc/>
    public int[] Divide(RingComponent component)
    {
        ArgumentNullException.ThrowIfNull(component);
        var links = new WeightedLink[component.Ties.Count];
        int count = 0;
        foreach (RingTie tie in component.Ties)
            if (!IsLeftOut(component, tie.A) && !IsLeftOut(component, tie.B)) links[count++] = new WeightedLink(tie.A, tie.B, tie.WeightMillibits);
        int[] groups = RingPartitioner.PartitionAgain(WeightedGraph.FromLinks(component.MemberCount, links.AsSpan(0, count)), _options, _memory);
        for (int v = 0; v < groups.Length; v++) if (IsLeftOut(component, v)) groups[v] = -1;
        if (component.ReportsOfTie.Count > 0)
        {
            new FragmentMerger(component, groups).Run();
            new SoldAccounts(component, groups).Split();
        }
        Bystanders.Attach(component, groups);
        return groups;
    }

    /// <summary>Whether a member joins no two others: a hub, or a bystander.</summary>
    internal static bool IsLeftOut(RingComponent component, int member) =>
        component.Hubs[member] || (component.Bystanders.Count > 0 && component.Bystanders[member]);
}
