namespace Resolve.Rings.Detection;

/// <summary>The fast local move of Leiden on one level: vertices go to the community where they gain most, and wake their neighbours.</summary>
internal sealed class LeidenLevel
{
    private readonly LevelGraph _graph;
    private readonly PottsModel _model;
    private readonly int[] _labels;
    private readonly long[] _communitySizes;
    private readonly int[] _memberCounts;
    private readonly long[] _weightTo;
    private readonly int[] _touched;
    private readonly int[] _empty;
    private int _emptyCount;

    /// <summary>Prepares a level.</summary>
    /// <param name="graph">The graph of the level.</param>
    /// <param name="model">The model.</param>
    /// <param name="labels">The community of each vertex, in [0, count); overwritten by moves.</param>
    public LeidenLevel(LevelGraph graph, PottsModel model, int[] labels)
    {
        _graph = graph;
        _model = model;
        _labels = labels;
        _communitySizes = new long[graph.Count];
        _memberCounts = new int[graph.Count];
        _weightTo = new long[graph.Count];
        _touched = new int[graph.Count];
        _empty = new int[graph.Count + 1];
        for (int v = 0; v < graph.Count; v++)
        {
            _communitySizes[labels[v]] += graph.Sizes[v];
            _memberCounts[labels[v]]++;
        }
        for (int c = graph.Count - 1; c >= 0; c--) if (_memberCounts[c] == 0) _empty[_emptyCount++] = c;
    }

    /// <summary>Moves vertices until none gains by moving.</summary>
    /// <returns>Whether any vertex moved.</returns>
    /// <remarks>Ends, because each move raises the quality by at least 1 and the quality is bounded.</remarks>
    public bool MoveVertices()
    {
        int count = _graph.Count;
        int[] queue = new int[count];
        bool[] queued = new bool[count];
        for (int v = 0; v < count; v++)
        {
            queue[v] = v;
            queued[v] = true;
        }
        int head = 0, waiting = count;
        bool moved = false;
        while (waiting > 0)
        {
            int v = queue[head];
            head = head + 1 == count ? 0 : head + 1;
            waiting--;
            queued[v] = false;
            int target = BestCommunity(v);
            if (target == _labels[v]) continue;
            Move(v, target);
            moved = true;
            for (int i = _graph.Offsets[v]; i < _graph.Offsets[v + 1]; i++)
            {
                int u = _graph.Targets[i];
                if (queued[u] || _labels[u] == target) continue;
                int tail = head + waiting;
                queue[tail >= count ? tail - count : tail] = u;
                queued[u] = true;
                waiting++;
            }
        }
        return moved;
    }

    // A vertex stays where no other community is strictly better; of equally good ones the first in its sorted row is taken.
    private int BestCommunity(int v)
    {
        int distinct = 0;
        for (int i = _graph.Offsets[v]; i < _graph.Offsets[v + 1]; i++)
        {
            int c = _labels[_graph.Targets[i]];
            if (_weightTo[c] == 0) _touched[distinct++] = c;
            _weightTo[c] += _graph.Weights[i];
        }
        int own = _labels[v], best = own;
        long size = _graph.Sizes[v];
        long bestGain = _model.Gain(_weightTo[own], size, _communitySizes[own] - size);
        for (int t = 0; t < distinct; t++)
        {
            int c = _touched[t];
            long gain = c == own ? bestGain : _model.Gain(_weightTo[c], size, _communitySizes[c]);
            if (gain > bestGain) (best, bestGain) = (c, gain);
            _weightTo[c] = 0;
        }
        return bestGain < 0 ? _empty[_emptyCount - 1] : best;
    }

    private void Move(int v, int target)
    {
        int own = _labels[v];
        if (_memberCounts[target] == 0) _emptyCount--;
        _labels[v] = target;
        _communitySizes[own] -= _graph.Sizes[v];
        _communitySizes[target] += _graph.Sizes[v];
        _memberCounts[target]++;
        if (--_memberCounts[own] == 0) _empty[_emptyCount++] = own;
    }
}
