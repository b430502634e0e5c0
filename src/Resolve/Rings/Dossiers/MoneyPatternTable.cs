using Resolve.Identifiers;
using Resolve.Rings.Trails;

namespace Resolve.Rings.Dossiers;

/// <summary>Writes the patterns that a ring's transfers make, with who takes part and which reports state them.</summary>
internal static class MoneyPatternTable
{
    private const int PatternsMax = 30, NamesMax = 12;

    public static void Write(HtmlText html, MoneyTrail trail, DossierWords words)
    {
        if (trail.Patterns.Count == 0) return;
        html.Put("h3", words.Pick("Dấu hiệu rửa tiền trong các lần chuyển", "Patterns of the transfers"));
        html.Put("p", words.Pick("Đây là dấu hiệu để xác minh, không phải chứng cứ.", "These are signs to verify, no proof."), ("class", "note"));
        html.Open("table").Open("thead").Open("tr");
        foreach (string heading in (string[])["pattern", "parties", "amount", "transfers", "time", "reports"]) html.Put("th", words[heading]);
        html.Close(2).Open("tbody");
        Dictionary<string, string> labels = trail.Points.ToDictionary(p => p.Id, p => p.Label, StringComparer.Ordinal);
        foreach (MoneyPattern pattern in trail.Patterns.Take(PatternsMax))
        {
            html.Open("tr").Put("td", words[pattern.Word]).Put("td", Names(pattern, labels))
                .Put("td", words.Money(pattern.Amount, pattern.Currency), ("class", "number"));
            html.Put("td", words.Number(pattern.TransferCount), ("class", "number"));
            html.Put("td", pattern.First is not { } first ? words["unknown"] : words.Time(first)
                + (pattern.Last > first ? " – " + words.Time(pattern.Last) : ""));
            html.Put("td", string.Join(", ", pattern.Reports.Select(r => r.ToString()))).Close();
        }
        html.Close(2);
        int hidden = trail.Patterns.Count - PatternsMax;
        if (hidden > 0) html.Put("p", words.Pick($"Còn {hidden} dấu hiệu không in.", $"{hidden} more patterns are not printed."), ("class", "note"));
    }

    private static string Names(MoneyPattern pattern, Dictionary<string, string> labels)
    {
        string between = pattern.Word is "cycle" or "peel-chain" ? " → " : ", ";
        string names = string.Join(between, pattern.Points.Take(NamesMax).Select(NameOf));
        if (pattern.Points.Count > NamesMax) return names + " …";
        return pattern.Word == "cycle" ? names + between + NameOf(pattern.Points[0]) : names;

        string NameOf(EntityKey key) => labels.GetValueOrDefault(key.ToString()) ?? key.ToString();
    }
}
