using Resolve.Identifiers;

namespace Resolve.Persons;

/// <summary>The plainest resolver: records are one person when they share a valid national ID.</summary>
public sealed class DocumentResolver : IPersonResolver
{
    private readonly Dictionary<int, PersonRecord> _records = [];
    private readonly Dictionary<IdentityDocument, HashSet<int>> _byDocument = [];
    private readonly HashSet<int> _dirty = [];

    /// <inheritdoc/>
    public void Add(int id, PersonRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _records.Add(id, record);
        _dirty.Add(id);
        foreach (IdentityDocument document in NationalIds(record))
        {
            if (!_byDocument.TryGetValue(document, out HashSet<int>? holders)) _byDocument.Add(document, holders = []);
            holders.Add(id);
        }
    }

    /// <inheritdoc/>
    public void Remove(int id)
    {
        PersonRecord record = _records[id];
        foreach (IdentityDocument document in NationalIds(record))
        {
            HashSet<int> holders = _byDocument[document];
            holders.Remove(id);
            _dirty.UnionWith(holders);
            if (holders.Count == 0) _byDocument.Remove(document);
        }
        _records.Remove(id);
        _dirty.Remove(id);
    }

    /// <inheritdoc/>
    public IReadOnlyList<int[]> Settle()
    {
        var clusters = new List<int[]>();
        var seen = new HashSet<int>();
        foreach (int start in _dirty)
        {
            if (!seen.Add(start)) continue;
            var cluster = new List<int> { start };
            for (int i = 0; i < cluster.Count; i++)
                foreach (IdentityDocument document in NationalIds(_records[cluster[i]]))
                    foreach (int other in _byDocument[document])
                        if (seen.Add(other)) cluster.Add(other);
            clusters.Add([.. cluster.OrderBy(id => _records[id].Fingerprint)]);
        }
        _dirty.Clear();
        return clusters;
    }

    private static IEnumerable<IdentityDocument> NationalIds(PersonRecord record) => record.Documents.Where(d => d.IsNationalId);
}
