using System.Runtime.InteropServices;

namespace Resolve.Persons.Blocking;

/// <summary>The keys of records that were added and not yet compared, which need not be derived twice.</summary>
/// <remarks>Memory of a pure function: what is not here is derived again. Readers on several threads, or one writer.</remarks>
internal sealed class NewKeys
{
    private const int KeyCountMax = 1 << 20;

    private readonly List<ulong> _keys = [];
    private readonly Dictionary<int, (int Start, int Count)> _places = [];

    /// <summary>Remembers the keys of a record, as long as they are not too many.</summary>
    public void Add(int id, List<ulong> keys)
    {
        if (_keys.Count + keys.Count > KeyCountMax) return;
        _places[id] = (_keys.Count, keys.Count);
        _keys.AddRange(keys);
    }

    /// <summary>Forgets the keys of a record.</summary>
    public void Remove(int id) => _places.Remove(id);

    /// <summary>Returns the keys of a record; empty when they are not remembered.</summary>
    public ReadOnlySpan<ulong> Of(int id) =>
        _places.TryGetValue(id, out (int Start, int Count) place) ? CollectionsMarshal.AsSpan(_keys).Slice(place.Start, place.Count) : default;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        bool wereMany = _keys.Count > KeyCountMax >> 4;
        _keys.Clear();
        _places.Clear();
        if (!wereMany) return;
        _keys.TrimExcess();
        _places.TrimExcess();
    }
}
