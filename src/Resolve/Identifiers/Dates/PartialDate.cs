using System.Globalization;

namespace Resolve.Identifiers.Dates;

/// <summary>A date of which the day, or day and month, may be unknown: 1987, 1987-03 or 1987-03-21.</summary>
/// <param name="Year">The year, 1000 to 2199: registers of history count too.</param>
/// <param name="Month">The month, 1 to 12; 0 when unknown.</param>
/// <param name="Day">The day, 1 to 31 and in the month; 0 when unknown.</param>
public readonly record struct PartialDate(short Year, byte Month, byte Day)
{
    /// <summary>Gets whether day and month are known.</summary>
    public bool IsFull => Day != 0;

    /// <summary>Reads a date in ISO form: yyyy, yyyy-MM or yyyy-MM-dd.</summary>
    /// <param name="text">The text.</param>
    /// <param name="date">The date.</param>
    /// <returns>Whether the text is a date that exists.</returns>
    public static bool TryParseIso(ReadOnlySpan<char> text, out PartialDate date)
    {
        date = default;
        int month = 0, day = 0;
        if (text.Length is not (4 or 7 or 10) || !TryNumber(text[..4], out int year)) return false;
        if (text.Length >= 7 && (text[4] != '-' || !TryNumber(text[5..7], out month))) return false;
        if (text.Length == 10 && (text[7] != '-' || !TryNumber(text[8..], out day))) return false;
        return TryCreate(year, text.Length >= 7 ? month : null, text.Length == 10 ? day : null, out date);
    }

    /// <summary>Reads a date as people write it: <c>21/03/1987</c>, <c>21-3-87</c>, <c>ngày 21 tháng 3 năm 1987</c>, <c>sinh năm 1987</c>, <c>03/1987</c>, ISO
    /// and others.</summary>
    /// <param name="text">The text.</param>
    /// <param name="latest">The day it cannot be after, which decides the century of two-digit years; null for the year 2030.</param>
    /// <param name="date">The date as far as it is known.</param>
    /// <returns>Whether the text is a date that exists.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, DateOnly? latest, out PartialDate date) => WrittenDate.TryRead(text, latest, out date, out _);

    /// <summary>Makes a date from its parts.</summary>
    /// <param name="year">The year.</param>
    /// <param name="month">The month, or null.</param>
    /// <param name="day">The day, or null; needs a month.</param>
    /// <param name="date">The date.</param>
    /// <returns>Whether such a date exists between 1000 and 2199.</returns>
    public static bool TryCreate(int year, int? month, int? day, out PartialDate date)
    {
        date = default;
        if (year is < 1000 or > 2199 || month is < 1 or > 12 || (day is not null && month is null)) return false;
        if (day is { } d && (d < 1 || d > DateTime.DaysInMonth(year, month!.Value))) return false;
        date = new PartialDate((short)year, (byte)(month ?? 0), (byte)(day ?? 0));
        return true;
    }

    /// <summary>Returns the ISO form as far as the date is known.</summary>
    /// <returns>yyyy, yyyy-MM or yyyy-MM-dd.</returns>
    public override string ToString() =>
        Month == 0 ? Year.ToString("0000", CultureInfo.InvariantCulture)
        : Day == 0 ? string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}");

    private static bool TryNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
