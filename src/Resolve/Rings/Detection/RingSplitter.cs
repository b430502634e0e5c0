namespace Resolve.Rings.Detection;

/// <summary>Splits one component into groups: Leiden from coarse to fine, each split kept only where the links speak for it.</summary>
/// <remarks>
/// The constant Potts model needs a resolution, and no single one suits rings of 5 and of 60. So each group is offered a ladder of resolutions,
/// doubling from rung to rung; it takes the rung whose pieces have most <see cref="GroupEvidence"/>, and its pieces go on with the finer rungs.
/// The choice is made group by group, so that what lies elsewhere has no part in it.
/// </remarks>
internal sealed class RingSplitter(RingPartitionOptions options)
{
    private const int RungCount = 7;
    private const int CoarsestShare = 256; // rung 0 is the unit weight per 256 pairs, rung 6 per 4
    private readonly GroupEvidence _evidence = new(options.UnitWeight, options.BackgroundBits);

    /// <summary>Groups the vertices of a component.</summary>
    /// <param name="component">The component.</param>
    /// <returns>The group of each vertex, numbered from 0 by smallest vertex, and the number of groups.</returns>
    public (int[] Labels, int Count) Split(LevelGraph component)
    {
        int[] labels = new int[component.Count];
        if (component.Count < options.SplitSizeMin) return (labels, 1);
        int[] all = new int[component.Count];
        for (int v = 0; v < all.Length; v++) all[v] = v;
        Split(component, all, 0, labels);
        int count = new Consolidation(component, options, labels).Run();
        return (labels, count);
    }

    // Each vertex of the part gets the smallest vertex of its group for a label; parts are disjoint, so they may be split side by side.
    private void Split(LevelGraph part, int[] ids, int rung, int[] labels)
    {
        (int[]? pieces, int count, int taken) = part.Count < options.SplitSizeMin ? default : BestRung(part, rung);
        if (pieces is null)
        {
            foreach (int id in ids) labels[id] = ids[0];
            return;
        }
        (int[] starts, int[] members) = LevelGraph.Bucket(pieces, count);
        int[] positions = new int[part.Count];
        for (int p = 0; p < count; p++)
            for (int i = starts[p]; i < starts[p + 1]; i++) positions[members[i]] = i - starts[p];
        void SplitPiece(int p)
        {
            ReadOnlySpan<int> piece = members.AsSpan(starts[p]..starts[p + 1]);
            int[] pieceIds = new int[piece.Length];
            for (int i = 0; i < pieceIds.Length; i++) pieceIds[i] = ids[piece[i]];
            Split(part.Part(piece, positions, pieces, p), pieceIds, taken + 1, labels);
        }
        if (part.Count > options.GroupSizeMax) Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = options.ThreadsMax }, SplitPiece);
        else for (int p = 0; p < count; p++) SplitPiece(p);
    }

    private (int[]? Pieces, int Count, int Rung) BestRung(LevelGraph part, int rung)
    {
        bool tooLarge = part.Count > options.GroupSizeMax;
        long lightest = part.Weights.Length == 0 ? 0 : part.Weights.Min();
        long best = tooLarge ? long.MinValue : Evidence(part, new int[part.Count], 1);
        long previous = long.MinValue;
        (int[]?, int, int) choice = default;
        for (; rung < RungCount; rung++)
        {
            var model = new PottsModel(CoarsestShare, (long)options.UnitWeight << rung);
            if (model.Gain(lightest, part.Count / 2, (part.Count + 1) / 2) > 0) continue; // so coarse that even halves on one link stay together
            int[] pieces = Leiden.Partition(part, model, options.IterationsMax);
            int count = pieces.Max() + 1;
            if (count == 1) continue;
            long evidence = Evidence(part, pieces, count);
            if (evidence <= best && evidence <= previous) break; // past the scale of this group, finer rungs only shatter it
            previous = evidence;
            if (evidence <= best) continue;
            best = evidence;
            choice = (pieces, count, rung);
            if (tooLarge) break;
        }
        return choice;
    }

    private long Evidence(LevelGraph part, int[] labels, int count)
    {
        (long[] within, long[] sizes, _) = Communities.Measure(part, labels, count);
        long sum = 0;
        for (int g = 0; g < count; g++) sum += _evidence.Of(within[g], sizes[g]);
        return sum;
    }
}
