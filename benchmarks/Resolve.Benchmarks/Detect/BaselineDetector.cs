using Resolve.Benchmarks.Rings;
using Resolve.Rings;
using Resolve.Rings.Detection;

namespace Resolve.Benchmarks.Detect;

internal enum BaselineKind
{
    LabelPropagation,
    Louvain,
}

/// <summary>Divides components as others do, for comparison.</summary>
internal sealed class BaselineDetector(BaselineKind kind) : IRingDetector
{
    public int[] Divide(RingComponent component)
    {
        var graph = WeightedGraph.FromLinks(component.MemberCount, [.. component.Ties.Select(t => new WeightedLink(t.A, t.B, t.WeightMillibits))]);
        return kind == BaselineKind.Louvain ? Baselines.LouvainModularity(graph) : Baselines.LabelPropagation(graph);
    }
}
