namespace Resolve.Rings.Trails;

/// <summary>How many steps each point is from the victims.</summary>
internal sealed class MoneyLayers
{
    private readonly Dictionary<int, int> _layers = [];
    private readonly HashSet<int> _traced = [];

    public MoneyLayers(List<Transfer> transfers)
    {
        Dictionary<int, int[]> onward = transfers.Where(t => t.FromPoint != t.ToPoint).GroupBy(t => t.FromPoint)
            .ToDictionary(g => g.Key, g => g.Select(t => t.ToPoint).Where(p => p != Transfer.Victims).Distinct().ToArray());
        _layers[Transfer.Victims] = 0;
        Walk(onward, [Transfer.Victims]);
        _traced.UnionWith(_layers.Keys);
        // Money that no victim is known to have paid: start from those whom nobody pays, and in a closed circle from each.
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
