namespace Resolve.Rings.Detection;

/// <summary>Turns pieces into the groups an investigator would draw: vertices go to the group that explains their links best, and pieces of one ring are put together.</summary>
internal sealed class Consolidation
{
    private const int RoundsMax = 20;
    private const int PassesMax = 10;
    private const int LoosestShare = 1024; // a loose piece joins a neighbour on the unit weight per 1,024 pairs

    private readonly LevelGraph _graph;
    private readonly int _unitWeight;
    private readonly GroupEvidence _evidence;
    private readonly int[] _labels;
    private long[] _within = [];
    private long[] _sizes = [];
    private int[] _links = [];
    private long[] _outward = [];
    private int _count;

    /// <summary>Prepares the consolidation.</summary>
    /// <param name="graph">The component.</param>
    /// <param name="options">The parameters.</param>
    /// <param name="labels">The piece of each vertex; overwritten.</param>
    public Consolidation(LevelGraph graph, RingPartitionOptions options, int[] labels)
    {
        _graph = graph;
        _unitWeight = options.UnitWeight;
        _evidence = new GroupEvidence(options.UnitWeight, options.BackgroundBits);
        _labels = labels;
    }

    /// <summary>Consolidates the labels in place.</summary>
    /// <returns>The number of groups; they are numbered by smallest vertex, and connected.</returns>
    public int Run()
    {
        Renew();
        for (int round = 0; round < RoundsMax && _count > 1; round++)
        {
            bool changed = MoveVertices();
            changed |= MergeRounds(WeighMerge);
            if (!changed) break;
        }
        if (_count > 1) MergeRounds(WeighLooseEnd);
        return _count;
    }

    private void Renew()
    {
        _count = Communities.SplitDisconnected(_graph, _labels);
        (_within, _sizes, _links) = Communities.Measure(_graph, _labels, _count);
    }

    private bool MoveVertices()
    {
        long[] weightTo = new long[_count];
        int[] touched = new int[_count];
        bool any = false;
        for (int pass = 0; pass < PassesMax; pass++)
        {
            bool moved = false;
            for (int v = 0; v < _graph.Count; v++) moved |= MoveVertex(v, weightTo, touched);
            if (!moved) break;
            any = true;
        }
        if (any) Renew();
        return any;
    }

    private bool MoveVertex(int v, long[] weightTo, int[] touched)
    {
        int distinct = 0, own = _labels[v], best = own;
        for (int i = _graph.Offsets[v]; i < _graph.Offsets[v + 1]; i++)
        {
            int group = _labels[_graph.Targets[i]];
            if (weightTo[group] == 0) touched[distinct++] = group;
            weightTo[group] += _graph.Weights[i];
        }
        if (distinct > 1 || (distinct == 1 && touched[0] != own))
        {
            long leaving = _evidence.Of(_within[own] - weightTo[own], _sizes[own] - 1) - _evidence.Of(_within[own], _sizes[own]), bestGain = 0;
            for (int t = 0; t < distinct; t++)
            {
                int group = touched[t];
                if (group == own) continue;
                long gain = leaving + _evidence.Of(_within[group] + weightTo[group], _sizes[group] + 1) - _evidence.Of(_within[group], _sizes[group]);
                if (gain > bestGain) (best, bestGain) = (group, gain);
            }
        }
        if (best != own)
        {
            _within[own] -= weightTo[own];
            _sizes[own]--;
            _within[best] += weightTo[best];
            _sizes[best]++;
            _labels[v] = best;
        }
        for (int t = 0; t < distinct; t++) weightTo[touched[t]] = 0;
        return best != own;
    }

    // Rounds of disjoint merges, the best first, so that each is judged by what the groups have become. Each round has one group less at least.
    private bool MergeRounds(Func<int, int, long, long> weigh)
    {
        bool any = false;
        while (_count > 1)
        {
            List<(long Rank, int First, int Second)> merges = FindMerges(weigh);
            if (merges.Count == 0) break;
            any = true;
            int[] into = new int[_count];
            bool[] used = new bool[_count];
            for (int g = 0; g < _count; g++) into[g] = g;
            foreach ((_, int first, int second) in merges)
            {
                if (used[first] || used[second]) continue;
                used[first] = used[second] = true;
                into[second] = first;
            }
            for (int v = 0; v < _labels.Length; v++) _labels[v] = into[_labels[v]];
            Renew();
        }
        return any;
    }

    private List<(long Rank, int First, int Second)> FindMerges(Func<int, int, long, long> weigh)
    {
        LevelGraph groups = _graph.Aggregate(_labels, _count);
        _outward = new long[_count];
        for (int a = 0; a < groups.Count; a++)
            for (int i = groups.Offsets[a]; i < groups.Offsets[a + 1]; i++) _outward[a] += groups.Weights[i];
        var merges = new List<(long Rank, int First, int Second)>();
        for (int a = 0; a < groups.Count; a++)
        {
            for (int i = groups.Offsets[a]; i < groups.Offsets[a + 1]; i++)
            {
                int b = groups.Targets[i];
                if (b < a) continue;
                long worth = weigh(a, b, groups.Weights[i]);
                if (worth > 0) merges.Add((-worth, a, b));
            }
        }
        merges.Sort();
        return merges;
    }

    private long WeighMerge(int a, int b, long between) =>
        _evidence.Of(_within[a] + _within[b] + between, _sizes[a] + _sizes[b]) - _evidence.Of(_within[a], _sizes[a]) - _evidence.Of(_within[b], _sizes[b]);

    // A piece that hangs together by little more than a tree is no ring of its own: a holder, his account and his phone belong to what they are tied to.
    private long WeighLooseEnd(int a, int b, long between)
    {
        if (!HangsOn(a, between) && !HangsOn(b, between)) return 0;
        return new PottsModel(LoosestShare, _unitWeight).Gain(between, _sizes[a], _sizes[b]) >= 0 ? between : 0;
    }

    private bool HangsOn(int group, long between) => 4L * _links[group] < 5 * _sizes[group] && 2 * between > _outward[group];
}
