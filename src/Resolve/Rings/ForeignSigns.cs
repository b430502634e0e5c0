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
        switch (key.Kind)
        {
            case EntityKind.Phone when PhoneNumber.TryParse(value, null, out PhoneNumber phone):
                yield return (phone.Country, "calling-code");
                break;
            case EntityKind.Account when value.StartsWith("iban:", StringComparison.Ordinal) && value.Length >= 7:
                yield return (value[5..7], "account");
                break;
            case EntityKind.Device when value.StartsWith("imsi:", StringComparison.Ordinal) && value.Length >= 8 && int.TryParse(value.AsSpan(5, 3), out int mobileCode):
                yield return (Countries.OfMobileCode(mobileCode)?.Alpha2 ?? "", "imsi");
                break;
        }
    }
}
