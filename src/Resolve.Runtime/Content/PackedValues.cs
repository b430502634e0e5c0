using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using Resolve.Identifiers;
using Resolve.Runtime.Serialization;

namespace Resolve.Runtime.Content;

/// <summary>The values that packed content is made of: texts, keys, times, amounts. Stored format.</summary>
internal static class PackedValues
{
    private const int OffsetMinutesMax = 14 * 60;

    /// <summary>The words that stand in nearly every report; they are written by their places, which never change under one format, and read without a
    /// copy.</summary>
    private static readonly string[] s_words =
    [
        "VND", "USD", "USDT", "VN", "M", "F", "cccd", "cmnd", "passport", "national-id", "driver-licence", "other", "filler", "empty", "S01", "S02",
            "S03", "S04", "S05", "S06",
    ];

    private static readonly Dictionary<string, int> s_places = s_words.Select((word, place) => (word, place))
        .ToDictionary(w => w.word, w => w.place, StringComparer.Ordinal);

    private static readonly int s_longestWord = s_words.Max(w => w.Length);

    /// <summary>Writes a text or null; also one that is not well-formed UTF-16 comes back as it was.</summary>
    public static void Text(ref BinaryPayloadWriter writer, string? text)
    {
        if (text is null)
        {
            writer.Number(0);
            return;
        }
        if (text.Length <= s_longestWord && s_places.TryGetValue(text, out int place))
        {
            writer.Number((ulong)place + 1);
            return;
        }
        int length = Encoding.UTF8.GetByteCount(text);
        ulong first = (ulong)s_words.Length + 1;
        if (length == text.Length) // ASCII, since every other character takes two bytes or more
        {
            writer.Number(first + ((ulong)length << 1));
            Encoding.ASCII.GetBytes(text, writer.Take(length));
            return;
        }
        byte[] bytes = ArrayPool<byte>.Shared.Rent(length);
        if (Utf8.FromUtf16(text, bytes, out _, out int written, replaceInvalidSequences: false) == OperationStatus.Done)
        {
            writer.Number(first + ((ulong)written << 1));
            writer.Payload(bytes.AsSpan(0, written));
        }
        else
        {
            writer.Number(first + ((ulong)text.Length << 2) + 1); // two bytes a character
            Span<byte> units = writer.Take(2 * text.Length);
            for (int i = 0; i < text.Length; i++) BinaryPrimitives.WriteUInt16LittleEndian(units[(2 * i)..], text[i]);
        }
        ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>Reads a text or null.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static string? Text(ref BinaryPayloadReader reader)
    {
        ulong code = reader.Number();
        if (code == 0) return null;
        if (code <= (ulong)s_words.Length) return s_words[code - 1];
        code -= (ulong)s_words.Length + 1;
        if ((code >> 1) > int.MaxValue) throw BinaryPayloadReader.Damaged();
        ReadOnlySpan<byte> bytes = reader.Take((int)(code >> 1));
        if ((code & 1) == 0) return Encoding.UTF8.GetString(bytes);
        if (bytes.Length % 2 != 0) throw BinaryPayloadReader.Damaged();
        return string.Create(bytes.Length / 2, bytes, static (text, units) =>
        {
            for (int i = 0; i < text.Length; i++) text[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(units[(2 * i)..]);
        });
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static string TextOrDamaged(ref BinaryPayloadReader reader) => Text(ref reader) ?? throw BinaryPayloadReader.Damaged();

    /// <summary>Writes texts.</summary>
    public static void Texts(ref BinaryPayloadWriter writer, IReadOnlyList<string> texts)
    {
        writer.Number((ulong)texts.Count);
        for (int i = 0; i < texts.Count; i++) Text(ref writer, texts[i]);
    }

    /// <summary>Reads texts.</summary>
    /// <exception cref="FormatException">There are none.</exception>
    public static string[] Texts(ref BinaryPayloadReader reader)
    {
        int count = reader.Count();
        if (count == 0) return [];
        var texts = new string[count];
        for (int i = 0; i < count; i++) texts[i] = TextOrDamaged(ref reader);
        return texts;
    }

    /// <summary>Writes a key.</summary>
    public static void Key(ref BinaryPayloadWriter writer, EntityKey key)
    {
        writer.Byte((byte)key.Kind);
        int length = Encoding.UTF8.GetByteCount(key.Value);
        writer.Number((ulong)length);
        Encoding.UTF8.GetBytes(key.Value, writer.Take(length));
    }

    /// <summary>Reads a key.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static EntityKey Key(ref BinaryPayloadReader reader)
    {
        string prefix = EntityKey.Prefix((EntityKind)reader.Byte());
        ReadOnlySpan<byte> value = reader.Take(reader.Count());
        Span<char> text = stackalloc char[EntityKey.LengthMax];
        prefix.CopyTo(text);
        return Utf8.ToUtf16(value, text[prefix.Length..], out _, out int written, replaceInvalidSequences: false) == OperationStatus.Done
            && EntityKey.TryParse(text[..(prefix.Length + written)], null, out EntityKey key)
                ? key
                : throw BinaryPayloadReader.Damaged();
    }

    /// <summary>Writes a time with its offset, or null.</summary>
    public static void Time(ref BinaryPayloadWriter writer, DateTimeOffset? value)
    {
        if (value is not { } time)
        {
            writer.Byte(0);
            return;
        }
        bool isWhole = time.UtcTicks % TimeSpan.TicksPerSecond == 0;
        writer.Byte(isWhole ? (byte)1 : (byte)2);
        writer.Number((ulong)(isWhole ? time.UtcTicks / TimeSpan.TicksPerSecond : time.UtcTicks));
        writer.Number((ulong)(time.TotalOffsetMinutes + OffsetMinutesMax));
    }

    /// <summary>Reads a time or null.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static DateTimeOffset? Time(ref BinaryPayloadReader reader)
    {
        byte form = reader.Byte();
        if (form == 0) return null;
        if (form > 2) throw BinaryPayloadReader.Damaged();
        ulong number = reader.Number(), minutes = reader.Number();
        ulong unit = form == 1 ? (ulong)TimeSpan.TicksPerSecond : 1;
        if (number > (ulong)DateTime.MaxValue.Ticks / unit || minutes > 2 * OffsetMinutesMax) throw BinaryPayloadReader.Damaged();
        var offset = TimeSpan.FromMinutes((int)minutes - OffsetMinutesMax);
        long local = (long)(number * unit) + offset.Ticks;
        return local < 0 || local > DateTime.MaxValue.Ticks ? throw BinaryPayloadReader.Damaged() : new DateTimeOffset(local, offset);
    }

    /// <summary>Writes an amount with its scale.</summary>
    public static void Amount(ref BinaryPayloadWriter writer, decimal amount)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(amount, bits);
        uint scale = ((uint)bits[3] >> 16) & 0x1F;
        writer.Byte((byte)(scale | (amount < 0 ? 0x80u : 0) | (bits[2] != 0 ? 0x40u : 0)));
        writer.Number(((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        if (bits[2] != 0) writer.Number((uint)bits[2]);
    }

    /// <summary>Reads an amount.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static decimal Amount(ref BinaryPayloadReader reader)
    {
        byte form = reader.Byte();
        int scale = form & 0x3F;
        ulong low = reader.Number(), high = (form & 0x40) != 0 ? reader.Number() : 0;
        if (scale > 28 || high > uint.MaxValue) throw BinaryPayloadReader.Damaged();
        return new decimal((int)(uint)low, (int)(uint)(low >> 32), (int)(uint)high, (form & 0x80) != 0, (byte)scale);
    }
}
