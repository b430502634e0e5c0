using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Persons.Text;

namespace Resolve.Persons.Comparison;

/// <summary>Grades two dates of birth.</summary>
internal static class BirthComparison
{
    private const int CloseDaysMax = 400;

    // Parents are older than their children by at least so many years.
    private const int GenerationYearsMin = 13;

    /// <summary>Returns the level, or <see cref="PairVector.Missing"/> when one record has no date.</summary>
    public static int Level(in ProfileView a, in ProfileView b)
    {
        if (a.BirthYear == 0 || b.BirthYear == 0) return PairVector.Missing;
        bool sameYear = a.BirthYear == b.BirthYear, sameMonth = a.BirthMonth == b.BirthMonth, sameDay = a.BirthDay == b.BirthDay;
        bool isFull = a.BirthDay != 0 && b.BirthDay != 0;
        if (isFull && a.Birth == b.Birth) return BirthLevel.Exact;
        bool isGeneration = Math.Abs(a.BirthYear - b.BirthYear) >= GenerationYearsMin;
        bool isVague = IsNewYear(a) || IsNewYear(b);
        if (!isFull || isVague)
        {
            if (!sameYear) return isGeneration ? BirthLevel.Generation : BirthLevel.PartialDifferent;
            return a.BirthMonth == 0 || b.BirthMonth == 0 || isVague ? BirthLevel.PartialYear : sameMonth ? BirthLevel.PartialMonth
                : BirthLevel.PartialDifferent;
        }
        if (sameYear && a.BirthMonth == b.BirthDay && a.BirthDay == b.BirthMonth) return BirthLevel.Swapped;
        Span<char> one = stackalloc char[8], other = stackalloc char[8];
        Digits(a, one);
        Digits(b, other);
        if (EditDistance.IsSlip(one, other)) return BirthLevel.OneDigit;
        if ((sameYear ? 1 : 0) + (sameMonth ? 1 : 0) + (sameDay ? 1 : 0) == 2) return BirthLevel.TwoParts;
        if (sameYear) return BirthLevel.SameYear;
        if (isGeneration) return BirthLevel.Generation;
        return Math.Abs(DayNumber(a) - DayNumber(b)) <= CloseDaysMax ? BirthLevel.Close : BirthLevel.Different;
    }

    /// <summary>Returns whether two full dates agree, but for a slip; 1 January is the year alone.</summary>
    public static bool IsOfDay(int level, in ProfileView a) =>
        level is BirthLevel.Swapped or BirthLevel.OneDigit or BirthLevel.TwoParts || (level == BirthLevel.Exact && !IsNewYear(a) && a.BirthDay != 0);

    // 1 January is what registers write of people who know their year alone.
    private static bool IsNewYear(in ProfileView record) => record.BirthDay == 1 && record.BirthMonth == 1;

    private static void Digits(in ProfileView record, Span<char> digits)
    {
        int number = record.BirthYear * 10_000 + record.BirthMonth * 100 + record.BirthDay;
        for (int i = 7; i >= 0; i--, number /= 10) digits[i] = (char)('0' + number % 10);
    }

    private static int DayNumber(in ProfileView record) => record.BirthYear * 365 + record.BirthMonth * 30 + record.BirthDay;
}
