namespace Resolve.Benchmarks.Walks;

/// <summary>The plainest walk that memory allows: neighbours in one array (compressed sparse rows), what was seen by generation stamps, no labels, no
/// filters.</summary>
internal sealed class CsrGraph
{
    private readonly int[] _starts, _neighbours, _ahead, _back, _queue, _rear, _parents, _rearParents;
    private int _stamp;

    public CsrGraph(GraphWorkload workload)
    {
        int count = workload.Types.Length;
        _starts = new int[count + 1];
        foreach (WorkloadLink link in workload.Links)
        {
            _starts[link.From + 1]++;
            _starts[link.To + 1]++;
        }
        for (int i = 0; i < count; i++) _starts[i + 1] += _starts[i];
        int[] ends = _starts[..count];
        _neighbours = new int[2 * workload.Links.Length];
        foreach (WorkloadLink link in workload.Links)
        {
            _neighbours[ends[link.From]++] = link.To;
            _neighbours[ends[link.To]++] = link.From;
        }
        (_ahead, _back, _queue, _rear, _parents, _rearParents) = (new int[count], new int[count], new int[count], new int[count], new int[count],
            new int[count]);
    }

    /// <summary>Gets the number of links at an entity.</summary>
    public int Degree(int entity) => _starts[entity + 1] - _starts[entity];

    /// <summary>Counts the entities within some hops; one of a degree above the bound is reached and not passed, the start excepted.</summary>
    public int Reach(int seed, int hops, int hubMax)
    {
        int stamp = ++_stamp, count = 1, from = 0;
        _ahead[seed] = stamp;
        _queue[0] = seed;
        for (int hop = 1; hop <= hops; hop++)
        {
            int to = count;
            for (; from < to; from++)
            {
                int at = _queue[from];
                if (hop > 1 && Degree(at) > hubMax) continue;
                foreach (int next in _neighbours.AsSpan(_starts[at], Degree(at)))
                {
                    if (_ahead[next] == stamp) continue;
                    _ahead[next] = stamp;
                    _queue[count++] = next;
                }
            }
        }
        return count;
    }

    /// <summary>Counts the neighbours of both.</summary>
    public int Common(int a, int b)
    {
        int stamp = ++_stamp, count = 0;
        foreach (int next in _neighbours.AsSpan(_starts[a], Degree(a))) _ahead[next] = stamp;
        foreach (int next in _neighbours.AsSpan(_starts[b], Degree(b))) count += _ahead[next] == stamp ? 1 : 0;
        return count;
    }

    /// <summary>Finds a shortest path by search from both ends, level by level, and gives its hops; -1 for none within the bound.</summary>
    public int Path(int from, int to, int hopsMax, int hubMax)
    {
        if (from == to) return 0;
        int stamp = ++_stamp;
        (_ahead[from], _back[to], _queue[0], _rear[0]) = (stamp, stamp, from, to);
        int frontFrom = 0, front = 1, rearFrom = 0, rear = 1;
        for (int hops = 1; hops <= hopsMax && frontFrom < front && rearFrom < rear; hops++)
        {
            int met = front - frontFrom <= rear - rearFrom
                ? Step(_queue, ref frontFrom, ref front, _ahead, _back, _parents, to, stamp, hubMax)
                : Step(_rear, ref rearFrom, ref rear, _back, _ahead, _rearParents, from, stamp, hubMax);
            if (met >= 0) return Length(met, from, _parents) + Length(met, to, _rearParents);
        }
        return -1;
    }

    private int Step(int[] queue, ref int from, ref int count, int[] mine, int[] other, int[] parents, int goal, int stamp, int hubMax)
    {
        for (int to = count; from < to; from++)
        {
            int at = queue[from];
            foreach (int next in _neighbours.AsSpan(_starts[at], Degree(at)))
            {
                if (mine[next] == stamp || (next != goal && Degree(next) > hubMax)) continue;
                mine[next] = stamp;
                parents[next] = at;
                if (other[next] == stamp) return next;
                queue[count++] = next;
            }
        }
        return -1;
    }

    private static int Length(int node, int end, int[] parents)
    {
        int hops = 0;
        for (; node != end; node = parents[node]) hops++;
        return hops;
    }
}
