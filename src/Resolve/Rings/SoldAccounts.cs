namespace Resolve.Rings;

/// <summary>Divides groups that one account alone ties: it was sold or lent to both.</summary>
/// <remarks>
/// Where an account is thought away with every report that names it, and what is left of its group falls into pieces that would be
/// rings of their own, nothing but the account says that they are one. It stays with the piece that most of its reports name, and with those
/// that transfers, a holder, a command or logins tie it to more often than complaints and lists do. Whether it is shown in the others, too,
/// is decided when rings are described (<see cref="RingGuests"/>).
/// </remarks>
internal sealed class SoldAccounts
{
    private const int MemberCountMin = 3, ReportCountMin = 4, KnownReportCountMin = 2;
    private const long WorkMax = 20_000_000; // ties looked at in one group; of a larger one the accounts in most reports are tried

    private readonly RingComponent _component;
    private readonly int[] _groups;
    private readonly TieReports _reports;
    private readonly int[] _parent, _sizeOf, _ownOf, _namedOf, _boundOf;
    private readonly int[] _reportMark;  // report -> the trial in which it names the account
    private readonly long[] _countedAt;  // report -> the trial and piece in which it was counted
    private int _trial;

    public SoldAccounts(RingComponent component, int[] groups)
    {
        (_component, _groups) = (component, groups);
        _reports = component.NumberedReports ?? new TieReports(component.ReportsOfTie);
        _parent = new int[groups.Length];
        _sizeOf = new int[groups.Length];
        _ownOf = new int[groups.Length];
        _namedOf = new int[groups.Length];
        _boundOf = new int[groups.Length];
        _reportMark = new int[_reports.ReportCount];
        _countedAt = new long[_reports.ReportCount];
    }

    /// <summary>Divides what one account alone ties; the groups are then named by their smallest members.</summary>
    public void Split()
    {
        if (_component.Accounts.Count == 0) return;
        var tiesOf = new Dictionary<int, List<int>>();
        for (int t = 0; t < _component.Ties.Count; t++)
        {
            (int a, int b) = (_component.Ties[t].A, _component.Ties[t].B);
            if (_groups[a] < 0 || _groups[a] != _groups[b]) continue;
            if (!tiesOf.TryGetValue(_groups[a], out List<int>? ties)) tiesOf.Add(_groups[a], ties = []);
            ties.Add(t);
        }
        foreach (List<int> ties in tiesOf.Values)
            if (ties.Count >= 2 * MemberCountMin) Split(ties);
    }

    // Each group is on its own, so the order in which groups are divided does not matter.
    private void Split(List<int> ties)
    {
        foreach (int account in CandidatesOf(ties))
        {
            List<int> ofGroup = ties.FindAll(t => _groups[_component.Ties[t].A] == _groups[account] && _groups[_component.Ties[t].B] == _groups[account]);
            if (ofGroup.Count >= 2 * MemberCountMin) Try(account, ofGroup);
        }
    }

    private List<int> CandidatesOf(List<int> ties)
    {
        var known = new Dictionary<int, (int Ties, int Statements)>(); // of accounts
        foreach (int t in ties)
        {
            RingTie tie = _component.Ties[t];
            Count(tie.A, tie.ReportCount);
            Count(tie.B, tie.ReportCount);
        }
        int most = (int)Math.Max(1, WorkMax / ties.Count);
        // one tie ties nothing to anything
        return [.. known.Where(k => k.Value.Ties >= 2).OrderByDescending(k => k.Value.Statements).ThenBy(k => k.Key).Take(most).Select(k => k.Key)];

        void Count(int member, int statements)
        {
            if (!_component.Accounts[member]) return;
            (int count, int all) = known.GetValueOrDefault(member);
            known[member] = (count + 1, all + statements);
        }
    }

    private void Try(int account, List<int> ties)
    {
        _trial++;
        var members = new SortedSet<int>();
        foreach (int t in ties)
        {
            RingTie tie = _component.Ties[t];
            members.Add(tie.A);
            members.Add(tie.B);
            if (tie.A != account && tie.B != account) continue;
            foreach (int report in _reports.Of(t)) _reportMark[report] = _trial;
        }
        members.Remove(account);
        foreach (int v in members) (_parent[v], _sizeOf[v], _ownOf[v], _namedOf[v], _boundOf[v]) = (v, 0, 0, 0, 0);
        foreach (int t in ties)
        {
            RingTie tie = _component.Ties[t];
            if (tie.A == account || tie.B == account || !IsOwn(t)) continue;
            int a = Root(tie.A), b = Root(tie.B);
            _parent[Math.Max(a, b)] = Math.Min(a, b);
        }
        foreach (int v in members) _sizeOf[Root(v)]++;
        CountReports(account, ties);
        int[] alive = [.. members.Where(v => _parent[v] == v && _sizeOf[v] >= MemberCountMin && _ownOf[v] >= ReportCountMin)];
        if (alive.Length >= 2) Divide(account, ties, members, alive);
    }

    private bool IsOwn(int tie)
    {
        foreach (int report in _reports.Of(tie))
            if (_reportMark[report] != _trial) return true;
        return false;
    }

    /// <summary>Counts each piece's reports without the account, and those that name it.</summary>
    private void CountReports(int account, List<int> ties)
    {
        foreach (int t in ties)
        {
            RingTie tie = _component.Ties[t];
            bool isAccounts = tie.A == account || tie.B == account;
            int piece = Root(tie.A == account ? tie.B : tie.A);
            if (isAccounts)
            {
                _namedOf[piece] += tie.ReportCount;
                _boundOf[piece] += _reports.BindsOf(t).Count(true);
            }
            foreach (int report in _reports.Of(t))
            {
                if (_reportMark[report] == _trial) continue;
                long counted = ((long)_trial << 32) | (uint)piece;
                if (_countedAt[report] == counted) continue;
                _countedAt[report] = counted;
                _ownOf[piece]++;
            }
        }
    }

    private void Divide(int account, List<int> ties, SortedSet<int> members, int[] alive)
    {
        HashSet<int> away = [.. alive.Where(p => 2 * _boundOf[p] <= _namedOf[p])];
        int host = alive.MaxBy(p => _namedOf[p]);
        // What each piece names once only, such as a shop that both paid, is no member of either by which the two are one.
        // The account is at home where most of its reports are: one transfer to another piece does not take it from there.
        if (away.Contains(host) || NamedReports(account, ties, host) < KnownReportCountMin) away = [.. alive.Where(p => p != host)];
        if (away.Count == 0) return;
        // What has no life without the account goes where the reports that name both lead.
        var votes = new Dictionary<(int Loose, int Piece), int>();
        foreach (int t in ties)
        {
            RingTie tie = _component.Ties[t];
            if (tie.A == account || tie.B == account) continue;
            int a = Root(tie.A), b = Root(tie.B);
            if (a == b) continue;
            bool hasA = alive.Contains(a), hasB = alive.Contains(b);
            if (hasA && !hasB) votes[(b, a)] = votes.GetValueOrDefault((b, a)) + tie.ReportCount;
            if (hasB && !hasA) votes[(a, b)] = votes.GetValueOrDefault((a, b)) + tie.ReportCount;
        }
        Dictionary<int, int> pieceOf = votes.GroupBy(v => v.Key.Loose)
            .ToDictionary(g => g.Key, g => g.OrderByDescending(v => v.Value).ThenBy(v => v.Key.Piece).First().Key.Piece);
        var names = new Dictionary<int, int>(); // piece -> the smallest of its members; all that stay are piece -1
        int group = -1;
        foreach (int v in members.Append(account).Order())
        {
            int piece = v == account ? -1 : Root(v);
            if (piece >= 0 && pieceOf.TryGetValue(piece, out int led)) piece = led;
            if (!away.Contains(piece)) piece = -1;
            if (!names.TryGetValue(piece, out group)) names.Add(piece, group = v);
            _groups[v] = group;
        }
    }

    /// <summary>Counts the reports that tie an account to a piece.</summary>
    private int NamedReports(int account, List<int> ties, int piece)
    {
        var reports = new HashSet<int>();
        foreach (int t in ties)
        {
            RingTie tie = _component.Ties[t];
            if ((tie.A != account && tie.B != account) || Root(tie.A == account ? tie.B : tie.A) != piece) continue;
            foreach (int report in _reports.Of(t)) reports.Add(report);
        }
        return reports.Count;
    }

    private int Root(int v)
    {
        while (_parent[v] != v) v = _parent[v] = _parent[_parent[v]];
        return v;
    }
}
