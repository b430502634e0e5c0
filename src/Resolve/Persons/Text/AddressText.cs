using Resolve.Identifiers.Text;

namespace Resolve.Persons.Text;

/// <summary>Takes an address apart into words that can be compared.</summary>
internal static class AddressText
{
    /// <summary>The most words of an address that are compared.</summary>
    public const int TokenCountMax = 20;

    /// <summary>Takes an address apart.</summary>
    /// <param name="address">The address as written.</param>
    /// <returns>Folded words, with designators made one (Street and St; Phường 1, P. 1 and P1); distinct, in the order written.</returns>
    public static List<string> Parse(string address)
    {
        if (Transliteration.IsForeign(address)) address = Transliteration.ToLatin(address, out _);
        string[] words = TextFold.Fold(address.Replace("'", "", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var tokens = new List<string>(words.Length);
        for (int i = 0; i < words.Length && tokens.Count < TokenCountMax; i++)
        {
            int taken = Designator(words, i, out string? designator);
            string token = words[i];
            if (designator is not null)
            {
                i += taken - 1;
                token = designator;
                // A numbered ward or district is one word: "1" of "Phường 1" is no house number.
                if (designator is "p" or "q" && i + 1 < words.Length && words[i + 1].Length <= 2
                    && char.IsAsciiDigit(words[i + 1][0])) token += words[++i].TrimStart('0');
                else if (designator is "p" or "q" or "") continue;
            }
            if (!tokens.Contains(token)) tokens.Add(token);
        }
        return tokens;
    }

    // Designators say what a name is, not which: Vietnamese ones are left out (a unit's own name is enough), street types are made one.
    private static int Designator(string[] words, int i, out string? designator)
    {
        string next = i + 1 < words.Length ? words[i + 1] : "";
        designator = (words[i], next) switch
        {
            ("thanh", "pho") or ("thi", "xa") or ("thi", "tran") or ("viet", "nam") => "",
            _ => null,
        };
        if (designator is not null) return 2;
        designator = words[i] switch
        {
            "phuong" or "ward" or "p" => "p",
            "quan" or "district" or "q" => "q",
            "tinh" or "huyen" or "xa" or "tp" or "tx" or "tt" or "duong" or "so" or "no" or "vietnam" => "",
            "street" or "strasse" or "str" => "st",
            "road" => "rd",
            "avenue" or "av" => "ave",
            "lane" => "ln",
            "drive" => "dr",
            "place" => "pl",
            "court" => "ct",
            "crescent" or "cres" => "cr",
            "circuit" => "cct",
            "boulevard" => "blvd",
            "close" => "cl",
            "parade" => "pde",
            "highway" => "hwy",
            "terrace" => "tce",
            "apartment" or "appt" or "apartments" => "apt",
            "suite" => "ste",
            "building" => "bld",
            "north" => "n",
            "south" => "s",
            "east" => "e",
            "west" => "w",
            _ => null,
        };
        return 1;
    }
}
