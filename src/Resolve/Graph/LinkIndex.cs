using System.Numerics;
using Resolve.Identifiers;
using Resolve.Persons.Records;
using Resolve.Reports;

namespace Resolve.Graph;

/// <summary>The graph as its one writer builds it: entities, records, links and their evidence, report by report.</summary>
/// <remarks>
/// Integers inside, keys outside; the integers depend on the order of arrival and never leave. <see cref="Publish"/> gives
/// readers a <see cref="GraphSnapshot"/>, which shares all that did not change. Not thread-safe: one writer.
/// </remarks>
public sealed partial class LinkIndex : Persons.Records.IRecordTable
{
    private readonly VersionedList<Vertex> _vertices = new();
    private readonly VersionedList<Adjacency> _edges = new(); // of each vertex
    private readonly VersionedList<int> _nodes = new();       // of each vertex: the one that stands for it, ~ when that has several records
    private readonly VersionedList<UInt128> _codes = new();   // of each vertex: where the key of its node stands among keys
    private readonly VersionedList<int> _reportCounts = new(); // of each vertex: the reports that mention it
    private readonly VersionedList<LinkSlot> _links = new();
    private readonly VersionedList<PersonNode?> _persons = new();
    private readonly VersionedList<StoredReport?> _reports = new();
    private readonly AppendOnlyTable _byKey = new();
    private readonly AppendOnlyTable _byMention = new();
    private readonly SearchIndex _search = new();
    private readonly Dictionary<UInt128, int> _byFingerprint = [];
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly Stack<int> _freePersons = [];
    private readonly Stack<int> _freeLinks = [];
    private readonly HashSet<int> _renamed = []; // records whose person's key may be another since the last publication
    private readonly HashSet<long> _counted = []; // used while the mentions of one report are counted
    private readonly Dictionary<int, bool> _recordChanges = []; // whether the record was there at the last TakeRecordChanges
    private List<int> _touched = [];
    private int _epoch = 1, _touchRound = 1;
    private int _liveReports, _liveEntities, _liveRecords, _liveLinks;

    /// <summary>Makes room for a report and gives it a number.</summary>
    /// <returns>The number, under which <see cref="Put"/> and <see cref="Take"/> know it.</returns>
    public int Reserve() => _reports.Add(null);

    /// <summary>Puts a report's contribution in.</summary>
    /// <param name="number">The report's number; no contribution stands under it.</param>
    /// <param name="content">The contribution.</param>
    /// <param name="position">The report's position in the journal.</param>
    public void Put(int number, ReportContent content, long position)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (_reports[number] is not null) throw new InvalidOperationException("The report's earlier contribution was not taken out.");
        ReportHead report = content.Report;
        var ordinals = new int[content.Mentions.Count];
        var mentions = new List<StoredMention>(content.Mentions.Count);
        int persons = 0;
        for (int i = 0; i < ordinals.Length; i++)
        {
            ContentMention mention = content.Mentions[i];
            ordinals[i] = -1;
            if (!mention.NamesEntity) continue;
            int vertex = mention.Record is { } record ? VertexOf(record) : VertexOf(mention.Key);
            ordinals[i] = mentions.Count;
            ulong personHash = mention.Record is null ? 0 : PersonKeys.Of(report.Key, mention.Ref);
            mentions.Add(new StoredMention(vertex, mention.Role, Word(mention.Ref)!, mention.Implied, personHash));
            AddMention(vertex, new MentionPlace(number, ordinals[i]));
            if (mention.Record is null) continue;
            _byMention.Add(personHash, vertex);
            if (!mention.Implied) persons++;
        }
        var links = new StoredLink[content.Links.Count];
        for (int i = 0; i < links.Length; i++)
        {
            ContentLink stated = content.Links[i];
            int from = ordinals[stated.From], to = ordinals[stated.To];
            bool carriesRings = RingLinkRule.CarriesRings(stated.Kind, mentions[from].Role, mentions[to].Role);
            int link = AddEvidence(mentions[from].Vertex, mentions[to].Vertex, stated.Kind, new EvidencePlace(number, i), carriesRings);
            _links.Edit(link).Summarise(
                StoredReport.TimeOf(stated.Detail, report.OccurredAt, report.OwnTime), mentions[from].Role, mentions[to].Role);
            links[i] = new StoredLink(link, from, to, carriesRings, stated.Detail);
        }
        _reports.Edit(number) = new StoredReport
        {
            Key = report.Key with { Source = Word(report.Key.Source)! },
            Version = report.Version,
            Position = position,
            OwnTime = report.OwnTime,
            OccurredAt = report.OccurredAt,
            Unit = Word(report.Unit),
            Province = Word(report.Province),
            Status = report.Status,
            Typologies = report.Typologies.Count == 0 ? [] : [.. report.Typologies.Select(t => Word(t)!)],
            Loss = report.Loss,
            Mentions = [.. mentions],
            Links = links,
            PersonCount = content.PersonCountOfWhole ?? persons,
        };
        CountRoles(mentions, +1);
        for (int i = 0; i < mentions.Count; i++) NoteFirst(mentions[i].Vertex, new MentionPlace(number, i));
        _liveReports++;
    }

    /// <summary>Gives back the contribution that stands under a number, or what was put of it.</summary>
    /// <param name="number">The report's number; its contribution stands.</param>
    /// <returns>The content: what was put, without the mentions that name no entity.</returns>
    internal ReportContent ContentOf(int number)
    {
        StoredReport stored = _reports[number]!;
        var head = new ReportHead
        {
            Key = stored.Key,
            Version = stored.Version,
            Unit = stored.Unit,
            ReceivedAt = stored.OwnTime == DateTimeOffset.MaxValue ? null : stored.OwnTime,
            OccurredAt = stored.OccurredAt,
            Province = stored.Province,
            Status = stored.Status,
            Typologies = stored.Typologies,
            Loss = stored.Loss,
        };
        ContentMention[] mentions = Array.ConvertAll(
            stored.Mentions, m => new ContentMention(m.Ref, m.Role, _vertices[m.Vertex].Key, _vertices[m.Vertex].Record, [], null, m.Implied));
        ContentLink[] links = Array.ConvertAll(stored.Links, l => new ContentLink(l.FromMention, l.ToMention, _links[l.Link].Kind, l.Detail));
        return new ReportContent(head, mentions, links) { PersonCountOfWhole = stored.PersonCount };
    }

    /// <summary>Takes a report's contribution out, which leaves the graph as if it had never come.</summary>
    /// <param name="number">The report's number.</param>
    /// <returns>Whether a contribution stood there.</returns>
    public bool Take(int number)
    {
        if (_reports[number] is not { } stored) return false;
        for (int i = 0; i < stored.Links.Length; i++) RemoveEvidence(stored, number, i);
        for (int i = 0; i < stored.Mentions.Length; i++) RemoveMention(stored.Mentions[i].Vertex, new MentionPlace(number, i));
        CountRoles(stored.Mentions, -1);
        _reports.Edit(number) = null;
        _liveReports--;
        return true;
    }

    /// <summary>Counts a vertex among those that changed, for what stands outside the graph and rests on it.</summary>
    /// <param name="vertex">The vertex.</param>
    internal void TouchVertex(int vertex) => Touch(vertex);

    /// <summary>Counts all vertices that a report names among those that changed.</summary>
    /// <param name="number">The report's number; its contribution stands.</param>
    internal void TouchReport(int number)
    {
        foreach (StoredMention mention in _reports[number]!.Mentions) Touch(mention.Vertex);
    }

    /// <summary>Fixes what readers see.</summary>
    /// <param name="position">The journal position that the graph has reached.</param>
    /// <returns>The snapshot.</returns>
    public GraphSnapshot Publish(long position)
    {
        SetCodes();
        _epoch++;
        return new GraphSnapshot(
            position,
            _vertices.Publish(),
            _edges.Publish(),
            _nodes.Publish(),
            _codes.Publish(),
            _reportCounts.Publish(),
            _links.Publish(),
            _persons.Publish(),
            _reports.Publish(),
            _byKey,
            _byMention,
            new SearchView(_search, _search.EntryCount),
            new GraphCounts(_liveReports, _liveEntities, _liveRecords, _liveLinks));
    }

    /// <summary>Hands over the vertices whose mentions, links or person changed since the last call.</summary>
    /// <returns>The vertices, each once, in no order.</returns>
    public IReadOnlyCollection<int> TakeTouched()
    {
        List<int> touched = _touched;
        _touched = [];
        _touchRound++;
        return touched;
    }

    private int VertexOf(EntityKey key)
    {
        ulong hash = StableHash.Of64(key.ToString());
        foreach (int candidate in _byKey.Find(hash))
            if (_vertices[candidate].Key == key) return candidate;
        int vertex = AddVertex(new Vertex { Key = key, Record = null, Epoch = _epoch }, KeyCode.Of(key));
        _byKey.Add(hash, vertex);
        _search.Add(vertex, key);
        return vertex;
    }

    private int VertexOf(PersonRecord record)
    {
        if (_byFingerprint.TryGetValue(record.Fingerprint, out int known))
        {
            if (record.IsStub || !_vertices[known].Record!.IsStub) return known;
            EditVertex(known).Record = record;
            _search.Add(known, record);
            return known;
        }
        int vertex = AddVertex(new Vertex { Key = default, Record = record, Epoch = _epoch }, KeyCode.OfPerson(0));
        _byFingerprint.Add(record.Fingerprint, vertex);
        if (!record.IsStub) _search.Add(vertex, record);
        return vertex;
    }

    private int AddVertex(Vertex vertex, UInt128 code)
    {
        int index = _vertices.Add(vertex);
        _edges.Add(default);
        _nodes.Add(index);
        _codes.Add(code);
        _reportCounts.Add(0);
        return index;
    }

    private void CountRoles(IReadOnlyList<StoredMention> mentions, int step)
    {
        _counted.Clear();
        foreach (StoredMention mention in mentions)
        {
            bool isFirst = _counted.Add(((long)mention.Vertex << 8) | byte.MaxValue);
            if (!_counted.Add(((long)mention.Vertex << 8) | (byte)mention.Role)) continue;
            Vertex vertex = EditVertex(mention.Vertex);
            vertex.Roles.Count(mention.Role, step);
            if (!isFirst) continue;
            vertex.Roles.CountReport(step);
            _reportCounts.Edit(mention.Vertex) += step;
        }
    }

    private Vertex EditVertex(int index)
    {
        Vertex vertex = _vertices[index];
        Touch(index, vertex);
        if (vertex.Epoch == _epoch) return vertex;
        return _vertices.Edit(index) = vertex.CloneFor(_epoch);
    }

    private void AddMention(int index, MentionPlace place)
    {
        Vertex vertex = EditVertex(index);
        if (vertex.MentionCount == 0) CountVertex(index, vertex, appears: true);
        GrowOnly.Append(ref vertex.Mentions, ref vertex.MentionCount, place);
    }

    private void RemoveMention(int index, MentionPlace place)
    {
        Vertex vertex = EditVertex(index);
        if (!GrowOnly.Remove(ref vertex.Mentions, ref vertex.MentionCount,
            place)) throw new InvalidOperationException("A mention to be taken out does not stand.");
        if (vertex.MentionCount == 0) CountVertex(index, vertex, appears: false);
        if (vertex.First != place) return;
        vertex.First = MentionPlace.None;
        foreach (MentionPlace other in vertex.MentionSpan)
            if (IsEarlier(other, vertex.First)) vertex.First = other;
        _renamed.Add(index);
    }

    private void CountVertex(int index, Vertex vertex, bool appears)
    {
        int step = appears ? 1 : -1;
        if (vertex.Record is null)
        {
            _liveEntities += step;
            return;
        }
        _liveRecords += step;
        _recordChanges.TryAdd(index, !appears);
    }

    private int AddEvidence(int from, int to, LinkKind kind, EvidencePlace place, bool carriesRings)
    {
        int index = FindLink(from, to, kind);
        if (index < 0)
        {
            var slot = new LinkSlot { From = from, To = to, Kind = kind };
            slot.ResetSummary();
            if (_freeLinks.TryPop(out index)) _links.Edit(index) = slot;
            else index = _links.Add(slot);
            _edges.Edit(from).Append(new Edge(to, index));
            _edges.Edit(to).Append(new Edge(from, index));
            _liveLinks++;
        }
        ref LinkSlot link = ref _links.Edit(index);
        if (link.Count == 0)
        {
            link.First = place;
            link.Count = 1;
        }
        else
        {
            int more = link.Count - 1;
            EvidencePlace[] pieces = link.More ?? [];
            GrowOnly.Append(ref pieces, ref more, place);
            link.More = pieces;
            link.Count = more + 1;
        }
        if (carriesRings && link.RingEdgeCount++ == 0) CountRingEdges(from, to, +1);
        Touch(from, to);
        return index;
    }

    private void RemoveEvidence(StoredReport report, int number, int ordinal)
    {
        StoredLink stored = report.Links[ordinal];
        var place = new EvidencePlace(number, ordinal);
        ref LinkSlot link = ref _links.Edit(stored.Link);
        if (stored.CarriesRings && --link.RingEdgeCount == 0) CountRingEdges(link.From, link.To, -1);
        Touch(link.From, link.To);
        int more = link.Count - 1;
        EvidencePlace[] pieces = link.More ?? [];
        if (link.First != place)
        {
            if (!GrowOnly.Remove(ref pieces, ref more, place)) throw new InvalidOperationException("Evidence to be taken out does not stand.");
            link.More = pieces;
        }
        else if (more > 0)
        {
            link.First = pieces[more - 1];
            GrowOnly.Remove(ref pieces, ref more, link.First);
            link.More = pieces;
        }
        link.Count--;
        if (link.Count > 0)
        {
            if (MaySummarise(in link, report, in stored)) Summarise(ref link);
            return;
        }
        _edges.Edit(link.From).Remove(new Edge(link.To, stored.Link));
        _edges.Edit(link.To).Remove(new Edge(link.From, stored.Link));
        link.More = null;
        _freeLinks.Push(stored.Link);
        _liveLinks--;
    }

    /// <summary>Determines whether a link without a piece of evidence may have other times or roles than with it.</summary>
    private static bool MaySummarise(in LinkSlot link, StoredReport report, in StoredLink taken)
    {
        if (BitOperations.PopCount(link.FromRoles) > 1 || BitOperations.PopCount(link.ToRoles) > 1) return true;
        long? ticks = StoredReport.TimeOf(taken.Detail, report.OccurredAt, report.OwnTime)?.UtcTicks;
        return ticks <= link.FirstTicks || ticks >= link.LastTicks;
    }

    private void Summarise(ref LinkSlot link)
    {
        link.ResetSummary();
        for (int i = 0; i < link.Count; i++)
        {
            StoredReport report = _reports[link[i].Report]!;
            StoredLink piece = report.Links[link[i].Ordinal];
            link.Summarise(
                StoredReport.TimeOf(piece.Detail, report.OccurredAt, report.OwnTime),
                report.Mentions[piece.FromMention].Role,
                report.Mentions[piece.ToMention].Role);
        }
    }

    private void CountRingEdges(int from, int to, int step)
    {
        _edges.Edit(from).RingEdgeCount += step;
        _edges.Edit(to).RingEdgeCount += step;
    }

    private void Touch(int from, int to)
    {
        Touch(from);
        Touch(to);
    }

    private void Touch(int index) => Touch(index, _vertices[index]);

    // Readers never look at the mark, so that a published vertex may bear it.
    private void Touch(int index, Vertex vertex)
    {
        if (vertex.TouchedIn == _touchRound) return;
        vertex.TouchedIn = _touchRound;
        _touched.Add(index);
    }

    /// <summary>Looks along the end with fewer links, so that a hub costs nothing.</summary>
    private int FindLink(int from, int to, LinkKind kind)
    {
        (Adjacency shorter, int other) = _edges[from].Count <= _edges[to].Count ? (_edges[from], to) : (_edges[to], from);
        ReadOnlySpan<int> neighbours = shorter.Neighbours, links = shorter.Links;
        for (int at = 0; at < neighbours.Length; at++)
        {
            int next = neighbours[at..].IndexOf(other);
            if (next < 0) return -1;
            at += next;
            LinkSlot link = _links[links[at]];
            if (link.Kind == kind && link.From == from && link.To == to) return links[at];
        }
        return -1;
    }

    private string? Word(string? text)
    {
        if (text is null || text.Length > 32) return text;
        if (_words.TryGetValue(text, out string? word)) return word;
        if (_words.Count < 100_000) _words.Add(text, text);
        return text;
    }
}

/// <summary>How much a snapshot holds.</summary>
/// <param name="Reports">Live reports.</param>
/// <param name="Entities">Phones, accounts, devices and online identities with a mention.</param>
/// <param name="Records">Person records with a mention.</param>
/// <param name="Links">Links with evidence.</param>
public readonly record struct GraphCounts(int Reports, int Entities, int Records, int Links);
