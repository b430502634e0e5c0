using System.Collections.Frozen;

namespace Resolve.Persons.Models;

/// <summary>How rare values are in a model's data: −log2 of the share of records that carry them.</summary>
public sealed class TermTable
{
    private readonly FrozenDictionary<string, int> _bits;

    /// <summary>Makes a table.</summary>
    /// <param name="defaultBits">The rarity of a value that is not in the table, in thousandths of a bit.</param>
    /// <param name="bits">The rarity of the commoner values, in thousandths of a bit.</param>
    public TermTable(int defaultBits, IEnumerable<KeyValuePair<string, int>> bits)
    {
        ArgumentNullException.ThrowIfNull(bits);
        DefaultBits = defaultBits;
        _bits = bits.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Gets the rarity of a value that is not in the table, in thousandths of a bit.</summary>
    public int DefaultBits { get; }

    /// <summary>Gets how many values the table holds.</summary>
    public int Count => _bits.Count;

    /// <summary>Returns the rarity of a value.</summary>
    /// <param name="value">The folded value.</param>
    /// <returns>Thousandths of a bit, from 0.</returns>
    public int BitsOf(string value) => _bits.GetValueOrDefault(value, DefaultBits);

    /// <summary>Returns the values in ordinal order.</summary>
    /// <returns>The values and their rarity in thousandths of a bit.</returns>
    public IEnumerable<KeyValuePair<string, int>> InOrder() => _bits.OrderBy(v => v.Key, StringComparer.Ordinal);
}
