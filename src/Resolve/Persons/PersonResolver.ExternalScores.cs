using Resolve.Persons.Clusters;
using Resolve.Persons.Models;
using Resolve.Persons.Records;

namespace Resolve.Persons;

/// <summary>The resolver as the owner of persons whose blocks lie elsewhere: it is fed with match edges, and clusters.</summary>
public sealed partial class PersonResolver
{
    private readonly bool _isExternallyScored;
    private readonly HashSet<int> _unproposed = [];
    private readonly HashSet<int> _reproposed = [];

    private PersonResolver(PersonModel model, bool isExternallyScored)
        : this(model, 1) => _isExternallyScored = isExternallyScored;

    /// <summary>Makes a resolver that keeps no blocks: <see cref="BlockPart"/>s find the pairs and weigh them.</summary>
    internal static PersonResolver ExternallyScored(PersonModel model) => new(model, isExternallyScored: true);

    /// <summary>Gets whether pairs are found elsewhere.</summary>
    internal bool IsExternallyScored => _isExternallyScored;

    /// <summary>Gets the keys that were marked generic.</summary>
    internal IReadOnlyCollection<ulong> GenericKeys => _index.Marked;

    /// <summary>Gets whether the match edges of every record must be found again.</summary>
    internal bool IsAllDirty => _dirty.Count == Count;

    /// <summary>Lists the records whose match edges must all be found again, by fingerprint.</summary>
    internal UInt128[] Dirty()
    {
        UInt128[] dirty = [.. _dirty.Select(id => _fingerprints[id])];
        Array.Sort(dirty);
        return dirty;
    }

    /// <summary>Gets the keys of a record that is present, ascending.</summary>
    internal List<ulong> KeysOf(int id)
    {
        _blocking.Write(new ProfileView(_profiles[id]), _keys);
        return _keys;
    }

    /// <summary>Notes that a key became generic or ceased to be, as its block reported.</summary>
    internal void Cross(BlockCrossing crossing)
    {
        _index.Mark(crossing.Key, crossing.IsGeneric);
        bool scores = (BlockKind)(crossing.Key & 15) <= BlockKind.Mail;
        foreach (UInt128 member in crossing.Members)
        {
            if (_byFingerprint.Find(member, _fingerprints) is not (>= 0 and var id)) continue;
            if (scores) _dirty.Add(id);
            else (crossing.IsGeneric ? _unproposed : _reproposed).Add(id); // the block weighs the pairs that it proposes again
        }
    }

    /// <summary>Retries after blocks were sent the generic keys and did not answer: the pairs that they proposed again must still be scored.</summary>
    internal void Retry()
    {
        foreach (int id in _reproposed)
            if (_profiles[id] is not null) _dirty.Add(id);
        _reproposed.Clear();
    }

    /// <summary>Re-clusters with the match edges of all that was dirty, and of what keys that are no longer generic propose.</summary>
    internal IReadOnlyList<int[]> Recluster(IEnumerable<BlockEdge> edges)
    {
        // What became generic no longer proposes; the keys of the rest must be known first, so this waits for all of them.
        foreach (int id in _unproposed)
            if (_profiles[id] is not null && !_dirty.Contains(id)) DropUnproposed(id);
        _unproposed.Clear();
        _reproposed.Clear();
        foreach (int id in _dirty)
        {
            DropEdges(id);
            _touched.Add(id);
        }
        _dirty.Clear();
        foreach (BlockEdge edge in edges)
        {
            int a = _byFingerprint.Find(edge.First, _fingerprints), b = _byFingerprint.Find(edge.Second, _fingerprints);
            if (a < 0 || b < 0) throw new InvalidOperationException("A block names a record that is not present.");
            if (!IsJoined(a, b)) Join(a, b, edge.Weight);
        }
        return ReclusterTouched();
    }

    private bool IsJoined(int a, int b)
    {
        foreach (RecordMatch edge in _edges[a].Span)
            if (edge.Other == b) return true;
        return false;
    }
}
