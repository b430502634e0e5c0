using System.Collections.Immutable;
using Resolve.Graph;
using Resolve.Persons;
using Resolve.Reports;

namespace Resolve.Silo.Cluster;

/// <summary>The part of the graph that one silo holds, in the same <see cref="LinkIndex"/> that the embedded host uses.</summary>
/// <remarks>
/// It is exact for the nodes of the silo's shares: it holds every report that mentions one of them, and every report that
/// mentions a person named in those, so that neighbours carry their right keys and names. Which reports those are the
/// conductor decides (<see cref="FactBook"/>). No clock, no I/O; one writer, readers have snapshots.
/// </remarks>
internal sealed class ShareIndex
{
    private readonly LinkIndex _links = new();
    private readonly Dictionary<long, int> _numbers = [];
    private readonly Stack<int> _free = [];
    private readonly NodeNames _names = new(); // never shrinks: vertices stay; readers look into their snapshot
    private readonly HashSet<UInt128> _present = [];
    private readonly List<UInt128[]> _clusters = [];
    private readonly HashSet<UInt128> _excluded = [];
    private HashSet<UInt128>? _toldExcluded;
    private ImmutableDictionary<long, int> _suspended = ImmutableDictionary<long, int>.Empty;
    private readonly VersionedList<bool> _homes = new(); // by the report's number
    private ImmutableHashSet<UInt128> _hubs = [];
    private bool _reset, _hasHomes;

    /// <summary>Gets the journal positions of the reports that are held.</summary>
    public IReadOnlyCollection<long> Positions => _numbers.Keys;

    /// <summary>Tells whether a report is held.</summary>
    public bool Holds(long position) => _numbers.ContainsKey(position);

    /// <summary>Takes a report in; one that is held changes nothing.</summary>
    public void Add(long position, ReportContent content)
    {
        if (_numbers.ContainsKey(position)) return;
        int number = _free.TryPop(out int free) ? free : _links.Reserve();
        while (_homes.Count <= number) _homes.Add(false);
        _links.Put(number, content, position);
        _numbers.Add(position, number);
        if (content.Report.Status == ReportStatus.Suspended) _suspended = _suspended.Add(position, number);
    }

    /// <summary>Takes a report out; one that is not held changes nothing.</summary>
    public void Remove(long position)
    {
        if (!_numbers.Remove(position, out int number)) return;
        _links.Take(number);
        if (_homes[number]) _homes.Edit(number) = false;
        _suspended = _suspended.Remove(position);
        _free.Push(number);
    }

    /// <summary>Forgets all persons; those that are told before the next publication are all there are.</summary>
    public void ResetPersons() => _reset = true;

    /// <summary>Sets which records are one person, in canonical order; records that are not held are left out.</summary>
    public void Cluster(UInt128[] fingerprints) => _clusters.Add(fingerprints);

    /// <summary>Sets which records' persons are excluded; no others are.</summary>
    public void Exclude(UInt128[] fingerprints) => _toldExcluded = [.. fingerprints];

    /// <summary>Forgets what was told of rings, until it is told again.</summary>
    public void ResetRings()
    {
        foreach (int number in _numbers.Values)
            if (_homes[number]) SetHome(number, false);
        SetHubs([], [.. _hubs]);
        _hasHomes = false;
    }

    /// <summary>Sets which reports are at home here, so that the rings of what they name are computed here, and which nodes of the cluster are hubs.</summary>
    /// <param name="homes">The journal positions of reports that are at home here from now on; they are held.</param>
    /// <param name="noHomes">Those of reports that are not, or no more; what is not held is passed over.</param>
    /// <param name="hubs">The short names of nodes that became hubs.</param>
    /// <param name="noHubs">The short names of those that are hubs no more.</param>
    public void SetRings(
        IReadOnlyCollection<long> homes, IReadOnlyCollection<long> noHomes, IReadOnlyCollection<UInt128> hubs, IReadOnlyCollection<UInt128> noHubs)
    {
        foreach (long position in noHomes)
            if (_numbers.TryGetValue(position, out int number) && _homes[number]) SetHome(number, false);
        foreach (long position in homes)
            if (!_homes[_numbers[position]]) SetHome(_numbers[position], true);
        SetHubs(hubs, noHubs);
        _hasHomes = true;
    }

    /// <summary>Fixes what readers see.</summary>
    /// <param name="position">The journal position that the graph has reached.</param>
    /// <returns>The graph and the vertices that changed.</returns>
    public (ShareGraph Graph, IReadOnlyCollection<int> Touched) Publish(long position)
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
        foreach (UInt128[] cluster in _clusters)
        {
            int[] vertices = [.. cluster.Where(_present.Contains).Select(f => _names[f])];
            if (vertices.Length > 0) _links.SetPerson(vertices);
        }
        _reset = false;
        _clusters.Clear();
        SetExcluded();
        GraphSnapshot graph = _links.Publish(position);
        return (new ShareGraph(graph, _names.Learn(graph), _suspended, new RingFacts(this, _homes.Publish(), _hubs, _hasHomes)), _links.TakeTouched());
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
        if (_toldExcluded is not { } told) return;
        foreach (UInt128 fingerprint in _excluded)
            if (!told.Contains(fingerprint)) _links.SetExcluded(_names[fingerprint], false);
        _excluded.IntersectWith(told);
        foreach (UInt128 fingerprint in told)
            if (_present.Contains(fingerprint) && _excluded.Add(fingerprint)) _links.SetExcluded(_names[fingerprint], true);
        _toldExcluded = null;
    }
}
