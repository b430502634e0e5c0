using System.Numerics;
using Resolve.Reports;

namespace Resolve.Graph;

/// <summary>How strongly a link ties, in thousandths of a bit: whole numbers, so that sums do not depend on order.</summary>
public static class LinkWeights
{
    /// <summary>What each doubling of the evidence adds, in thousandths of a bit.</summary>
    public const int RepetitionMillibits = 1_000;

    /// <summary>Returns the weight of a link.</summary>
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
}
