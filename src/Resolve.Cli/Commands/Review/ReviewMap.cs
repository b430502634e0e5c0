using Resolve.Client.Contracts;
using Resolve.Decisions;
using Resolve.Persons;
using Resolve.Ports;

namespace Resolve.Cli.Commands.Review;

/// <summary>Writes what analysts are told of persons as the shapes of the API.</summary>
internal static class ReviewMap
{
    private static readonly string[] s_bands = ["no", "possible", "same"];
    private static readonly string[] s_keys = [.. Enum.GetNames<BlockKind>().Select(n => char.ToLowerInvariant(n[0]) + n[1..])];

    public static DecisionData Of(Decision d) => new(DecisionReader.WordOf(d.Kind))
    {
        Id = d.Id,
        Version = d.Version,
        At = d.At,
        Persons = d.Persons.Count == 0 ? null : [.. d.Persons.Select(p => p.ToString())],
        By = d.By,
        Reason = d.Reason,
    };

    public static PersonComparisonData Of(PersonComparison c) => new(
        c.First.ToString(), c.Second.ToString(), c.First == c.Second, [.. c.Pairs.Select(p => new ComparedRecordsData(p.First, p.Second, Of(p.Explanation)))]);

    public static PersonHistoryData Of(PersonHistory h) => new(
        h.Person.ToString(),
        h.Records,
        [.. h.Steps.Select(s => new HistoryStepData(s.First, s.Second, s.WeightMillibits, s.GroupMillibits, s.Outcome))],
        [.. h.PossiblySame.Select(Of)],
        [.. h.Events.Select(Of)]);

    public static PersonEventData Of(PersonEvent e) => new(
        e.At,
        PersonStory.WordOf(e.Kind),
        [.. e.Before.Select(k => k.ToString())],
        [.. e.After.Select(k => k.ToString())],
        e.Cause.IsDecision ? "decision" : "report",
        e.Cause.Id,
        e.Cause.Record,
        e.Because is { } b ? new RecordLikenessData(b.First, b.Second, b.WeightMillibits, b.Outcome) : null);

    public static PersonModelData Of(ModelInForce m) => new(
        m.Model.Name,
        m.Model.TrainedRecordCount,
        m.Model.SameThreshold,
        m.Model.PossibleThreshold,
        m.Model.NamesakeDeduction,
        [.. PersonStory.LevelsOf(m.Model).Select(l => new LevelWeightData(l.Feature, l.Level, l.Weight.Match, l.Weight.Household))],
        m.Model.Caps.Select((cap, kind) => (Kind: s_keys[kind], Cap: cap)).ToDictionary(c => c.Kind, c => c.Cap),
        m.Decision is { } d ? Of(d) : null);

    public static PersonHitData Of(PersonHit h) => new(
        h.Person.ToString(), h.Label, h.Record, h.WeightMillibits, s_bands[(int)h.Band], h.Explanation is { } e ? Of(e) : null);

    public static PairExplanationData Of(PairExplanation e) => new(
        [.. e.Parts.Select(p => new FeatureWeightData(p.Feature, p.Level, p.Weight, p.Rarity, p.First, p.Second))],
        e.HouseholdDeduction,
        e.Total,
        s_bands[(int)e.Band],
        e.Missing,
        e.Reason,
        [.. e.SharedKeys.Select(k => s_keys[(int)k])],
        [.. e.GenericKeys.Select(k => s_keys[(int)k])],
        e.Decision is { } d ? new PairDecisionData(d.Id, d.At, d.Kind == RecordDecisionKind.Same ? "same" : "different") : null);
}
