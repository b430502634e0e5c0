using System.Runtime.InteropServices;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Persons.Records;
using Resolve.Reports;

namespace Resolve.Graph.Questions;

/// <summary>Turns nodes and links of a snapshot into what is shown.</summary>
internal static class EntityReader
{
    // Roles are listed by their words.
    private static readonly MentionRole[] s_roles =
        [.. Enumerable.Range(0, WireNames.Roles.Count).Select(static r => (MentionRole)r).OrderBy(WireNames.Of, StringComparer.Ordinal)];

    public static EntitySummary Summarise(GraphSnapshot graph, int node, int hubDegreeMax)
    {
        RoleCounts counts = graph.IsAlone(node) ? graph.VertexAt(node).Roles : CountRoles(graph, node);
        int count = 0;
        foreach (MentionRole role in s_roles) count += counts[role] > 0 ? 1 : 0;
        var roles = new RoleCount[count];
        count = 0;
        foreach (MentionRole role in s_roles)
            if (counts[role] > 0) roles[count++] = new RoleCount(role, counts[role]);
        int degree = graph.Degree(node);
        EntityKey key = graph.KeyOf(node);
        return new EntitySummary(key, key.Kind, LabelOf(graph, node), roles, counts.ReportCount, degree, degree > hubDegreeMax);
    }

    /// <summary>Counts the reports that mention a node.</summary>
    public static int ReportCountOf(GraphSnapshot graph, int node) =>
        graph.IsAlone(node) ? graph.ReportCountOf(node) : CountRoles(graph, node).ReportCount;

    /// <summary>The value of an identifier; a person's name of the earliest report that states one.</summary>
    public static string LabelOf(GraphSnapshot graph, int node)
    {
        Vertex vertex = graph.VertexAt(node);
        if (vertex.Record is null) return vertex.Key.Value.ToString();
        if (graph.IsAlone(node)) return vertex.MentionCount > 0 ? NameOf(vertex.Record) ?? "" : "";
        (FirstMention Mention, string Name)? earliest = null;
        foreach (int record in graph.VerticesOf(in node))
        {
            if (!graph.IsThere(record) || NameOf(graph.VertexAt(record).Record!) is not { } name) continue;
            FirstMention mention = graph.FirstMentionOf(record);
            if (earliest is null || mention < earliest.Value.Mention) earliest = (mention, name);
        }
        return earliest?.Name ?? "";
    }

    /// <summary>A record's label: its name, else another attribute that identifies the person.</summary>
    private static string? NameOf(PersonRecord record) =>
        record.Name
        ?? (record.Aliases.Count > 0 ? record.Aliases[0]
        : record.Documents.Count > 0 ? record.Documents[0].ToString()
        : record.Addresses.Count > 0 ? $"? ({record.Addresses[0]})"
        : record.BirthDate is { } birth ? $"? ({birth})"
        : null);

    public static EntityDetail Describe(GraphSnapshot graph, int node, int hubDegreeMax)
    {
        var places = new List<MentionPlace>();
        foreach (int vertex in graph.VerticesOf(in node)) places.AddRange(graph.VertexAt(vertex).MentionSpan);
        DateTimeOffset? first = null, last = null;
        foreach (MentionPlace place in places) Widen(graph.ReportAt(place.Report)!.OwnTime, ref first, ref last);
        Span<MentionPlace> shown = Selection.First(CollectionsMarshal.AsSpan(places), EntityDetail.MentionCountMax, new PlaceOrder(graph));
        var mentions = new MentionView[shown.Length];
        for (int i = 0; i < mentions.Length; i++) mentions[i] = MentionOf(graph, shown[i]);
        RecordView[] records = graph.KindOf(node) == EntityKind.Person ? [.. RecordsOf(graph, node)] : [];
        return new EntityDetail(Summarise(graph, node, hubDegreeMax), first, last, records, mentions) { IsExcluded = graph.IsExcluded(node) };
    }

    public static IEnumerable<RecordView> RecordsOf(GraphSnapshot graph, int node)
    {
        int[] vertices = graph.VerticesOf(in node).ToArray();
        foreach (int vertex in vertices) yield return RecordOf(graph, vertex);
    }

    public static RecordView RecordOf(GraphSnapshot graph, int vertex)
    {
        PersonRecord record = graph.VertexAt(vertex).Record!;
        var mentions = new List<string>();
        foreach (MentionPlace place in graph.VertexAt(vertex).MentionSpan)
        {
            StoredReport report = graph.ReportAt(place.Report)!;
            mentions.Add($"{report.Key}#{report.Mentions[place.Ordinal].Ref}");
        }
        mentions.Sort(StringComparer.Ordinal);
        return new RecordView(
            record.FingerprintText,
            record.Name,
            record.Aliases,
            record.BirthDate?.ToString(),
            record.Sex,
            record.Nationality,
            [.. record.Documents.Select(d => d.ToString())],
            record.Addresses,
            record.Holds,
            mentions);
    }

    public static LinkView LinkOf(GraphSnapshot graph, int link, bool withEvidence)
    {
        LinkSlot slot = graph.LinkAt(link);
        var evidence = new List<EvidenceView>(withEvidence ? slot.Count : 0);
        for (int i = 0; withEvidence && i < slot.Count; i++) evidence.Add(EvidenceOf(graph, slot[i]));
        evidence.Sort(CompareEvidence);
        return new LinkView(
            graph.KeyOf(graph.NodeOf(slot.From)),
            graph.KeyOf(graph.NodeOf(slot.To)),
            slot.Kind,
            LinkWeights.Millibits(slot.Kind, slot.Count),
            slot.Count,
            slot.RingEdgeCount > 0,
            slot.FirstSeen,
            slot.LastSeen,
            evidence);
    }

    /// <summary>When evidence speaks of: the link's own time, else when it happened, else the report's time; null when none is stated.</summary>
    public static DateTimeOffset? TimeOf(GraphSnapshot graph, EvidencePlace place)
    {
        StoredReport report = graph.ReportAt(place.Report)!;
        return StoredReport.TimeOf(report.Links[place.Ordinal].Detail, report.OccurredAt, report.OwnTime);
    }

    /// <summary>Joins the links of record pairs into links of entity pairs: one per ends and kind.</summary>
    public static LinkView Merge(IReadOnlyList<LinkView> parts)
    {
        if (parts.Count == 1) return parts[0];
        int evidenceCount = parts.Sum(p => p.EvidenceCount);
        List<EvidenceView> evidence = [.. parts.SelectMany(p => p.Evidence)];
        evidence.Sort(CompareEvidence);
        return parts[0] with
        {
            EvidenceCount = evidenceCount,
            WeightMillibits = LinkWeights.Millibits(parts[0].Kind, evidenceCount),
            CarriesRings = parts.Any(p => p.CarriesRings),
            FirstSeen = parts.Min(p => p.FirstSeen),
            LastSeen = parts.Max(p => p.LastSeen),
            Evidence = evidence,
        };
    }

    public static int CompareLinks(LinkView a, LinkView b)
    {
        int order = a.From.CompareTo(b.From);
        if (order == 0) order = a.To.CompareTo(b.To);
        return order != 0 ? order : a.Kind.CompareTo(b.Kind);
    }

    /// <summary>Counts the reports of a person of several records, since one report may name two of them.</summary>
    private static RoleCounts CountRoles(GraphSnapshot graph, int node)
    {
        var seen = new HashSet<(int, MentionRole)>();
        var reports = new HashSet<int>();
        var counts = default(RoleCounts);
        foreach (int vertex in graph.VerticesOf(in node))
        {
            foreach (MentionPlace place in graph.VertexAt(vertex).MentionSpan)
            {
                MentionRole role = graph.ReportAt(place.Report)!.Mentions[place.Ordinal].Role;
                if (reports.Add(place.Report)) counts.CountReport(+1);
                if (seen.Add((place.Report, role))) counts.Count(role, +1);
            }
        }
        return counts;
    }

    private static MentionView MentionOf(GraphSnapshot graph, MentionPlace place)
    {
        StoredReport report = graph.ReportAt(place.Report)!;
        StoredMention mention = report.Mentions[place.Ordinal];
        return new MentionView(
            report.Key.Source,
            report.Key.Id,
            report.Version,
            mention.Ref,
            mention.Role,
            report.OwnTime == DateTimeOffset.MaxValue ? null : report.OwnTime,
            report.Unit,
            report.Province,
            report.Position);
    }

    private static EvidenceView EvidenceOf(GraphSnapshot graph, EvidencePlace place)
    {
        StoredReport report = graph.ReportAt(place.Report)!;
        StoredLink link = report.Links[place.Ordinal];
        StoredMention from = report.Mentions[link.FromMention], to = report.Mentions[link.ToMention];
        return new EvidenceView(
            report.Key.Source,
            report.Key.Id,
            report.Version,
            from.Ref,
            to.Ref,
            from.Role,
            to.Role,
            TimeOf(graph, place),
            link.Detail?.Amount,
            link.Detail?.Amount is null ? null : link.Detail.Currency ?? "VND",
            link.Detail?.Reference,
            report.Unit,
            report.Position);
    }

    private static int CompareEvidence(EvidenceView a, EvidenceView b)
    {
        int order = (a.Time ?? DateTimeOffset.MaxValue).UtcTicks.CompareTo((b.Time ?? DateTimeOffset.MaxValue).UtcTicks);
        if (order == 0) order = string.CompareOrdinal(a.Source, b.Source);
        if (order == 0) order = string.CompareOrdinal(a.Id, b.Id);
        if (order == 0) order = string.CompareOrdinal(a.FromRef, b.FromRef);
        if (order == 0) order = string.CompareOrdinal(a.ToRef, b.ToRef);
        if (order == 0) order = Nullable.Compare(a.Amount, b.Amount);
        return order != 0 ? order : string.CompareOrdinal(a.Reference, b.Reference);
    }

    private static void Widen(DateTimeOffset time, ref DateTimeOffset? first, ref DateTimeOffset? last)
    {
        if (time == DateTimeOffset.MaxValue) return;
        DateTimeOffset utc = time.ToUniversalTime();
        if (first is null || utc < first) first = utc;
        if (last is null || utc > last) last = utc;
    }

    /// <summary>The order in which mentions are shown: by the report's time, then the report and the ref.</summary>
    private readonly struct PlaceOrder(GraphSnapshot graph) : IComparer<MentionPlace>
    {
        public int Compare(MentionPlace x, MentionPlace y)
        {
            StoredReport a = graph.ReportAt(x.Report)!, b = graph.ReportAt(y.Report)!;
            int order = StoredReport.CompareByTime(a, b);
            return order != 0 ? order : string.CompareOrdinal(a.Mentions[x.Ordinal].Ref, b.Mentions[y.Ordinal].Ref);
        }
    }
}
