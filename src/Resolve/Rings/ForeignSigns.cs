using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Persons;

namespace Resolve.Rings;

/// <summary>What in a ring points abroad, by member and sign.</summary>
internal static class ForeignSigns
{
    public static IEnumerable<ForeignTie> Of(GraphSnapshot graph, IEnumerable<int> nodes)
    {
        var ties = new SortedDictionary<string, SortedSet<(EntityKey Key, string Sign)>>(StringComparer.Ordinal);
        foreach (int node in nodes)
        {
            EntityKey key = graph.KeyOf(node);
            foreach ((string country, string sign) in SignsOf(graph, node, key))
            {
                if (country is "VN" or "") continue;
                if (!ties.TryGetValue(country, out SortedSet<(EntityKey, string)>? signs)) ties.Add(country, signs = new(Comparer<(EntityKey Key, string Sign)>.Create(Compare)));
                signs.Add((key, sign));
            }
        }
        return ties.Select(t => new ForeignTie(t.Key, [.. t.Value.Select(s => new ForeignIndicator(s.Key, s.Sign))]));
    }

    private static int Compare((EntityKey Key, string Sign) a, (EntityKey Key, string Sign) b) =>
        a.Key.CompareTo(b.Key) is var order and not 0 ? order : string.CompareOrdinal(a.Sign, b.Sign);

    private static IEnumerable<(string Country, string Sign)> SignsOf(GraphSnapshot graph, int node, EntityKey key)
    {
        if (key.Kind != EntityKind.Person)
        {
            foreach ((string country, string sign) in OfIdentifier(key)) yield return (country, sign);
            yield break;
        }
        foreach (PersonRecord record in graph.RecordsOf(node))
        {
            if (record.Nationality is { } nationality) yield return (nationality, "nationality");
            foreach (IdentityDocument document in record.Documents) yield return (document.Country, "document");
        }
    }

    private static IEnumerable<(string Country, string Sign)> OfIdentifier(EntityKey key)
    {
        string value = key.Value.ToString();
        if (key.Kind == EntityKind.Phone && CallingCode(value) is { } country) yield return (country, "calling-code");
        if (key.Kind == EntityKind.Account && value.StartsWith("iban:", StringComparison.Ordinal) && value.Length >= 7) yield return (value[5..7], "account");
    }

    /// <summary>Calling codes of the countries that reports name most (ITU-T E.164 annex; DOMAIN.md section 12).</summary>
    private static string? CallingCode(string e164) => e164 switch
    {
        ['+', '8', '4', ..] => "VN",
        ['+', '8', '5', '5', ..] => "KH",
        ['+', '8', '5', '6', ..] => "LA",
        ['+', '9', '5', ..] => "MM",
        ['+', '6', '6', ..] => "TH",
        ['+', '8', '6', ..] => "CN",
        ['+', '6', '3', ..] => "PH",
        ['+', '6', '0', ..] => "MY",
        ['+', '6', '5', ..] => "SG",
        ['+', '8', '5', '2', ..] => "HK",
        ['+', '8', '8', '6', ..] => "TW",
        _ => null,
    };
}
