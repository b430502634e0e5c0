using Resolve.Identifiers;

namespace Resolve.Persons;

/// <summary>A change in who is one person, dated by the own times of reports and decisions (ADR 0010).</summary>
/// <param name="At">The own time of the report or decision that caused it.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Before">The keys that the persons had; empty for one that appears. Sorted.</param>
/// <param name="After">The keys that they had afterwards. Sorted.</param>
/// <param name="Cause">What caused it.</param>
/// <param name="Because">The match edge that joined the records, or that was refused in a split; null for one that appears.</param>
public sealed record PersonEvent(
    DateTimeOffset At, PersonEventKind Kind, IReadOnlyList<EntityKey> Before, IReadOnlyList<EntityKey> After, PersonEventCause Cause, RecordLikeness? Because);

/// <summary>The kinds of person events.</summary>
public enum PersonEventKind : byte
{
    /// <summary>A first record makes a person.</summary>
    Appeared = 0,

    /// <summary>A record joins a person.</summary>
    Joined = 1,

    /// <summary>Persons become one; the older key stays.</summary>
    Merged = 2,

    /// <summary>A person becomes several; the key stays with the earliest mention.</summary>
    Split = 3,

    /// <summary>Records pass from person to person, so that neither is simply merged or split.</summary>
    Rearranged = 4,
}

/// <summary>The fact that caused a person event.</summary>
/// <param name="IsDecision">Whether it is a decision, not a report.</param>
/// <param name="Id">The decision's id, or the mention as <c>source/id#ref</c>.</param>
/// <param name="Record">The fingerprint of the record that the mention brought; null for a decision.</param>
public sealed record PersonEventCause(bool IsDecision, string Id, string? Record);

/// <summary>A match edge of two records and what became of it.</summary>
/// <param name="First">The fingerprint of one record.</param>
/// <param name="Second">The fingerprint of the other.</param>
/// <param name="WeightMillibits">The weight of the two; null for a decision.</param>
/// <param name="Outcome"><c>merged</c>, <c>decided-different</c>, <c>veto</c>, <c>disagreed</c> or <c>ambiguous</c>.</param>
public sealed record RecordLikeness(string First, string Second, int? WeightMillibits, string Outcome);
