namespace Resolve.Rings.Detection;

/// <summary>The refinement of Leiden: each community is built again from single vertices, by merges that are well connected inside it.</summary>
/// <remarks>This is what keeps communities connected where Louvain's fall apart. Merges stay inside a community, and only single vertices merge.</remarks>
internal sealed class LeidenRefinement
{
    private readonly LevelGraph _graph;
    private readonly PottsModel _model;
    private readonly int[] _communities;
    private readonly long[] _communitySizes;
    private readonly int[] _refined;
    private readonly long[] _sizes;
    private readonly long[] _outward; // weight from a refined group to the rest of its community
    private readonly bool[] _single;
    private readonly long[] _weightTo;
    private readonly int[] _touched;

    /// <summary>Prepares the refinement of a level.</summary>
    /// <param name="graph">The graph of the level.</param>
    /// <param name="model">The model.</param>
    /// <param name="communities">The community of each vertex, numbered from 0.</param>
    /// <param name="communityCount">The number of communities.</param>
    public LeidenRefinement(LevelGraph graph, PottsModel model, int[] communities, int communityCount)
    {
        int count = graph.Count;
        _graph = graph;
        _model = model;
        _communities = communities;
        _communitySizes = new long[communityCount];
        _refined = new int[count];
        _sizes = graph.Sizes.AsSpan().ToArray();
        _outward = new long[count];
        _single = new bool[count];
        _weightTo = new long[count];
        _touched = new int[count];
        for (int v = 0; v < count; v++)
        {
            _communitySizes[communities[v]] += graph.Sizes[v];
            _refined[v] = v;
            _single[v] = true;
            for (int i = graph.Offsets[v]; i < graph.Offsets[v + 1]; i++)
                if (communities[graph.Targets[i]] == communities[v]) _outward[v] += graph.Weights[i];
        }
    }

    /// <summary>Merges vertices in canonical order.</summary>
    /// <returns>The refined group of each vertex, labelled by one of its vertices.</returns>
    public int[] Refine()
    {
        for (int v = 0; v < _graph.Count; v++)
            if (_single[v] && WellConnected(v, _communitySizes[_communities[v]])) MergeBest(v);
        return _refined;
    }

    private bool WellConnected(int group, long communitySize) => _model.Gain(_outward[group], _sizes[group], communitySize - _sizes[group]) >= 0;

    private void MergeBest(int v)
    {
        int community = _communities[v], distinct = 0, best = v;
        long size = _graph.Sizes[v], bestGain = 0;
        for (int i = _graph.Offsets[v]; i < _graph.Offsets[v + 1]; i++)
        {
            int u = _graph.Targets[i];
            if (_communities[u] != community) continue;
            int group = _refined[u];
            if (_weightTo[group] == 0) _touched[distinct++] = group;
            _weightTo[group] += _graph.Weights[i];
        }
        for (int t = 0; t < distinct; t++)
        {
            int group = _touched[t];
            long gain = _model.Gain(_weightTo[group], size, _sizes[group]);
            if (gain > bestGain && WellConnected(group, _communitySizes[community])) (best, bestGain) = (group, gain);
        }
        if (best != v)
        {
            _outward[best] += _outward[v] - 2 * _weightTo[best];
            _sizes[best] += size;
            _refined[v] = best;
            _single[best] = false;
        }
        for (int t = 0; t < distinct; t++) _weightTo[_touched[t]] = 0;
    }
}
