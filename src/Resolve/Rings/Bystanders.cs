namespace Resolve.Rings;

/// <summary>The members of a component without a part of their own: they tie no two others, and join the group whose members several reports tie them
/// to.</summary>
internal static class Bystanders
{
    private const int MemberCountMin = 2, ReportCountMin = 2;

    /// <summary>Finds those of a component that have no part: an account without one, and who holds such accounts only.</summary>
    /// <param name="hasPart">Whether each member has a part of its own.</param>
    /// <param name="isPerson">Whether each member is a person.</param>
    /// <param name="ties">The ties of the component.</param>
    public static bool[] Find(bool[] hasPart, bool[] isPerson, List<RingTie> ties)
    {
        var bystanders = new bool[hasPart.Length];
        for (int v = 0; v < bystanders.Length; v++) bystanders[v] = !hasPart[v];
        foreach (RingTie tie in ties)
        {
            // A person who is tied to anything with a part has one: the account in his name is in use.
            if (isPerson[tie.A] && hasPart[tie.B]) bystanders[tie.A] = false;
            if (isPerson[tie.B] && hasPart[tie.A]) bystanders[tie.B] = false;
        }
        return bystanders;
    }

    /// <summary>Gives bystanders the group that most of their ties lead to, when at least two members and two reports tie them to it.</summary>
    /// <param name="component">The component, with its bystanders.</param>
    /// <param name="groups">The group of each member; -1 for none.</param>
    public static void Attach(RingComponent component, int[] groups)
    {
        if (component.Bystanders.Count == 0) return;
        var ties = new List<(int Bystander, int Group, int Tie)>();
        for (int t = 0; t < component.Ties.Count; t++)
        {
            (int a, int b) = (component.Ties[t].A, component.Ties[t].B);
            if (component.Bystanders[a] == component.Bystanders[b]) continue;
            (int bystander, int member) = component.Bystanders[a] ? (a, b) : (b, a);
            if (groups[member] >= 0) ties.Add((bystander, groups[member], t));
        }
        ties.Sort();
        var reports = new HashSet<int>();
        for (int start = 0, end; start < ties.Count; start = end)
        {
            int all = 0, bystander = ties[start].Bystander;
            for (end = start; end < ties.Count && ties[end].Bystander == bystander; end++) all++;
            for (int from = start, to; from < end; from = to)
            {
                reports.Clear();
                for (to = from; to < end && ties[to].Group == ties[from].Group; to++)
                    if (component.ReportsOfTie.Count > 0) reports.UnionWith(component.ReportsOfTie[ties[to].Tie]);
                if (to - from >= MemberCountMin && reports.Count >= ReportCountMin && 2 * (to - from) > all) groups[bystander] = ties[from].Group;
            }
        }
        AttachHolders(component, groups);
    }

    /// <summary>Who holds an account that has joined a group joins with it.</summary>
    private static void AttachHolders(RingComponent component, int[] groups)
    {
        for (int t = 0; t < component.Ties.Count; t++)
        {
            (int a, int b) = (component.Ties[t].A, component.Ties[t].B);
            if (!component.Bystanders[a] || !component.Bystanders[b] || component.InHand.Count == 0 || !component.InHand[t]) continue;
            if (groups[a] < 0) groups[a] = groups[b];
            else if (groups[b] < 0) groups[b] = groups[a];
        }
    }
}
