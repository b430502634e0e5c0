using System.Numerics;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Serialization;

namespace Resolve.Storage;

/// <summary>The checksum that is stored with every journal entry. Stored format: it never changes under the same schema version.</summary>
/// <remarks>
/// CRC-32C (Castagnoli; iSCSI, RFC 3720 appendix B.4) of the position as 8 bytes little-endian, the kind as one byte, and the payload;
/// initial value and final xor 0xFFFFFFFF. The position is in it, so that an entry in another's place is seen too.
/// </remarks>
internal static class EntryChecksum
{
    /// <summary>Computes the checksum of an entry.</summary>
    /// <param name="position">Its position.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="payload">Its payload.</param>
    /// <returns>The checksum.</returns>
    public static uint Of(long position, JournalEntryKind kind, ReadOnlySpan<byte> payload)
    {
        uint crc = BitOperations.Crc32C(Crc32C.Initial, (ulong)position);
        crc = BitOperations.Crc32C(crc, (byte)kind);
        return ~Crc32C.Append(crc, payload);
    }

    /// <summary>Makes the exception for an entry whose checksum is wrong.</summary>
    /// <param name="position">Its position.</param>
    /// <param name="where">The journal's place, for the message.</param>
    /// <returns>The exception.</returns>
    public static JournalException Wrong(long position, string where) =>
        new(JournalFailure.Damaged, $"Entry {position} of the journal in {where} is damaged: its checksum does not fit. Restore the journal from a copy.");

    /// <summary>Makes the exception for an entry which should be there and is not.</summary>
    /// <param name="position">Its position.</param>
    /// <param name="where">The journal's place, for the message.</param>
    /// <returns>The exception.</returns>
    public static JournalException Missing(long position, string where) =>
        new(JournalFailure.Damaged, $"Entry {position} of the journal in {where} is missing. Restore the journal from a copy.");
}
