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
    private bool _reset;

    /// <summary>Gets the journal positions of the reports that are held.</summary>
    public IReadOnlyCollection<long> Positions => _numbers.Keys;

    /// <summary>Tells whether a report is held.</summary>
    public bool Holds(long position) => _numbers.ContainsKey(position);

    /// <summary>Gets the number of a report in this index; -1 when it is not held.</summary>
    public int NumberOf(long position) => _numbers.GetValueOrDefault(position, -1);

    /// <summary>Takes a report in; one that is held changes nothing.</summary>
    public void Add(long position, ReportContent content)
    {
        if (_numbers.ContainsKey(position)) return;
        int number = _free.TryPop(out int free) ? free : _links.Reserve();
        _links.Put(number, content, position);
        _numbers.Add(position, number);
        if (content.Report.Status == ReportStatus.Suspended) _suspended = _suspended.Add(position, number);
    }

    /// <summary>Takes a report out; one that is not held changes nothing.</summary>
    public void Remove(long position)
    {
        if (!_numbers.Remove(position, out int number)) return;
        _links.Take(number);
        _suspended = _suspended.Remove(position);
        _free.Push(number);
    }

    /// <summary>Forgets all persons; those that are told before the next publication are all there are.</summary>
    public void ResetPersons() => _reset = true;

    /// <summary>Sets which records are one person, in canonical order; records that are not held are left out.</summary>
    public void Cluster(UInt128[] fingerprints) => _clusters.Add(fingerprints);

    /// <summary>Sets which records' persons are excluded; no others are.</summary>
    public void Exclude(UInt128[] fingerprints) => _toldExcluded = [.. fingerprints];

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
        return (new ShareGraph(graph, _names.Learn(graph), _suspended), _links.TakeTouched());
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
