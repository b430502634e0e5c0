namespace Resolve.Rings.Detection;

/// <summary>Turns pieces into the groups an investigator would draw: vertices go to the group that explains their links best, and pieces of one ring are put
/// together.</summary>
internal sealed class Consolidation
{
    private const int RoundsMax = 32;
    private const int LoosestShare = 1024; // a loose piece joins a neighbour on the unit weight per 1,024 pairs

    private readonly LevelGraph _graph;
    private readonly int _unitWeight;
    private readonly GroupEvidence _measure;
    private readonly GroupState _groups;
    private readonly int[] _labels;
    private readonly int[] _queue;
    private readonly bool[] _queued;
    private readonly bool[] _active; // groups which changed since merges were last sought
    private readonly List<int> _activeGroups = [];
    private int _head;
    private int _waiting;

    /// <summary>Prepares the consolidation.</summary>
    /// <param name="graph">The component.</param>
    /// <param name="options">The parameters.</param>
    /// <param name="labels">The piece of each vertex; overwritten.</param>
    public Consolidation(LevelGraph graph, RingPartitionOptions options, int[] labels)
    {
        _graph = graph;
        _unitWeight = options.UnitWeight;
        _measure = new GroupEvidence(options.UnitWeight, options.BackgroundBits);
        _labels = labels;
        _queue = new int[graph.Count];
        _queued = new bool[graph.Count];
        _active = new bool[graph.Count];
        Communities.SplitDisconnected(graph, labels);
        _groups = new GroupState(graph, _measure, labels);
    }

    /// <summary>Consolidates the labels in place.</summary>
    /// <returns>The number of groups; they are numbered by smallest vertex, and connected.</returns>
    public int Run()
    {
        ActivateAll();
        for (int v = 0; v < _graph.Count; v++) Enqueue(v);
        // Every step raises the evidence, so this ends by itself; the bound is for the rounding of logarithms.
        for (int round = 0; round < RoundsMax && _waiting > 0; round++)
        {
            MoveVertices();
            Merge(WeighMerge);
        }
        ActivateAll();
        Merge(WeighLooseEnd);
        return Communities.Renumber(_labels);
    }

    private void MoveVertices()
    {
        var left = new List<int>();
        long stepsMax = 64L * _graph.Count;
        for (long step = 0; _waiting > 0 && step < stepsMax; step++)
        {
            int v = _queue[_head];
            _head = _head + 1 == _queue.Length ? 0 : _head + 1;
            _waiting--;
            _queued[v] = false;
            int own = _labels[v], target = BestGroup(v);
            if (target == own) continue;
            _groups.Move(v, target);
            left.Add(own);
            Activate(own);
            Activate(target);
            EnqueueNeighbours(v);
        }
        left.Sort();
        var parts = new List<int>();
        for (int i = 0; i < left.Count; i++)
            if (i == 0 || left[i] != left[i - 1]) _groups.SplitDisconnected(left[i], parts);
        foreach (int part in parts) Activate(part);
    }

    private int BestGroup(int v)
    {
        ReadOnlySpan<int> touched = _groups.CollectGroups(v);
        int own = _labels[v], best = own;
        if (touched.Length > 1 || (touched.Length == 1 && touched[0] != own))
        {
            long stay = _groups.Evidence[own] - _measure.Of(_groups.Within[own] - _groups.WeightTo(own), _groups.Sizes[own] - 1);
            foreach (int group in touched)
            {
                if (group == own) continue;
                long join = _measure.Of(_groups.Within[group] + _groups.WeightTo(group), _groups.Sizes[group] + 1) - _groups.Evidence[group];
                if (join > stay) (best, stay) = (group, join);
            }
        }
        _groups.Forget(touched);
        return best;
    }

    // Rounds of disjoint merges, the best first, so that each is judged by what the groups have become. Only a group that changed can have a new reason.
    private void Merge(Func<int, int, long, long> weigh)
    {
        while (_activeGroups.Count > 0)
        {
            List<(long Rank, int First, int Second)> merges = FindMerges(weigh);
            foreach (int group in _activeGroups) _active[group] = false;
            _activeGroups.Clear();
            foreach ((_, int first, int second) in merges)
            {
                if (_active[first] || _active[second]) continue;
                (int into, int from) = _groups.Sizes[first] >= _groups.Sizes[second] ? (first, second) : (second, first);
                _groups.Merge(into, from);
                Activate(first);
                Activate(second);
            }
            _activeGroups.RemoveAll(Emptied);
            foreach (int group in _activeGroups)
            {
                for (int v = _groups.First(group); v >= 0; v = _groups.Next(v))
                {
                    Enqueue(v);
                    EnqueueNeighbours(v);
                }
            }
        }
    }

    // A number that fell free may be given to a new group, which must be able to become active.
    private bool Emptied(int group)
    {
        if (_groups.Sizes[group] > 0) return false;
        _active[group] = false;
        return true;
    }

    private List<(long Rank, int First, int Second)> FindMerges(Func<int, int, long, long> weigh)
    {
        var merges = new List<(long Rank, int First, int Second)>();
        _activeGroups.Sort();
        foreach (int a in _activeGroups)
        {
            if (_groups.Sizes[a] == 0) continue;
            ReadOnlySpan<int> touched = _groups.GatherGroup(a);
            foreach (int b in touched)
            {
                if (_active[b] && b < a) continue; // found from the other side
                long worth = weigh(a, b, _groups.WeightTo(b));
                if (worth > 0) merges.Add((-worth, Math.Min(a, b), Math.Max(a, b)));
            }
            _groups.Forget(touched);
        }
        merges.Sort();
        return merges;
    }

    private long WeighMerge(int a, int b, long between) =>
        _measure.Of(_groups.Within[a] + _groups.Within[b] + between, _groups.Sizes[a] + _groups.Sizes[b]) - _groups.Evidence[a] - _groups.Evidence[b];

    // A piece held together by little more than a tree, reported once or twice, is no ring of its own: a holder, his account and his phone belong to
    // what most of their links lead to. Three that many reports name together are a ring, however few links three can have.
    private long WeighLooseEnd(int a, int b, long between)
    {
        if (!HangsOn(a, between) && !HangsOn(b, between)) return 0;
        return new PottsModel(LoosestShare, _unitWeight).Gain(between, _groups.Sizes[a], _groups.Sizes[b]) >= 0 ? between : 0;
    }

    private bool HangsOn(int group, long between) =>
        4L * _groups.Links[group] < 5 * _groups.Sizes[group] && 2 * _groups.Within[group] < 5L * _unitWeight * _groups.Sizes[group]
            && 2 * between > _groups.Volumes[group] - 2 * _groups.Within[group];

    private void ActivateAll()
    {
        for (int g = 0; g < _graph.Count; g++) if (_groups.Sizes[g] > 0) Activate(g);
    }

    private void Activate(int group)
    {
        if (_active[group]) return;
        _active[group] = true;
        _activeGroups.Add(group);
    }

    private void EnqueueNeighbours(int v)
    {
        for (int i = _graph.Offsets[v]; i < _graph.Offsets[v + 1]; i++) Enqueue(_graph.Targets[i]);
    }

    private void Enqueue(int v)
    {
        if (_queued[v]) return;
        _queued[v] = true;
        int tail = _head + _waiting++;
        _queue[tail >= _queue.Length ? tail - _queue.Length : tail] = v;
    }
}
