namespace Resolve.Rings;

/// <summary>Finds the hubs of a component: what serves many groups that have nothing to do with one another.</summary>
/// <remarks>
/// A payment gateway, an exchange line or a money trader is no ring's own, however few links it has; a SIM box with a
/// hundred numbers is, and so is an account that a hundred burner numbers lead to. What tells them apart is not the degree
/// but what is left when the vertex is thought away: the neighbours of a hub fall into pieces which have lives of their
/// own, told by reports that do not name it. So the neighbours of a vertex are joined where reports that do not name it
/// tie them, directly or over one other; each report that names the vertex falls to the pieces of the others it names; and
/// the effective number of pieces (the inverse of the chance that two reports fall to one piece) tells how many groups it
/// serves. Three of the pieces must have lives of their own, and what the vertex has in hand never speaks against it.
/// </remarks>
internal sealed class Connectors
{
    private const int EffectiveTenthsMin = 25;
    private const int PieceCountMin = 3;
    private const int DegreeMin = 8; // a leader with branches looks like a small hub; one that is taken for a member does little harm, for reports that all hang on one entity join no two groups (Reunion)
    private const int BetweenDegreeMax = 64; // a neighbour's neighbour with more ties joins nothing: it may be a hub itself

    private readonly List<(int Other, int Tie)>[] _ties;
    private readonly int[][] _reportsOfTie;
    private readonly bool[] _inHand;

    public Connectors(int memberCount, List<RingTie> ties, List<int[]> reportsOfTie, List<bool> inHand)
    {
        _ties = new List<(int, int)>[memberCount];
        for (int i = 0; i < memberCount; i++) _ties[i] = [];
        for (int t = 0; t < ties.Count; t++)
        {
            _ties[ties[t].A].Add((ties[t].B, t));
            _ties[ties[t].B].Add((ties[t].A, t));
        }
        _reportsOfTie = [.. reportsOfTie];
        _inHand = [.. inHand];
    }

    /// <summary>Finds the hubs.</summary>
    /// <returns>Whether each member is one.</returns>
    public bool[] Find()
    {
        var hubs = new bool[_ties.Length];
        for (int v = 0; v < hubs.Length; v++) hubs[v] = _ties[v].Count >= DegreeMin && IsHub(v);
        return hubs;
    }

    private bool IsHub(int v)
    {
        HashSet<int> own = [.. _ties[v].SelectMany(t => _reportsOfTie[t.Tie])];
        var pieces = new Pieces();
        var alive = new HashSet<int>();
        foreach ((int u, int tie) in _ties[v])
        {
            if (_inHand[tie]) continue;
            foreach ((int x, int between) in _ties[u])
            {
                if (x == v || !Array.Exists(_reportsOfTie[between], r => !own.Contains(r))) continue;
                alive.Add(u);
                if (_ties[x].Count <= BetweenDegreeMax) pieces.Join(u, x);
            }
        }
        if (alive.Count < PieceCountMin) return false;
        // Each report that names v has one vote, shared by nobody: it goes to the piece of the neighbours it names.
        var votes = new Dictionary<int, int>();
        foreach ((int u, int tie) in _ties[v])
        {
            foreach (int report in _reportsOfTie[tie])
            {
                if (votes.TryGetValue(report, out int other)) pieces.Join(u, other);
                else votes.Add(report, u);
            }
        }
        long squares = 0;
        foreach ((_, int reports) in votes.Values.CountBy(pieces.Find)) squares += (long)reports * reports;
        int count = alive.Select(pieces.Find).Distinct().Count();
        return count >= PieceCountMin && 10L * votes.Count * votes.Count >= EffectiveTenthsMin * squares;
    }

    private sealed class Pieces
    {
        private readonly Dictionary<int, int> _parent = [];

        public int Find(int x)
        {
            while (_parent.TryGetValue(x, out int parent) && parent != x) x = parent;
            return x;
        }

        public void Join(int a, int b)
        {
            a = Find(a);
            b = Find(b);
            if (a == b) return;
            _parent[Math.Max(a, b)] = Math.Min(a, b);
        }
    }
}
