namespace Resolve.Rings.Trails;

/// <summary>How many steps each point is from the victims.</summary>
internal sealed class MoneyLayers
{
    private readonly Dictionary<int, int> _layers = [];
    private readonly HashSet<int> _traced = [];

    public MoneyLayers(List<Told> told)
    {
        Dictionary<int, int[]> onward = told.Where(t => t.FromPoint != t.ToPoint).GroupBy(t => t.FromPoint)
            .ToDictionary(g => g.Key, g => g.Select(t => t.ToPoint).Where(p => p != Told.Victims).Distinct().ToArray());
        _layers[Told.Victims] = 0;
        Walk(onward, [Told.Victims]);
        _traced.UnionWith(_layers.Keys);
        // What no victim is told to have paid: those whom nobody pays begin, and where all are paid in a circle, each.
        HashSet<int> paid = [.. onward.Values.SelectMany(p => p)];
        int[] unreached = [.. onward.Keys.Concat(paid).Distinct().Where(p => !_layers.ContainsKey(p))];
        Begin(onward, [.. unreached.Where(p => !paid.Contains(p))]);
        Begin(onward, [.. unreached.Where(p => !_layers.ContainsKey(p))]);
    }

    public int Of(int point) => _layers.GetValueOrDefault(point, 1);

    public bool IsTraced(int point) => _traced.Contains(point);

    private void Begin(Dictionary<int, int[]> onward, List<int> starts)
    {
        foreach (int start in starts) _layers[start] = 1;
        Walk(onward, starts);
    }

    private void Walk(Dictionary<int, int[]> onward, List<int> level)
    {
        while (level.Count > 0)
        {
            var next = new List<int>();
            foreach (int point in level)
            {
                foreach (int to in onward.GetValueOrDefault(point, []))
                    if (_layers.TryAdd(to, _layers[point] + 1)) next.Add(to);
            }
            level = next;
        }
    }
}
