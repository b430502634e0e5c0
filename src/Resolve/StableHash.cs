using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Resolve;

/// <summary>Hashes that are the same in every process, version and machine, so that they may be stored, routed by and shown.</summary>
public static class StableHash
{
    private const ulong Seed = 0x9E3779B97F4A7C15UL;

    /// <summary>Returns a 64-bit hash of text, fast and not cryptographic: for tables and routing.</summary>
    /// <param name="text">The text; its UTF-16 code units are hashed.</param>
    /// <returns>The hash.</returns>
    /// <remarks>Multiply-and-fold over 64-bit words, finished as in SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). O(length), no allocation.</remarks>
    public static ulong Of64(ReadOnlySpan<char> text)
    {
        ulong hash = Seed ^ (ulong)text.Length;
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(text);
        while (bytes.Length >= 8)
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes), 0xBF58476D1CE4E5B9UL);
            bytes = bytes[8..];
        }
        ulong tail = 0;
        for (int i = 0; i < bytes.Length; i++) tail |= (ulong)bytes[i] << (8 * i);
        return Mix(Fold(hash ^ tail, 0x94D049BB133111EBUL));
    }

    /// <summary>Mixes a 64-bit value so that every bit of it moves every bit of the result.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The mixed value; a bijection.</returns>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    /// <summary>Returns the first 64 bits of the SHA-256 of text parts, for keys that are shown and stored.</summary>
    /// <param name="parts">The parts; a part boundary counts, so ("ab", "c") differs from ("a", "bc").</param>
    /// <returns>The hash.</returns>
    public static ulong Key64(params ReadOnlySpan<string> parts)
    {
        Span<byte> digest = stackalloc byte[32];
        Digest(parts, digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }

    /// <summary>Returns the first 128 bits of the SHA-256 of bytes, to compare contents.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The hash.</returns>
    public static UInt128 Of128(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(bytes, digest);
        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }

    private static void Digest(ReadOnlySpan<string> parts, Span<byte> digest)
    {
        int length = 0;
        foreach (string part in parts) length += Encoding.UTF8.GetMaxByteCount(part.Length) + 1;
        byte[]? rented = length > 512 ? System.Buffers.ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> buffer = rented ?? stackalloc byte[512];
        int used = 0;
        foreach (string part in parts)
        {
            used += Encoding.UTF8.GetBytes(part, buffer[used..]);
            buffer[used++] = 0x1F; // ASCII unit separator, which reports may not contain
        }
        SHA256.HashData(buffer[..used], digest);
        if (rented is not null) System.Buffers.ArrayPool<byte>.Shared.Return(rented);
    }

    private static ulong Fold(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }
}
