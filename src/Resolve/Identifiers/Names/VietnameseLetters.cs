using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Names;

/// <summary>Takes Vietnamese letters apart: base letter, quality (â ă ê ô ơ ư) and tone.</summary>
internal static class VietnameseLetters
{
    private static readonly char[] Quality = new char[0x250 + 0x100];
    private static readonly byte[] Tone = new byte[0x250 + 0x100];
    private static readonly char[,] Toned = new char[128 + 64, 6];

    // The toneless letters that carry tones; their index is the row of Toned.
    private const string Carriers = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";

    static VietnameseLetters()
    {
        Span<char> marks = stackalloc char[4];
        for (int i = 0; i < Quality.Length; i++)
        {
            char c = i < 0x250 ? (char)i : (char)(0x1E00 + i - 0x250);
            char letter = CanonicalText.Decompose(c, marks, out int count);
            byte tone = 0;
            foreach (char mark in marks[..count])
            {
                byte own = ToneOf(mark);
                if (own != 0) tone = own;
                else letter = CanonicalText.ComposePair(letter, mark) is var composed and not '\0' ? composed : letter;
            }
            Quality[i] = char.ToLowerInvariant(letter);
            Tone[i] = tone;
            if (Carriers.IndexOf(letter, StringComparison.Ordinal) is var row and >= 0) Toned[row, tone] = c;
        }
    }

    /// <summary>Returns the lower-case letter without its tone; other characters in lower case.</summary>
    public static char WithoutTone(char c) =>
        c < 0x250 ? Quality[c] : c is >= '\u1E00' and <= '\u1EFF' ? Quality[c - 0x1E00 + 0x250] : char.ToLowerInvariant(c);

    /// <summary>Returns the tone of a letter as VNI numbers it: 1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng; 0 for none.</summary>
    public static int ToneOfLetter(char c) => c < 0x250 ? Tone[c] : c is >= '\u1E00' and <= '\u1EFF' ? Tone[c - 0x1E00 + 0x250] : 0;

    /// <summary>Returns a toneless letter with a tone; the letter itself when it carries none.</summary>
    public static char WithTone(char letter, int tone) =>
        tone != 0 && Carriers.IndexOf(letter, StringComparison.Ordinal) is var row and >= 0 && Toned[row, tone] is var toned and not '\0' ? toned : letter;

    private static byte ToneOf(char mark) => mark switch { '\u0301' => 1, '\u0300' => 2, '\u0309' => 3, '\u0303' => 4, '\u0323' => 5, _ => 0 };
}
