using Resolve.Graph;
using Resolve.Identifiers;
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

/// <summary>Gathers what the reports of a ring say of one member.</summary>
internal sealed class MemberFacts
{
    private readonly GraphSnapshot _graph;
    private readonly Dictionary<Act, (HashSet<ReportKey> Reports, HashSet<int> Others)> _said = [];
    private readonly List<long> _ins = [];
    private readonly List<(long At, ReportKey Report)> _outs = [];

    public MemberFacts(GraphSnapshot graph, HashSet<int> inside, HashSet<int> reports, int[] nodes)
    {
        _graph = graph;
        foreach (int node in nodes)
        {
            int[] vertices = graph.VerticesOf(in node).ToArray();
            foreach (int vertex in vertices)
            {
                Vertex at = graph.VertexAt(vertex);
                for (int i = 0; i < at.MentionCount; i++)
                {
                    (int number, int ordinal) = at.Mentions[i];
                    if (!reports.Contains(number)) continue;
                    StoredReport report = graph.ReportAt(number)!;
                    Say(Act.Named, report, node);
                    if (report.Mentions[ordinal].Role == MentionRole.Suspect) Say(Act.Suspected, report, node);
                }
                for (int i = 0; i < at.EdgeCount; i++) Read(at.Edges[i], vertex, graph.NodeOf(at.Edges[i].Neighbour), inside, reports);
            }
        }
    }

    /// <summary>Gets what was said.</summary>
    public Fact Get(Act act) => _said.TryGetValue(act, out var said) ? new Fact([.. said.Reports.Order()], said.Others.Count) : new Fact([], 0);

    /// <summary>Gets which reports tell of money that went out within a day of money that came in.</summary>
    public Fact QuickOut()
    {
        _ins.Sort();
        return new Fact([.. _outs.Where(IsQuick).Select(o => o.Report).Distinct().Order()], 0);

        bool IsQuick((long At, ReportKey Report) paid)
        {
            int at = _ins.BinarySearch(paid.At);
            int last = at >= 0 ? at : ~at - 1;
            return last >= 0 && paid.At - _ins[last] <= TimeSpan.TicksPerDay;
        }
    }

    private void Read(Edge edge, int vertex, int other, HashSet<int> inside, HashSet<int> reports)
    {
        LinkSlot link = _graph.LinkAt(edge.Link);
        bool outgoing = link.From == vertex;
        for (int i = 0; i < link.Count; i++)
        {
            EvidencePlace place = link[i];
            if (!reports.Contains(place.Report)) continue;
            StoredReport report = _graph.ReportAt(place.Report)!;
            StoredLink told = report.Links[place.Ordinal];
            MentionRole own = report.Mentions[outgoing ? told.FromMention : told.ToMention].Role, others = report.Mentions[outgoing ? told.ToMention : told.FromMention].Role;
            if (ActOf(link.Kind, outgoing, own, others, _graph.KindOf(other), inside.Contains(other)) is not { } act) continue;
            Say(act, report, other);
            if (told.Detail?.At is not { } at) continue;
            if (act is Act.PaidByVictim or Act.PaidByMember) _ins.Add(at.UtcTicks);
            else if (act is Act.PaysMember or Act.PaysOutside) _outs.Add((at.UtcTicks, report.Key));
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

    private void Say(Act act, StoredReport report, int other)
    {
        if (!_said.TryGetValue(act, out var said)) _said.Add(act, said = ([], []));
        said.Reports.Add(report.Key);
        said.Others.Add(other);
    }
}
