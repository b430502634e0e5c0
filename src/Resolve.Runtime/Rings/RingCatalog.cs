using System.Collections.Immutable;
using Resolve.Graph;
using Resolve.Rings;

namespace Resolve.Runtime.Rings;

/// <summary>What a silo reports after one round of rings.</summary>
/// <param name="Host">The silo's number.</param>
/// <param name="Came">The rings that are new there, or described again.</param>
/// <param name="Gone">The ids of those that no longer exist.</param>
internal readonly record struct HostRingChanges(int Host, IReadOnlyCollection<HostedRing> Came, IReadOnlyCollection<string> Gone);

/// <summary>The rings of all silos with their homes, as the leader publishes them. One caller at a time.</summary>
internal sealed class RingCatalog
{
    private readonly VersionedList<Ring?> _slots = new();
    private readonly Stack<int> _freeSlots = [];
    private readonly Dictionary<string, (int Slot, string[] Members)> _entries = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, int> _hostOf = ImmutableDictionary.Create<string, int>(StringComparer.Ordinal);
    private ImmutableDictionary<string, string> _ringOf = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the number of rings.</summary>
    public int Count => _entries.Count;

    /// <summary>Gets the silo of each ring by the ring's id, fixed for readers.</summary>
    public IReadOnlyDictionary<string, int> HostOf => _hostOf;

    /// <summary>Gets the ring of each node by its node key, fixed for readers.</summary>
    public IReadOnlyDictionary<string, string> RingOf => _ringOf;

    /// <summary>Takes what all silos report for one position. A ring that moved is gone at one silo and comes at another.</summary>
    /// <returns>The ids of rings that are new, changed or gone.</returns>
    public HashSet<string> Take(IReadOnlyCollection<HostRingChanges> news)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        ImmutableDictionary<string, int>.Builder hostOf = _hostOf.ToBuilder();
        ImmutableDictionary<string, string>.Builder ringOf = _ringOf.ToBuilder();
        foreach (HostRingChanges host in news)
        {
            foreach (string id in host.Gone) Remove(id);
            foreach (HostedRing ring in host.Came) Remove(ring.Ring.Id);
        }
        foreach (HostRingChanges host in news)
        {
            foreach ((Ring ring, string[] members) in host.Came)
            {
                int slot = _freeSlots.TryPop(out int free) ? free : _slots.Add(null);
                _slots.Edit(slot) = ring;
                _entries.Add(ring.Id, (slot, members));
                hostOf[ring.Id] = host.Host;
                foreach (string member in members) ringOf[member] = ring.Id;
            }
        }
        _hostOf = hostOf.ToImmutable();
        _ringOf = ringOf.ToImmutable();
        return changed;

        void Remove(string id)
        {
            changed.Add(id);
            if (!_entries.Remove(id, out (int Slot, string[] Members) entry)) return;
            _slots.Edit(entry.Slot) = null;
            _freeSlots.Push(entry.Slot);
            hostOf.Remove(id);
            foreach (string member in entry.Members) ringOf.Remove(member);
        }
    }

    /// <summary>Finds a ring by its id.</summary>
    public Ring? Find(string id) => _entries.TryGetValue(id, out (int Slot, string[] Members) entry) ? _slots[entry.Slot] : null;

    /// <summary>Fixes the rings for readers.</summary>
    public RingSnapshot Publish(long position) =>
        new(new LinkIndex().Publish(position), new VersionedList<int>().Publish(), _slots.Publish(), _entries.Count);
}
