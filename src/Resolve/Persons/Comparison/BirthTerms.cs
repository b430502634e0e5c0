using Resolve.Identifiers.Dates;
using Resolve.Persons.Models;
using Resolve.Persons.Records;

namespace Resolve.Persons.Comparison;

/// <summary>How much commoner than most a date of birth is: as a date, or as a day of the year.</summary>
internal sealed class BirthTerms
{
    /// <summary>From here a date is what forms demand and nobody knows (1900-01-01), in thousandths of a bit: 64 times as common as most.</summary>
    private const int FillerBitsMin = 6_000;

    private readonly Dictionary<uint, int> _dates = [];
    private readonly Dictionary<uint, int> _days = [];

    public BirthTerms(TermTable terms)
    {
        foreach ((string text, int bits) in terms.InOrder())
        {
            if (text.StartsWith("--", StringComparison.Ordinal))
            {
                if (PartialDate.TryParseIso("2000-" + text[2..], out PartialDate day)) _days[Pack(0, day)] = bits;
            }
            else if (PartialDate.TryParseIso(text, out PartialDate date)) _dates[Pack(date.Year, date)] = bits;
        }
    }

    /// <summary>Returns whether a date of birth stands for none.</summary>
    public bool IsFiller(in ProfileView record) => _dates.Count > 0 && _dates.TryGetValue(record.Birth, out int bits) && bits >= FillerBitsMin;

    /// <summary>Returns how much commoner than most a full date is, in thousandths of a bit, from 0.</summary>
    public int BitsOf(in ProfileView record)
    {
        if (_dates.Count == 0 && _days.Count == 0) return 0;
        return Math.Max(_dates.GetValueOrDefault(record.Birth), _days.GetValueOrDefault(record.Birth & 0x1FF));
    }

    private static uint Pack(int year, PartialDate date) => ((uint)year << 9) | ((uint)date.Month << 5) | date.Day;
}
