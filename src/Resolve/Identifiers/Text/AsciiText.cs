namespace Resolve.Identifiers.Text;

/// <summary>Plain loops over short text; unlike their counterparts in the framework they allocate nothing before the compiler has optimised them.</summary>
internal static class AsciiText
{
    /// <summary>Returns whether there is nothing but ASCII digits; true for empty text.</summary>
    public static bool IsDigits(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
            if (!char.IsAsciiDigit(c)) return false;
        return true;
    }
}
