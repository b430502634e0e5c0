using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Resolve.Runtime.Serialization;

/// <summary>Writes the bytes of an answer: numbers of variable length, texts as UTF-8 behind their length.</summary>
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

    /// <summary>Writes bytes that were written elsewhere.</summary>
    public void Frame(ReadOnlySpan<byte> frame)
    {
        Room(frame.Length);
        frame.CopyTo(_bytes.AsSpan(_count));
        _count += frame.Length;
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
    private ReadOnlySpan<byte> _rest = bytes;

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

    /// <summary>Reads a number of things, each of which takes a byte or more.</summary>
    public int Count() => Number() is var count && count <= (ulong)_rest.Length ? (int)count : throw Damaged();

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

    private static FormatException Damaged() => new("An answer of another silo is damaged.");
}
