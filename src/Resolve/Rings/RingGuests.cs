namespace Resolve.Rings;

/// <summary>Finds accounts that rings besides their own use: sold or lent, they are shown in each with the days of that use.</summary>
internal static class RingGuests
{
    private const int ReportCountMin = 2;

    /// <summary>Finds the guests of groups.</summary>
    /// <param name="component">The component, with the reports of its ties.</param>
    /// <param name="groups">The group of each member; -1 for none.</param>
    /// <param name="groupOfReport">The group that a report names most of, an account left out; -1 when that is no single one.</param>
    /// <returns>For each group its guests, ascending: accounts of other groups that at least two reports of this one name.</returns>
    public static SortedDictionary<int, List<int>> Find(RingComponent component, int[] groups, Func<int, int, int> groupOfReport)
    {
        var reports = new SortedDictionary<(int Group, int Account), HashSet<int>>();
        if (component.Accounts.Count > 0 && component.ReportsOfTie.Count > 0)
        {
            for (int t = 0; t < component.Ties.Count; t++)
            {
                (int a, int b) = (component.Ties[t].A, component.Ties[t].B);
                if (groups[a] == groups[b] || groups[a] < 0 || groups[b] < 0) continue;
                if (component.Accounts[a]) Add(b, a, t);
                if (component.Accounts[b]) Add(a, b, t);
            }
        }
        var guests = new SortedDictionary<int, List<int>>();
        foreach (((int group, int account), HashSet<int> of) in reports)
        {
            if (of.Count < ReportCountMin || of.Count(r => groupOfReport(r, account) == group) < ReportCountMin) continue;
            if (!guests.TryGetValue(group, out List<int>? accounts)) guests.Add(group, accounts = []);
            accounts.Add(account);
        }
        return guests;

        void Add(int member, int account, int tie)
        {
            if (!reports.TryGetValue((groups[member], account), out HashSet<int>? of)) reports.Add((groups[member], account), of = []);
            of.UnionWith(component.ReportsOfTie[tie]);
        }
    }
}
