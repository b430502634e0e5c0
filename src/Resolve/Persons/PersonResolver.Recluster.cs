using System.Runtime.InteropServices;
using Resolve.Persons.Blocking;
using Resolve.Persons.Clusters;
using Resolve.Persons.Comparison;
using Resolve.Persons.Records;

namespace Resolve.Persons;

public sealed partial class PersonResolver
{
    private const int ParallelCountMin = 64, ChunkSize = 32;

    private readonly Worker[] _workers;
    private readonly List<ulong> _ownKeys = new(32);

    /// <inheritdoc/>
    public IReadOnlyList<int[]> Recluster()
    {
        if (_isExternallyScored) throw new InvalidOperationException("The match edges come from elsewhere.");
        ProposeCrossed();
        CompareDirty();
        return ReclusterTouched();
    }

    private List<int[]> ReclusterTouched()
    {
        var changed = new List<int[]>();
        var seen = new HashSet<int>();
        // The order of components decides nothing: it only orders the answer, which is sorted below.
        foreach (int start in _touched)
            if (seen.Add(start)) Recluster(start, seen, changed);
        _touched.Clear();
        changed.Sort((a, b) => _fingerprints[a[0]].CompareTo(_fingerprints[b[0]]));
        return changed;
    }

    // Dirty records are compared again anyway; of the others each pair under a key that crossed its cap gains or loses a reason to be compared.
    private void ProposeCrossed()
    {
        var members = new List<int>();
        foreach (ulong key in _crossed)
        {
            int single = 0;
            bool isGeneric = _index.Count(key) > BlockingKeys.Cap(Model.Caps, key);
            members.Clear();
            foreach (int member in _index.Members(key, ref single))
                if (!_dirty.Contains(member)) members.Add(member);
            members.Sort();
            for (int i = 0; i < members.Count; i++)
            {
                // A pair rests on the key only where both carry it.
                if (isGeneric) DropUnproposed(members[i], members);
                else
                    for (int j = i + 1; j < members.Count; j++) AddProposed(members[i], members[j]);
            }
        }
        _crossed.Clear();
    }

    /// <summary>Drops the edges of a record that no key proposes any more.</summary>
    /// <param name="id">The record.</param>
    /// <param name="among">The records at the other end, ascending, each of which is asked too; null for all.</param>
    private void DropUnproposed(int id, List<int>? among = null)
    {
        bool hasKeys = false;
        for (int i = _edges[id].Span.Length - 1; i >= 0; i--)
        {
            RecordMatch edge = _edges[id].Span[i];
            if (among is null ? _dirty.Contains(edge.Other) : edge.Other < id || among.BinarySearch(edge.Other) < 0) continue;
            if (!hasKeys) _blocking.Write(new ProfileView(_profiles[id]), _ownKeys);
            hasKeys = true;
            _blocking.Write(new ProfileView(_profiles[edge.Other]), _keys);
            if (IsProposed(_ownKeys, _keys)) continue;
            _edges[id].Remove(edge.Other);
            _edges[edge.Other].Remove(id);
            _touched.Add(id);
            _touched.Add(edge.Other);
        }
    }

    private bool IsProposed(List<ulong> one, List<ulong> other)
    {
        for (int i = 0, j = 0; i < one.Count && j < other.Count;)
        {
            if (one[i] < other[j]) i++;
            else if (one[i] > other[j]) j++;
            else if (_index.Count(one[i]) <= BlockingKeys.Cap(Model.Caps, one[i])) return true;
            else (i, j) = (i + 1, j + 1);
        }
        return false;
    }

    private void AddProposed(int a, int b)
    {
        foreach (RecordMatch edge in _edges[a].Span)
            if (edge.Other == b) return;
        PairScore score = PairScore.Of(Model, _workers[0].Vector(a, b, Model.PossibleThreshold));
        if (!score.IsEdge(Model)) return;
        Join(a, b, score.Total(Model));
    }

    private void Join(int a, int b, int weight)
    {
        _edges[a].Add(new RecordMatch(b, weight));
        _edges[b].Add(new RecordMatch(a, weight));
        _touched.Add(a);
        _touched.Add(b);
    }

    private void CompareDirty()
    {
        int[] dirty = [.. _dirty];
        Array.Sort(dirty);
        foreach (int id in dirty)
        {
            DropEdges(id);
            _touched.Add(id);
        }
        int chunkCount = (dirty.Length + ChunkSize - 1) / ChunkSize;
        var found = new List<(int A, int B, int Weight)>[chunkCount];
        if (dirty.Length < ParallelCountMin || _workers.Length == 1)
        {
            for (int chunk = 0; chunk < chunkCount; chunk++) found[chunk] = _workers[0].Compare(Chunk(chunk));
        }
        else
        {
            int next = -1;
            Parallel.For(0, _workers.Length, new ParallelOptions { MaxDegreeOfParallelism = _workers.Length }, w =>
            {
                for (int chunk = Interlocked.Increment(ref next); chunk < chunkCount; chunk = Interlocked.Increment(ref next))
                    found[chunk] = _workers[w].Compare(Chunk(chunk));
            });
        }
        foreach (List<(int A, int B, int Weight)> chunk in found)
        {
            foreach ((int a, int b, int weight) in chunk) Join(a, b, weight);
        }
        _dirty.Clear();
        _newKeys.Clear();

        ArraySegment<int> Chunk(int chunk) => new(dirty, chunk * ChunkSize, Math.Min(ChunkSize, dirty.Length - chunk * ChunkSize));
    }

    private void Recluster(int start, HashSet<int> seen, List<int[]> changed)
    {
        List<int> members = Component(start, seen);
        if (members.Count == 1)
        {
            Report([start], changed);
            return;
        }
        foreach (int[] group in Groups(members, Cluster(members, null))) Report(group, changed);
    }

    private static List<int[]> Groups(List<int> members, int[] group)
    {
        var groups = new SortedDictionary<int, List<int>>();
        for (int i = 0; i < group.Length; i++)
        {
            if (!groups.TryGetValue(group[i], out List<int>? of)) groups.Add(group[i], of = []);
            of.Add(members[i]);
        }
        return [.. groups.Values.Select(of => of.ToArray())];
    }

    /// <summary>Collects a component and sorts it by fingerprint.</summary>
    /// <param name="start">A record of it.</param>
    /// <param name="seen">The records that were collected before, with the start.</param>
    /// <param name="present">The records that count; null for all.</param>
    /// <param name="known">The decisions that count, by id; null for all.</param>
    private List<int> Component(int start, HashSet<int> seen, HashSet<int>? present = null, HashSet<string>? known = null)
    {
        var members = new List<int> { start };
        for (int i = 0; i < members.Count; i++)
        {
            foreach (RecordMatch edge in _edges[members[i]].Span)
                if ((present is null || present.Contains(edge.Other)) && seen.Add(edge.Other)) members.Add(edge.Other);
            if (_decisions.IsEmpty) continue;
            foreach ((int other, RecordDecisionKind kind) in Decided(members[i], known))
                if (kind == RecordDecisionKind.Same && (present is null || present.Contains(other)) && seen.Add(other)) members.Add(other);
        }
        if (members.Count > 1) members.Sort((a, b) => _fingerprints[a].CompareTo(_fingerprints[b]));
        return members;
    }

    private int[] Cluster(List<int> members, List<MergeEvent>? log, HashSet<string>? known = null)
    {
        var place = new Dictionary<int, int>(members.Count);
        var records = new Profile[members.Count];
        for (int i = 0; i < members.Count; i++)
        {
            place.Add(members[i], i);
            records[i] = new Profile(_profiles[members[i]]!);
        }
        var edges = new List<MatchEdge>();
        HashSet<(int, int)>? different = null;
        for (int i = 0; i < members.Count; i++)
        {
            foreach (RecordMatch edge in _edges[members[i]].Span)
                if (place.TryGetValue(edge.Other, out int j) && j > i) edges.Add(new MatchEdge(i, j, edge.Weight));
            if (_decisions.IsEmpty) continue;
            foreach ((int other, RecordDecisionKind kind) in Decided(members[i], known))
            {
                if (!place.TryGetValue(other, out int j) || j < i) continue;
                if (kind == RecordDecisionKind.Same) edges.Add(new MatchEdge(i, j, MatchEdge.Decided));
                else (different ??= []).Add((i, j));
            }
        }
        edges.Sort();
        Func<int, int, bool>? isDifferent = different is null ? null : (a, b) => different.Contains((Math.Min(a, b), Math.Max(a, b)));
        return _workers[0].Clusterer.Cluster(records, edges, isDifferent, log);
    }

    private IEnumerable<(int Other, RecordDecisionKind Kind)> Decided(int id, HashSet<string>? known)
    {
        foreach (UInt128 partner in _decisions.With(_fingerprints[id]))
            if (_byFingerprint.Find(partner, _fingerprints) is >= 0 and var other && _decisions.On(_fingerprints[id], partner, known) is { } decision)
                yield return (other, decision.Kind);
    }

    // Records a cluster, and reports it when it changed.
    private void Report(int[] cluster, List<int[]> changed)
    {
        int old = _clusterOf[cluster[0]];
        if (old == None && cluster.Length == 1) return;
        if (old >= 0 && _clusters[old].AsSpan().SequenceEqual(cluster)) return;
        foreach (int id in cluster)
        {
            int left = _clusterOf[id];
            if (left < 0) continue;
            foreach (int member in _clusters[left]) _clusterOf[member] = New;
            _clusters[left] = [];
            _freeClusters.Push(left);
        }
        int number = None;
        if (cluster.Length > 1)
        {
            if (!_freeClusters.TryPop(out number))
            {
                number = _clusters.Count;
                _clusters.Add([]);
            }
            _clusters[number] = cluster;
        }
        foreach (int id in cluster) _clusterOf[id] = number;
        changed.Add(cluster);
    }

    /// <summary>What one thread needs to compare.</summary>
    private sealed class Worker
    {
        private readonly PersonResolver _resolver;
        private readonly List<ulong> _keys = new(32);
        private readonly List<int> _candidates = new(256);
        private int[] _seen = [];
        private int _round;
        private ulong _ahead; // what was read ahead, so that reading it is not left out

        public Worker(PersonResolver resolver)
        {
            _resolver = resolver;
            Comparer = new PairComparer(resolver.Model, resolver._lexicon, resolver._blocking, resolver._index);
            Clusterer = new Clusterer(resolver.Model, Comparer);
        }

        public PairComparer Comparer { get; }

        public Clusterer Clusterer { get; }

        public List<(int A, int B, int Weight)> Compare(ArraySegment<int> ids)
        {
            var found = new List<(int, int, int)>();
            foreach (int id in ids)
            {
                List<int> candidates = Candidates(id);
                ReadAhead(candidates);
                foreach (int other in candidates)
                {
                    // Both ends of a dirty pair find it: the lower id takes it.
                    if (other < id && _resolver._dirty.Contains(other)) continue;
                    PairScore score = PairScore.Of(_resolver.Model, Vector(id, other, _resolver.Model.PossibleThreshold));
                    if (score.IsEdge(_resolver.Model)) found.Add((id, other, score.Total(_resolver.Model)));
                }
            }
            return found;
        }

        public PairVector Vector(int a, int b, int floor = int.MinValue)
        {
            if (_resolver._fingerprints[a] > _resolver._fingerprints[b]) (a, b) = (b, a);
            return Comparer.Compare(new ProfileView(_resolver._profiles[a]), new ProfileView(_resolver._profiles[b]), floor);
        }

        /// <summary>Returns the records that share a key with a record, each once, in no order.</summary>
        public List<int> Candidates(int id)
        {
            Start(out int round);
            _seen[id] = round;
            ReadOnlySpan<ulong> keys = _resolver._newKeys.Of(id);
            if (keys.IsEmpty)
            {
                _resolver._blocking.Write(new ProfileView(_resolver._profiles[id]), _keys);
                keys = CollectionsMarshal.AsSpan(_keys);
            }
            foreach (ulong key in keys) _ahead ^= (ulong)_resolver._index.Warm(key);
            foreach (ulong key in keys) Propose(key, BlockingKeys.Cap(_resolver.Model.Caps, key), round);
            return _candidates;
        }

        // Where the candidates lie is known before they are compared: read one after the other they would each be waited for.
        private void ReadAhead(List<int> candidates)
        {
            uint[]?[] profiles = _resolver._profiles;
            UInt128[] fingerprints = _resolver._fingerprints;
            ulong read = 0;
            foreach (int id in candidates)
            {
                uint[] words = profiles[id]!;
                read += words[0] + words[^1] + (ulong)fingerprints[id];
            }
            _ahead ^= read;
        }

        /// <summary>Returns the records that share a key with a record that is not present.</summary>
        /// <param name="record">The record.</param>
        /// <param name="blockSizeMax">The largest block looked into, which may be above the caps: a question sees generic values too.</param>
        public List<int> Candidates(in ProfileView record, int blockSizeMax)
        {
            Start(out int round);
            _resolver._blocking.Write(record, _keys);
            foreach (ulong key in _keys) Propose(key, blockSizeMax, round);
            return _candidates;
        }

        private void Start(out int round)
        {
            if (_seen.Length < _resolver._profiles.Length) Array.Resize(ref _seen, _resolver._profiles.Length);
            if (_round == int.MaxValue)
            {
                Array.Clear(_seen);
                _round = 0;
            }
            round = ++_round;
            _candidates.Clear();
        }

        private void Propose(ulong key, int countMax, int round)
        {
            int single = 0;
            ReadOnlySpan<int> members = _resolver._index.Members(key, ref single);
            if (members.Length > countMax) return;
            foreach (int member in members)
            {
                if (_seen[member] == round) continue;
                _seen[member] = round;
                _candidates.Add(member);
            }
        }
    }
}
