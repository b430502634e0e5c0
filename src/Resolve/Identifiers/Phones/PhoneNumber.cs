using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Resolve.Identifiers.Places;

namespace Resolve.Identifiers.Phones;

/// <summary>A phone number that exists in a numbering plan, in E.164 form. Two readings of one number are equal however they were written.</summary>
/// <remarks>A default value names no number. No allocation until text is asked for.</remarks>
public readonly struct PhoneNumber : IEquatable<PhoneNumber>, ISpanParsable<PhoneNumber>, IComparable<PhoneNumber>
{
    private readonly ulong _digits;
    private readonly ulong _original;
    private readonly ushort _country;

    internal PhoneNumber(ulong callingCode, ReadOnlySpan<char> national, PhoneKind kind, string country, PhoneSteps steps,
        ReadOnlySpan<char> original = default)
    {
        ulong digits = callingCode;
        foreach (char c in national) digits = (digits * 10) + (ulong)(c - '0');
        _digits = digits;
        foreach (char c in original) _original = (_original * 10) + (ulong)(c - '0');
        _country = (ushort)((country[0] << 8) | country[1]);
        Kind = kind;
        Steps = steps;
    }

    private PhoneNumber(in PhoneNumber other, PhoneSteps steps)
    {
        this = other;
        Steps = steps;
    }

    /// <summary>Gets what the number is.</summary>
    public PhoneKind Kind { get; }

    /// <summary>Gets what was done to read it.</summary>
    public PhoneSteps Steps { get; }

    /// <summary>Gets whether this is a default value, which names no number.</summary>
    public bool IsDefault => _digits == 0;

    /// <summary>Gets the state of the numbering plan, ISO 3166 alpha-2; empty for a default value.</summary>
    public string Country => _country switch
    {
        0 => "",
        ('V' << 8) | 'N' => "VN",
        _ => Countries.TryFind([(char)(_country >> 8), (char)(_country & 0xFF)], out Country country) ? country.Alpha2 : "",
    };

    /// <summary>Gets the number as it was before renumbering, in national form such as <c>01691234567</c>; null when it was not renumbered.</summary>
    public string? Original => _original == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"0{_original}");

    /// <summary>Gets the key of the entity.</summary>
    public EntityKey Key
    {
        get
        {
            Span<char> text = stackalloc char[20];
            return EntityKey.Create(EntityKind.Phone, text[..Write(text)]);
        }
    }

    /// <summary>Gets the carrier that first held the block of a Vietnamese mobile number, or null. Says nothing of today's carrier.</summary>
    public string? FirstCarrier
    {
        get
        {
            if (Kind != PhoneKind.Mobile) return null;
            Span<char> text = stackalloc char[20];
            return PhonePlan.FirstCarrier(text[3..Write(text)]);
        }
    }

    /// <summary>Gets the GSO code (63 provinces) of the area code of a Vietnamese fixed line, such as 87; 0 when there is none.</summary>
    public int ProvinceCode
    {
        get
        {
            if (Kind != PhoneKind.Fixed) return 0;
            Span<char> text = stackalloc char[20];
            return PhonePlan.ProvinceOf(text[3..Write(text)]);
        }
    }

    /// <summary>Reads one number as people write it.</summary>
    /// <param name="text">The text: any separators, <c>+84</c>, links, labels.</param>
    /// <param name="date">The day the text was written, by which old numbers are read; null when unknown.</param>
    /// <param name="number">The number.</param>
    /// <returns>Whether the text names exactly one number.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, DateOnly? date, out PhoneNumber number)
    {
        number = PhoneReader.Read(text, date).Number;
        return !number.IsDefault;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, DateOnly?, out PhoneNumber)"/>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The number.</param>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out PhoneNumber result) => TryParse(s, (DateOnly?)null, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out PhoneNumber)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PhoneNumber result) =>
        TryParse(s.AsSpan(), (DateOnly?)null, out result);

    /// <summary>Reads one number or throws.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>The number.</returns>
    /// <exception cref="FormatException">The text does not name exactly one number.</exception>
    public static PhoneNumber Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TryParse(s, (DateOnly?)null, out PhoneNumber number) ? number : throw new FormatException($"'{s}' is not a phone number.");

    /// <inheritdoc cref="Parse(ReadOnlySpan{char}, IFormatProvider?)"/>
    public static PhoneNumber Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan(), provider);

    /// <summary>Returns the E.164 form, such as <c>+84391234567</c>; empty for a default value.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        if (IsDefault) return "";
        Span<char> text = stackalloc char[20];
        return text[..Write(text)].ToString();
    }

    /// <summary>Returns the national form, such as <c>0391234567</c>; the E.164 form for a foreign number.</summary>
    /// <returns>The text.</returns>
    public string ToNationalString()
    {
        if (IsDefault || Country != "VN") return ToString();
        Span<char> text = stackalloc char[20];
        int length = Write(text);
        text[2] = '0';
        return text[2..length].ToString();
    }

    /// <summary>Compares by the digits.</summary>
    /// <param name="other">The other number.</param>
    /// <returns>Below, at or above zero.</returns>
    public int CompareTo(PhoneNumber other) => _digits.CompareTo(other._digits);

    /// <inheritdoc/>
    public bool Equals(PhoneNumber other) => _digits == other._digits;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PhoneNumber other && Equals(other);

    /// <summary>Returns a hash for tables of this process.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => (int)StableHash.Mix(_digits);

    internal PhoneNumber With(PhoneSteps steps) => new(this, Steps | steps);

    /// <summary>Writes the E.164 form; at most 17 characters.</summary>
    internal int Write(Span<char> text)
    {
        text[0] = '+';
        _digits.TryFormat(text[1..], out int length, default, CultureInfo.InvariantCulture);
        return length + 1;
    }

    /// <summary>Equality of the digits.</summary>
    public static bool operator ==(PhoneNumber left, PhoneNumber right) => left.Equals(right);

    /// <summary>Inequality of the digits.</summary>
    public static bool operator !=(PhoneNumber left, PhoneNumber right) => !left.Equals(right);
}
