using Resolve.Identifiers;

namespace Resolve.Graph.Questions;

/// <summary>How many entities are within so many hops? Asked before they are shown.</summary>
/// <param name="From">Where to start; 1 to <see cref="ExpandQuestion.FromCountMax"/> keys.</param>
/// <param name="Hops">How far to walk, 1 to <see cref="ExpandQuestion.HopsMax"/>.</param>
/// <param name="Filter">What to walk over.</param>
public sealed record CountQuestion(IReadOnlyList<EntityKey> From, int Hops, GraphFilter Filter) : IQuestion<CountAnswer>;

/// <summary>How many entities are within so many hops.</summary>
/// <param name="Position">The journal position that the answer was computed at.</param>
/// <param name="Hops">The counts by hop, from 0, the starts, to the last that has any.</param>
/// <param name="NotFound">The starts that no live report mentions.</param>
public sealed record CountAnswer(long Position, IReadOnlyList<HopCount> Hops, IReadOnlyList<EntityKey> NotFound);

/// <summary>How many entities are so far away.</summary>
/// <param name="Hop">The fewest hops to them.</param>
/// <param name="EntityCount">How many there are.</param>
/// <param name="HubCount">How many of them a walk would not go through.</param>
/// <param name="Kinds">How many of each kind, for kinds that there are.</param>
public sealed record HopCount(int Hop, int EntityCount, int HubCount, IReadOnlyList<KindCount> Kinds)
{
    /// <summary>Counts the entities of a hop.</summary>
    internal static HopCount Of(int hop, IEnumerable<(EntityKind Kind, bool IsHub)> entities)
    {
        var kinds = new SortedDictionary<EntityKind, int>();
        int count = 0, hubs = 0;
        foreach ((EntityKind kind, bool isHub) in entities)
        {
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            count++;
            hubs += isHub ? 1 : 0;
        }
        return new HopCount(hop, count, hubs, [.. kinds.Select(static k => new KindCount(k.Key, k.Value))]);
    }
}

/// <summary>How many entities of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="EntityCount">How many.</param>
public readonly record struct KindCount(EntityKind Kind, int EntityCount);
