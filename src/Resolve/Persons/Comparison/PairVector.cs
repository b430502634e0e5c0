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

    /// <summary>Whether one record names an organisation and the other a person.</summary>
    public bool IsOfTwoKinds;

    /// <summary>Whether both records have a checked national ID.</summary>
    public bool HasChecked;

    /// <summary>Whether two checked national IDs differ by one slip and none is shared: a slip, or twins with neighbouring numbers.</summary>
    public bool HasNeighbours;

    /// <summary>Whether the two are at most possibly one person: two sexes, or neighbouring numbers that the names do not explain as a slip.</summary>
    public bool IsApart;

    /// <summary>Whether two addresses agree down to a number: a house, not a commune.</summary>
    public bool IsOfHouse;

    /// <summary>Whether the dates of birth agree in more than the year, or an address agrees down to the house and the years do too: evidence that a commune's
    /// namesakes do not share.</summary>
    public bool IsOwn;

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
