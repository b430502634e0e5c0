namespace Resolve.Rings.Detection;

/// <summary>Groups of a component's vertices that change step by step: who is in them, their weight within, and their evidence.</summary>
/// <remarks>Every operation costs what it touches, not the component, so that the few changes after the first sweep are cheap.</remarks>
internal sealed class GroupState
{
    private readonly LevelGraph _graph;
    private readonly GroupEvidence _measure;
    private readonly int[] _first; // of each group its first vertex, -1 when it is empty
    private readonly int[] _next; // of each vertex its neighbours in the list of its group, -1 at the ends
    private readonly int[] _previous;
    private readonly int[] _free;
    private readonly long[] _weightTo;
    private readonly int[] _touched;
    private readonly int[] _queue;
    private readonly bool[] _visited;
    private int _freeCount;

    /// <summary>Takes groups over.</summary>
    /// <param name="graph">The component.</param>
    /// <param name="measure">The measure of evidence.</param>
    /// <param name="labels">The group of each vertex, in [0, vertices); overwritten from now on.</param>
    public GroupState(LevelGraph graph, GroupEvidence measure, int[] labels)
    {
        int count = graph.Count;
        _graph = graph;
        _measure = measure;
        Labels = labels;
        (Within, Sizes, Links) = Communities.Measure(graph, labels, count);
        (Volumes, Evidence) = (new long[count], new long[count]);
        (_first, _next, _previous, _free) = (new int[count], new int[count], new int[count], new int[count]);
        (_weightTo, _touched, _queue, _visited) = (new long[count], new int[count], new int[count], new bool[count]);
        Array.Fill(_first, -1);
        for (int v = count - 1; v >= 0; v--)
        {
            Attach(v, labels[v]);
            for (int i = graph.Offsets[v]; i < graph.Offsets[v + 1]; i++) Volumes[labels[v]] += graph.Weights[i];
        }
        for (int g = count - 1; g >= 0; g--)
        {
            Weigh(g);
            if (_first[g] < 0) _free[_freeCount++] = g;
        }
    }

    /// <summary>Gets the group of each vertex.</summary>
    public int[] Labels { get; }

    /// <summary>Gets the weight of the links within each group.</summary>
    public long[] Within { get; }

    /// <summary>Gets the number of links within each group.</summary>
    public int[] Links { get; }

    /// <summary>Gets the number of vertices of each group; 0 for a number that is not in use.</summary>
    public long[] Sizes { get; }

    /// <summary>Gets the weight of the links of each group's vertices, those within counted twice.</summary>
    public long[] Volumes { get; }

    /// <summary>Gets the evidence for each group.</summary>
    public long[] Evidence { get; }

    /// <summary>Returns the first vertex of a group, or -1; go on with <see cref="Next"/>.</summary>
    public int First(int group) => _first[group];

    /// <summary>Returns the vertex that follows in the same group, or -1.</summary>
    public int Next(int vertex) => _next[vertex];

    /// <summary>Adds up the weight of a vertex's links by group; read it with <see cref="WeightTo"/>, and end with <see cref="Forget"/>.</summary>
    /// <returns>The groups touched, in the order of the row.</returns>
    public ReadOnlySpan<int> CollectGroups(int vertex) => _touched.AsSpan(0, CollectGroups(vertex, -1, 0));

    /// <summary>Adds up the weight of the links that leave a group, by group; read and end as with <see cref="CollectGroups(int)"/>.</summary>
    /// <returns>The other groups touched.</returns>
    public ReadOnlySpan<int> GatherGroup(int group)
    {
        int distinct = 0;
        for (int v = _first[group]; v >= 0; v = _next[v]) distinct = CollectGroups(v, group, distinct);
        return _touched.AsSpan(0, distinct);
    }

    /// <summary>Returns the weight gathered to a group.</summary>
    public long WeightTo(int group) => _weightTo[group];

    /// <summary>Clears what was gathered.</summary>
    public void Forget(ReadOnlySpan<int> touched)
    {
        foreach (int group in touched) _weightTo[group] = 0;
    }

    /// <summary>Moves a vertex into another group.</summary>
    public void Move(int vertex, int target)
    {
        int own = Labels[vertex];
        Detach(vertex, own);
        Attach(vertex, target);
        Labels[vertex] = target;
        for (int i = _graph.Offsets[vertex]; i < _graph.Offsets[vertex + 1]; i++)
        {
            int group = Labels[_graph.Targets[i]];
            Volumes[own] -= _graph.Weights[i];
            Volumes[target] += _graph.Weights[i];
            int sign = group == own ? -1 : group == target ? 1 : 0;
            if (sign == 0) continue;
            Links[group] += sign;
            Within[group] += sign * _graph.Weights[i];
        }
        Sizes[own]--;
        Sizes[target]++;
        Weigh(own);
        Weigh(target);
        if (_first[own] < 0) _free[_freeCount++] = own;
    }

    /// <summary>Puts all vertices of the second group into the first.</summary>
    public void Merge(int first, int second)
    {
        for (int v = _first[second]; v >= 0; v = _first[second]) Move(v, first);
    }

    /// <summary>Gives every connected part of a group but the last a number of its own.</summary>
    /// <param name="group">The group.</param>
    /// <param name="parts">Receives the numbers of the parts that were taken out.</param>
    public void SplitDisconnected(int group, List<int> parts)
    {
        while (Sizes[group] > 1)
        {
            int reached = Reach(_first[group], group);
            bool whole = reached == Sizes[group];
            int part = whole ? group : _free[--_freeCount];
            for (int i = 0; i < reached; i++)
            {
                _visited[_queue[i]] = false;
                if (!whole) Move(_queue[i], part);
            }
            if (whole) return;
            parts.Add(part);
        }
    }

    private int Reach(int root, int group)
    {
        int head = 0, tail = 0;
        _queue[tail++] = root;
        _visited[root] = true;
        while (head < tail)
        {
            int v = _queue[head++];
            for (int i = _graph.Offsets[v]; i < _graph.Offsets[v + 1]; i++)
            {
                int u = _graph.Targets[i];
                if (_visited[u] || Labels[u] != group) continue;
                _visited[u] = true;
                _queue[tail++] = u;
            }
        }
        return tail;
    }

    private int CollectGroups(int vertex, int except, int distinct)
    {
        for (int i = _graph.Offsets[vertex]; i < _graph.Offsets[vertex + 1]; i++)
        {
            int group = Labels[_graph.Targets[i]];
            if (group == except) continue;
            if (_weightTo[group] == 0) _touched[distinct++] = group;
            _weightTo[group] += _graph.Weights[i];
        }
        return distinct;
    }

    private void Weigh(int group) => Evidence[group] = _measure.Of(Within[group], Sizes[group]);

    private void Attach(int vertex, int group)
    {
        _previous[vertex] = -1;
        _next[vertex] = _first[group];
        if (_first[group] >= 0) _previous[_first[group]] = vertex;
        _first[group] = vertex;
    }

    private void Detach(int vertex, int group)
    {
        if (_previous[vertex] >= 0) _next[_previous[vertex]] = _next[vertex];
        else _first[group] = _next[vertex];
        if (_next[vertex] >= 0) _previous[_next[vertex]] = _previous[vertex];
    }
}
