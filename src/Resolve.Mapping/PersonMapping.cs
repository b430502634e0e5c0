using Resolve.Client.Contracts;
using Resolve.Decisions;
using Resolve.Identifiers.Explanations;
using Resolve.Persons;
using Resolve.Persons.Clusters;
using Resolve.Persons.Models;
using Resolve.Runtime.Review;

namespace Resolve.Mapping;

/// <summary>Maps the answers about persons to contracts.</summary>
internal static class PersonMapping
{
    private static readonly string[] s_bands = ["no", "possible", "same"];
    private static readonly string[] s_keys = [.. Enum.GetNames<BlockKind>().Select(n => char.ToLowerInvariant(n[0]) + n[1..])];

    public static DecisionData ToData(this Decision d) => new(DecisionReader.WordOf(d.Kind))
    {
        Id = d.Id,
        Version = d.Version,
        At = d.At,
        Persons = d.Persons.Count == 0 ? null : [.. d.Persons.Select(p => p.ToString())],
        Entity = d.Entity.IsDefault ? null : d.Entity.ToString(),
        Unit = d.Unit,
        Case = d.Case,
        Until = d.Until,
        By = d.By,
        Reason = d.Reason,
    };

    public static PersonComparisonData ToData(this PersonComparison c) => new(
        c.First.ToString(), c.Second.ToString(), c.First == c.Second,
            [.. c.Pairs.Select(p => new ComparedRecordsData(p.First, p.Second, p.Explanation.ToData()))]);

    public static PersonHistoryData ToData(this PersonHistory h) => new(
        h.Person.ToString(),
        h.Records,
        [.. h.Steps.Select(s => new HistoryStepData(s.First, s.Second, s.WeightMillibits, s.GroupMillibits, s.Outcome))],
        [.. h.PossiblySame.Select(ToData)],
        [.. h.Events.Select(ToData)]);

    public static PersonEventData ToData(this PersonEvent e) => new(
        e.At,
        PersonTimeline.WordOf(e.Kind),
        [.. e.Before.Select(k => k.ToString())],
        [.. e.After.Select(k => k.ToString())],
        e.Cause.IsDecision ? "decision" : "report",
        e.Cause.Id,
        e.Cause.Record,
        e.Because is { } b ? new RecordLikenessData(b.First, b.Second, b.WeightMillibits, b.Outcome) : null);

    public static PersonModelData ToData(this ModelInForce m) => new(
        m.Model.Name,
        m.Model.TrainedRecordCount,
        m.Model.SameThreshold,
        m.Model.PossibleThreshold,
        m.Model.NamesakeDeduction,
        [.. PersonTimeline.LevelsOf(m.Model).Select(l => new LevelWeightData(l.Feature, l.Level, l.Weight.MatchWithoutRarity, l.Weight.Household))],
        m.Model.Caps.Select((cap, kind) => (Kind: s_keys[kind], Cap: cap)).ToDictionary(c => c.Kind, c => c.Cap),
        m.Decision?.ToData());

    public static PersonHitData ToData(this PersonHit h) => new(
        h.Person.ToString(), h.Label, h.Record, h.WeightMillibits, s_bands[(int)h.Band], h.Explanation?.ToData());

    public static PairExplanationData ToData(this PairExplanation e) => new(
        [.. e.Parts.Select(p => new FeatureWeightData(p.Feature, p.Level, p.Weight, p.Rarity, p.First, p.Second))],
        e.HouseholdDeduction,
        e.Total,
        s_bands[(int)e.Band],
        e.Missing,
        e.Reason,
        [.. e.SharedKeys.Select(k => s_keys[(int)k])],
        [.. e.GenericKeys.Select(k => s_keys[(int)k])],
        e.Decision is { } d ? new PairDecisionData(d.Id, d.At, d.Kind == RecordDecisionKind.Same ? "same" : "different") : null);

    public static ParseData ToData(this ParseExplanation p) => new(p.Kind, p.Key, p.Candidates, p.Steps, p.Reason, p.Facts);
}
