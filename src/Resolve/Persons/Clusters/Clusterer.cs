using System.Runtime.InteropServices;
using Resolve.Persons.Comparison;
using Resolve.Persons.Models;
using Resolve.Persons.Records;

namespace Resolve.Persons.Clusters;

/// <summary>A match edge that may join two records.</summary>
/// <param name="A">The place of the first record in the component, in the order of fingerprints.</param>
/// <param name="B">The place of the second, after <paramref name="A"/>.</param>
/// <param name="Weight">The total in thousandths of a bit; <see cref="Decided"/> for a decision "same".</param>
internal readonly record struct MatchEdge(int A, int B, int Weight) : IComparable<MatchEdge>
{
    /// <summary>The weight of a decision.</summary>
    public const int Decided = int.MaxValue;

    /// <summary>The canonical order: heavier first, then by place.</summary>
    public int CompareTo(MatchEdge other) =>
        Weight != other.Weight ? other.Weight.CompareTo(Weight) : A != other.A ? A.CompareTo(other.A) : B.CompareTo(other.B);
}

/// <summary>What became of an edge when its component was clustered.</summary>
internal enum MergeOutcome : byte
{
    /// <summary>The two groups became one.</summary>
    Merged,

    /// <summary>A decision "different" stands between them.</summary>
    DecidedDifferent,

    /// <summary>Two checked national IDs stand between them.</summary>
    Vetoed,

    /// <summary>The groups as wholes do not agree.</summary>
    Disagreed,

    /// <summary>The one group fits another just as well, and the two are different people.</summary>
    Ambiguous,
}

/// <summary>What happened to an edge.</summary>
internal readonly record struct MergeEvent(MatchEdge Edge, MergeOutcome Outcome, int GroupTotal);

/// <summary>Clusters one component: greedy, heaviest edge first, each merge tested on the two groups as wholes.</summary>
/// <remarks>A pure function of the records in the component, in the order of their fingerprints, and of their edges.</remarks>
internal sealed class Clusterer(PersonModel model, PairComparer comparer)
{
    /// <summary>The most records of a group that speak for it: the fullest descriptions.</summary>
    private const int SpeakersMax = 6;

    /// <summary>How many records a person has whom several reports know.</summary>
    private const int KnownMin = 2;

    /// <summary>Two match edges this close, in thousandths of a bit, are equally good.</summary>
    private const int AmbiguityMargin = 3_000;

    private const int EmptiedCapacityMax = 4_096;

    private readonly int[] _matchSums = new int[FeatureCatalog.FeatureCount], _householdSums = new int[FeatureCatalog.FeatureCount],
        _pairCounts = new int[FeatureCatalog.FeatureCount],
        _bestMatches = new int[FeatureCatalog.FeatureCount], _bestHouseholds = new int[FeatureCatalog.FeatureCount];
    private readonly bool[] _supports = new bool[FeatureCatalog.FeatureCount];
    private bool _allDenied, _isOwn, _isOfHouse, _namesAgree, _marksAgree, _marksDiffer, _middleDiffers, _sharesOwn, _mayJoinLone;
    private Profile[] _records = [];
    private int[] _group = [];
    private int[] _rivalRound = [];
    private int _round;
    private RecordGroup[] _groups = [];
    private List<MatchEdge>[] _edgesOf = [];
    private Func<int, int, bool>? _isDifferent;

    // Many edges lie between the same two groups, and many groups have the same speakers: what was weighed once holds until one of them grows.
    private Dictionary<(int A, int B), (int SizeA, int SizeB, PairScore Score)> _scores = [];
    private Dictionary<(int A, int B), PairVector> _vectors = [];

    /// <summary>Clusters a component.</summary>
    /// <param name="records">The records in the order of their fingerprints.</param>
    /// <param name="edges">The edges in canonical order.</param>
    /// <param name="isDifferent">Whether a decision "different" stands between two records; null when there is no decision in the component.</param>
    /// <param name="log">Receives what became of each edge, when wanted.</param>
    /// <returns>For each record the place of the first record of its group.</returns>
    public int[] Cluster(Profile[] records, List<MatchEdge> edges, Func<int, int, bool>? isDifferent, List<MergeEvent>? log)
    {
        _records = records;
        _isDifferent = isDifferent;
        Empty(ref _scores);
        Empty(ref _vectors);
        _group = new int[records.Length];
        _rivalRound = new int[records.Length];
        _round = 0;
        _groups = new RecordGroup[records.Length];
        _edgesOf = new List<MatchEdge>[records.Length];
        for (int i = 0; i < records.Length; i++)
        {
            _group[i] = i;
            _groups[i] = new RecordGroup(i, records[i].View());
            _edgesOf[i] = [];
        }
        foreach (MatchEdge edge in edges)
        {
            _edgesOf[edge.A].Add(edge);
            _edgesOf[edge.B].Add(edge);
        }
        var waiting = edges;
        _mayJoinLone = false;
        // What did not agree may agree with a group that has grown since; each round merges something, so it ends.
        for (bool grew = true; grew;)
        {
            grew = false;
            var refused = new List<MatchEdge>();
            foreach (MatchEdge edge in waiting)
            {
                int a = _group[edge.A], b = _group[edge.B];
                if (a == b) continue;
                MergeOutcome outcome = Test(edge, a, b, out int total);
                log?.Add(new MergeEvent(edge, outcome, total));
                if (outcome == MergeOutcome.Merged)
                {
                    Merge(a, b);
                    grew = true;
                }
                else refused.Add(edge);
            }
            waiting = refused;
            if (grew || _mayJoinLone || !model.NeedsOwn) continue;
            // Last of all, what is only possible is taken where nobody else is known.
            _mayJoinLone = grew = true;
        }
        return _group;
    }

    private MergeOutcome Test(MatchEdge edge, int a, int b, out int total)
    {
        total = edge.Weight;
        if (_isDifferent is not null && IsDecidedDifferent(_groups[a], _groups[b])) return MergeOutcome.DecidedDifferent;
        if (edge.Weight == MatchEdge.Decided) return MergeOutcome.Merged;
        if (AreVetoed(_groups[a], _groups[b])) return MergeOutcome.Vetoed;
        PairScore score = Score(a, b);
        total = score.Total(model);
        if (!(score.IsSame(model) || (_mayJoinLone && IsLone(score, a, b))) || !_groups[a].MayJoin(_groups[b], model.NeedsOwn)) return MergeOutcome.Disagreed;
        return IsAmbiguous(edge, a, b) || IsAmbiguous(edge, b, a) ? MergeOutcome.Ambiguous : MergeOutcome.Merged;
    }

    // Several reports know one person of this name at this home and nobody else: a report without a date is of that person, not of kin nobody reported.
    private bool IsLone(in PairScore score, int a, int b)
    {
        if (!score.IsOfHouse || score.IsDenied || !(score with { IsOwn = true }).IsSame(model)) return false;
        if (Math.Max(_groups[a].Members.Count, _groups[b].Members.Count) < KnownMin) return false;
        if (AreTwo(_groups[a], _groups[b])) return false;
        return !HasNamesakeAtHome(a, b) && !HasNamesakeAtHome(b, a);
    }

    private bool HasNamesakeAtHome(int x, int y)
    {
        int round = ++_round;
        foreach (int member in _groups[x].Members)
        {
            foreach (MatchEdge rival in _edgesOf[member])
            {
                int place = rival.A == member ? rival.B : rival.A, z = _group[place];
                if (z == x || z == y || _rivalRound[z] == round) continue;
                PairVector vector = Compare(member, place);
                if (NameLevel.Differs(vector[PersonFeature.Name])) continue;
                _rivalRound[z] = round;
                if (AreTwo(_groups[z], _groups[x]) || AreTwo(_groups[z], _groups[y])) return true;
            }
        }
        return false;
    }

    private bool AreTwo(RecordGroup a, RecordGroup b)
    {
        foreach (int one in a.Speakers)
            foreach (int other in b.Speakers)
                if (Compare(one, other) is var v && (v.IsVetoed || v.IsApart || BirthLevel.IsOfTwoPeople(v[PersonFeature.BirthDate])
                    || v[PersonFeature.BirthDate] is BirthLevel.SameYear or BirthLevel.Close)) return true;
        return false;
    }

    private bool IsDecidedDifferent(RecordGroup a, RecordGroup b)
    {
        foreach (int one in a.Members)
            foreach (int other in b.Members)
                if (_isDifferent!(one, other)) return true;
        return false;
    }

    private bool AreVetoed(RecordGroup a, RecordGroup b)
    {
        bool differs = false, isNear = false;
        foreach (DocumentCode one in a.CheckedIds)
        {
            foreach (DocumentCode other in b.CheckedIds)
            {
                if (one.Number == other.Number) return false;
                if (IdentifierComparison.IsSlip(one, other)) isNear = true;
                else differs = true;
            }
        }
        return isNear ? !IsSlipOfOne(a, b) : differs;
    }

    // A slip is made once, and leaves the name as it is: two numbers that stand twice each, or beside two names, are those of twins.
    private bool IsSlipOfOne(RecordGroup a, RecordGroup b)
    {
        if (a.Bearers.Count > 1 && b.Bearers.Count > 1) return false;
        foreach (int one in a.Bearers)
            foreach (int other in b.Bearers)
                if (Compare(one, other) is { IsVetoed: false, IsApart: false }) return true;
        return false;
    }

    private PairScore Score(int a, int b)
    {
        if (a > b) (a, b) = (b, a);
        RecordGroup one = _groups[a], other = _groups[b];
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_scores, (a, b), out _);
        if (known.SizeA != one.Members.Count || known.SizeB != other.Members.Count) known = (one.Members.Count, other.Members.Count, Score(one, other));
        return known.Score;
    }

    private PairVector Compare(int a, int b) => a <= b ? CompareInOrder(a, b) : CompareInOrder(b, a);

    private PairVector CompareInOrder(int a, int b)
    {
        ref PairVector vector = ref CollectionsMarshal.GetValueRefOrAddDefault(_vectors, (a, b), out bool isKnown);
        if (!isKnown) vector = comparer.Compare(_records[a].View(), _records[b].View());
        return vector;
    }

    // A table that has grown large is not emptied but left, for emptying costs its size each time.
    private static void Empty<TKey, TValue>(ref Dictionary<TKey, TValue> table)
        where TKey : notnull
    {
        if (table.Capacity > EmptiedCapacityMax) table = [];
        else table.Clear();
    }

    // Each feature over the pairs of speakers that both have it, half the best and half the mean: what one record lacks another supplies,
    // the best spelling speaks for the group, and what differs weighs its share.
    private PairScore Score(RecordGroup a, RecordGroup b)
    {
        Array.Clear(_matchSums);
        Array.Clear(_householdSums);
        Array.Clear(_pairCounts);
        Array.Clear(_supports);
        _allDenied = true;
        _isOwn = _isOfHouse = _namesAgree = _marksAgree = _marksDiffer = _middleDiffers = _sharesOwn = false;
        foreach (int one in a.Speakers)
            foreach (int other in b.Speakers)
                AddPair(Compare(one, other));
        int match = 0, household = 0, support = 0, kinds = 0;
        for (int f = 0; f < FeatureCatalog.FeatureCount; f++)
        {
            if (_pairCounts[f] == 0) continue;
            int part = (_matchSums[f] / _pairCounts[f] + _bestMatches[f]) / 2;
            // A slip is made once: two dates that stand twice each are two people's, unless both of the one side are wrong.
            if ((PersonFeature)f == PersonFeature.BirthDate && _bestMatches[f] < 0 && StatesBirthTwice(a) && StatesBirthTwice(b)) part *= 2;
            match += part;
            household += (_householdSums[f] / _pairCounts[f] + _bestHouseholds[f]) / 2;
            if (part <= 0) continue;
            kinds += PairScore.KindsOf((PersonFeature)f, part);
            if (_supports[f]) support += part;
            _isOwn |= PairScore.IsOwnValue((PersonFeature)f);
        }
        return new PairScore(match, household, support, kinds, _pairCounts[(int)PersonFeature.Name] > 0 && _allDenied, _isOwn,
            IsApart: (a.IsOrganisation && !_namesAgree)
                || (model.NeedsOwn && !_sharesOwn && ((_marksDiffer && !_marksAgree) || (_middleDiffers && !_namesAgree))), _isOfHouse);
    }

    private bool StatesBirthTwice(RecordGroup group)
    {
        int count = 0;
        foreach (int speaker in group.Speakers)
            if (_records[speaker].View().BirthYear != 0) count++;
        return count > 1;
    }

    private void AddPair(in PairVector vector)
    {
        _isOwn |= vector.IsOwn;
        _isOfHouse |= vector.IsOfHouse;
        int nameLevel = vector[PersonFeature.Name];
        _marksAgree |= nameLevel == NameLevel.ExactMarked;
        _namesAgree |= PairComparer.IsWholeName(nameLevel);
        _marksDiffer |= nameLevel is NameLevel.ToneConflict or NameLevel.MarkConflict;
        _middleDiffers |= nameLevel == NameLevel.MiddleConflict;
        _sharesOwn |= PairComparer.SharesHeld(vector) || vector[PersonFeature.NationalId] == PaperLevel.Exact
            || vector[PersonFeature.OtherPaper] == PaperLevel.Exact;
        for (int f = 0; f < FeatureCatalog.FeatureCount; f++)
        {
            int level = vector[(PersonFeature)f];
            if (level == PairVector.Missing) continue;
            LevelWeight weight = model.Weights[f][level];
            int bits = vector.BitsOf((PersonFeature)f);
            int match = weight.MatchAt(bits), household = weight.HouseholdAt(bits);
            _bestMatches[f] = _pairCounts[f] == 0 ? match : Math.Max(_bestMatches[f], match);
            _bestHouseholds[f] = _pairCounts[f] == 0 ? household : Math.Max(_bestHouseholds[f], household);
            _matchSums[f] += match;
            _householdSums[f] += household;
            _pairCounts[f]++;
            _supports[f] |= PairScore.Supports((PersonFeature)f, level);
            if ((PersonFeature)f == PersonFeature.Name) _allDenied &= PairScore.Denies(PersonFeature.Name, weight);
        }
    }

    // X fits Y, and fits Z nearly as well; Y and Z are two people, distinguished by an attribute that X lacks: then X belongs to neither.
    private bool IsAmbiguous(MatchEdge edge, int x, int y)
    {
        if (_groups[x].Members.Count > SpeakersMax) return false;
        int round = ++_round;
        foreach (int member in _groups[x].Members)
        {
            foreach (MatchEdge rival in _edgesOf[member])
            {
                int z = _group[rival.A == member ? rival.B : rival.A];
                if (z == x || z == y || rival.Weight < edge.Weight - AmbiguityMargin || rival.Weight == MatchEdge.Decided || _rivalRound[z] == round) continue;
                _rivalRound[z] = round;
                if (AreDistinguished(_groups[x], _groups[y], _groups[z]) && !Score(y, z).IsSame(model)) return true;
            }
        }
        return false;
    }

    private bool AreDistinguished(RecordGroup x, RecordGroup y, RecordGroup z)
    {
        // Attributes that X has do not count here: where it has all of them, nothing need be compared.
        bool saysBirth = false, saysPaper = false, saysMarks = false;
        foreach (int member in x.Members)
        {
            ProfileView view = _records[member].View();
            saysBirth |= view.BirthYear != 0;
            saysPaper |= view.PaperCount != 0;
            int at = 0;
            while (!saysMarks && view.NextName(ref at, out NameView name)) saysMarks |= !name.Marked.IsEmpty;
        }
        Span<bool> vagueY = stackalloc bool[SpeakersMax], vagueZ = stackalloc bool[SpeakersMax];
        bool mayName = FindVague(x, y, vagueY) && FindVague(x, z, vagueZ);
        bool mayPaper = !saysPaper && HasPapers(y) && HasPapers(z);
        if (saysBirth && !mayPaper && !mayName && saysMarks) return false;
        for (int i = 0; i < y.Speakers.Count; i++)
        {
            for (int j = 0; j < z.Speakers.Count; j++)
            {
                int one = y.Speakers[i], other = z.Speakers[j];
                PairVector apart = Compare(one, other);
                if (!saysBirth && BirthLevel.IsOfTwoPeople(apart[PersonFeature.BirthDate])) return true;
                if (mayPaper && (apart.IsVetoed || apart[PersonFeature.OtherPaper] == PaperLevel.Different
                    || apart[PersonFeature.NationalId] == PaperLevel.Different)) return true;
                if (!saysMarks && apart[PersonFeature.Name] is NameLevel.ToneConflict or NameLevel.MarkConflict) return true;
                if (mayName && vagueY[i] && vagueZ[j] && apart[PersonFeature.Name] is (>= NameLevel.PartConflict and <= NameLevel.Conflict)
                    or NameLevel.GivenConflict) return true;
            }
        }
        return false;
    }

    // Finds the speakers whose name all of X gives in part only.
    private bool FindVague(RecordGroup x, RecordGroup of, Span<bool> vague)
    {
        bool any = false;
        for (int i = 0; i < of.Speakers.Count; i++)
        {
            vague[i] = true;
            foreach (int member in x.Members)
            {
                if (CompareInOrder(member, of.Speakers[i])[PersonFeature.Name] is NameLevel.Initials or NameLevel.OneWord or NameLevel.OneWordNear) continue;
                vague[i] = false;
                break;
            }
            any |= vague[i];
        }
        return any;
    }

    private bool HasPapers(RecordGroup group)
    {
        foreach (int speaker in group.Speakers)
            if (_records[speaker].View().PaperCount > 0) return true;
        return false;
    }

    private void Merge(int a, int b)
    {
        if (a > b) (a, b) = (b, a);
        RecordGroup one = _groups[a], other = _groups[b];
        foreach (int member in other.Members) _group[member] = a;
        one.Take(other);
        // The fullest descriptions speak; among equals the first by fingerprint.
        one.Speakers.Sort((p, q) => Fullness(p) != Fullness(q) ? Fullness(q).CompareTo(Fullness(p)) : p.CompareTo(q));
        if (one.Speakers.Count > SpeakersMax) one.Speakers.RemoveRange(SpeakersMax, one.Speakers.Count - SpeakersMax);
    }

    private int Fullness(int record)
    {
        ProfileView view = _records[record].View();
        return (view.NameCount > 0 ? 1 : 0) + (view.BirthYear != 0 ? 1 : 0) + (view.PaperCount > 0 ? 1 : 0) + (view.PhoneCount > 0 ? 1 : 0)
            + (view.AccountCount > 0 ? 1 : 0) + (view.MailCount + view.OtherCount > 0 ? 1 : 0) + (view.AddressCount > 0 ? 1 : 0);
    }
}
