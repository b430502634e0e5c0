using System.Numerics;
using Resolve.Reports;

namespace Resolve.Graph;

/// <summary>How strongly links tie, in thousandths of a bit: whole numbers, so that sums do not depend on order.</summary>
/// <remarks>
/// What has another in hand (a SIM in a handset, an account in a name) is a lasting fact, which one report settles. What
/// merely happened together counts once per report, and a report that names many counts less for each pair:
/// its weight falls with the square root of the number of others. So what one report mentions in passing weighs little beside
/// what many state, and a long list glues no more than a short one. (Between equal votes for each pair and equal votes for
/// each entity; Newman, "Scientific collaboration networks II", Physical Review E 64 (2001) 016132, takes the latter,
/// under which large cases fall apart.)
/// </remarks>
public static class LinkWeights
{
    /// <summary>What each doubling of the evidence adds, in thousandths of a bit.</summary>
    public const int RepetitionMillibits = 1_000;

    /// <summary>What having in hand weighs, beside its reports, in thousandths of a bit.</summary>
    public const int InHandMillibits = 4_000;

    /// <summary>What a report that names only two weighs, in thousandths of a bit.</summary>
    /// <value>A payment weighs no more than being named together: borrowed accounts are paid, and that makes no ring of two.</value>
    public const int ReportMillibits = 2_000;

    /// <summary>Returns the weight of a link by itself, by which links are shown and filtered.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="evidenceCount">How many reports' words it rests on, from 1.</param>
    /// <returns>The weight of the kind and 1,000 for each doubling of the evidence.</returns>
    public static int Millibits(LinkKind kind, int evidenceCount) =>
        OfKind(kind) + RepetitionMillibits * BitOperations.Log2((uint)Math.Max(evidenceCount, 1));

    private static int OfKind(LinkKind kind) => kind switch
    {
        LinkKind.Holds => 8_000,
        LinkKind.RegisteredTo => 8_000,
        LinkKind.UsedIn => 8_000,
        LinkKind.LoggedInFrom => 7_000,
        LinkKind.Controls => 7_000,
        LinkKind.Transferred => 5_000,
        LinkKind.Contacted => 3_000,
        LinkKind.Related => 2_000,
        _ => 1_000,
    };

    /// <summary>Returns what one report adds to the tie of two of its entities.</summary>
    /// <param name="entityCount">How many entities its ring-carrying links join, from 2.</param>
    /// <returns>The weight, above 0.</returns>
    public static int OfReport(int entityCount)
    {
        int others = Math.Max(1, entityCount - 1);
        return Math.Max(1, SquareRoot(ReportMillibits * ReportMillibits / others));
    }

    private static int SquareRoot(int value)
    {
        int root = 0;
        for (int bit = 1 << 15; bit > 0; bit >>= 1)
            if ((long)(root | bit) * (root | bit) <= value) root |= bit;
        return root;
    }
}
