using System.Text;

namespace Resolve.Identifiers.Online;

/// <summary>Encodes labels of international domain names (RFC 3492).</summary>
internal static class Punycode
{
    private const int Base = 36, TMin = 1, TMax = 26, Skew = 38, Damp = 700, InitialBias = 72, InitialN = 128;

    /// <summary>Returns the ASCII form of a label in lower case and composed; the label itself when it is ASCII; null when it cannot be encoded.</summary>
    public static string? Encode(string label)
    {
        if (Ascii.IsValid(label)) return label;
        var points = new List<int>();
        foreach (Rune rune in label.EnumerateRunes()) points.Add(rune.Value);
        var result = new StringBuilder("xn--");
        foreach (int point in points)
            if (point < InitialN) result.Append((char)point);
        int basic = result.Length - 4, handled = basic, n = InitialN, delta = 0, bias = InitialBias;
        if (basic > 0) result.Append('-');
        while (handled < points.Count)
        {
            int next = points.Where(p => p >= n).Min();
            delta = checked(delta + ((next - n) * (handled + 1)));
            n = next;
            foreach (int point in points)
            {
                if (point < n) delta++;
                if (point != n) continue;
                AppendNumber(result, delta, bias);
                bias = Adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled++;
            }
            delta++;
            n++;
        }
        return result.Length <= 63 ? result.ToString() : null;
    }

    private static void AppendNumber(StringBuilder result, int delta, int bias)
    {
        int rest = delta;
        for (int k = Base; ; k += Base)
        {
            int threshold = k <= bias ? TMin : k >= bias + TMax ? TMax : k - bias;
            if (rest < threshold) break;
            result.Append(Digit(threshold + ((rest - threshold) % (Base - threshold))));
            rest = (rest - threshold) / (Base - threshold);
        }
        result.Append(Digit(rest));
    }

    private static int Adapt(int delta, int count, bool first)
    {
        delta = first ? delta / Damp : delta / 2;
        delta += delta / count;
        int k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base) delta /= Base - TMin;
        return k + ((Base - TMin + 1) * delta / (delta + Skew));
    }

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);
}
