using System.Buffers.Binary;
using System.Numerics;

namespace Resolve.Runtime.Serialization;

/// <summary>CRC-32C (Castagnoli; iSCSI, RFC 3720 appendix B.4), which the processor computes: it finds damage, not malice.</summary>
public static class Crc32C
{
    /// <summary>The value to begin with; the checksum is the complement of the last value.</summary>
    public const uint Initial = uint.MaxValue;

    /// <summary>Goes on with bytes.</summary>
    /// <param name="crc">The value so far.</param>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The value after them.</returns>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }
        foreach (byte b in bytes) crc = BitOperations.Crc32C(crc, b);
        return crc;
    }

    /// <summary>Computes the checksum of bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The checksum.</returns>
    public static uint Of(ReadOnlySpan<byte> bytes) => ~Append(Initial, bytes);
}
