using System.Text;

namespace Resolve.Identifiers.Text;

/// <summary>Undoes the reading of UTF-8 as Windows-1252 or Latin-1: "Nguyá»…n" is Nguyễn.</summary>
internal static class MisreadText
{
    // Windows-1252, 0x80 to 0x9F; the five bytes it has no sign for stand for themselves.
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    /// <summary>Returns what a text was before it was read wrongly; null when it was not.</summary>
    public static string? Utf8(string text)
    {
        if (!text.AsSpan().ContainsAny('Ã', 'Ä', 'á') && !text.AsSpan().ContainsAny('Æ', 'Å')) return null;
        Span<byte> bytes = text.Length <= 512 ? stackalloc byte[512] : new byte[text.Length];
        int length = 0, following = 0;
        foreach (char c in text)
        {
            // A no-break space is the second half of à and the third of Ạ; who trims text makes it a blank.
            if (following > 0 && c == ' ') { bytes[length++] = 0xA0; following--; continue; }
            int value = c < 0x100 ? c : Windows1252.IndexOf(c, StringComparison.Ordinal) + 0x80;
            if (value is < 0 or > 255 || (c >= 0x100 && value == 0x7F)) return null;
            bytes[length++] = (byte)value;
            following = value >= 0xE0 ? 2 : value >= 0xC0 ? 1 : value >= 0x80 && following > 0 ? following - 1 : 0;
        }
        return System.Text.Unicode.Utf8.IsValid(bytes[..length]) ? Encoding.UTF8.GetString(bytes[..length]) : null;
    }

    /// <summary>Returns a text as it was before it was read wrongly, and where each of its units stands in what was given.</summary>
    /// <param name="text">The text.</param>
    /// <param name="places">The place in the given text of each unit, and of the end; null when the text is as it was.</param>
    public static string Repair(string text, out int[]? places)
    {
        places = null;
        if (Utf8(text) is not { } repaired) return text;
        places = new int[repaired.Length + 1];
        int place = 0;
        for (int i = 0; i < repaired.Length; i++)
        {
            places[i] = place;
            if (char.IsHighSurrogate(repaired[i])) continue;
            place += char.IsLowSurrogate(repaired[i]) ? 4 : repaired[i] < 0x80 ? 1 : repaired[i] < 0x800 ? 2 : 3;
        }
        places[^1] = place;
        return repaired;
    }
}
