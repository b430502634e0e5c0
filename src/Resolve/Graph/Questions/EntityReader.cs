using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Persons.Records;
using Resolve.Reports;

namespace Resolve.Graph.Questions;

/// <summary>Turns nodes and links of a snapshot into what is shown.</summary>
internal static class EntityReader
{
    public static EntitySummary Summarise(GraphSnapshot graph, int node, int hubDegreeMax)
    {
        Span<int> roles = stackalloc int[WireNames.Roles.Count];
        int reports = CountRoles(graph, node, roles);
        var counts = new List<RoleCount>();
        for (int role = 0; role < roles.Length; role++)
            if (roles[role] > 0) counts.Add(new RoleCount((MentionRole)role, roles[role]));
        counts.Sort(static (a, b) => string.CompareOrdinal(WireNames.Of(a.Role), WireNames.Of(b.Role)));
        int degree = graph.Degree(node);
        return new EntitySummary(graph.KeyOf(node), graph.KindOf(node), LabelOf(graph, node), counts, reports, degree, degree > hubDegreeMax);
    }

    /// <summary>The value of an identifier; a person's name of the earliest report that states one.</summary>
    public static string LabelOf(GraphSnapshot graph, int node)
    {
        Vertex vertex = graph.VertexAt(node);
        if (vertex.Record is null) return vertex.Key.Value.ToString();
        (StoredReport Report, string Ref, string Name)? earliest = null;
        foreach (int v in graph.VerticesOf(in node))
        {
            PersonRecord record = graph.VertexAt(v).Record!;
            if (NameOf(record) is not { } name) continue;
            foreach (MentionPlace place in graph.VertexAt(v).MentionSpan)
            {
                StoredReport report = graph.ReportAt(place.Report)!;
                string mentionRef = report.Mentions[place.Ordinal].Ref;
                int order = earliest is null ? -1 : StoredReport.CompareByTime(report, earliest.Value.Report);
                if (order < 0 || (order == 0 && string.CompareOrdinal(mentionRef, earliest!.Value.Ref) < 0)) earliest = (report, mentionRef, name);
            }
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
        places.Sort((a, b) => Compare(graph, a, b));
        DateTimeOffset? first = null, last = null;
        foreach (MentionPlace place in places) Widen(graph.ReportAt(place.Report)!.OwnTime, ref first, ref last);
        RecordView[] records = graph.KindOf(node) == EntityKind.Person ? [.. RecordsOf(graph, node)] : [];
        MentionView[] mentions = [.. places.Take(EntityDetail.MentionCountMax).Select(p => MentionOf(graph, p))];
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

    /// <summary>Finds when evidence on a link begins and ends.</summary>
    /// <param name="graph">The snapshot.</param>
    /// <param name="slot">The link.</param>
    /// <returns>The earliest and the latest time in UTC; null when no evidence states one.</returns>
    public static (DateTimeOffset? First, DateTimeOffset? Last) SeenOf(GraphSnapshot graph, ref readonly LinkSlot slot)
    {
        DateTimeOffset? first = null, last = null;
        for (int i = 0; i < slot.Count; i++) Widen(TimeOf(graph, slot[i]) ?? DateTimeOffset.MaxValue, ref first, ref last);
        return (first, last);
    }

    public static LinkView LinkOf(GraphSnapshot graph, int link, bool withEvidence)
    {
        LinkSlot slot = graph.LinkAt(link);
        var evidence = new List<EvidenceView>(withEvidence ? slot.Count : 0);
        (DateTimeOffset? first, DateTimeOffset? last) = SeenOf(graph, in slot);
        for (int i = 0; withEvidence && i < slot.Count; i++) evidence.Add(EvidenceOf(graph, slot[i]));
        evidence.Sort(CompareEvidence);
        return new LinkView(
            graph.KeyOf(graph.NodeOf(slot.From)),
            graph.KeyOf(graph.NodeOf(slot.To)),
            slot.Kind,
            LinkWeights.Millibits(slot.Kind, slot.Count),
            slot.Count,
            slot.RingEdgeCount > 0,
            first,
            last,
            evidence);
    }

    /// <summary>When evidence speaks of: the link's own time, else when it happened, else the report's time; null when none is stated.</summary>
    public static DateTimeOffset? TimeOf(GraphSnapshot graph, EvidencePlace place)
    {
        StoredReport report = graph.ReportAt(place.Report)!;
        DateTimeOffset? stated = report.Links[place.Ordinal].Detail?.At ?? report.OccurredAt;
        return stated ?? (report.OwnTime == DateTimeOffset.MaxValue ? null : report.OwnTime);
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

    private static int CountRoles(GraphSnapshot graph, int node, Span<int> roles)
    {
        ReadOnlySpan<int> vertices = graph.VerticesOf(in node);
        var seen = new HashSet<(int, MentionRole)>();
        var reports = new HashSet<int>();
        foreach (int vertex in vertices)
        {
            foreach (MentionPlace place in graph.VertexAt(vertex).MentionSpan)
            {
                MentionRole role = graph.ReportAt(place.Report)!.Mentions[place.Ordinal].Role;
                reports.Add(place.Report);
                if (seen.Add((place.Report, role))) roles[(int)role]++;
            }
        }
        return reports.Count;
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

    private static int Compare(GraphSnapshot graph, MentionPlace a, MentionPlace b)
    {
        StoredReport x = graph.ReportAt(a.Report)!, y = graph.ReportAt(b.Report)!;
        int order = StoredReport.CompareByTime(x, y);
        return order != 0 ? order : string.CompareOrdinal(x.Mentions[a.Ordinal].Ref, y.Mentions[b.Ordinal].Ref);
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
}
