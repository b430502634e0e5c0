using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Rings;

/// <summary>What the reports of a ring can say of a member.</summary>
internal enum Act
{
    Named,
    Suspected,
    Controls,
    Controlled,
    HoldsNumber,
    HeldBySuspect,
    HoldsAccountAsHolder,
    OwnsNumber,
    InNameOfMember,
    ContactsPerson,
    ContactsVictim,
    CarriesNumber,
    InHandset,
    PaidByVictim,
    PaidByMember,
    PaysMember,
    PaysOutside,
}

/// <summary>Something said of a member: by which reports, sorted, and of how many others.</summary>
internal readonly record struct Fact(IReadOnlyList<ReportKey> Reports, int Others)
{
    public bool IsThere => Reports is { Count: > 0 };
}

/// <summary>Gathers what the reports of a ring say of one member after the other.</summary>
internal sealed class MemberFacts(GraphSnapshot graph, HashSet<int> inside, RingReports reports)
{
    private static readonly int s_actCount = Enum.GetValues<Act>().Length;

    private readonly List<int>?[] _reports = new List<int>?[s_actCount]; // act -> ranks of the reports that say it
    private readonly List<int>?[] _others = new List<int>?[s_actCount];
    private readonly List<long> _ins = [];
    private readonly List<(long At, int Report)> _outs = [];

    /// <summary>Reads what is said of a member; what was read before is forgotten.</summary>
    public void Read(ReadOnlySpan<int> nodes)
    {
        for (int act = 0; act < s_actCount; act++)
        {
            _reports[act]?.Clear();
            _others[act]?.Clear();
        }
        _ins.Clear();
        _outs.Clear();
        foreach (int node in nodes)
        {
            foreach (int vertex in graph.VerticesOf(in node))
            {
                Vertex at = graph.VertexAt(vertex);
                foreach ((int number, int ordinal) in at.MentionSpan)
                {
                    int report = reports.RankOf(number);
                    if (report < 0) continue;
                    Say(Act.Named, report, node);
                    if (graph.ReportAt(number)!.Mentions[ordinal].Role == MentionRole.Suspect) Say(Act.Suspected, report, node);
                }
                foreach (Edge edge in graph.EdgesOf(vertex)) Read(edge, vertex);
            }
        }
    }

    /// <summary>Gets what was said.</summary>
    public Fact Get(Act act) =>
        _reports[(int)act] is { Count: > 0 } said ? new Fact(reports.KeysOf(said), RingReports.SortDistinct(_others[(int)act]!)) : new Fact([], 0);

    /// <summary>Gets which reports show money that went out within a day of money that came in.</summary>
    public Fact QuickOut()
    {
        _ins.Sort();
        var quick = new List<int>();
        foreach ((long at, int report) in _outs)
            if (IsQuick(at)) quick.Add(report);
        return new Fact(reports.KeysOf(quick), 0);

        bool IsQuick(long paid)
        {
            int at = _ins.BinarySearch(paid);
            int last = at >= 0 ? at : ~at - 1;
            return last >= 0 && paid - _ins[last] <= TimeSpan.TicksPerDay;
        }
    }

    private void Read(Edge edge, int vertex)
    {
        LinkSlot link = graph.LinkAt(edge.Link);
        bool outgoing = link.From == vertex;
        int other = -1;
        for (int i = 0; i < link.Count; i++)
        {
            EvidencePlace place = link[i];
            int rank = reports.RankOf(place.Report);
            if (rank < 0) continue;
            if (other < 0) other = graph.NodeOf(edge.Neighbour);
            StoredReport report = graph.ReportAt(place.Report)!;
            StoredLink evidence = report.Links[place.Ordinal];
            MentionRole own = report.Mentions[outgoing ? evidence.FromMention : evidence.ToMention].Role,
                others = report.Mentions[outgoing ? evidence.ToMention : evidence.FromMention].Role;
            if (ActOf(link.Kind, outgoing, own, others, graph.KindOf(other), inside.Contains(other)) is not { } act) continue;
            Say(act, rank, other);
            if (evidence.Detail?.At is not { } at) continue;
            if (act is Act.PaidByVictim or Act.PaidByMember) _ins.Add(at.UtcTicks);
            else if (act is Act.PaysMember or Act.PaysOutside) _outs.Add((at.UtcTicks, rank));
        }
    }

    private static Act? ActOf(LinkKind kind, bool outgoing, MentionRole own, MentionRole other, EntityKind otherKind, bool isInside) => kind switch
    {
        LinkKind.Controls when isInside => outgoing ? Act.Controls : Act.Controlled,
        LinkKind.Transferred when !outgoing && other == MentionRole.Victim => Act.PaidByVictim,
        LinkKind.Transferred when isInside => outgoing ? Act.PaysMember : Act.PaidByMember,
        LinkKind.Transferred when outgoing && other != MentionRole.Victim => Act.PaysOutside,
        LinkKind.Contacted when other == MentionRole.Victim => Act.ContactsVictim,
        LinkKind.Contacted when outgoing && isInside && otherKind == EntityKind.Person => Act.ContactsPerson,
        LinkKind.Holds when otherKind == EntityKind.Account && own == MentionRole.Holder => Act.HoldsAccountAsHolder,
        LinkKind.Holds when otherKind is EntityKind.Phone or EntityKind.Online && own == MentionRole.Suspect => Act.HoldsNumber,
        LinkKind.Holds when otherKind == EntityKind.Person && isInside && other == MentionRole.Suspect => Act.HeldBySuspect,
        LinkKind.RegisteredTo when otherKind == EntityKind.Account => Act.HoldsAccountAsHolder,
        LinkKind.RegisteredTo when otherKind == EntityKind.Phone => Act.OwnsNumber,
        LinkKind.RegisteredTo when otherKind == EntityKind.Person && isInside => Act.InNameOfMember,
        LinkKind.UsedIn or LinkKind.LoggedInFrom when otherKind == EntityKind.Device && isInside => Act.InHandset,
        LinkKind.UsedIn or LinkKind.LoggedInFrom when otherKind is EntityKind.Phone or EntityKind.Online => Act.CarriesNumber,
        _ => null,
    };

    private void Say(Act act, int report, int other)
    {
        (_reports[(int)act] ??= []).Add(report);
        (_others[(int)act] ??= []).Add(other);
    }
}
