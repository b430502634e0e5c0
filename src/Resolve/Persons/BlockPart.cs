using System.Numerics;
using Resolve.Persons.Blocking;
using Resolve.Persons.Comparison;
using Resolve.Persons.Models;
using Resolve.Persons.Records;

namespace Resolve.Persons;

/// <summary>A key that became generic, or ceased to be, with the records that carry it and are affected.</summary>
internal readonly record struct BlockCrossing(ulong Key, bool IsGeneric, UInt128[] Members);

/// <summary>A match edge that may join two records.</summary>
internal readonly record struct BlockEdge(UInt128 First, UInt128 Second, int Weight);

/// <summary>A record that resembles a description.</summary>
internal readonly record struct BlockHit(UInt128 Record, int Total, MatchBand Band);

/// <summary>Some of the 64 shares of all blocking keys: the records that carry a key of them, who proposes whom, and how much alike they are.</summary>
/// <remarks>
/// Many of these together do what <see cref="PersonResolver"/> does by itself before it clusters, with the same keys and comparisons.
/// Two things reach over a share: the generic keys are sent to all shares, and a pair that several shares propose is scored by the one
/// that has the smallest key they share. What it answers is a function of the records and of what is generic. One caller at a time.
/// </remarks>
internal sealed class BlockPart
{
    private readonly PersonModel _model;
    private readonly ulong _shares;
    private readonly Lexicon _lexicon;
    private readonly ProfileBuilder _profiler;
    private readonly BlockingKeys _blocking;
    private readonly BlockIndex _index;
    private readonly PairComparer _comparer;
    private readonly Dictionary<UInt128, int> _ids = [];
    private readonly Stack<int> _free = new();
    private readonly List<Entry?> _entries = [];
    private readonly HashSet<ulong> _touched = [];
    private readonly HashSet<ulong> _generic = []; // own keys, as the owner of persons knows them
    private readonly List<ulong> _keys = new(32);
    private readonly HashSet<int> _isDirty = [];
    private readonly Queue<int> _waiting = new();
    private ulong[] _ceased = [];
    private int[] _seen = new int[256];
    private int _round;

    /// <summary>Makes it without records.</summary>
    /// <param name="model">The model.</param>
    /// <param name="shares">The shares that it has, a bit a share.</param>
    /// <param name="generic">All keys that the owner of persons holds generic, its own and others'.</param>
    public BlockPart(PersonModel model, ulong shares, IEnumerable<ulong> generic)
    {
        (_model, _shares) = (model, shares);
        _lexicon = new Lexicon(model);
        _profiler = new ProfileBuilder(_lexicon);
        _blocking = new BlockingKeys(_lexicon);
        _index = new BlockIndex(model.Caps);
        _comparer = new PairComparer(model, _lexicon, _blocking, _index);
        foreach (ulong key in generic)
        {
            if (!Owns(key)) _index.Mark(key, true);
            else
            {
                _generic.Add(key);
                _touched.Add(key); // it may have ceased to be
            }
        }
    }

    /// <summary>Gets how many records it holds.</summary>
    public int Count => _ids.Count;

    /// <summary>Gets which of the 64 shares a key is in: its top bits, which are a hash.</summary>
    public static int PartitionOf(ulong key) => (int)(key >> 58);

    /// <summary>Takes a record in; one that is here changes nothing.</summary>
    public void Add(PersonRecord record)
    {
        if (_ids.ContainsKey(record.Fingerprint)) return;
        Profile profile = _profiler.Build(record);
        _blocking.Write(profile.View(), _keys);
        if (!_free.TryPop(out int id))
        {
            id = _entries.Count;
            _entries.Add(null);
        }
        _entries[id] = new Entry(record.Fingerprint, profile.Words, [.. _keys]);
        _ids.Add(record.Fingerprint, id);
        foreach (ulong key in _keys)
        {
            if (!Owns(key)) continue;
            _index.Add(key, id);
            _touched.Add(key);
        }
    }

    /// <summary>Takes a record out; one that is not here changes nothing.</summary>
    public void Remove(UInt128 fingerprint)
    {
        if (!_ids.Remove(fingerprint, out int id)) return;
        foreach (ulong key in _entries[id]!.Keys)
        {
            if (!Owns(key)) continue;
            _index.Remove(key, id);
            _touched.Add(key);
        }
        _entries[id] = null;
        _free.Push(id);
    }

    /// <summary>Lists the keys whose generic state differs from what the resolver assumes, by key.</summary>
    /// <param name="isNew">Whether a record is compared again in any case, so that it need not be listed.</param>
    public List<BlockCrossing> Crossings(Func<UInt128, bool> isNew)
    {
        var crossings = new List<BlockCrossing>();
        foreach (ulong key in _touched)
        {
            bool isGeneric = _index.Count(key) > BlockingKeys.Cap(_model.Caps, key);
            if (isGeneric == _generic.Contains(key)) continue;
            int single = 0;
            var members = new List<UInt128>();
            foreach (int member in _index.Members(key, ref single))
                if (!isNew(_entries[member]!.Fingerprint)) members.Add(_entries[member]!.Fingerprint);
            members.Sort();
            crossings.Add(new BlockCrossing(key, isGeneric, [.. members]));
        }
        _touched.Clear();
        crossings.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        return crossings;
    }

    /// <summary>Begins to weigh pairs, once everybody knows what is generic now.</summary>
    /// <param name="became">The keys that became generic anywhere.</param>
    /// <param name="ceased">The keys that ceased to be.</param>
    /// <param name="dirty">The records of which all match edges are wanted.</param>
    public void BeginScoring(IEnumerable<ulong> became, IReadOnlyCollection<ulong> ceased, IEnumerable<UInt128> dirty)
    {
        foreach (ulong key in became) Mark(key, true);
        foreach (ulong key in ceased) Mark(key, false);
        _isDirty.Clear();
        _waiting.Clear();
        foreach (UInt128 fingerprint in dirty)
            if (_ids.TryGetValue(fingerprint, out int id) && _isDirty.Add(id)) _waiting.Enqueue(id);
        _ceased = [.. ceased.Where(key => Owns(key) && (BlockKind)(key & 15) > BlockKind.Mail)];
    }

    /// <summary>Scores the pairs of some of the records that wait.</summary>
    /// <param name="recordCountMax">The most records, from 1.</param>
    /// <returns>The match edges, and whether these were the last.</returns>
    public (List<BlockEdge> Found, bool IsLast) Score(int recordCountMax)
    {
        var found = new List<BlockEdge>();
        while (recordCountMax-- > 0 && _waiting.TryDequeue(out int id)) ScoreAll(id, _isDirty, found);
        if (_waiting.Count > 0) return (found, false);
        foreach (ulong key in _ceased) ScoreBlock(key, _isDirty, found);
        _ceased = [];
        return (found, true);
    }

    /// <summary>Finds the records that resemble a description and share a key of these shares with it.</summary>
    /// <param name="description">The description.</param>
    /// <param name="blockSizeMax">The largest block that is looked into.</param>
    public List<BlockHit> Search(PersonRecord description, int blockSizeMax)
    {
        int words = _lexicon.Count;
        try
        {
            ProfileView view = _profiler.Build(description).View();
            _blocking.Write(view, _keys);
            int round = NextRound();
            var hits = new List<BlockHit>();
            foreach (ulong key in _keys)
            {
                int single = 0;
                ReadOnlySpan<int> members = Owns(key) ? _index.Members(key, ref single) : default;
                if (members.Length > blockSizeMax) continue;
                foreach (int id in members)
                {
                    if (_seen[id] == round) continue;
                    _seen[id] = round;
                    Entry other = _entries[id]!;
                    var there = new ProfileView(other.Words);
                    PairVector vector = description.Fingerprint <= other.Fingerprint ? _comparer.Compare(view, there) : _comparer.Compare(there, view);
                    PairScore score = PairScore.Of(_model, vector);
                    if (score.Total(_model) > 0) hits.Add(new BlockHit(other.Fingerprint, score.Total(_model), PersonResolver.BandOf(_model, score, vector)));
                }
            }
            return hits;
        }
        finally
        {
            if (_lexicon.Count != words)
            {
                _lexicon.CutBack(words);
                _comparer.Forget();
            }
        }
    }

    private bool Owns(ulong key) => (_shares >> PartitionOf(key) & 1) != 0;

    private void Mark(ulong key, bool isGeneric)
    {
        if (!Owns(key)) _index.Mark(key, isGeneric);
        else if (isGeneric) _generic.Add(key);
        else _generic.Remove(key);
    }

    private void ScoreAll(int id, HashSet<int> isDirty, List<BlockEdge> found)
    {
        Entry entry = _entries[id]!;
        int round = NextRound();
        _seen[id] = round;
        foreach (ulong key in entry.Keys)
        {
            if (!Owns(key)) continue;
            int single = 0;
            ReadOnlySpan<int> members = _index.Members(key, ref single);
            if (members.Length > BlockingKeys.Cap(_model.Caps, key)) continue;
            foreach (int other in members)
            {
                if (_seen[other] == round) continue;
                _seen[other] = round;
                // Both ends of a dirty pair find it: the lower id takes it.
                if ((other < id && isDirty.Contains(other)) || !IsOurs(entry.Keys, _entries[other]!.Keys)) continue;
                Score(entry, _entries[other]!, found);
            }
        }
    }

    private void ScoreBlock(ulong key, HashSet<int> isDirty, List<BlockEdge> found)
    {
        int single = 0;
        int[] members = [.. _index.Members(key, ref single)];
        for (int i = 0; i < members.Length; i++)
        {
            if (isDirty.Contains(members[i])) continue;
            for (int j = i + 1; j < members.Length; j++)
                if (!isDirty.Contains(members[j])) Score(_entries[members[i]]!, _entries[members[j]]!, found);
        }
    }

    private void Score(Entry a, Entry b, List<BlockEdge> found)
    {
        if (a.Fingerprint > b.Fingerprint) (a, b) = (b, a);
        PairScore score = PairScore.Of(_model, _comparer.Compare(new ProfileView(a.Words), new ProfileView(b.Words), _model.PossibleThreshold));
        if (score.IsEdge(_model)) found.Add(new BlockEdge(a.Fingerprint, b.Fingerprint, score.Total(_model)));
    }

    /// <summary>Returns whether the smallest key that two records share and that is not generic is of these shares.</summary>
    private bool IsOurs(ulong[] a, ulong[] b)
    {
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i] < b[j]) i++;
            else if (a[i] > b[j]) j++;
            else if (_index.Count(a[i]) > BlockingKeys.Cap(_model.Caps, a[i])) (i, j) = (i + 1, j + 1);
            else return Owns(a[i]);
        }
        return false;
    }

    private int NextRound()
    {
        if (_seen.Length < _entries.Count) Array.Resize(ref _seen, (int)BitOperations.RoundUpToPowerOf2((uint)_entries.Count));
        if (_round == int.MaxValue)
        {
            Array.Clear(_seen);
            _round = 0;
        }
        return ++_round;
    }

    /// <summary>A record: its packed description and its keys, ascending.</summary>
    private sealed record Entry(UInt128 Fingerprint, uint[] Words, ulong[] Keys);
}
