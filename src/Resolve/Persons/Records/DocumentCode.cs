using Resolve.Identifiers.Documents;

namespace Resolve.Persons.Records;

/// <summary>A paper in three words: what it is, and its number.</summary>
/// <param name="Traits">See the constants.</param>
/// <param name="Number">Up to 12 letters and digits to the base 37, or the hash of a longer number with the top bit set.</param>
internal readonly record struct DocumentCode(uint Traits, ulong Number)
{
    /// <summary>The longest number that is kept sign by sign.</summary>
    public const int LengthMax = 12;

    private const uint NationalTrait = 1, CheckedTrait = 2;
    private const ulong HashTrait = 1UL << 63;

    // 37 to the eleventh: from here a number has twelve signs.
    private const ulong FullMin = 177_917_621_779_460_413;

    /// <summary>Gets whether it is a national ID.</summary>
    public bool IsNational => (Traits & NationalTrait) != 0;

    /// <summary>Gets whether the number is built as a Vietnamese CCCD is, and agrees with the record's own birth year and sex.</summary>
    public bool IsChecked => (Traits & CheckedTrait) != 0;

    /// <summary>Gets whether the number has <see cref="LengthMax"/> signs and is kept sign by sign.</summary>
    public bool IsFull => Number >= FullMin && (Number & HashTrait) == 0;

    /// <summary>Returns whether two different full numbers may differ by one sign or one swap of neighbours; where not, they differ by more.</summary>
    /// <remarks>One other sign changes a number by its place times 1 to 36, a swap by it times 36 to 1,296: nearly all pairs end here.</remarks>
    public static bool MaySlip(ulong a, ulong b)
    {
        ulong apart = a > b ? a - b : b - a;
        while (apart != 0 && apart % 37 == 0) apart /= 37;
        return apart <= 36 * 36;
    }

    /// <summary>Gets whether two papers are of one type and state, so that two numbers can disagree.</summary>
    public bool IsComparable(DocumentCode other) => Traits >> 8 == other.Traits >> 8;

    /// <summary>Makes the code of a paper.</summary>
    public static DocumentCode Of(IdentityDocument document, int birthYear, int sex)
    {
        bool isCccd = document.Country == "VN" && document.Type is "cccd" or "national-id" && CitizenId.TryParse(document.Number, out _, out _);
        string type = isCccd ? "cccd" : document.Type;
        uint traits = document.Type is "cccd" or "national-id" ? NationalTrait : 0;
        if (isCccd && AgreesWith(document.Number, birthYear, sex)) traits |= CheckedTrait;
        traits |= (uint)(StableHash.Of64(type + document.Country) & 0xFFFFFF) << 8;
        return new DocumentCode(traits, Pack(document.Number));
    }

    /// <summary>Writes the number out.</summary>
    /// <param name="number">The packed number.</param>
    /// <param name="text">Receives it; <see cref="LengthMax"/> long.</param>
    /// <returns>Its length; 0 for a hash.</returns>
    public static int Unpack(ulong number, Span<char> text)
    {
        if ((number & HashTrait) != 0) return 0;
        int length = 0;
        for (; number > 0; number /= 37)
        {
            int sign = (int)(number % 37) - 1;
            text[length++] = (char)(sign < 10 ? '0' + sign : 'A' + sign - 10);
        }
        return length;
    }

    private static ulong Pack(string number)
    {
        if (number.Length > LengthMax) return StableHash.Of64(number) | HashTrait;
        ulong packed = 0;
        foreach (char c in number)
        {
            int sign = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetterUpper(c) ? c - 'A' + 10 : -1;
            if (sign < 0) return StableHash.Of64(number) | HashTrait;
            packed = packed * 37 + (ulong)(sign + 1);
        }
        return packed;
    }

    private static bool AgreesWith(string number, int birthYear, int sex) =>
        CitizenId.TryParse(number, out CitizenId id, out _) && (birthYear == 0 || birthYear == id.BirthYear) && (sex == 0 || (sex == 2) == (id.Sex == 'F'));
}
