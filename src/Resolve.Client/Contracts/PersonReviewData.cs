namespace Resolve.Client.Contracts;

/// <summary>Two persons compared: why they are one, or not.</summary>
/// <param name="First">The key that the one has now.</param>
/// <param name="Second">The key that the other has now.</param>
/// <param name="IsOne">Whether they are one person now.</param>
/// <param name="Pairs">Their records compared, heaviest first; at most ten pairs.</param>
public sealed record PersonComparisonData(string First, string Second, bool IsOne, IReadOnlyList<ComparedRecordsData> Pairs);

/// <summary>Two records compared.</summary>
/// <param name="First">The fingerprint of the one, 32 hexadecimal digits.</param>
/// <param name="Second">The fingerprint of the other.</param>
/// <param name="Explanation">The waterfall.</param>
public sealed record ComparedRecordsData(string First, string Second, PairExplanationData Explanation);

/// <summary>Why two records are, or are not, one person.</summary>
/// <param name="Parts">What each feature weighs; those that one record lacks are left out.</param>
/// <param name="HouseholdMillibits">What is taken off because people of one household share it too, in thousandths of a bit, at most 0.</param>
/// <param name="TotalMillibits">The sum of parts and deduction.</param>
/// <param name="Band"><c>same</c>, <c>possible</c> (for review) or <c>no</c>.</param>
/// <param name="MissingMillibits">How far the total is below "same"; 0 when it is not.</param>
/// <param name="Reason">What settled the band: <c>weight</c>, <c>name-alone</c>, <c>veto</c>, <c>decision</c> or <c>no-shared-key</c>.</param>
/// <param name="SharedKeys">The kinds of blocking key that the two share and that are not generic.</param>
/// <param name="GenericKeys">The kinds that the two share and that too many records carry.</param>
/// <param name="Decision">The decision in force on the two, or null.</param>
public sealed record PairExplanationData(
    IReadOnlyList<FeatureWeightData> Parts,
    int HouseholdMillibits,
    int TotalMillibits,
    string Band,
    int MissingMillibits,
    string Reason,
    IReadOnlyList<string> SharedKeys,
    IReadOnlyList<string> GenericKeys,
    PairDecisionData? Decision);

/// <summary>A bar of the waterfall: what one feature says.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Level">How far the two agree in it, such as <c>day-month-swapped</c>.</param>
/// <param name="WeightMillibits">Thousandths of a bit: above 0 speaks for one person.</param>
/// <param name="RarityMillibits">How much of it comes from the rarity of what is shared.</param>
/// <param name="First">What the first record says.</param>
/// <param name="Second">What the second record says.</param>
public sealed record FeatureWeightData(string Feature, string Level, int WeightMillibits, int RarityMillibits, string First, string Second);

/// <summary>The decision on two records.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was made.</param>
/// <param name="Kind"><c>same</c> or <c>different</c>.</param>
public sealed record PairDecisionData(string Id, DateTimeOffset At, string Kind);

/// <summary>How a person came to be.</summary>
/// <param name="Person">The key it has now.</param>
/// <param name="Records">The fingerprints of its records.</param>
/// <param name="Steps">Each match edge in order, heaviest first, and what became of it.</param>
/// <param name="PossiblySame">Other persons that may be this one: for review, heaviest first.</param>
/// <param name="Events">How the person grew, merged and was split, by the own times of reports and decisions.</param>
public sealed record PersonHistoryData(
    string Person, IReadOnlyList<string> Records, IReadOnlyList<HistoryStepData> Steps, IReadOnlyList<PersonHitData> PossiblySame,
        IReadOnlyList<PersonEventData>? Events = null);

/// <summary>A change in who is one person.</summary>
/// <param name="At">The own time of the report or decision that caused it.</param>
/// <param name="Kind"><c>appeared</c>, <c>joined</c>, <c>merged</c>, <c>split</c> or <c>rearranged</c>.</param>
/// <param name="Before">The keys that the persons had; empty for one that appears.</param>
/// <param name="After">The keys that they had afterwards.</param>
/// <param name="Cause"><c>report</c> or <c>decision</c>.</param>
/// <param name="CauseId">The mention as <c>source/id#ref</c>, or the decision's id.</param>
/// <param name="Record">The fingerprint of the record that the mention brought; null for a decision.</param>
/// <param name="Because">The match edge that joined the records, or that was refused in a split; null where there is none.</param>
public sealed record PersonEventData(
    DateTimeOffset At, string Kind, IReadOnlyList<string> Before, IReadOnlyList<string> After, string Cause, string CauseId, string? Record,
        RecordLikenessData? Because);

/// <summary>A match edge of two records and what became of it.</summary>
/// <param name="First">The fingerprint of one record.</param>
/// <param name="Second">The fingerprint of the other.</param>
/// <param name="WeightMillibits">The weight of the two; null for a decision.</param>
/// <param name="Outcome"><c>merged</c>, <c>decided-different</c>, <c>veto</c>, <c>disagreed</c> or <c>ambiguous</c>.</param>
public sealed record RecordLikenessData(string First, string Second, int? WeightMillibits, string Outcome);

/// <summary>The model that persons are resolved by.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TrainedRecords">How many records it was trained on; 0 for the one that ships.</param>
/// <param name="SameThresholdMillibits">The total at which two records are the same person, in thousandths of a bit.</param>
/// <param name="PossibleThresholdMillibits">The total at which two records are possibly the same person.</param>
/// <param name="NamesakeMillibits">What an equal birth date weighs less beside an equal whole name.</param>
/// <param name="Levels">What each level of agreement weighs.</param>
/// <param name="Caps">The most records that may carry a value, or a proposal, of a kind before it is generic.</param>
/// <param name="Decision">The decision that adopted it, without its content; null for the host's own.</param>
public sealed record PersonModelData(
    string Name,
    int TrainedRecords,
    int SameThresholdMillibits,
    int PossibleThresholdMillibits,
    int NamesakeMillibits,
    IReadOnlyList<LevelWeightData> Levels,
    IReadOnlyDictionary<string, int> Caps,
    DecisionData? Decision);

/// <summary>What a level of agreement weighs, in thousandths of a bit.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Level">The level.</param>
/// <param name="MatchMillibits">For one person against strangers, before rarity.</param>
/// <param name="HouseholdMillibits">For two people of one household against strangers, before rarity.</param>
public sealed record LevelWeightData(string Feature, string Level, int MatchMillibits, int HouseholdMillibits);

/// <summary>A step of a clustering.</summary>
/// <param name="First">The fingerprint of one record.</param>
/// <param name="Second">The fingerprint of the other.</param>
/// <param name="WeightMillibits">The weight of the two records; null for a decision.</param>
/// <param name="GroupMillibits">The weight of the two groups as wholes; null for a decision.</param>
/// <param name="Outcome"><c>merged</c>, <c>decided-different</c>, <c>veto</c>, <c>disagreed</c> or <c>ambiguous</c>.</param>
public sealed record HistoryStepData(string First, string Second, int? WeightMillibits, int? GroupMillibits, string Outcome);

/// <summary>A person found.</summary>
/// <param name="Person">The key it has now.</param>
/// <param name="Label">Its name.</param>
/// <param name="Record">The fingerprint of the record that comes nearest.</param>
/// <param name="WeightMillibits">The weight, in thousandths of a bit.</param>
/// <param name="Band"><c>same</c>, <c>possible</c> or <c>no</c>.</param>
/// <param name="Explanation">The waterfall; null where the answer omits it.</param>
public sealed record PersonHitData(string Person, string Label, string Record, int WeightMillibits, string Band, PairExplanationData? Explanation);
