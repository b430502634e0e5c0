namespace Resolve.Graph.Questions;

/// <summary>An entity that a search found.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Match">Why it was found: <c>identifier</c>, <c>candidate</c>, <c>name</c> or <c>part</c>.</param>
/// <param name="RingId">The ring it is in, if any.</param>
public sealed record EntityHit(EntitySummary Entity, string Match, string? RingId);
