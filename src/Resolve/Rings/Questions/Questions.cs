using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Rings.History;
using Resolve.Rings.Trails;

namespace Resolve.Rings.Questions;

/// <summary>Which rings are there: the largest first by the order of <see cref="RingOrder"/>, then by id?</summary>
/// <param name="Filter">Which rings.</param>
/// <param name="Limit">The most rings, from 1.</param>
/// <param name="Cursor">Where an earlier page ended; null for the beginning. One of another question throws <see cref="FormatException"/>.</param>
public sealed record RingListQuestion(RingFilter Filter, int Limit, string? Cursor) : IQuestion<Page<Ring>>;

/// <summary>What is known of a ring, scored against the newest report of any ring? Null when no ring has the mention that the id names.</summary>
/// <param name="Id">Its id, or one that it absorbed or had before.</param>
public sealed record RingByIdQuestion(string Id) : IQuestion<Ring?>;

/// <summary>Which ring is an entity in? Null when it is in none.</summary>
/// <param name="Key">The entity.</param>
public sealed record RingOfQuestion(EntityKey Key) : IQuestion<Ring?>;

/// <summary>How did a ring grow, by its reports' own times? Null when there is no such ring.</summary>
/// <param name="Id">Its id, as for <see cref="RingByIdQuestion"/>.</param>
public sealed record RingHistoryQuestion(string Id) : IQuestion<RingHistory?>;

/// <summary>Where did a ring's money go, from the victims to where it leaves? Null when there is no such ring.</summary>
/// <param name="Id">Its id, as for <see cref="RingByIdQuestion"/>.</param>
public sealed record MoneyTrailQuestion(string Id) : IQuestion<MoneyTrail?>;
