namespace Resolve.Rings;

/// <summary>Divides a component of the suspect-side graph into rings: the seam where ring detection stands.</summary>
/// <remarks>A pure function: the same component gives the same groups.</remarks>
public interface IRingDetector
{
    /// <summary>Divides a component.</summary>
    /// <param name="component">The component, its members in canonical order.</param>
    /// <returns>For each member the number of its group, from 0, or -1 for none.</returns>
    int[] Divide(RingComponent component);
}

/// <summary>A connected part of the suspect-side graph, hubs left out.</summary>
/// <param name="MemberCount">The members, numbered from 0 in the order of their keys.</param>
/// <param name="Ties">The ties between members, each pair once with the smaller number first, sorted.</param>
/// <param name="Hubs">For each member whether it is a hub, which serves many groups and belongs to none (see <c>docs/rings.md</c>).</param>
public sealed record RingComponent(int MemberCount, IReadOnlyList<RingTie> Ties, IReadOnlyList<bool> Hubs)
{
    /// <summary>Gets the reports that state each tie, by arbitrary numbers that only identify reports; empty when unknown.</summary>
    public IReadOnlyList<IReadOnlyList<int>> ReportsOfTie { get; init; } = [];

    /// <summary>Gets the same reports, renumbered in one array; null when nobody has numbered them.</summary>
    internal TieReports? NumberedReports { get; init; }

    /// <summary>Gets for each tie whether one has the other in hand; empty when unknown.</summary>
    public IReadOnlyList<bool> InHand { get; init; } = [];

    /// <summary>Gets for each member whether no report states a part that it plays (see <c>docs/rings.md</c>); empty when all have one.</summary>
    public IReadOnlyList<bool> Bystanders { get; init; } = [];

    /// <summary>Gets for each member whether it is an account, which may be sold; empty when unknown.</summary>
    public IReadOnlyList<bool> Accounts { get; init; } = [];
}

/// <summary>All ring-carrying links between two members.</summary>
/// <param name="A">The member with the smaller number.</param>
/// <param name="B">The other.</param>
/// <param name="WeightMillibits">How strongly they tie, in thousandths of a bit; above 0.</param>
/// <param name="ReportCount">How many distinct reports state them.</param>
public readonly record struct RingTie(int A, int B, int WeightMillibits, int ReportCount);

/// <summary>The plainest detector: a component is a ring.</summary>
public sealed class ComponentDetector : IRingDetector
{
    /// <inheritdoc/>
    public int[] Divide(RingComponent component)
    {
        ArgumentNullException.ThrowIfNull(component);
        return new int[component.MemberCount];
    }
}
