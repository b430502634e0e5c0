namespace Resolve.Persons;

/// <summary>Grades two dates of birth.</summary>
internal static class BirthComparison
{
    private const int CloseDaysMax = 400;

    /// <summary>Returns the level, or <see cref="PairVector.Missing"/> when one record has no date.</summary>
    public static int Level(in ProfileView a, in ProfileView b)
    {
        if (a.BirthYear == 0 || b.BirthYear == 0) return PairVector.Missing;
        bool sameYear = a.BirthYear == b.BirthYear, sameMonth = a.BirthMonth == b.BirthMonth, sameDay = a.BirthDay == b.BirthDay;
        if (a.BirthDay == 0 || b.BirthDay == 0)
        {
            if (!sameYear) return BirthLevel.PartialDifferent;
            return a.BirthMonth == 0 || b.BirthMonth == 0 ? BirthLevel.PartialYear : sameMonth ? BirthLevel.PartialMonth : BirthLevel.PartialDifferent;
        }
        if (a.Birth == b.Birth) return BirthLevel.Exact;
        if (sameYear && a.BirthMonth == b.BirthDay && a.BirthDay == b.BirthMonth) return BirthLevel.Swapped;
        Span<char> one = stackalloc char[8], other = stackalloc char[8];
        Digits(a, one);
        Digits(b, other);
        if (EditDistance.IsSlip(one, other)) return BirthLevel.OneDigit;
        if ((sameYear ? 1 : 0) + (sameMonth ? 1 : 0) + (sameDay ? 1 : 0) == 2) return BirthLevel.TwoParts;
        if (sameYear) return BirthLevel.SameYear;
        return Math.Abs(DayNumber(a) - DayNumber(b)) <= CloseDaysMax ? BirthLevel.Close : BirthLevel.Different;
    }

    private static void Digits(in ProfileView record, Span<char> digits)
    {
        int number = record.BirthYear * 10_000 + record.BirthMonth * 100 + record.BirthDay;
        for (int i = 7; i >= 0; i--, number /= 10) digits[i] = (char)('0' + number % 10);
    }

    private static int DayNumber(in ProfileView record) => record.BirthYear * 365 + record.BirthMonth * 30 + record.BirthDay;
}
