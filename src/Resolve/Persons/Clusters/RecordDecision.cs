namespace Resolve.Persons.Clusters;

/// <summary>An analyst's word on two records, as the resolver takes it: it outranks every score.</summary>
/// <param name="Id">The decision's own id, unique; the second part of its rank.</param>
/// <param name="At">When it was made; the first part of its rank: of two decisions on the same records the later counts.</param>
/// <param name="Kind">Same or different.</param>
/// <param name="First">The fingerprint of one record.</param>
/// <param name="Second">The fingerprint of the other.</param>
/// <remarks>At equal time and id "different" outranks "same". The records need not be present: the decision waits for them.</remarks>
public sealed record RecordDecision(string Id, DateTimeOffset At, RecordDecisionKind Kind, UInt128 First, UInt128 Second) : IComparable<RecordDecision>
{
    /// <summary>Compares by rank: the greater decision is in force.</summary>
    /// <param name="other">The other decision.</param>
    /// <returns>Below, at or above zero.</returns>
    public int CompareTo(RecordDecision? other)
    {
        if (other is null) return 1;
        int order = At.UtcTicks.CompareTo(other.At.UtcTicks);
        if (order == 0) order = string.CompareOrdinal(Id, other.Id);
        return order != 0 ? order : Kind.CompareTo(other.Kind);
    }

    /// <summary>Orders by rank.</summary>
    public static bool operator <(RecordDecision left, RecordDecision right) => left.CompareTo(right) < 0;

    /// <summary>Orders by rank.</summary>
    public static bool operator >(RecordDecision left, RecordDecision right) => left.CompareTo(right) > 0;

    /// <summary>Orders by rank.</summary>
    public static bool operator <=(RecordDecision left, RecordDecision right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by rank.</summary>
    public static bool operator >=(RecordDecision left, RecordDecision right) => left.CompareTo(right) >= 0;
}

/// <summary>What an analyst says of two records. The numbers are stored; they never change meaning.</summary>
public enum RecordDecisionKind : byte
{
    /// <summary>They describe one person.</summary>
    Same = 1,

    /// <summary>They describe two people, and no chain of match edges may join them.</summary>
    Different = 2,
}
