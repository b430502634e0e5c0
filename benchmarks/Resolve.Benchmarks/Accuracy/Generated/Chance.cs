using System.Globalization;

namespace Resolve.Benchmarks.Accuracy.Generated;

/// <summary>SplitMix64: the same seed gives the same set under any framework version.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = StableHash.Mix(seed);

    /// <summary>A number from 0 to below the limit.</summary>
    public int Below(int limit)
    {
        _state += 0x9E3779B97F4A7C15UL;
        return (int)((StableHash.Mix(_state) >> 33) % (ulong)limit);
    }

    /// <summary>Whether something happens that happens so many times in a hundred.</summary>
    public bool Percent(int share) => Below(100) < share;

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>One of the items, the first ones far more often: as names and places are spread.</summary>
    public T Skewed<T>(IReadOnlyList<T> items) => items[(int)((double)Below(10_000) * Below(10_000) / 100_000_000 * items.Count)];

    public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + Below(10))));

    /// <summary>A typist's slip: a letter dropped, doubled, swapped with the next, or another instead.</summary>
    public string Slip(string text)
    {
        if (text.Length < 2) return text;
        int at = Below(text.Length - 1);
        return Below(4) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[at].ToString()),
            2 => string.Concat(text.AsSpan(0, at), text.AsSpan(at + 1, 1), text.AsSpan(at, 1), text.AsSpan(at + 2)),
            _ => string.Concat(text.AsSpan(0, at), char.IsAsciiDigit(text[at]) ? Digits(1) : ((char)('a' + Below(26))).ToString(), text.AsSpan(at + 1)),
        };
    }

    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
