namespace Resolve.Persons.Text;

/// <summary>Codes how a folded name sounds: its consonants, with letters that spell one sound in several languages made one.</summary>
/// <remarks>A coarser cousin of Metaphone (Philips, 1990). It proposes pairs and supports a similarity; it never decides alone.</remarks>
internal static class SoundCode
{
    /// <summary>The longest code.</summary>
    public const int LengthMax = 12;

    /// <summary>Writes the code of a folded token.</summary>
    /// <param name="token">Lower-case letters and digits without marks.</param>
    /// <param name="code">Receives the code; at least <see cref="LengthMax"/> long.</param>
    /// <returns>The length of the code; 0 for an empty token.</returns>
    public static int Write(ReadOnlySpan<char> token, Span<char> code)
    {
        int length = 0;
        for (int i = 0; i < token.Length && length < LengthMax; i++)
        {
            char sound = Sound(token, ref i);
            if (sound == '-' || (sound == 'A' && length > 0) || (length > 0 && code[length - 1] == sound)) continue;
            code[length++] = sound;
        }
        return length;
    }

    private static char Sound(ReadOnlySpan<char> token, ref int i)
    {
        char c = token[i], next = i + 1 < token.Length ? token[i + 1] : '\0';
        bool first = i == 0;
        switch (c)
        {
            case 'a' or 'e' or 'i' or 'o' or 'u': return 'A';
            case 'y': return first ? 'Y' : '-';
            case 'w': return first ? 'V' : '-';
            case 'h': return first ? 'H' : '-';
            case 'p': if (next != 'h') return 'P'; i++; return 'F';
            case 's' or 'z': if (next == 'h') i++; return 'S';
            case 't': if (next == 'h') i++; return 'T';
            case 'k' or 'q': if (next is 'h' or 'u') i++; return 'K';
            case 'x': return first ? 'S' : 'K';
            case 'v': return 'V';
            case 'c':
                if (next is 'h') { i++; return i + 1 < token.Length && token[i + 1] is 'r' or 'l' ? 'K' : 'C'; }
                if (next is 'k') i++;
                return next is 'e' or 'i' or 'y' ? 'S' : 'K';
            case 'g':
                if (next == 'h') { i++; return first ? 'G' : '-'; }
                return next is 'e' or 'i' or 'y' ? 'J' : 'G';
            default: return char.ToUpperInvariant(c);
        }
    }
}
