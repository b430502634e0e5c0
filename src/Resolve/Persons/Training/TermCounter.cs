using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Persons.Text;

namespace Resolve.Persons.Training;

/// <summary>Counts how common words and dates are among records.</summary>
internal static class TermCounter
{
    // A date far above the mean is a filler or a registrar's guess (1 January); below these it may be one person met often.
    private const int FillerCountMin = 30, FillerFactor = 10, DayFactor = 3;

    /// <summary>Returns the prior model with the rarities of these records.</summary>
    public static PersonModel Count(IReadOnlyList<PersonRecord> records, PersonModel prior, TrainingOptions options)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var births = new Dictionary<string, int>(StringComparer.Ordinal);
        var days = new Dictionary<string, int>(StringComparer.Ordinal);
        int named = 0, placed = 0, born = 0;
        foreach (PersonRecord record in records)
        {
            string[] nameWords = [.. record.Aliases.Prepend(record.Name ?? "").SelectMany(n => NameText.Parse(n).Tokens).Select(t => t.Folded).Distinct()];
            string[] placeWords = [.. record.Addresses.SelectMany(AddressText.Parse).Distinct()];
            if (nameWords.Length > 0) named++;
            if (placeWords.Length > 0) placed++;
            foreach (string word in nameWords) names[word] = names.GetValueOrDefault(word) + 1;
            foreach (string word in placeWords) places[word] = places.GetValueOrDefault(word) + 1;
            if (record.BirthDate is not { IsFull: true } birth) continue;
            born++;
            string date = birth.ToString(), day = "-" + date[4..];
            births[date] = births.GetValueOrDefault(date) + 1;
            days[day] = days.GetValueOrDefault(day) + 1;
        }
        return new PersonModel
        {
            Name = prior.Name,
            TrainedRecordCount = records.Count,
            SameThreshold = prior.SameThreshold,
            PossibleThreshold = prior.PossibleThreshold,
            HouseholdPrior = prior.HouseholdPrior,
            Weights = prior.Weights,
            NameTerms = Table(names, named, options.TermCountMax, prior.NameTerms),
            AddressTerms = Table(places, placed, options.TermCountMax, prior.AddressTerms),
            BirthDateTerms = new TermTable(0, Fillers(births, born).Concat(CommonDays(days, born))),
            Caps = prior.Caps,
            NamesakeDeduction = prior.NamesakeDeduction,
        };
    }

    private static TermTable Table(Dictionary<string, int> counts, int total, int countMax, TermTable prior)
    {
        if (total < 2) return prior;
        IEnumerable<KeyValuePair<string, int>> common = counts.Where(c => c.Value > 1)
            .OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(countMax);
        return new TermTable(WeightMath.Bits(total), common.Select(c => KeyValuePair.Create(c.Key, WeightMath.Bits((double)total / c.Value))));
    }

    private static IEnumerable<KeyValuePair<string, int>> Fillers(Dictionary<string, int> counts, int total)
    {
        double mean = counts.Count == 0 ? 1 : (double)total / counts.Count;
        return counts.Where(c => c.Value >= FillerCountMin && c.Value >= FillerFactor * mean)
            .Select(c => KeyValuePair.Create(c.Key, WeightMath.Bits(c.Value / mean)));
    }

    // A day of the year far above the mean, as --01-01: of many people only the year is known.
    private static IEnumerable<KeyValuePair<string, int>> CommonDays(Dictionary<string, int> counts, int total)
    {
        double mean = total / 365.25;
        return counts.Where(c => c.Value >= FillerCountMin && c.Value >= DayFactor * mean)
            .Select(c => KeyValuePair.Create(c.Key, WeightMath.Bits(c.Value / mean)));
    }
}
