using System.Numerics;
using Resolve.Persons.Models;

namespace Resolve.Persons.Comparison;

/// <summary>How two records agree, feature by feature, with the rarity of what they share.</summary>
internal struct PairVector
{
    /// <summary>The level of a feature that one of the records does not have.</summary>
    public const int Missing = 31;

    /// <summary>The bits of a level.</summary>
    public const int LevelWidth = 5;

    private ulong _levels;

    /// <summary>The rarity of the words of names shared, in thousandths of a bit.</summary>
    public int NameBits;

    /// <summary>The rarity of the words of addresses shared, in thousandths of a bit.</summary>
    public int AddressBits;

    /// <summary>How much commoner than most the shared birth date is, in thousandths of a bit, at most 0.</summary>
    public int BirthBits;

    /// <summary>Whether two checked national IDs differ by more than a slip.</summary>
    public bool IsVetoed;

    /// <summary>Whether both records have a checked national ID.</summary>
    public bool HasChecked;

    public static PairVector Nothing => new() { _levels = ulong.MaxValue };

    // The lowest bit of each feature's level.
    private const ulong LowBits = 0x0084_2108_4210_8421;

    /// <summary>Gets the features that are not <see cref="Missing"/>: a bit each, taken off by <see cref="FirstOf"/> and <c>x &amp; (x - 1)</c>.</summary>
    public readonly ulong Present => ~(_levels & (_levels >> 1) & (_levels >> 2) & (_levels >> 3) & (_levels >> 4)) & LowBits;

    /// <summary>Returns the first of some features.</summary>
    public static PersonFeature FirstOf(ulong present) => (PersonFeature)(BitOperations.TrailingZeroCount(present) / LevelWidth);

    public readonly int this[PersonFeature feature] => (int)(_levels >> (LevelWidth * (int)feature)) & Missing;

    public void Set(PersonFeature feature, int level)
    {
        int shift = LevelWidth * (int)feature;
        _levels = (_levels & ~((ulong)Missing << shift)) | ((ulong)level << shift);
    }

    public readonly int BitsOf(PersonFeature feature) => feature switch
    {
        PersonFeature.Name => NameBits,
        PersonFeature.Address => AddressBits,
        PersonFeature.BirthDate => BirthBits,
        _ => 0,
    };
}
