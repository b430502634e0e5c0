using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Resolve.Runtime.Serialization;

/// <summary>Writes bytes for other processes: numbers of variable length, texts as UTF-8 behind their length.</summary>
/// <remarks>Its room is rented: <see cref="ToArray"/> ends the writing and gives it back.</remarks>
internal struct BinaryPayloadWriter(int capacity)
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);
    private int _count;

    /// <summary>Writes a number from 0; small ones take one byte.</summary>
    public void Number(ulong value)
    {
        Room(10);
        for (; value >= 0x80; value >>= 7) _bytes[_count++] = (byte)(value | 0x80);
        _bytes[_count++] = (byte)value;
    }

    /// <summary>Writes a byte.</summary>
    public void Byte(byte value)
    {
        Room(1);
        _bytes[_count++] = value;
    }

    /// <summary>Writes a text.</summary>
    public void Text(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        Number((ulong)length);
        Room(length);
        _count += Encoding.UTF8.GetBytes(value, _bytes.AsSpan(_count));
    }

    /// <summary>Writes a moment; the offset is not kept.</summary>
    public void Time(DateTimeOffset? value)
    {
        Room(8);
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_count), value is { } time ? time.UtcTicks : -1);
        _count += 8;
    }

    /// <summary>Writes 16 bits as they are.</summary>
    public void Fixed16(ushort value)
    {
        Room(2);
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(_count), value);
        _count += 2;
    }

    /// <summary>Writes 64 bits as they are.</summary>
    public void Fixed64(ulong value)
    {
        Room(8);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_count), value);
        _count += 8;
    }

    /// <summary>Writes 128 bits as they are.</summary>
    public void Fixed128(UInt128 value)
    {
        Room(16);
        BinaryPrimitives.WriteUInt128LittleEndian(_bytes.AsSpan(_count), value);
        _count += 16;
    }

    /// <summary>Leaves room for the length of what is written next.</summary>
    /// <returns>The place of the length, for <see cref="End"/>.</returns>
    public int Begin()
    {
        Room(4);
        _count += 4;
        return _count - 4;
    }

    /// <summary>Sets a length to what was written since.</summary>
    /// <param name="place">What <see cref="Begin"/> returned.</param>
    public readonly void End(int place) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(place), _count - place - 4);

    /// <summary>Writes the checksum of all that was written.</summary>
    public void Checksum()
    {
        Room(4);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(_count), Crc32C.Of(_bytes.AsSpan(0, _count)));
        _count += 4;
    }

    /// <summary>Makes room for bytes that the caller writes.</summary>
    /// <param name="length">Their number.</param>
    /// <returns>The room; valid until the next call.</returns>
    public Span<byte> Take(int length)
    {
        Room(length);
        _count += length;
        return _bytes.AsSpan(_count - length, length);
    }

    /// <summary>Writes bytes that were written elsewhere.</summary>
    public void Payload(ReadOnlySpan<byte> payload)
    {
        Room(payload.Length);
        payload.CopyTo(_bytes.AsSpan(_count));
        _count += payload.Length;
    }

    /// <summary>Gets what was written; nothing can be written after.</summary>
    public byte[] ToArray()
    {
        byte[] frame = _bytes.AsSpan(0, _count).ToArray();
        ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _count) = ([], 0);
        return frame;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Room(int length)
    {
        if (_count + length > _bytes.Length) Grow(length);
    }

    private void Grow(int length)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_count + length, 2 * _bytes.Length));
        _bytes.AsSpan(0, _count).CopyTo(larger);
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}

/// <summary>Reads what <see cref="BinaryPayloadWriter"/> wrote.</summary>
internal ref struct BinaryPayloadReader(ReadOnlySpan<byte> bytes)
{
    private readonly int _length = bytes.Length;
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Gets how many bytes were read.</summary>
    public readonly int Offset => _length - _rest.Length;

    /// <summary>Gets whether all is read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Reads a number.</summary>
    /// <exception cref="FormatException">It has no end.</exception>
    public ulong Number()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw Damaged();
    }

    /// <summary>Reads a number of things: room for as many as the rest cannot hold is never made.</summary>
    /// <param name="least">The least bytes that each takes.</param>
    public int Count(int least = 1) => Number() is var count && count <= (ulong)(_rest.Length / least) ? (int)count : throw Damaged();

    /// <summary>Reads a number that fits an <see cref="int"/>.</summary>
    public int Int() => Number() is var value && value <= int.MaxValue ? (int)value : throw Damaged();

    /// <summary>Reads a byte.</summary>
    public byte Byte()
    {
        if (_rest.IsEmpty) throw Damaged();
        byte value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    /// <summary>Reads a text.</summary>
    public string Text()
    {
        int length = Count();
        string text = Encoding.UTF8.GetString(_rest[..length]);
        _rest = _rest[length..];
        return text;
    }

    /// <summary>Reads a moment.</summary>
    public DateTimeOffset? Time()
    {
        if (_rest.Length < 8) throw Damaged();
        long ticks = BinaryPrimitives.ReadInt64LittleEndian(_rest);
        _rest = _rest[8..];
        return ticks < 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    /// <summary>Reads 64 bits.</summary>
    public ulong Fixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Reads 128 bits.</summary>
    public UInt128 Fixed128() => BinaryPrimitives.ReadUInt128LittleEndian(Take(16));

    /// <summary>Reads a length that <see cref="BinaryPayloadWriter.Begin"/> left room for.</summary>
    public int Length() => BinaryPrimitives.ReadInt32LittleEndian(Take(4)) is var length && length >= 0 && length <= _rest.Length ? length : throw Damaged();

    /// <summary>Reads bytes.</summary>
    public ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)_rest.Length) throw Damaged();
        ReadOnlySpan<byte> taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    /// <summary>Makes the exception for bytes that nobody wrote so.</summary>
    public static FormatException Damaged() => new("Bytes from another process are damaged.");
}
