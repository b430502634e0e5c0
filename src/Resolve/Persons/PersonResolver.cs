using Resolve.Persons.Blocking;
using Resolve.Persons.Clusters;
using Resolve.Persons.Models;
using Resolve.Persons.Records;

namespace Resolve.Persons;

/// <summary>Resolves records into persons: compares what shares a blocking key, weighs it by a model, clusters what is alike.</summary>
/// <remarks>
/// The clusters are a function of the records present, the decisions in force and the model, whatever the order of calls.
/// A change costs its own candidates and its own component. Not for two threads at a time; a large batch is compared on several.
/// </remarks>
public sealed partial class PersonResolver : IPersonResolver
{
    private const int None = -1, New = -2;

    private readonly Lexicon _lexicon;
    private readonly ProfileBuilder _profiler;
    private readonly BlockingKeys _blocking;
    private readonly BlockIndex _index;
    private readonly FingerprintIndex _byFingerprint = new();
    private readonly PairDecisions _decisions = new();
    private readonly List<ulong> _keys = new(32);
    private readonly NewKeys _newKeys = new();
    private readonly HashSet<int> _dirty = [];
    private readonly HashSet<int> _touched = [];
    private readonly HashSet<ulong> _crossed = [];
    private readonly List<int[]> _clusters = [];
    private readonly Stack<int> _freeClusters = new();
    private uint[]?[] _profiles = new uint[256][];
    private UInt128[] _fingerprints = new UInt128[256];
    private EdgeList[] _edges = new EdgeList[256];
    private int[] _clusterOf = new int[256];
    private int _ahead; // what was read ahead, so that reading it is not left out

    /// <summary>Makes a resolver without records.</summary>
    /// <param name="model">The model; another model needs another resolver.</param>
    /// <param name="threadCountMax">The most threads that compare a large batch; 1 for none but the caller's.</param>
    public PersonResolver(PersonModel model, int threadCountMax = 2)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(threadCountMax, 1);
        Model = model;
        _lexicon = new Lexicon(model);
        _profiler = new ProfileBuilder(_lexicon);
        _blocking = new BlockingKeys(_lexicon);
        _index = new BlockIndex(model.Caps);
        _workers = [.. Enumerable.Range(0, threadCountMax).Select(_ => new Worker(this))];
    }

    /// <summary>Gets the model.</summary>
    public PersonModel Model { get; }

    /// <summary>Gets how many records are present.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public void Add(int id, PersonRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        if (id >= _profiles.Length) Grow(id + 1);
        if (_profiles[id] is not null) throw new ArgumentException("The id is present.", nameof(id));
        if (_byFingerprint.Find(record.Fingerprint, _fingerprints) >= 0) throw new ArgumentException("The record is present under another id.", nameof(record));
        Profile profile = _profiler.Build(record);
        _profiles[id] = profile.Words;
        _fingerprints[id] = record.Fingerprint;
        _byFingerprint.Add(id, _fingerprints);
        _clusterOf[id] = New;
        Count++;
        _dirty.Add(id);
        TouchDecided(record.Fingerprint);
        if (_isExternallyScored) return;
        _blocking.Write(profile.View(), _keys);
        _newKeys.Add(id, _keys);
        int ahead = 0;
        foreach (ulong key in _keys) ahead ^= _index.Warm(key);
        _ahead = ahead;
        foreach (ulong key in _keys)
            if (_index.Add(key, id) == BlockingKeys.Cap(Model.Caps, key) + 1) Reconsider(key);
    }

    /// <inheritdoc/>
    public void Remove(int id)
    {
        if (id < 0 || id >= _profiles.Length || _profiles[id] is not { } words) throw new ArgumentException("The id is not present.", nameof(id));
        if (!_isExternallyScored)
        {
            _newKeys.Remove(id);
            _blocking.Write(new ProfileView(words), _keys);
            foreach (ulong key in _keys)
                if (_index.Remove(key, id) == BlockingKeys.Cap(Model.Caps, key)) Reconsider(key);
        }
        TouchDecided(_fingerprints[id]);
        DropEdges(id);
        LeaveCluster(id);
        _byFingerprint.Remove(id, _fingerprints);
        _profiles[id] = null;
        _fingerprints[id] = default;
        _dirty.Remove(id);
        _touched.Remove(id);
        Count--;
    }

    /// <summary>Puts a decision in force, or in wait until its records are present.</summary>
    /// <param name="decision">The decision.</param>
    /// <returns>Whether it is new; a decision of an id that is known changes nothing.</returns>
    public bool Decide(RecordDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (decision.First == decision.Second) throw new ArgumentException("A decision needs two records.", nameof(decision));
        if (!_decisions.TryAdd(decision)) return false;
        Touch(decision);
        return true;
    }

    /// <summary>Takes a decision back, which leaves the state in which it never came.</summary>
    /// <param name="decisionId">Its id.</param>
    /// <returns>Whether there was one.</returns>
    public bool Undo(string decisionId)
    {
        if (_decisions.Remove(decisionId) is not { } decision) return false;
        Touch(decision);
        return true;
    }

    private void Touch(RecordDecision decision)
    {
        foreach (UInt128 fingerprint in (ReadOnlySpan<UInt128>)[decision.First, decision.Second])
            if (_byFingerprint.Find(fingerprint, _fingerprints) is >= 0 and var id) _touched.Add(id);
    }

    // Records joined by a decision alone have no edge that marks them as changed.
    private void TouchDecided(UInt128 fingerprint)
    {
        if (_decisions.IsEmpty) return;
        foreach (UInt128 partner in _decisions.With(fingerprint))
            if (_byFingerprint.Find(partner, _fingerprints) is >= 0 and var id) _touched.Add(id);
    }

    // A value has just become generic, or ceased to be. What rested on one that scores is all that its carriers are in; what rested on one
    // that only proposes is the pairs of its carriers, which wait for the next settling.
    private void Reconsider(ulong key)
    {
        if ((BlockKind)(key & 15) > BlockKind.Mail)
        {
            _crossed.Add(key);
            return;
        }
        int single = 0;
        foreach (int member in _index.Members(key, ref single)) _dirty.Add(member);
    }

    private void DropEdges(int id)
    {
        ref EdgeList edges = ref _edges[id];
        foreach (RecordMatch edge in edges.Span)
        {
            _edges[edge.Other].Remove(id);
            _touched.Add(edge.Other);
        }
        edges.Clear();
    }

    // A cluster that lost a record differs from what was reported last, even where its other records stay together.
    private void LeaveCluster(int id)
    {
        int cluster = _clusterOf[id];
        if (cluster < 0) return;
        foreach (int member in _clusters[cluster])
        {
            if (member == id) continue;
            _clusterOf[member] = New;
            _touched.Add(member);
        }
        _clusters[cluster] = [];
        _freeClusters.Push(cluster);
    }

    private void Grow(int count)
    {
        int size = (int)Math.Max((uint)count, _profiles.Length < 1 << 16 ? _profiles.Length * 2L : _profiles.Length * 5L / 4);
        Array.Resize(ref _profiles, size);
        Array.Resize(ref _fingerprints, size);
        Array.Resize(ref _edges, size);
        Array.Resize(ref _clusterOf, size);
    }
}
