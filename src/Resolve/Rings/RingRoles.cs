using Resolve.Graph;
using Resolve.Identifiers;

namespace Resolve.Rings;

/// <summary>Finds the roles that members play, each by a rule over the evidence of the ring's reports.</summary>
/// <remarks>The rules and their points are in <c>docs/rings.md</c>.</remarks>
internal sealed class RingRoles(GraphSnapshot graph, HashSet<int> inside, RingReports reports)
{
    private const int SimFarmNumbersMin = 4;
    private const int ReportPointsMax = 10; // so that a busy bystander does not outrank who commands
    private const int DecisivePoints = 20;
    private const int SendersMin = 3;
    private const int SendersMax = 10;

    private readonly MemberFacts _facts = new(graph, inside, reports);

    /// <summary>Finds the roles of one member.</summary>
    /// <param name="nodes">Its nodes.</param>
    /// <returns>The parts, by score descending, then word.</returns>
    public IReadOnlyList<MemberRole> Of(int[] nodes)
    {
        _facts.Read(nodes);
        var roles = new Parts();
        switch (graph.KindOf(nodes[0]))
        {
            case EntityKind.Person: OfPerson(_facts, roles); break;
            case EntityKind.Account: OfAccount(_facts, graph.KeyOf(nodes[0]), roles); break;
            case EntityKind.Device: OfDevice(_facts, roles); break;
            default: OfChannel(_facts, roles); break;
        }
        return roles.Ranked();
    }

    private static void OfPerson(MemberFacts facts, Parts roles)
    {
        Fact sells = facts.Get(Act.HoldsAccountAsHolder), calls = facts.Get(Act.OwnsNumber), commands = facts.Get(Act.Controls),
            recruits = facts.Get(Act.ContactsPerson);
        Add(roles, "account-seller", "account-in-name", sells, DecisivePoints);
        Add(roles, "caller", "number-in-name", calls, DecisivePoints);
        Add(roles, "recruiter", "contacts-members", recruits, DecisivePoints);
        if (commands.IsThere || (!sells.IsThere && !calls.IsThere))
        {
            // Who commands leads; where nobody is said to, a suspect who neither lends his name nor calls stands behind what the others do.
            Add(roles, "leader", "controls-members", commands, DecisivePoints + 5 * commands.Others);
            Add(roles, "leader", "holds-number", facts.Get(Act.HoldsNumber), 5);
            Add(roles, "leader", "named-as-suspect", facts.Get(Act.Suspected), 0);
            Add(roles, "leader", "is-controlled", facts.Get(Act.Controlled), -DecisivePoints, reportPoints: false);
        }
    }

    private static void OfAccount(MemberFacts facts, EntityKey key, Parts roles)
    {
        Fact fromVictims = facts.Get(Act.PaidByVictim), fromAccounts = facts.Get(Act.PaidByMember), onward = facts.Get(Act.PaysMember);
        Add(roles, "mule-account", "received-from-victims", fromVictims, DecisivePoints);
        Add(roles, "mule-account", "passed-on", onward, fromVictims.IsThere || !fromAccounts.IsThere ? 10 : 0);
        if (fromVictims.IsThere)
        {
            int senders = fromVictims.Others + fromAccounts.Others;
            if (senders >= SendersMin) Add(roles, "mule-account", "many-senders", fromVictims, Math.Min(senders, SendersMax), reportPoints: false);
            Add(roles, "mule-account", "quick-out", facts.QuickOut(), 10, reportPoints: false);
        }
        if (ForeignSigns.LeavesTheBanks(key)) Add(roles, "cash-out", "leaves-the-banks", facts.Get(Act.Named), DecisivePoints + 5);
        if (!fromAccounts.IsThere) return;
        Add(roles, "collector", "received-from-members", fromAccounts, DecisivePoints + 2 * fromAccounts.Others - (fromVictims.IsThere ? 10 : 0));
        if (!onward.IsThere && !fromVictims.IsThere) Add(roles, "cash-out", "trail-ends", fromAccounts, 10);
        if (onward.IsThere) Add(roles, "collector", "passed-on", onward, 5);
    }

    private static void OfDevice(MemberFacts facts, Parts roles)
    {
        Fact numbers = facts.Get(Act.CarriesNumber);
        if (numbers.Others >= SimFarmNumbersMin) Add(roles, "sim-farm", "carries-many-numbers", numbers, DecisivePoints + numbers.Others);
        Add(roles, "caller", "carries-numbers", numbers.IsThere ? numbers : facts.Get(Act.Named), 10);
    }

    private static void OfChannel(MemberFacts facts, Parts roles)
    {
        Fact victims = facts.Get(Act.ContactsVictim), persons = facts.Get(Act.ContactsPerson);
        Add(roles, "caller", "contacted-victims", victims, DecisivePoints);
        Add(roles, "caller", "used-in-handset", facts.Get(Act.InHandset), 10);
        Add(roles, "caller", "registered-to-member", facts.Get(Act.InNameOfMember), 10);
        Add(roles, "recruiter", "contacts-members", persons, DecisivePoints);
        Add(roles, "recruiter", "controlled-by-member", facts.Get(Act.Controlled), persons.IsThere || !victims.IsThere ? 10 : 0);
        if (!victims.IsThere) Add(roles, "leader", "held-by-suspect", facts.Get(Act.HeldBySuspect), DecisivePoints);
    }

    private static void Add(Parts roles, string role, string reason, Fact fact, int points, bool reportPoints = true)
    {
        if (!fact.IsThere) return;
        roles.Of(role).Add(new RoleReason(reason, points + (reportPoints ? Math.Min(fact.Reports.Count, ReportPointsMax) : 0), fact.Reports));
    }

    /// <summary>The parts of one member with their reasons: two or three.</summary>
    private sealed class Parts
    {
        private readonly List<(string Word, List<RoleReason> Reasons)> _parts = [];

        public List<RoleReason> Of(string word)
        {
            foreach ((string known, List<RoleReason> reasons) in _parts)
                if (known == word) return reasons;
            _parts.Add((word, []));
            return _parts[^1].Reasons;
        }

        /// <summary>Lists the parts that have points, by score descending, then word; their reasons by points descending, then word.</summary>
        public MemberRole[] Ranked()
        {
            var roles = new List<MemberRole>(_parts.Count);
            foreach ((string word, List<RoleReason> reasons) in _parts)
            {
                int score = 0;
                foreach (RoleReason reason in reasons) score += reason.Points;
                if (score <= 0) continue;
                reasons.Sort(static (a, b) => a.Points != b.Points ? b.Points.CompareTo(a.Points) : string.CompareOrdinal(a.Word, b.Word));
                roles.Add(new MemberRole(word, score, [.. reasons]));
            }
            roles.Sort(static (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : string.CompareOrdinal(a.Word, b.Word));
            return [.. roles];
        }
    }
}
