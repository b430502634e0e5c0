using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Identifiers.Documents;
using Resolve.Identifiers.Phones;
using Resolve.Identifiers.Places;
using Resolve.Persons.Records;

namespace Resolve.Rings;

/// <summary>What in a ring points abroad, by member and sign, each with what it proves.</summary>
internal static class ForeignSigns
{
    public static IEnumerable<ForeignTie> Of(GraphSnapshot graph, IEnumerable<int> nodes)
    {
        var ties = new SortedDictionary<string, SortedSet<ForeignIndicator>>(StringComparer.Ordinal);
        foreach (int node in nodes)
        {
            EntityKey key = graph.KeyOf(node);
            foreach ((string country, string sign, SignStrength strength) in SignsOf(graph, node, key))
            {
                if (country is "VN" or "") continue;
                if (!ties.TryGetValue(country, out SortedSet<ForeignIndicator>? signs)) ties.Add(country,
                    signs = new(Comparer<ForeignIndicator>.Create(Compare)));
                signs.Add(new ForeignIndicator(key, sign, strength));
            }
        }
        return ties.Select(t => new ForeignTie(t.Key, [.. t.Value]));
    }

    /// <summary>Determines whether money that reaches an account is out of reach of the banks of Viet Nam.</summary>
    public static bool LeavesTheBanks(EntityKey account)
    {
        ReadOnlySpan<char> value = account.Value;
        if (value.StartsWith("iban:") || value.StartsWith("tron:") || value.StartsWith("eth:") || value.StartsWith("btc:")) return true;
        return value.StartsWith("bic:") && value.Length >= 10 && !value[8..10].SequenceEqual("VN");
    }

    private static int Compare(ForeignIndicator a, ForeignIndicator b) =>
        a.Key.CompareTo(b.Key) is var order and not 0 ? order : string.CompareOrdinal(a.Sign, b.Sign);

    private static IEnumerable<(string Country, string Sign, SignStrength Strength)> SignsOf(GraphSnapshot graph, int node, EntityKey key)
    {
        if (key.Kind != EntityKind.Person)
        {
            foreach ((string, string, SignStrength) sign in OfIdentifier(graph, node, key)) yield return sign;
            yield break;
        }
        foreach (PersonRecord record in graph.RecordsOf(node))
        {
            if (record.Nationality is { } nationality) yield return (nationality, "nationality", SignStrength.Medium);
            foreach (IdentityDocument document in record.Documents) yield return (document.Country, "document", SignStrength.Strong);
            foreach (string address in record.Addresses)
                if (CountryOfAddress(address) is { } country) yield return (country, "address", SignStrength.Medium);
        }
    }

    private static IEnumerable<(string Country, string Sign, SignStrength Strength)> OfIdentifier(GraphSnapshot graph, int node, EntityKey key)
    {
        string value = key.Value.ToString();
        switch (key.Kind)
        {
            case EntityKind.Phone when PhoneNumber.TryParse(value, null, out PhoneNumber phone):
                yield return (phone.Country, "calling-code", phone.Country != "VN" && IsInHand(graph, node) ? SignStrength.Strong : SignStrength.Weak);
                break;
            case EntityKind.Account when value.StartsWith("iban:", StringComparison.Ordinal) && value.Length >= 7:
                yield return (value[5..7], "account", SignStrength.Strong);
                break;
            case EntityKind.Account when value.StartsWith("bic:", StringComparison.Ordinal) && value.Length >= 10:
                yield return (value[8..10], "account", SignStrength.Strong);
                break;
            case EntityKind.Device when value.StartsWith("imsi:", StringComparison.Ordinal) && value.Length >= 8
                && int.TryParse(value.AsSpan(5, 3), out int mobileCode):
                yield return (Countries.OfMobileCode(mobileCode)?.Alpha2 ?? "", "imsi", SignStrength.Strong);
                break;
            case EntityKind.Online when value.StartsWith("domain:", StringComparison.Ordinal) && DomainCountry(value) is { } country:
                yield return (country, "domain", SignStrength.Weak);
                break;
        }
    }

    /// <summary>A number that somebody has in hand was not merely displayed: it is in a handset, held, or in a name.</summary>
    private static bool IsInHand(GraphSnapshot graph, int node)
    {
        Adjacency at = graph.EdgesOf(node);
        for (int i = 0; i < at.Count; i++)
            if (RingLinkRule.IsInHand(graph.LinkAt(at[i].Link).Kind)) return true;
        return false;
    }

    private static string? CountryOfAddress(string address)
    {
        ReadOnlySpan<char> last = address.AsSpan(address.LastIndexOf(',') + 1).Trim();
        return last.Length > 2 && Countries.TryFind(last, out Country country) && !Province.TryParse(last, null, out _) ? country.Alpha2 : null;
    }

    /// <summary>Endings of neighbours and of where scam centres stand; those sold to everybody (.co, .me, .tv, .cc…) mean nothing.</summary>
    private static string? DomainCountry(string domain) => domain[(domain.LastIndexOf('.') + 1)..] switch
    {
        "kh" => "KH", "mm" => "MM", "th" => "TH", "cn" =>
            "CN", "tw" => "TW", "hk" => "HK", "mo" => "MO", "ph" => "PH", "my" => "MY", "sg" => "SG", "tl" => "TL", _ => null,
    };
}
