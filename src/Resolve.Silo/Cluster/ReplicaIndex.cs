using System.Collections.Immutable;
using Resolve.Graph;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Runtime.Content;

namespace Resolve.Silo.Cluster;

/// <summary>The part of the graph that one silo holds, in the same <see cref="LinkIndex"/> that the embedded host uses.</summary>
/// <remarks>
/// It is exact for the nodes of the silo's partitions: it has all their mentions and links. Of whatever is at the other end of a link it
/// has that mention; who a person at the other end is it gets from the leader. Which part of which report that is the
/// leader decides (<see cref="ReplicaPlanner"/>). No clock, no I/O; one writer, readers have snapshots.
/// </remarks>
internal sealed class ReplicaIndex
{
    private readonly LinkIndex _links = new();
    private readonly Dictionary<long, Part> _parts = [];
    private readonly Stack<int> _free = [];
    private readonly NodeIds _names = new(); // never shrinks: vertices stay; readers look into their snapshot
    private readonly HashSet<UInt128> _present = [];
    private readonly List<ClusteredPerson> _persons = [];
    private readonly HashSet<UInt128> _excluded = [];
    private HashSet<UInt128>? _nextExcluded;
    private ImmutableDictionary<long, int> _suspended = ImmutableDictionary<long, int>.Empty;
    private readonly VersionedList<bool> _homes = new(); // by the report's number
    private ImmutableHashSet<UInt128> _hubs = [];
    private bool _reset, _hasHomes;

    /// <summary>Gets the journal positions of the reports of which a part is held, or the whole.</summary>
    public IReadOnlyCollection<long> Positions => _parts.Keys;

    /// <summary>Lists which part of which report is held.</summary>
    public IEnumerable<(long Position, SliceCut Cut)> Parts => _parts.Select(static p => (p.Key, p.Value.Cut));

    /// <summary>Determines whether a part of a report is held.</summary>
    public bool Holds(long position, SliceCut cut) => _parts.TryGetValue(position, out Part part) && part.Cut.Covers(cut);

    /// <summary>Takes a part of a report in. It replaces what is held of that report; a part that is held already changes nothing.</summary>
    /// <param name="position">The report's journal position.</param>
    /// <param name="content">What the whole report contributes.</param>
    /// <param name="cut">The part.</param>
    public void Add(long position, ReportContent content, SliceCut cut)
    {
        if (_parts.TryGetValue(position, out Part held))
        {
            if (!held.Cut.Covers(cut)) Replace(position, held.Number, content, cut);
            return;
        }
        int number = _free.TryPop(out int free) ? free : _links.Reserve();
        while (_homes.Count <= number) _homes.Add(false);
        _links.Put(number, ReportSlice.Cut(content, cut), position);
        _parts.Add(position, new Part(number, cut));
        if (content.Report.Status == ReportStatus.Suspended) _suspended = _suspended.Add(position, number);
    }

    /// <summary>Drops what is not in a part of a report that is held whole; a report that is not held whole stays as it is.</summary>
    public void Narrow(long position, SliceCut cut)
    {
        if (_parts.TryGetValue(position, out Part held) && held.Cut == SliceCut.Whole) Replace(position, held.Number, _links.ContentOf(held.Number), cut);
    }

    /// <summary>Takes a report out; one that is not held changes nothing.</summary>
    public void Remove(long position)
    {
        if (!_parts.Remove(position, out Part part)) return;
        _links.Take(part.Number);
        if (_homes[part.Number]) _homes.Edit(part.Number) = false;
        _suspended = _suspended.Remove(position);
        _free.Push(part.Number);
    }

    /// <summary>Forgets all persons; those that arrive before the next publication are all there are.</summary>
    public void ResetPersons() => _reset = true;

    /// <summary>Sets which records are one person, in canonical order, and its key; records that are not held are left out.</summary>
    public void Cluster(UInt128[] fingerprints, ulong keyHash) => _persons.Add(new ClusteredPerson(fingerprints, new PersonIdentity(fingerprints[0], keyHash)));

    /// <summary>Sets which records' persons are excluded; no others are.</summary>
    public void Exclude(UInt128[] fingerprints) => _nextExcluded = [.. fingerprints];

    /// <summary>Forgets the ring data, until the leader sends it again.</summary>
    public void ResetRings()
    {
        foreach (Part part in _parts.Values)
            if (_homes[part.Number]) SetHome(part.Number, false);
        SetHubs([], [.. _hubs]);
        _hasHomes = false;
    }

    /// <summary>Sets which reports are at home here, so that the rings of what they name are computed here, and which nodes of the cluster are hubs.</summary>
    /// <param name="homes">The journal positions of reports that are at home here from now on; they are held whole.</param>
    /// <param name="noHomes">Those of reports that are not, or no more; what is not held is skipped.</param>
    /// <param name="hubs">The node ids of nodes that became hubs.</param>
    /// <param name="noHubs">The node ids of those that are no longer hubs.</param>
    public void SetRings(
        IReadOnlyCollection<long> homes, IReadOnlyCollection<long> noHomes, IReadOnlyCollection<UInt128> hubs, IReadOnlyCollection<UInt128> noHubs)
    {
        foreach (long position in noHomes)
            if (_parts.TryGetValue(position, out Part part) && _homes[part.Number]) SetHome(part.Number, false);
        foreach (long position in homes)
            if (!_homes[_parts[position].Number]) SetHome(_parts[position].Number, true);
        SetHubs(hubs, noHubs);
        _hasHomes = true;
    }

    /// <summary>Fixes what readers see.</summary>
    /// <param name="position">The journal position that the graph has reached.</param>
    /// <returns>The graph and the vertices that changed.</returns>
    public (ReplicaGraph Graph, IReadOnlyCollection<int> Touched) Publish(long position)
    {
        foreach ((int vertex, PersonRecord record, bool isThere) in _links.TakeRecordChanges())
        {
            if (isThere)
            {
                _names.Learn(record.Fingerprint, vertex);
                _present.Add(record.Fingerprint);
                continue;
            }
            _present.Remove(record.Fingerprint);
            _links.LeavePerson(vertex);
        }
        if (_reset)
            foreach (UInt128 fingerprint in _present) _links.LeavePerson(_names[fingerprint]);
        foreach ((UInt128[] fingerprints, PersonIdentity identity) in _persons)
        {
            int[] vertices = [.. fingerprints.Where(_present.Contains).Select(f => _names[f])];
            if (vertices.Length > 0 && !_links.IsPerson(vertices, identity)) _links.SetPerson(vertices, identity); // what is as it was touches nothing
        }
        _reset = false;
        _persons.Clear();
        SetExcluded();
        GraphSnapshot graph = _links.Publish(position);
        return (new ReplicaGraph(graph, _names.Learn(graph), _suspended, new RingFacts(this, _homes.Publish(), _hubs, _hasHomes)), _links.TakeTouched());
    }

    private void Replace(long position, int number, ReportContent content, SliceCut cut)
    {
        _links.Take(number);
        _links.Put(number, ReportSlice.Cut(content, cut), position);
        _parts[position] = new Part(number, cut);
    }

    private void SetHubs(IReadOnlyCollection<UInt128> hubs, IReadOnlyCollection<UInt128> noHubs)
    {
        _hubs = _hubs.Except(noHubs).Union(hubs);
        foreach (UInt128 name in hubs.Concat(noHubs))
            if (_names.TryFind(name, out int vertex)) _links.TouchVertex(vertex); // one that comes later is touched by that
    }

    private void SetHome(int number, bool isHome)
    {
        _homes.Edit(number) = isHome;
        _links.TouchReport(number);
    }

    private void SetExcluded()
    {
        if (_nextExcluded is not { } excluded) return;
        foreach (UInt128 fingerprint in _excluded)
            if (!excluded.Contains(fingerprint)) _links.SetExcluded(_names[fingerprint], false);
        _excluded.IntersectWith(excluded);
        foreach (UInt128 fingerprint in excluded)
            if (_present.Contains(fingerprint) && _excluded.Add(fingerprint)) _links.SetExcluded(_names[fingerprint], true);
        _nextExcluded = null;
    }

    private readonly record struct Part(int Number, SliceCut Cut);

    private readonly record struct ClusteredPerson(UInt128[] Fingerprints, PersonIdentity Identity);
}
