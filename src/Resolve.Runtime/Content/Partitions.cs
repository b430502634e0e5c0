using Resolve.Identifiers;

namespace Resolve.Runtime.Content;

/// <summary>Divides all entities into a fixed number of partitions.</summary>
/// <remarks>
/// The number and the two functions are stored constants of the design, not settings: every process must divide alike, and packed
/// content names partitions. 64 of them fit one machine word, so a set of partitions is a number.
/// </remarks>
public static class Partitions
{
    /// <summary>The number of partitions.</summary>
    public const int Count = 64;

    private const int Shift = 58;

    /// <summary>Returns the partition of a phone, account, device or online identity.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The partition, from 0.</returns>
    public static int Of(EntityKey key) => OfText(key.ToString());

    /// <summary>Returns the partition of a record.</summary>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <returns>The partition, from 0.</returns>
    public static int OfRecord(UInt128 fingerprint) => (int)(StableHash.Mix((ulong)fingerprint) >> Shift);

    /// <summary>Returns the partition of an identifier by the text of its key.</summary>
    /// <param name="key">The text.</param>
    /// <returns>The partition, from 0.</returns>
    public static int OfText(string key) => (int)(StableHash.Of64(key) >> Shift);
}
