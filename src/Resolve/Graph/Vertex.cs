using Resolve.Identifiers;
using Resolve.Persons.Records;

namespace Resolve.Graph;

/// <summary>One node of the graph: an identifier, or a person record. A published vertex never changes.</summary>
/// <remarks>
/// The arrays grow in place beyond the counts that readers of earlier publications hold, so a reader uses the counts only.
/// </remarks>
internal sealed class Vertex
{
    public required EntityKey Key;          // default for a person record
    public required PersonRecord? Record;   // null for an identifier
    public required int Epoch;              // the publication it may be changed in
    public MentionPlace[] Mentions = [];
    public int MentionCount;
    public RoleCounts Roles;
    public MentionPlace First = MentionPlace.None; // a record's earliest mention
    public int Person = -1;                 // the person it was clustered into; -1 alone
    public bool Excluded;                   // an analyst excluded this record's person
    public int TouchedIn;                   // used by the writer only: when it was last reported as touched

    public ReadOnlySpan<MentionPlace> MentionSpan => Mentions.AsSpan(0, MentionCount);

    public Vertex CloneFor(int epoch) => new()
    {
        Key = Key,
        Record = Record,
        Epoch = epoch,
        Mentions = Mentions,
        MentionCount = MentionCount,
        Roles = Roles,
        First = First,
        Person = Person,
        Excluded = Excluded,
        TouchedIn = TouchedIn,
    };
}

/// <summary>A person whose records were clustered, or whose identity was set.</summary>
/// <param name="records">The vertices of its records in canonical order; null for one that has this person to itself.</param>
/// <param name="identity">Who it is; null where that follows from the mentions of its records.</param>
internal sealed class PersonNode(int[]? records, PersonIdentity? identity)
{
    public int[]? Records { get; } = records;

    public PersonIdentity? Identity { get; } = identity;
}

/// <summary>Who a person is in the whole graph, for an index that may lack some of its mentions or records.</summary>
/// <param name="First">The fingerprint of its first record in canonical order.</param>
/// <param name="KeyHash">The hash of its earliest mention, which is its key.</param>
internal readonly record struct PersonIdentity(UInt128 First, ulong KeyHash);

/// <summary>Where an entity was mentioned.</summary>
/// <param name="Report">The report's number in this process.</param>
/// <param name="Ordinal">The place among the report's stored mentions.</param>
internal readonly record struct MentionPlace(int Report, int Ordinal)
{
    /// <summary>No place.</summary>
    public static readonly MentionPlace None = new(-1, -1);
}

/// <summary>One end of a link.</summary>
/// <param name="Neighbour">The vertex at the other end.</param>
/// <param name="Link">The link.</param>
internal readonly record struct Edge(int Neighbour, int Link);

/// <summary>Why a link stands.</summary>
/// <param name="Report">The report's number in this process.</param>
/// <param name="Ordinal">The place among the report's stored links.</param>
internal readonly record struct EvidencePlace(int Report, int Ordinal);

/// <summary>A typed link between two vertices with its evidence; the first piece is kept inside, since most links have one.</summary>
internal struct LinkSlot
{
    public int From;
    public int To;
    public Reports.LinkKind Kind;
    public byte FromRoles, ToRoles; // a bit for each role that an end has in the evidence
    public int Count;               // pieces of evidence; 0: the link does not stand
    public int RingEdgeCount;     // pieces that carry rings
    public long FirstTicks, LastTicks; // UTC; the first after the last where no evidence states a time
    public EvidencePlace First;
    public EvidencePlace[]? More;   // pieces 2..Count; grows in place

    public readonly EvidencePlace this[int i] => i == 0 ? First : More![i - 1];

    /// <summary>Gets whether evidence states a time.</summary>
    public readonly bool HasTime => FirstTicks <= LastTicks;

    /// <summary>Gets the earliest time of evidence, UTC; null when none states one.</summary>
    public readonly DateTimeOffset? FirstSeen => HasTime ? new DateTimeOffset(FirstTicks, TimeSpan.Zero) : null;

    /// <summary>Gets the latest time of evidence, UTC; null when none states one.</summary>
    public readonly DateTimeOffset? LastSeen => HasTime ? new DateTimeOffset(LastTicks, TimeSpan.Zero) : null;

    /// <summary>Forgets what is known of the evidence as a whole.</summary>
    public void ResetSummary() => (FirstTicks, LastTicks, FromRoles, ToRoles) = (long.MaxValue, long.MinValue, 0, 0);

    /// <summary>Takes a piece of evidence into what is known of it as a whole.</summary>
    public void Summarise(DateTimeOffset? time, Identifiers.Mentions.MentionRole from, Identifiers.Mentions.MentionRole to)
    {
        FromRoles |= (byte)(1 << (int)from);
        ToRoles |= (byte)(1 << (int)to);
        if (time is not { } stated || stated == DateTimeOffset.MaxValue) return;
        FirstTicks = Math.Min(FirstTicks, stated.UtcTicks);
        LastTicks = Math.Max(LastTicks, stated.UtcTicks);
    }
}

/// <summary>Growth and removal that leave published spans alone.</summary>
internal static class GrowOnly
{
    public static void Append<T>(ref T[] array, ref int count, T item)
    {
        if (count == array.Length)
        {
            var larger = new T[count == 0 ? 1 : count < 4 ? 4 : count + (count >> 1)];
            array.AsSpan(0, count).CopyTo(larger);
            array = larger;
        }
        array[count++] = item;
    }

    /// <summary>Takes an item out of a copy, so that readers of the old array keep theirs.</summary>
    public static bool Remove<T>(ref T[] array, ref int count, T item)
        where T : IEquatable<T>
    {
        int at = array.AsSpan(0, count).IndexOf(item);
        if (at < 0) return false;
        var smaller = new T[count - 1];
        array.AsSpan(0, at).CopyTo(smaller);
        array.AsSpan(at + 1, count - at - 1).CopyTo(smaller.AsSpan(at));
        array = smaller;
        count--;
        return true;
    }
}
