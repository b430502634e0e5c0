using Resolve.Identifiers;
using Resolve.Persons.Blocking;
using Resolve.Persons.Clusters;
using Resolve.Persons.Comparison;
using Resolve.Persons.Models;
using Resolve.Persons.Records;

namespace Resolve.Persons;

public sealed partial class PersonResolver
{
    /// <summary>The largest block of records with a shared key that a search looks into by default.</summary>
    public const int SearchBlockSizeMax = 5_000;

    /// <summary>Explains what two records are to each other, present or not; what is generic is judged by the records present.</summary>
    /// <param name="first">One record.</param>
    /// <param name="second">The other.</param>
    /// <returns>The waterfall.</returns>
    /// <remarks>Two records of one person may be below "same": others join them, see <see cref="How"/>.</remarks>
    public PairExplanation Explain(PersonRecord first, PersonRecord second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        int words = _lexicon.Count;
        try
        {
            return Explain(first, _profiler.Build(first), second, _profiler.Build(second));
        }
        finally
        {
            ForgetWords(words);
        }
    }

    /// <summary>Explains how a cluster came to be, and why it is not larger: each match edge in its component, heaviest first, and what became of it.</summary>
    /// <param name="id">A record that is present.</param>
    /// <returns>The steps of the component in order; a match edge that was refused may be tried again after a group has grown.</returns>
    public IReadOnlyList<MergeStep> How(int id)
    {
        if (id < 0 || id >= _profiles.Length || _profiles[id] is null) throw new ArgumentException("The id is not present.", nameof(id));
        List<int> members = Component(id, [id]);
        var log = new List<MergeEvent>();
        if (members.Count > 1) Cluster(members, log);
        return [.. log.Select(e => new MergeStep(
            members[e.Edge.A], members[e.Edge.B], e.Edge.Weight == MatchEdge.Decided ? null : e.Edge.Weight, e.GroupTotal == MatchEdge.Decided ? null
                : e.GroupTotal, OutcomeNames[(int)e.Outcome]))];
    }

    /// <summary>Finds the records that resemble a description, without storing anything.</summary>
    /// <param name="query">The description, as <see cref="PersonRecordBuilder"/> makes it.</param>
    /// <param name="limit">The most hits, from 1.</param>
    /// <param name="blockSizeMax">The largest block of records with a shared key that is looked into; common names need more than the caps allow.</param>
    /// <returns>The hits, heaviest first, then by fingerprint; only those that anything but chance speaks for.</returns>
    public IReadOnlyList<SearchHit> Search(PersonRecord query, int limit, int blockSizeMax = SearchBlockSizeMax)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        int words = _lexicon.Count;
        try
        {
            ProfileView view = _profiler.Build(query).View();
            var hits = new List<SearchHit>();
            foreach (int id in _workers[0].Candidates(view, blockSizeMax))
            {
                PairVector vector = Compare(query.Fingerprint, view, _fingerprints[id], new ProfileView(_profiles[id]));
                PairScore score = PairScore.Of(Model, vector);
                if (score.Total(Model) > 0) hits.Add(new SearchHit(id, score.Total(Model), Band(score, vector)));
            }
            hits.Sort((a, b) => a.Total != b.Total ? b.Total.CompareTo(a.Total) : _fingerprints[a.Id].CompareTo(_fingerprints[b.Id]));
            return hits.Count > limit ? hits.GetRange(0, limit) : hits;
        }
        finally
        {
            ForgetWords(words);
        }
    }

    /// <summary>Returns the records that are possibly the same person as a record and are not in its cluster, for review.</summary>
    /// <param name="id">A record that is present, settled.</param>
    /// <returns>The records and totals, heaviest first, then by fingerprint.</returns>
    public IReadOnlyList<SearchHit> PossiblySame(int id)
    {
        var hits = new List<SearchHit>();
        foreach (RecordMatch edge in _edges[id].Span)
        {
            if (_clusterOf[edge.Other] >= 0 && _clusterOf[edge.Other] == _clusterOf[id]) continue;
            if (!_decisions.IsEmpty && _decisions.On(_fingerprints[id], _fingerprints[edge.Other]) is { Kind: RecordDecisionKind.Different }) continue;
            hits.Add(new SearchHit(edge.Other, edge.Weight, MatchBand.Possible));
        }
        hits.Sort((a, b) => a.Total != b.Total ? b.Total.CompareTo(a.Total) : _fingerprints[a.Id].CompareTo(_fingerprints[b.Id]));
        return hits;
    }

    private static readonly string[] OutcomeNames = ["merged", "decided-different", "veto", "disagreed", "ambiguous"];

    private PairExplanation Explain(PersonRecord first, Profile one, PersonRecord second, Profile two)
    {
        PairVector vector = Compare(first.Fingerprint, one.View(), second.Fingerprint, two.View());
        PairScore score = PairScore.Of(Model, vector);
        int total = score.Total(Model);
        RecordDecision? decision = _decisions.On(first.Fingerprint, second.Fingerprint);
        (List<BlockKind> shared, List<BlockKind> generic) = SharedKeys(one.View(), two.View());
        MatchBand band = Band(score, vector);
        string reason = ReasonOf(vector, score, total, band);
        if (shared.Count == 0) (band, reason) = (MatchBand.No, "no-shared-key");
        if (decision is not null) (band, reason) = (decision.Kind == RecordDecisionKind.Same ? MatchBand.Same : MatchBand.No, "decision");
        return new PairExplanation(
            Waterfall(first, second, vector), total - score.Match, total, band, Math.Max(0, Model.SameThreshold - total), reason, shared, generic, decision);
    }

    private string ReasonOf(in PairVector vector, in PairScore score, int total, MatchBand band) =>
        vector.IsOfTwoKinds ? "organisation"
        : vector.IsVetoed ? "veto"
        : total < Model.SameThreshold || band == MatchBand.Same ? "weight"
        : score.Support < PairScore.SupportMin || score.Kinds < PairScore.KindsMin ? "name-alone"
        : score.IsApart ? "apart"
        : !score.IsOwn && Model.NeedsOwn ? "nothing-own"
        : "name-differs";

    private List<FeatureWeight> Waterfall(PersonRecord first, PersonRecord second, in PairVector vector)
    {
        var parts = new List<FeatureWeight>();
        for (int f = 0; f < FeatureCatalog.FeatureCount; f++)
        {
            var feature = (PersonFeature)f;
            int level = vector[feature];
            if (level == PairVector.Missing) continue;
            LevelWeight weight = Model.Weights[f][level];
            int all = weight.MatchAt(vector.BitsOf(feature));
            parts.Add(new FeatureWeight(FeatureCatalog.FeatureNames[f], FeatureCatalog.Levels[f][level].Name, all, all - weight.Match,
                Said(first, feature), Said(second, feature)));
        }
        return parts;
    }

    private static string Said(PersonRecord record, PersonFeature feature) => feature switch
    {
        PersonFeature.Name or PersonFeature.Generation => string.Join("; ", record.Aliases.Prepend(record.Name).OfType<string>()),
        PersonFeature.BirthDate => record.BirthDate?.ToString() ?? "",
        PersonFeature.NationalId => string.Join("; ", record.Documents.Concat(record.UncertainDocuments).Where(d => d.IsNationalId)),
        PersonFeature.OtherPaper => string.Join("; ", record.Documents.Concat(record.UncertainDocuments).Where(d => !d.IsNationalId)),
        PersonFeature.Phone => Held(record, EntityKind.Phone, record.Contacts),
        PersonFeature.Account => Held(record, EntityKind.Account, []),
        PersonFeature.Online => Held(record, EntityKind.Online, record.Contacts),
        PersonFeature.Device => Held(record, EntityKind.Device, []),
        PersonFeature.Address => string.Join("; ", record.Addresses),
        PersonFeature.Sex => record.Sex ?? "",
        PersonFeature.Nationality => record.Nationality ?? "",
        _ => "",
    };

    private static string Held(PersonRecord record, EntityKind kind, IEnumerable<string> contacts) =>
        string.Join("; ", record.Holds.Where(k => k.Kind == kind).Select(k => k.ToString()).Concat(contacts));

    private MatchBand Band(PairScore score, in PairVector vector) => BandOf(Model, score, vector);

    internal static MatchBand BandOf(PersonModel model, PairScore score, in PairVector vector) =>
        vector.IsVetoed ? MatchBand.No
        : score.IsSame(model) ? MatchBand.Same
        : score.IsEdge(model) ? MatchBand.Possible
        : MatchBand.No;

    private PairVector Compare(UInt128 first, in ProfileView one, UInt128 second, in ProfileView two) =>
        first <= second ? _workers[0].Comparer.Compare(one, two) : _workers[0].Comparer.Compare(two, one);

    private (List<BlockKind> Shared, List<BlockKind> Generic) SharedKeys(in ProfileView one, in ProfileView two)
    {
        var mine = new List<ulong>();
        var theirs = new List<ulong>();
        _blocking.Write(one, mine);
        _blocking.Write(two, theirs);
        var shared = new SortedSet<BlockKind>();
        var generic = new SortedSet<BlockKind>();
        foreach (ulong key in mine)
            if (theirs.BinarySearch(key) >= 0) (_index.Count(key) > BlockingKeys.Cap(Model.Caps, key) ? generic : shared).Add((BlockKind)(key & 15));
        return ([.. shared], [.. generic]);
    }

    // The numbers of a question's words are given to others later, so what the first thread remembers of them goes too.
    private void ForgetWords(int count)
    {
        if (_lexicon.Count == count) return;
        _lexicon.CutBack(count);
        _workers[0].Comparer.Forget();
    }
}

/// <summary>A step in the clustering of a component.</summary>
/// <param name="First">The id of one record of the match edge.</param>
/// <param name="Second">The id of the other.</param>
/// <param name="Weight">The total of the two records in thousandths of a bit; null for a decision "same".</param>
/// <param name="GroupTotal">The total of the two groups as wholes; null for a decision.</param>
/// <param name="Outcome"><c>merged</c>, <c>decided-different</c>, <c>veto</c>, <c>disagreed</c> (the groups as wholes) or <c>ambiguous</c> (another group fits
/// as well).</param>
public readonly record struct MergeStep(int First, int Second, int? Weight, int? GroupTotal, string Outcome);

/// <summary>A record found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Total">The total in thousandths of a bit.</param>
/// <param name="Band">What the total means.</param>
public readonly record struct SearchHit(int Id, int Total, MatchBand Band);
