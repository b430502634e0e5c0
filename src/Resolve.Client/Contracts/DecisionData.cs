using System.Text.Json;

namespace Resolve.Client.Contracts;

/// <summary>An analyst's decision: beside reports the only kind of fact. One version of it; the highest counts.</summary>
/// <param name="Kind"><c>same</c>, <c>different</c>, <c>exclude</c>, <c>adopt-model</c> or <c>watch</c>.</param>
public sealed record DecisionData(string Kind)
{
    /// <summary>Gets the id, unique among decisions; null lets the service choose one.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the version, from 1; null means 1.</summary>
    public int? Version { get; init; }

    /// <summary>Gets whether this version takes the decision back.</summary>
    public bool? Withdrawn { get; init; }

    /// <summary>Gets when it was made: of two decisions on one matter the later counts; null means when the service got it.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Gets the keys of the persons: two for same and different, one for exclude, none for a model.</summary>
    public IReadOnlyList<string>? Persons { get; init; }

    /// <summary>Gets the key of the entity that is watched; null for other kinds.</summary>
    public string? Entity { get; init; }

    /// <summary>Gets the unit that watches; null for other kinds.</summary>
    public string? Unit { get; init; }

    /// <summary>Gets the case of a watch.</summary>
    public string? Case { get; init; }

    /// <summary>Gets when a watch ends; null for no end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Gets who decided.</summary>
    public string? By { get; init; }

    /// <summary>Gets why.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets the person model to adopt; null in lists, where it would be large, and for other kinds.</summary>
    public JsonElement? Model { get; init; }

    /// <summary>Gives the decision a new id and the present time where they are missing, so that a request that is repeated is a duplicate.</summary>
    /// <param name="clock">The clock; null for the system's.</param>
    /// <returns>The decision with both.</returns>
    public DecisionData Identified(TimeProvider? clock = null) =>
        Id is not null && At is not null ? this : this with { Id = Id ?? Guid.NewGuid().ToString(), At = At ?? (clock ?? TimeProvider.System).GetUtcNow() };
}

/// <summary>The decisions in force.</summary>
/// <param name="Items">The decisions, by id, models without their content.</param>
public sealed record DecisionsData(IReadOnlyList<DecisionData> Items);
