using Resolve.Identifiers;
using Resolve.Persons.Records;

namespace Resolve.Graph;

/// <summary>Which records are one person, and the key by which that person is known.</summary>
public sealed partial class LinkIndex
{
    /// <summary>Hands over the records that came or went since the last call.</summary>
    /// <returns>The vertices of records with whether they are there now; a record that came and went is not listed.</returns>
    public IReadOnlyList<(int Vertex, PersonRecord Record, bool IsThere)> TakeRecordChanges()
    {
        var changes = new List<(int, PersonRecord, bool)>(_recordChanges.Count);
        foreach ((int vertex, bool wasThere) in _recordChanges)
        {
            bool isThere = _vertices[vertex].MentionCount > 0;
            if (isThere != wasThere) changes.Add((vertex, _vertices[vertex].Record!, isThere));
        }
        _recordChanges.Clear();
        changes.Sort(static (a, b) => a.Item2.Fingerprint.CompareTo(b.Item2.Fingerprint));
        return changes;
    }

    /// <summary>Sets which records are one person.</summary>
    /// <param name="cluster">The vertices of all its records, in canonical order; one alone is a person by itself.</param>
    public void SetPerson(ReadOnlySpan<int> cluster) => SetPerson(cluster, null);

    /// <summary>Sets which records are one person, and who that person is where not all that is said of it stands in this index.</summary>
    /// <param name="cluster">The vertices of the records that stand here, in canonical order.</param>
    /// <param name="identity">Who it is; null when this index has all its mentions, from which that follows.</param>
    internal void SetPerson(ReadOnlySpan<int> cluster, PersonIdentity? identity)
    {
        foreach (int vertex in cluster) LeavePerson(vertex);
        if (cluster.Length == 0 || (cluster.Length < 2 && identity is null)) return;
        int person = _freePersons.TryPop(out int free) ? free : _persons.Add(null);
        _persons.Edit(person) = new PersonNode(cluster.Length == 1 ? null : cluster.ToArray(), identity);
        foreach (int vertex in cluster) EditVertex(vertex).Person = person;
        SetNode(cluster);
    }

    /// <summary>Determines whether some records are one person already, known by an identity.</summary>
    internal bool IsPerson(ReadOnlySpan<int> cluster, PersonIdentity identity) =>
        _vertices[cluster[0]].Person is >= 0 and var person && _persons[person] is { } known && known.Identity == identity
            && (known.Records is null ? cluster.Length == 1 : cluster.SequenceEqual(known.Records));

    /// <summary>Takes a record that went out of its person, whose other records stay together till they are clustered again.</summary>
    /// <param name="vertex">The record's vertex.</param>
    public void LeavePerson(int vertex)
    {
        Touch(vertex);
        int person = _vertices[vertex].Person;
        if (person < 0) return;
        PersonNode left = _persons[person]!;
        int[] members = left.Records ?? [vertex];
        foreach (int member in members) Touch(member);
        EditVertex(vertex).Person = -1;
        int[] rest = [.. members.Where(m => m != vertex)];
        SetNode([vertex]);
        SetNode(rest);
        if (rest.Length >= 2 || (rest.Length == 1 && left.Identity is not null))
        {
            _persons.Edit(person) = new PersonNode(rest.Length == 1 ? null : rest, left.Identity);
            return;
        }
        if (rest.Length == 1) EditVertex(rest[0]).Person = -1;
        _persons.Edit(person) = null;
        _freePersons.Push(person);
    }

    /// <summary>Finds the record that a mention gives now.</summary>
    /// <param name="person">A person's key: the hash of a mention.</param>
    /// <returns>The record's vertex; -1 when no live report holds the mention.</returns>
    public int FindMention(EntityKey person)
    {
        if (!PersonKeys.TryRead(person, out ulong hash)) return -1;
        foreach (int vertex in _byMention.Find(hash))
        {
            foreach (MentionPlace place in _vertices[vertex].MentionSpan)
                if (_reports[place.Report]!.Mentions[place.Ordinal].PersonHash == hash) return vertex;
        }
        return -1;
    }

    /// <summary>Gets a record.</summary>
    /// <param name="vertex">Its vertex.</param>
    /// <returns>The record.</returns>
    public PersonRecord RecordAt(int vertex) => _vertices[vertex].Record!;

    /// <summary>Lists the records that are there.</summary>
    /// <returns>The vertices and records, in no order.</returns>
    public IEnumerable<(int Vertex, PersonRecord Record)> Records()
    {
        for (int vertex = 0; vertex < _vertices.Count; vertex++)
            if (_vertices[vertex] is { Record: { } record, MentionCount: > 0 }) yield return (vertex, record);
    }

    /// <summary>Sets whether an analyst excluded the person of a record.</summary>
    /// <param name="vertex">The record's vertex.</param>
    /// <param name="excluded">Whether.</param>
    public void SetExcluded(int vertex, bool excluded) => EditVertex(vertex).Excluded = excluded;

    /// <summary>Sets which vertex stands for each of some records that are one person.</summary>
    private void SetNode(ReadOnlySpan<int> records)
    {
        foreach (int record in records)
        {
            int node = records.Length == 1 ? record : ~records[0];
            if (_nodes[record] != node) _nodes.Edit(record) = node;
            _renamed.Add(record);
        }
    }

    private void SetCodes()
    {
        _counted.Clear();
        foreach (int vertex in _renamed)
            if (_vertices[vertex].Person < 0 || _counted.Add(_vertices[vertex].Person)) SetCode(vertex);
        _renamed.Clear();
    }

    /// <summary>Sets the code of the person of a record by what its key is now: the earliest mention, unless an identity says who it is.</summary>
    private void SetCode(int vertex)
    {
        int person = _vertices[vertex].Person;
        PersonNode? node = person < 0 ? null : _persons[person];
        ReadOnlySpan<int> records = node?.Records ?? [vertex];
        ulong hash = node?.Identity is { } identity ? identity.KeyHash : EarliestOf(records);
        UInt128 code = KeyCode.OfPerson(hash);
        foreach (int record in records)
            if (_codes[record] != code) _codes.Edit(record) = code;
    }

    private ulong EarliestOf(ReadOnlySpan<int> records)
    {
        MentionPlace first = MentionPlace.None;
        foreach (int record in records)
            if (IsEarlier(_vertices[record].First, first)) first = _vertices[record].First;
        return first.Report < 0 ? 0 : MentionAt(first).PersonHash;
    }

    private bool IsEarlier(MentionPlace place, MentionPlace than)
    {
        if (place.Report < 0 || than.Report < 0) return place.Report >= 0;
        int order = StoredReport.CompareByTime(_reports[place.Report]!, _reports[than.Report]!);
        return order < 0 || (order == 0 && string.CompareOrdinal(MentionAt(place).Ref, MentionAt(than).Ref) < 0);
    }

    private ref readonly StoredMention MentionAt(MentionPlace place) => ref _reports[place.Report]!.Mentions[place.Ordinal];

    private void NoteFirst(int index, MentionPlace place)
    {
        Vertex vertex = _vertices[index];
        if (vertex.Record is null || !IsEarlier(place, vertex.First)) return;
        EditVertex(index).First = place;
        _renamed.Add(index);
    }
}
