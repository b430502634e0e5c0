using Resolve.Identifiers.Dates;
using Resolve.Identifiers.Names;
using Resolve.Identifiers.Narratives;
using Resolve.Identifiers.Places;

namespace Resolve.Identifiers.Explanations;

/// <summary>Explains names, dates, places, amounts and narratives.</summary>
internal static class ExplainTexts
{
    private static readonly (NameRepairs Repair, string Sentence)[] Repairs =
    [
        (NameRepairs.HtmlReferences, "Decoded HTML character references."),
        (NameRepairs.Utf8Misread, "Undid UTF-8 that had been read as Windows-1252."),
        (NameRepairs.StyledLetters, "Made styled letters plain."),
        (NameRepairs.Homoglyphs, "Replaced Cyrillic or Greek letters that only look Latin."),
        (NameRepairs.Tcvn3, "Converted text of a TCVN3 (ABC) font."),
        (NameRepairs.VniWindows, "Converted text of a VNI-Windows font."),
        (NameRepairs.Vni, "Converted VNI keystrokes."),
        (NameRepairs.Telex, "Converted Telex keystrokes."),
        (NameRepairs.SpacingMarks, "Put marks that stood beside their letters onto them."),
        (NameRepairs.PartedWords, "Parted words written together."),
        (NameRepairs.Title, "Left a title out."),
        (NameRepairs.Aliases, "Separated other names."),
        (NameRepairs.Trailer, "Left out what follows the name."),
    ];

    public static ParseExplanation Name(string value)
    {
        var explain = new Explainer("name");
        if (!PersonName.TryParse(value, out PersonName? name, out string? reason)) return explain.No(reason ?? "no-letters");
        foreach ((NameRepairs repair, string sentence) in Repairs)
            if (name.Repairs.HasFlag(repair)) explain.Step(sentence);
        if (name.IsAnonymised) explain.Step("The given name is a lone letter: the report does not name the person.");
        explain.Step("A name alone never joins two people.");
        explain.Fact("original", name.Original);
        explain.Fact("display", name.Display);
        explain.Fact("spelling-key", name.SpellingKey);
        explain.Fact("plain-key", name.PlainKey);
        explain.Fact("loose-key", name.LooseKey);
        explain.Fact("set-key", name.SetKey);
        explain.Fact("initials", name.Initials);
        explain.Fact("surname", name.Surname);
        explain.Fact("middle-names", name.MiddleNames);
        explain.Fact("given-name", name.GivenName);
        explain.Fact("sex-hint", name.SexHint);
        explain.Fact("aliases", string.Join("; ", name.Aliases));
        return explain.Key(name.PlainKey, name.Aliases);
    }

    public static ParseExplanation Date(string value, DateOnly? latest)
    {
        var explain = new Explainer("date");
        if (!WrittenDate.TryRead(value, latest, out PartialDate date, out string? reason)) return explain.No(reason ?? "not-a-date");
        explain.Step(date.IsFull ? "Day, month and year are known." : date.Month != 0 ? "Month and year are known." : "Only the year is known.");
        return explain.Key(date.ToString());
    }

    public static ParseExplanation Place(string value, DateOnly? date)
    {
        var explain = new Explainer("province");
        if (!Province.TryParse(value, date, out ProvinceReading reading)) return explain.No(string.IsNullOrWhiteSpace(value) ? "empty" : "not-a-province");
        OfProvince(explain, reading);
        return explain.Key(reading.New.Code, reading.Old is null ? reading.OldCandidates.Select(o => $"old:{o.Code} {o.Name}") : null);
    }

    public static ParseExplanation Address(string value, DateOnly? date, Gazetteer? gazetteer)
    {
        var explain = new Explainer("address");
        if (!AddressParser.TryParse(value, date, gazetteer, out Address? address, out string? reason)) return explain.No(reason ?? "no-unit");
        explain.Step(address!.IsOldForm ? "It has the form of before 1 July 2025." : "It fits the division since 1 July 2025.");
        if (address.Province is { } province) OfProvince(explain, province);
        explain.Fact("detail", address.Detail);
        explain.Fact("commune", address.Commune?.ToString());
        explain.Fact("district", address.District?.ToString());
        explain.Fact("raw", address.Raw);
        explain.Fact("present-communes", string.Join(' ', address.PresentCommuneCodes));
        if (gazetteer is not null && address.Commune is not null) explain.Step($"The gazetteer has {address.CommuneCandidates.Count} communes that fit.");
        IEnumerable<string> candidates = address.CommuneCandidates.Select(c => $"{(c.IsOld ? "old" : "new")}:{c.Code} {c.Type} {c.Name}");
        return address.PathKey is { } key ? explain.Key(key, candidates) : explain.No("not-a-province", candidates);
    }

    public static ParseExplanation Amount(string value)
    {
        var explain = new Explainer("amount");
        if (!Amounts.TryParse(value, out decimal amount, out string currency)) return explain.No(string.IsNullOrWhiteSpace(value) ? "empty" : "not-an-amount");
        string text = amount.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
        explain.Fact("amount", text);
        explain.Fact("currency", currency);
        return explain.Key($"{currency}:{text}");
    }

    public static ParseExplanation Narrative(string value, DateOnly? date)
    {
        var explain = new Explainer("narrative");
        IReadOnlyList<NarrativeMention> found = NarrativeScanner.Find(value, date);
        foreach (NarrativeMention mention in found)
            explain.Step($"{mention.Kind.ToString().ToLowerInvariant()} at {mention.Start}, length {mention.Length}: "
                + $"\"{mention.Value}\"{(mention.Canonical is { } canonical ? $" is {canonical}" : " is not certain")}.");
        if (found.Count == 0) return explain.No("nothing-found");
        explain.Fact("count", found.Count);
        return explain.No("several", found.SelectMany(m => m.Canonical is { } canonical ? [canonical] : Explainer.Texts(m.Candidates)));
    }

    private static void OfProvince(Explainer explain, ProvinceReading reading)
    {
        explain.Fact("province-new", $"{reading.New.Code} {reading.New.Name}");
        if (reading.Old is { } old) explain.Fact("province-old", $"{old.Code} {old.Name}");
        else explain.Step($"{reading.New.Name} was made of {string.Join(", ", reading.OldCandidates.Select(o => o.Name))}; which of them is meant is not "
            + "known.");
    }
}
