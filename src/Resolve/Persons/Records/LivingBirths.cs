using Resolve.Identifiers.Dates;

namespace Resolve.Persons.Records;

/// <summary>Tells dates of birth that nobody living has: what programs write where no date is known, and dates too long ago.</summary>
internal static class LivingBirths
{
    /// <summary>The most years between a birth and a report on a living person.</summary>
    public const int AgeMax = 110;

    // The first days of calendars and clocks, and fillers of one digit. A report without a date may be of a register of history: there nothing else is refused.
    private static readonly HashSet<PartialDate> Placeholders =
    [
        .. new (short Year, byte Month, byte Day)[]
        {
            (1000, 1, 1), (1001, 1, 1), (1010, 10, 10), (1100, 1, 1), (1111, 1, 1), (1111, 11, 11), (1200, 1, 1), (1212, 12, 12), (1234, 1, 1),
            (1234, 5, 6), (1300, 1, 1), (1400, 1, 1), (1500, 1, 1), (1582, 10, 14), (1582, 10, 15), (1600, 1, 1), (1601, 1, 1), (1700, 1, 1),
            (1752, 9, 14), (1753, 1, 1), (1799, 12, 31), (1800, 1, 1), (1800, 12, 28), (1840, 12, 31), (1850, 1, 1), (1858, 11, 17), (1899, 1, 1),
            (1899, 11, 30), (1899, 12, 29), (1899, 12, 30), (1899, 12, 31),
            (1900, 1, 1), (1900, 1, 2), (1900, 12, 31), (1901, 1, 1), (1901, 12, 13), (1901, 12, 14), (1904, 1, 1), (1905, 1, 1), (1910, 1, 1),
            (1000, 0, 0), (1111, 0, 0), (1234, 0, 0), (1753, 0, 0), (1900, 0, 0), (1111, 11, 0), (1753, 1, 0), (1900, 1, 0),
        }.Select(d => new PartialDate(d.Year, d.Month, d.Day)),
    ];

    /// <summary>Returns whether somebody living on a day may have been born then.</summary>
    /// <param name="birth">The date of birth.</param>
    /// <param name="reported">The day of the report; null when it has none.</param>
    public static bool IsPossible(PartialDate birth, DateOnly? reported)
    {
        if (Placeholders.Contains(birth)) return false;
        if (reported is not { } day) return true;
        int limit = day.Year - AgeMax;
        if (birth.Year != limit || birth.Month == 0) return birth.Year >= limit;
        return birth.Month > day.Month || (birth.Month == day.Month && (birth.Day == 0 || birth.Day >= day.Day));
    }
}
