namespace Resolve.Rings.Dossiers;

/// <summary>The words of the printed report, for other screens that must call the same things by the same names.</summary>
public static class DossierVocabulary
{
    /// <summary>Gets what parts, reasons, signs and events are called, by key.</summary>
    public static IReadOnlyDictionary<string, (string Vi, string En)> Words => DossierWords.All;

    /// <summary>Lists the typologies by code.</summary>
    public static IEnumerable<(string Code, string Vi, string En)> Typologies => TypologyNames.All.Select(t => (t.Code, t.Vi, t.En));
}
