using Resolve.Graph;
using Resolve.Rings.Detection;

namespace Resolve.Rings;

/// <summary>Divides a component by evidence of groups and by Leiden (see <see cref="RingPartitioner"/>), then puts pieces together by their reports (see <see cref="FragmentMerger"/>).</summary>
public sealed class PartitionDetector : IRingDetector
{
    private readonly RingPartitionOptions _options;
    private readonly SplitMemory _memory = new();

    /// <summary>Makes a detector.</summary>
    /// <param name="options">The parameters; null for those that suit <see cref="LinkWeights"/>: a link conducts when it is of having in hand, or a report of these two alone or more than one report tells it.</param>
    public PartitionDetector(RingPartitionOptions? options = null) =>
        _options = (options ?? new RingPartitionOptions { ConductingWeight = LinkWeights.ReportMillibits }) with { HubDegreeMax = int.MaxValue };

    /// <inheritdoc/>
    public int[] Divide(RingComponent component)
    {
        ArgumentNullException.ThrowIfNull(component);
        var links = new WeightedLink[component.Ties.Count];
        int count = 0;
        foreach (RingTie tie in component.Ties)
            if (!component.Hubs[tie.A] && !component.Hubs[tie.B]) links[count++] = new WeightedLink(tie.A, tie.B, tie.WeightMillibits);
        int[] groups = RingPartitioner.PartitionAgain(WeightedGraph.FromLinks(component.MemberCount, links.AsSpan(0, count)), _options, _memory);
        for (int v = 0; v < groups.Length; v++) if (component.Hubs[v]) groups[v] = -1;
        if (component.ReportsOfTie.Count > 0) new FragmentMerger(component, groups).Run();
        return groups;
    }
}
