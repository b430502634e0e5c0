
namespace Resolve.Rings;

/// <summary>Finds the hubs of a component: what serves many groups that have nothing to do with one another.</summary>
/// <remarks>
/// A payment gateway, an exchange line or a money trader is no ring's own, however few links it has; a SIM box with a
/// hundred numbers is, and so is an account that a hundred burner numbers lead to. What distinguishes them is not the degree
/// but what is left when the vertex is thought away: the neighbours of a hub fall into pieces which have lives of their
/// own, in reports that do not name it. So the neighbours of a vertex are joined where reports that do not name it
/// tie them, directly or over one other; each report that names the vertex falls to the pieces of the others it names; and
/// the effective number of pieces (the inverse of the chance that two reports fall to one piece) estimates how many groups it
/// serves. Three of the pieces must have lives of their own, and what the vertex owns never speaks against it; logins do, for strangers share
/// a public network.
/// </remarks>
internal sealed class HubDetector
{
    private const int EffectiveTenthsMin = 25;
    private const int PieceCountMin = 3;
    // A leader with branches looks like a small hub. A hub that is taken for a member does little harm: reports that all hang on one entity join no two
    // groups (FragmentMerger).
    private const int DegreeMin = 8;
    private const int BetweenDegreeMax = 64; // a neighbour's neighbour with more ties joins nothing: it may be a hub itself

    private readonly int[] _offsets;         // member -> where its ties begin
    private readonly (int Other, int Tie)[] _ends;
    private readonly TieReports _reports;
    private readonly bool[] _owned;

    // Sets that are emptied by the next mark, so that a vertex costs its own neighbours and no more.
    private readonly int[] _ownReports, _voteOf, _votedAt, _isAlive, _parent, _hasParent, _votesOfPiece, _countedAt, _farAt;
    private readonly List<int> _alive = [], _votes = [], _pieces = [];
    private int _mark;

    public HubDetector(int memberCount, List<RingTie> ties, TieReports reports, bool[] owned)
    {
        _offsets = new int[memberCount + 1];
        foreach (RingTie tie in ties)
        {
            _offsets[tie.A + 1]++;
            _offsets[tie.B + 1]++;
        }
        for (int v = 0; v < memberCount; v++) _offsets[v + 1] += _offsets[v];
        _ends = new (int, int)[_offsets[memberCount]];
        int[] next = _offsets.AsSpan(0, memberCount).ToArray();
        for (int t = 0; t < ties.Count; t++)
        {
            _ends[next[ties[t].A]++] = (ties[t].B, t);
            _ends[next[ties[t].B]++] = (ties[t].A, t);
        }
        _reports = reports;
        _owned = owned;
        _ownReports = new int[reports.ReportCount];
        _voteOf = new int[reports.ReportCount];
        _votedAt = new int[reports.ReportCount];
        _isAlive = new int[memberCount];
        _parent = new int[memberCount];
        _hasParent = new int[memberCount];
        _votesOfPiece = new int[memberCount];
        _countedAt = new int[memberCount];
        _farAt = new int[memberCount];
    }

    /// <summary>Finds the hubs.</summary>
    /// <param name="fresh">Which members' ties may have changed since the hubs were found last; null when they never were.</param>
    /// <param name="before">Whether each other member was a hub then.</param>
    /// <returns>Whether each member is one.</returns>
    public bool[] Find(bool[]? fresh = null, bool[]? before = null)
    {
        // The test looks at a vertex's ties, its neighbours' ties, those of their neighbours, and how many ties those at their other ends have.
        bool[]? reached = fresh is null ? null : Spread(Spread(Spread(fresh)));
        var hubs = new bool[_offsets.Length - 1];
        for (int v = 0; v < hubs.Length; v++) hubs[v] = reached is null || reached[v] ? Degree(v) >= DegreeMin && IsHub(v, isFar: false)
            && IsHub(v, isFar: true) : before![v];
        return hubs;
    }

    private int Degree(int v) => _offsets[v + 1] - _offsets[v];

    private ReadOnlySpan<(int Other, int Tie)> TiesOf(int v) => _ends.AsSpan(_offsets[v], Degree(v));

    private bool[] Spread(bool[] from)
    {
        bool[] reached = [.. from];
        for (int v = 0; v < from.Length; v++)
        {
            if (!from[v]) continue;
            foreach ((int u, _) in TiesOf(v)) reached[u] = true;
        }
        return reached;
    }

    /// <summary>Whether the neighbours of a vertex fall into pieces without it; a far look joins them over two others, too.</summary>
    private bool IsHub(int v, bool isFar)
    {
        _mark++;
        foreach ((_, int tie) in TiesOf(v))
            foreach (int report in _reports.Of(tie)) _ownReports[report] = _mark;
        _alive.Clear();
        foreach ((int u, int tie) in TiesOf(v))
        {
            if (_owned[tie]) continue;
            foreach ((int x, int between) in TiesOf(u))
            {
                if (x == v || !IsReportedElsewhere(between)) continue;
                if (_isAlive[u] != _mark)
                {
                    _isAlive[u] = _mark;
                    _alive.Add(u);
                }
                if (Degree(x) > BetweenDegreeMax) continue;
                Join(u, x);
                if (isFar) JoinNeighbours(v, x);
            }
        }
        return _alive.Count >= PieceCountMin && ServesMany(v);
    }

    private void JoinNeighbours(int v, int x)
    {
        if (_farAt[x] == _mark) return;
        _farAt[x] = _mark;
        foreach ((int y, int tie) in TiesOf(x))
            if (y != v && Degree(y) <= BetweenDegreeMax && IsReportedElsewhere(tie)) Join(x, y);
    }

    // Each report that names v has one vote, shared by nobody: it goes to the piece of the neighbours it names.
    private bool ServesMany(int v)
    {
        _votes.Clear();
        foreach ((int u, int tie) in TiesOf(v))
        {
            foreach (int report in _reports.Of(tie))
            {
                if (_votedAt[report] == _mark)
                {
                    Join(u, _voteOf[report]);
                    continue;
                }
                _votedAt[report] = _mark;
                _voteOf[report] = u;
                _votes.Add(report);
            }
        }
        _pieces.Clear();
        foreach (int report in _votes) Count(Root(_voteOf[report]), 1);
        long squares = 0;
        foreach (int piece in _pieces) squares += (long)_votesOfPiece[piece] * _votesOfPiece[piece];
        _mark++; // the pieces are counted again; the parents, which were marked before, are read no more after this
        int count = 0;
        foreach (int u in _alive)
        {
            int piece = RootMarked(u, _mark - 1);
            if (_countedAt[piece] == _mark) continue;
            _countedAt[piece] = _mark;
            count++;
        }
        return count >= PieceCountMin && 10L * _votes.Count * _votes.Count >= EffectiveTenthsMin * squares;
    }

    private void Count(int piece, int votes)
    {
        if (_countedAt[piece] != _mark)
        {
            _countedAt[piece] = _mark;
            _votesOfPiece[piece] = 0;
            _pieces.Add(piece);
        }
        _votesOfPiece[piece] += votes;
    }

    private bool IsReportedElsewhere(int tie)
    {
        foreach (int report in _reports.Of(tie))
            if (_ownReports[report] != _mark) return true;
        return false;
    }

    private int Root(int x) => RootMarked(x, _mark);

    private int RootMarked(int x, int mark)
    {
        while (_hasParent[x] == mark) x = _parent[x];
        return x;
    }

    private void Join(int a, int b)
    {
        a = Root(a);
        b = Root(b);
        if (a == b) return;
        int child = Math.Max(a, b);
        _parent[child] = Math.Min(a, b);
        _hasParent[child] = _mark;
    }
}
