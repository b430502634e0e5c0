using Resolve.Identifiers;

namespace Resolve.Decisions;

/// <summary>An analyst's decision: beside reports the only kind of fact. One version of it; the highest counts.</summary>
/// <remarks>
/// Persons are named by a key they have or had, which is the hash of a mention: the decision is about the record that this
/// mention gives, follows it through versions of the report, and waits while the mention is not there. Read by
/// <see cref="DecisionReader"/>.
/// </remarks>
public sealed record Decision
{
    /// <summary>Gets the id, chosen by the sender, unique among decisions.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the version, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Gets whether this version takes the decision back: from then on it is as if it had never come.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Gets when it was made: of two decisions on one matter the later counts, then the one with the greater id.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets what is decided.</summary>
    public required DecisionKind Kind { get; init; }

    /// <summary>Gets the persons it is about: two for same and different, one for exclude, none for a model or a watch.</summary>
    public IReadOnlyList<EntityKey> Persons { get; init; } = [];

    /// <summary>Gets who decided, as the unit names its people; null when not stated.</summary>
    public string? By { get; init; }

    /// <summary>Gets why.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets the entity that is watched; default unless the kind says so.</summary>
    public EntityKey Entity { get; init; }

    /// <summary>Gets the unit that watches and gets the alerts, such as <c>87/PC02</c>; null unless the kind says so.</summary>
    public string? Unit { get; init; }

    /// <summary>Gets the case for which it is watched; null when not stated.</summary>
    public string? Case { get; init; }

    /// <summary>Gets when the watch ends: reports of that time and later raise no alert; null for a watch without end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Gets the person model that is adopted, as its JSON; null unless the kind says so.</summary>
    public string? Model { get; init; }
}

/// <summary>What analysts decide. The numbers are stored; they never change meaning.</summary>
public enum DecisionKind : byte
{
    /// <summary>Two persons are one.</summary>
    Same = 1,

    /// <summary>Two persons are not one, whatever they have in common.</summary>
    Different = 2,

    /// <summary>A person is excluded (loại trừ): belongs to no ring and connects nothing.</summary>
    Exclude = 3,

    /// <summary>Persons are resolved by this model from now on.</summary>
    AdoptModel = 4,

    /// <summary>A unit watches an entity: it gets an alert when a report names it. No entity, person or ring changes.</summary>
    Watch = 5,
}
