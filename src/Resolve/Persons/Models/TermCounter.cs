namespace Resolve.Persons;

/// <summary>Counts how common words and dates are among records.</summary>
internal static class TermCounter
{
    // A date far above the mean is a filler or a registrar's guess (1 January); below these it may be one person met often.
    private const int FillerCountMin = 30, FillerFactor = 10;

    /// <summary>Returns the prior model with the rarities of these records.</summary>
    public static PersonModel Count(IReadOnlyList<PersonRecord> records, PersonModel prior, TrainingOptions options)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var births = new Dictionary<string, int>(StringComparer.Ordinal);
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
            births[birth.ToString()] = births.GetValueOrDefault(birth.ToString()) + 1;
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
            BirthDateTerms = Fillers(births, born),
            Caps = prior.Caps,
        };
    }

    private static TermTable Table(Dictionary<string, int> counts, int total, int countMax, TermTable prior)
    {
        if (total < 2) return prior;
        IEnumerable<KeyValuePair<string, int>> common = counts.Where(c => c.Value > 1)
            .OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(countMax);
        return new TermTable(WeightMath.Bits(total), common.Select(c => KeyValuePair.Create(c.Key, WeightMath.Bits((double)total / c.Value))));
    }

    private static TermTable Fillers(Dictionary<string, int> counts, int total)
    {
        double mean = counts.Count == 0 ? 1 : (double)total / counts.Count;
        return new TermTable(0, counts.Where(c => c.Value >= FillerCountMin && c.Value >= FillerFactor * mean)
            .Select(c => KeyValuePair.Create(c.Key, WeightMath.Bits(c.Value / mean))));
    }
}
