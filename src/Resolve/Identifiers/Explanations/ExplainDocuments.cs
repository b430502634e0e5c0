using Resolve.Identifiers.Documents;
using Resolve.Identifiers.Places;

namespace Resolve.Identifiers.Explanations;

/// <summary>Explains identity papers.</summary>
internal static class ExplainDocuments
{
    public static ParseExplanation Document(string value, string? type, string? country, DateOnly? date)
    {
        if (value.Count(c => c == '|') >= 5) return CitizenCard(value);
        var explain = new Explainer("document");
        if (!DocumentReader.TryRead(type, value, country, out IdentityDocument document, out string? reason)) return explain.No(reason ?? "unknown-type");
        explain.Fact("type", document.Type);
        explain.Fact("country", document.Country);
        explain.Fact("number", document.Number);
        if (DocumentReader.TypeOf(type) is { Length: > 0 } asked
            && asked != document.Type) explain.Step($"The number has the form of a {document.Type}, not of a {asked}.");
        if (document.Type == "cccd") Citizen(explain, document.Number, date);
        if (document.Type == "cmnd")
        {
            explain.Step("A CMND number is not unique: it was issued anew after a move, and expired on 31 December 2024.");
            explain.Fact("issued-by (indicative)", OldCardPrefixes.Province(document.Number));
        }
        return explain.Key(document.ToString());
    }

    public static ParseExplanation CitizenCard(string value)
    {
        var explain = new Explainer("citizen-card-qr");
        if (!CitizenCardQr.TryParse(value, out CitizenCardQr? card, out string? reason)) return explain.No(reason ?? "not-a-card-qr");
        Citizen(explain, card.Card.Number, null);
        explain.Fact("cmnd", card.OldCard?.Number);
        explain.Fact("name", card.Name?.Display);
        explain.Fact("birth", card.BirthDate?.ToString());
        explain.Fact("address", card.Address);
        explain.Fact("issued", card.Issued?.ToString());
        if (card.OldCard is { } old) explain.Step($"The card joins {card.Card} and {old}.");
        foreach (string contradiction in card.Contradictions) explain.Step($"Contradiction between the number and the card: {contradiction}.");
        if (card.Contradictions.Count > 0) explain.Fact("contradictions", string.Join(", ", card.Contradictions));
        return explain.Key(card.Card.ToString(), card.OldCard is { } joined ? [joined.ToString()] : null);
    }

    public static ParseExplanation Mrz(string value)
    {
        var explain = new Explainer("mrz");
        if (!MachineReadableZone.TryParse(value, out MachineReadableZone? zone, out string? reason)) return explain.No(reason ?? "not-an-mrz");
        explain.Step("The check digits fit.");
        explain.Fact("type", zone.Document.Type);
        explain.Fact("country", zone.Document.Country);
        explain.Fact("number", zone.Document.Number);
        explain.Fact("family-name", zone.FamilyName);
        explain.Fact("given-names", zone.GivenNames);
        explain.Fact("nationality", zone.Nationality);
        explain.Fact("birth", zone.BirthDate?.ToString());
        explain.Fact("sex", zone.Sex);
        explain.Fact("expires", zone.Expires?.ToString());
        return explain.Key(zone.Document.ToString());
    }

    private static void Citizen(Explainer explain, string number, DateOnly? date)
    {
        if (!CitizenId.TryParse(number, out CitizenId id, out _)) return;
        if (Province.OldOfCode(id.PlaceCode) is { } province)
        {
            explain.Step($"Birth was registered in {province.Name} (code {id.PlaceCode:000} of the old 63; now {province.Successor.Name}).");
            explain.Fact("birth-province-old", $"{province.Code} {province.Name}");
            explain.Fact("birth-province-new", $"{province.Successor.Code} {province.Successor.Name}");
        }
        else explain.Step($"Birth was registered abroad (code {id.PlaceCode:000}).");
        explain.Step($"{(id.Sex == 'M' ? "Male" : "Female")}, born in {id.BirthYear}.");
        explain.Fact("sex", id.Sex.ToString());
        explain.Fact("birth-year", id.BirthYear);
        if (date is { } day && id.BirthYear > day.Year) explain.Step("Contradiction: the number means a birth after the day of the report.");
    }
}
