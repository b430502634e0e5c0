namespace Resolve.Rings;

/// <summary>How much a ring asks for attention, from 0 to 100, with everything it rests on (ADR 0014). It ranks; it is no probability.</summary>
/// <param name="Total">The weighted mean of the parts, from 0 to 100.</param>
/// <param name="AsOf">The time it was measured against.</param>
/// <param name="Parts">Harm, activity, spread and solvability, in this order.</param>
public sealed record RingScore(int Total, DateTimeOffset? AsOf, IReadOnlyList<ScorePart> Parts);

/// <summary>One part of a score.</summary>
/// <param name="Word"><c>harm</c>, <c>activity</c>, <c>spread</c> or <c>solvability</c>.</param>
/// <param name="Points">From 0 to 100.</param>
/// <param name="WeightPercent">What it counts in the total; those of all parts sum to 100.</param>
/// <param name="Reasons">What gave the points, most first.</param>
public sealed record ScorePart(string Word, int Points, int WeightPercent, IReadOnlyList<ScoreReason> Reasons);

/// <summary>What gave points.</summary>
/// <param name="Word">A stable word, such as <c>loss-vnd</c> or <c>victims</c>; all are in <c>docs/rings.md</c>.</param>
/// <param name="Points">How many.</param>
/// <param name="Value">What was measured: a sum, a count, days, a country.</param>
public sealed record ScoreReason(string Word, int Points, string Value);
