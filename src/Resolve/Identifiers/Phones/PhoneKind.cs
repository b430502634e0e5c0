namespace Resolve.Identifiers.Phones;

/// <summary>What a phone number is by its place in the numbering plan.</summary>
public enum PhoneKind : byte
{
    /// <summary>No number.</summary>
    None = 0,

    /// <summary>A Vietnamese mobile number. Its prefix names the carrier that first held the block, not the one of today (number portability since November
    /// 2018).</summary>
    Mobile = 1,

    /// <summary>A Vietnamese fixed line; in 024 and 028 often a rented virtual exchange.</summary>
    Fixed = 2,

    /// <summary>A Vietnamese internet number (block 0672).</summary>
    Voip = 3,

    /// <summary>A hotline, short code or emergency number: quoted and displayed by impostors, so it links nothing.</summary>
    Service = 4,

    /// <summary>A number of another state; what it is there is not read.</summary>
    Foreign = 5,
}

/// <summary>What was done to read a number; each flag is one step of the explanation.</summary>
[Flags]
public enum PhoneSteps : ushort
{
    /// <summary>Nothing but separators removed.</summary>
    None = 0,

    /// <summary>The leading zero was missing, as spreadsheets lose it.</summary>
    LostZero = 1,

    /// <summary>An 11-digit mobile number of before 15 September 2018 was renumbered.</summary>
    Renumbered = 2,

    /// <summary>An area code of before 2017 was replaced.</summary>
    OldAreaCode = 4,

    /// <summary>The number stood in a link (zalo.me, wa.me, tel:).</summary>
    Link = 8,

    /// <summary>Letters stood for digits (O, l).</summary>
    Lookalikes = 16,

    /// <summary>An extension behind the number was left out.</summary>
    Extension = 32,

    /// <summary>The country code stood without plus.</summary>
    StuckCountryCode = 64,

    /// <summary>The calling code is known from one-ring calls.</summary>
    OneRing = 128,

    /// <summary>An internet or network number of the police and army (069).</summary>
    StateNetwork = 256,

    /// <summary>A spreadsheet had written it as a floating-point number.</summary>
    Scientific = 512,

    /// <summary>The same digits were a fixed line before the area codes changed in 2017.</summary>
    WasFixedLine = 1024,

    /// <summary>Digits are hidden: a pattern, not a number.</summary>
    Masked = 2048,

    /// <summary>Digits were written as words.</summary>
    Words = 4096,
}
