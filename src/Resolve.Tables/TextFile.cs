using System.Text;
using System.Text.Unicode;

namespace Resolve.Tables;

/// <summary>Text files in the encodings that people really save, read as UTF-8.</summary>
public static class TextFile
{
    private const int ProbeBytes = 1 << 16;
    private static readonly char[] s_delimiters = [';', '\t', ',', '|'];

    static TextFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Finds out the encoding of a file: by its byte order mark, by zeros in every second byte, by whether it is valid UTF-8; else
    /// Windows-1258.</summary>
    /// <param name="stream">The file; it is read to its end when that is needed, and stands at its start afterwards.</param>
    /// <returns>The encoding.</returns>
    public static Encoding Detect(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] buffer = new byte[ProbeBytes];
        int count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> start = buffer.AsSpan(0, count);
        Encoding? known = start.StartsWith("\uFEFF"u8) ? Encoding.UTF8
            : start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || IsEverySecondZero(start, 1) ? Encoding.Unicode
            : start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || IsEverySecondZero(start, 0) ? Encoding.BigEndianUnicode
            : null;
        if (known is null) known = IsUtf8(stream, buffer, count) ? Encoding.UTF8 : Named("windows-1258");
        stream.Position = 0;
        return known;
    }

    /// <summary>Returns an encoding by its name.</summary>
    /// <param name="name">The name, such as <c>windows-1258</c> or <c>utf-16</c>.</param>
    /// <returns>The encoding.</returns>
    /// <exception cref="ArgumentException">There is no such encoding.</exception>
    public static Encoding Named(string name) => Encoding.GetEncoding(name);

    /// <summary>Returns a stream that gives the text in UTF-8.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <returns>The stream; disposing of it disposes of the file.</returns>
    public static Stream AsUtf8(Stream stream, Encoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        return encoding.CodePage == Encoding.UTF8.CodePage ? stream : Encoding.CreateTranscodingStream(stream, encoding, new UTF8Encoding(false));
    }

    /// <summary>Returns the delimiter with which the first line has every column of a mapping; that of the mapping when none does.</summary>
    /// <param name="start">The start of the text in UTF-8.</param>
    /// <param name="mapping">The mapping.</param>
    /// <returns>The delimiter.</returns>
    public static char DelimiterOf(ReadOnlySpan<byte> start, CsvMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        string line = Encoding.UTF8.GetString(start).TrimStart('\uFEFF').Split('\n', 2)[0].TrimEnd('\r');
        foreach (char delimiter in (char[])[mapping.Delimiter, .. s_delimiters])
            if (TableReader.HasColumns([.. line.Split(delimiter).Select(f => f.Trim().Trim('"'))], mapping)) return delimiter;
        return mapping.Delimiter;
    }

    private static bool IsEverySecondZero(ReadOnlySpan<byte> bytes, int offset)
    {
        int zeros = 0;
        for (int i = offset; i < bytes.Length; i += 2) zeros += bytes[i] == 0 ? 1 : 0;
        return bytes.Length >= 4 && zeros > bytes.Length / 6; // a third of the characters are ASCII, and no other encoding has zeros
    }

    private static bool IsUtf8(Stream stream, byte[] buffer, int count)
    {
        while (count > 0)
        {
            int whole = WholeCharacters(buffer.AsSpan(0, count));
            if (!Utf8.IsValid(buffer.AsSpan(0, whole))) return false;
            int rest = count - whole;
            buffer.AsSpan(whole, rest).CopyTo(buffer);
            int more = stream.Read(buffer, rest, buffer.Length - rest);
            if (more == 0) return rest == 0;
            count = rest + more;
        }
        return true;
    }

    /// <summary>Returns the length without the start of a character that the end cuts off.</summary>
    private static int WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= 3 && back <= bytes.Length; back++)
        {
            byte b = bytes[^back];
            if ((b & 0xC0) == 0x80) continue;
            int length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
            return length > back ? bytes.Length - back : bytes.Length;
        }
        return bytes.Length;
    }
}
