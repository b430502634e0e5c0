using System.Numerics;
using System.Security.Cryptography;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Accounts;

/// <summary>Checks addresses of crypto currencies.</summary>
/// <remarks>Sources: base58check (Bitcoin), BIP-173 and BIP-350 (bech32, bech32m), EIP-55 (mixed-case checksum). Addresses keep their case where it carries
/// meaning.</remarks>
internal static class CryptoAddress
{
    private const string Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const string Bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    /// <summary>Returns the chain that the form of an address shows (<c>tron</c>, <c>eth</c>, <c>btc</c>), or null when it is no address.</summary>
    public static string? Chain(ReadOnlySpan<char> text) =>
        text.Length == 34 && text[0] == 'T' && IsBase58(text) ? "tron"
        : text.Length == 42 && text[0] == '0' && (text[1] | 0x20) == 'x' && IsHex(text[2..]) ? "eth"
        : text.Length is >= 14 and <= 74 && (text.StartsWith("bc1") || text.StartsWith("BC1")) ? "btc"
        : text.Length is >= 26 and <= 35 && text[0] is '1' or '3' && IsBase58(text) && !AsciiText.IsDigits(text) ? "btc"
        : null;

    /// <summary>Checks an address and writes its canonical form, which is as long as the address.</summary>
    public static bool IsValid(ReadOnlySpan<char> text, string chain, Span<char> canonical)
    {
        text.CopyTo(canonical);
        canonical = canonical[..text.Length];
        switch (chain)
        {
            case "eth":
                MemoryExtensions.ToLowerInvariant(text, canonical);
                return !IsMixedCase(text[2..]) || HasEip55Checksum(text[2..], canonical[2..]);
            case "btc" when (text[0] | 0x20) == 'b':
                MemoryExtensions.ToLowerInvariant(text, canonical);
                return !IsMixedCase(text) && IsBech32(canonical);
            default:
                return HasBase58Checksum(text, chain);
        }
    }

    private static bool IsBase58(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
            if (!Base58.Contains(c, StringComparison.Ordinal)) return false;
        return true;
    }

    private static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
            if (!char.IsAsciiHexDigit(c)) return false;
        return true;
    }

    private static bool IsMixedCase(ReadOnlySpan<char> text)
    {
        bool upper = false, lower = false;
        foreach (char c in text)
        {
            upper |= char.IsAsciiLetterUpper(c);
            lower |= char.IsAsciiLetterLower(c);
        }
        return upper && lower;
    }

    private static bool HasBase58Checksum(ReadOnlySpan<char> text, string chain)
    {
        BigInteger value = 0;
        foreach (char c in text) value = (value * 58) + Base58.IndexOf(c, StringComparison.Ordinal);
        Span<byte> bytes = stackalloc byte[40];
        bytes.Clear();
        int length = value.GetByteCount(isUnsigned: true);
        if (length > 25 || !value.TryWriteBytes(bytes[(25 - length)..], out _, isUnsigned: true, isBigEndian: true)) return false;
        bytes = bytes[..25];
        if (chain == "tron" ? bytes[0] != 0x41 : bytes[0] is not (0x00 or 0x05)) return false;
        int ones = text.IndexOfAnyExcept('1'), zeros = bytes.IndexOfAnyExcept((byte)0);
        if (ones != zeros && !(ones < 0 && zeros < 0)) return false;
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes[..21], hash);
        SHA256.HashData(hash, hash);
        return hash[..4].SequenceEqual(bytes[21..]);
    }

    private static bool IsBech32(ReadOnlySpan<char> lower)
    {
        uint check = 1;
        Span<byte> prefix = [3, 3, 0, 2, 3]; // "bc" expanded
        foreach (byte value in prefix) check = Polymod(check, value);
        int version = -1, data = 0;
        foreach (char c in lower[3..])
        {
            int value = Bech32.IndexOf(c, StringComparison.Ordinal);
            if (value < 0) return false;
            if (version < 0) version = value;
            check = Polymod(check, (byte)value);
            data++;
        }
        int programLength = (data - 7) * 5 / 8;
        if (version is < 0 or > 16 || programLength is < 2 or > 40 || (version == 0 && programLength is not (20 or 32))) return false;
        return check == (version == 0 ? 1u : 0x2bc830a3u);
    }

    private static uint Polymod(uint check, byte value)
    {
        uint top = check >> 25;
        check = ((check & 0x1ffffff) << 5) ^ value;
        ReadOnlySpan<uint> generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
        for (int i = 0; i < 5; i++)
            if (((top >> i) & 1) != 0) check ^= generator[i];
        return check;
    }

    private static bool HasEip55Checksum(ReadOnlySpan<char> hex, ReadOnlySpan<char> lower)
    {
        Span<byte> ascii = stackalloc byte[40];
        for (int i = 0; i < 40; i++) ascii[i] = (byte)lower[i];
        Span<byte> hash = stackalloc byte[32];
        Keccak256(ascii, hash);
        for (int i = 0; i < 40; i++)
        {
            int nibble = (hash[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 15;
            if (char.IsAsciiLetter(hex[i]) && char.IsAsciiLetterUpper(hex[i]) != nibble >= 8) return false;
        }
        return true;
    }

    // Keccak-f[1600] with the padding of Ethereum (0x01), for messages shorter than one block of 136 bytes.
    private static void Keccak256(ReadOnlySpan<byte> message, Span<byte> hash)
    {
        Span<byte> block = stackalloc byte[200];
        block.Clear();
        message.CopyTo(block);
        block[message.Length] ^= 0x01;
        block[135] ^= 0x80;
        Span<ulong> a = stackalloc ulong[25];
        for (int i = 0; i < 25; i++) a[i] = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(block[(8 * i)..]);
        Span<ulong> c = stackalloc ulong[5], b = stackalloc ulong[25];
        byte lfsr = 1;
        for (int round = 0; round < 24; round++)
        {
            for (int x = 0; x < 5; x++) c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
            for (int i = 0; i < 25; i++) a[i] ^= c[(i + 4) % 5] ^ ulong.RotateLeft(c[(i + 1) % 5], 1);
            b[0] = a[0];
            for (int t = 0, x = 1, y = 0; t < 24; t++)
            {
                int next = ((2 * x) + (3 * y)) % 5;
                b[y + (5 * next)] = ulong.RotateLeft(a[x + (5 * y)], (t + 1) * (t + 2) / 2);
                (x, y) = (y, next);
            }
            for (int i = 0; i < 25; i++) a[i] = b[i] ^ (~b[(i / 5 * 5) + ((i + 1) % 5)] & b[(i / 5 * 5) + ((i + 2) % 5)]);
            for (int j = 0; j <= 6; j++)
            {
                if ((lfsr & 1) != 0) a[0] ^= 1UL << ((1 << j) - 1);
                lfsr = (byte)((lfsr << 1) ^ ((lfsr >> 7) * 0x71));
            }
        }
        for (int i = 0; i < 4; i++) System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(hash[(8 * i)..], a[i]);
    }
}
