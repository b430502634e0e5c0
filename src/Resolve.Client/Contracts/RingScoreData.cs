namespace Resolve.Client.Contracts;

/// <summary>How much a ring asks for attention; it ranks, it is no probability.</summary>
/// <param name="Total">From 0 to 100.</param>
/// <param name="AsOf">The time it was measured against; null when no report states one.</param>
/// <param name="Parts">Harm, activity, spread and solvability.</param>
public sealed record RingScoreData(int Total, DateTimeOffset? AsOf, IReadOnlyList<ScorePartData> Parts);

/// <summary>One part of a score.</summary>
/// <param name="Part"><c>harm</c>, <c>activity</c>, <c>spread</c> or <c>solvability</c>.</param>
/// <param name="Points">From 0 to 100.</param>
/// <param name="WeightPercent">What it counts in the total.</param>
/// <param name="Reasons">What gave the points, most first.</param>
public sealed record ScorePartData(string Part, int Points, int WeightPercent, IReadOnlyList<ScoreReasonData> Reasons);

/// <summary>What gave points.</summary>
/// <param name="Reason">A stable word, such as <c>loss-vnd</c>.</param>
/// <param name="Points">How many.</param>
/// <param name="Value">What was measured.</param>
public sealed record ScoreReasonData(string Reason, int Points, string Value);
