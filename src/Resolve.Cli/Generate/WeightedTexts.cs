using System.Globalization;

namespace Resolve.Cli.Generate;

/// <summary>A table of words drawn by frequency, with the spelling that banks print: capitals without diacritics.</summary>
internal sealed class WeightedTexts
{
    private readonly int[] _cumulative;

    /// <param name="table">Words with their weights: <c>Nguyễn 384 Trần 121</c>.</param>
    public WeightedTexts(string table)
    {
        string[] parts = table.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Words = new string[parts.Length / 2];
        _cumulative = new int[Words.Length];
        int sum = 0;
        for (int i = 0; i < Words.Length; i++)
        {
            Words[i] = parts[2 * i].Replace('_', ' ');
            _cumulative[i] = sum += int.Parse(parts[2 * i + 1], CultureInfo.InvariantCulture);
        }
    }

    public string[] Words { get; }

    public string Draw(ref SplitMix64 random)
    {
        int at = Array.BinarySearch(_cumulative, random.Below(_cumulative[^1]) + 1);
        return Words[at < 0 ? ~at : at];
    }
}
