using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Places;

/// <summary>Reads addresses as people write them, in the division of before and since 1 July 2025.</summary>
public static class AddressParser
{
    private const int TextLengthMax = 1_000;

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text: <c>12 Nguyễn Huệ, P.1, TP Cao Lãnh, Đồng Tháp</c>; parts from small to large, parted by commas, dashes or nothing but
    /// their kinds.</param>
    /// <param name="date">The day it was written; null when unknown.</param>
    /// <param name="gazetteer">The communes to look names up in; null for none.</param>
    /// <param name="address">The address.</param>
    /// <param name="reason">Why not, as a stable word, when not: <c>empty</c>, <c>too-long</c>, <c>no-unit</c>.</param>
    /// <returns>Whether at least one unit was read.</returns>
    public static bool TryParse(string? text, DateOnly? date, Gazetteer? gazetteer, out Address? address, out string? reason)
    {
        address = null;
        reason = string.IsNullOrWhiteSpace(text) ? "empty" : text.Length > TextLengthMax ? "too-long" : null;
        if (reason is not null) return false;
        string tidy = CanonicalText.Tidy(MisreadText.Utf8(text!) ?? text) ?? "";
        List<string> parts = Parts(tidy);
        var path = new Path(date);
        for (int i = parts.Count - 1; i >= 0; i--) path.Take(parts[i], i, parts.Count);
        path.NameBareUnits(gazetteer);
        if (path.Province is null && path.District is null && path.Commune is null) { reason = "no-unit"; return false; }
        bool oldForm = path.District is not null || (path.Province is { } p && p.Old is { } old && p.New.Name != old.Name
            && p.OldCandidates.Count == 1 && p.New.Parts.Count > 1);
        (IReadOnlyList<Commune> communes, string[] codes) = path.Lookup(gazetteer);
        address = new Address
        {
            Raw = CanonicalText.Compose(text!).Trim(),
            Detail = string.Join(", ", path.Detail),
            Commune = path.Commune,
            District = path.District,
            Province = path.Province,
            IsOldForm = oldForm,
            CommuneCandidates = communes,
            PresentCommuneCodes = codes,
        };
        return true;
    }

    /// <summary>Cuts text at commas and dashes, and before the kinds of units inside a part ("Phường 1 TP Cao Lãnh").</summary>
    private static List<string> Parts(string text)
    {
        var parts = new List<string>();
        foreach (string piece in text.Split([',', ';', '|', '\\'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            foreach (string own in piece.Split([" - ", " – ", " — "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) CutInside(own,
                parts);
        for (int i = 0; i + 1 < parts.Count; i++) // Bà Rịa - Vũng Tàu
            if (TextFold.Fold(parts[i]).EndsWith("ba ria", StringComparison.Ordinal) && TextFold.Fold(parts[i + 1]) == "vung tau") { parts[i] += " "
                + parts[i + 1]; parts.RemoveAt(i + 1); }
        return parts;
    }

    private static void CutInside(string part, List<string> parts)
    {
        int start = 0;
        for (int i = 1; i < part.Length; i++)
        {
            if (part[i - 1] is not (' ' or '.') || !char.IsLetter(part[i])) continue;
            int length = AddressWords.KindAt(part.AsSpan(i), out string kind, out _);
            if (length == 0 || i + length >= part.Length) continue;
            string word = part[i..(i + length)].TrimEnd(' ');
            bool abbreviated = word.Length == 1 && !char.IsAsciiDigit(part[i + length]); // a lone letter before a word is no kind
            if (abbreviated || (AddressWords.KindAt(part.AsSpan(start), out _, out _) is var own and > 0 && start + own >= i)) continue;
            if (kind == "phường" && length <= 2 && !char.IsAsciiDigit(part[i + length])) continue;
            parts.Add(part[start..i].Trim());
            start = i;
        }
        if (part[start..].Trim() is { Length: > 0 } rest) parts.Add(rest);
    }

    /// <summary>The units read so far, from large to small.</summary>
    private sealed class Path(DateOnly? date)
    {
        private readonly List<string> _bare = [];
        private string _provincePart = "";

        public ProvinceReading? Province { get; private set; }

        public AdminUnit? District { get; private set; }

        public AdminUnit? Commune { get; private set; }

        public List<string> Detail { get; } = [];

        public void Take(string part, int index, int count)
        {
            string folded = TextFold.Fold(part);
            if (index == count - 1 && folded is "viet nam" or "vietnam" or "vn" && count > 1) return;
            int at = AddressWords.KindAt(part, out string kind, out char level);
            string name = part[at..].Trim(' ', '.');
            if (Province is null && District is null && Commune is null && _bare.Count == 0 && level is '\0' or 'p' or 'b'
                && Identifiers.Places.Province.TryParse(part, date, out ProvinceReading province) && !char.IsAsciiDigit(part[0]))
            {
                Province = province;
                _provincePart = part;
                return;
            }
            if (name.Length == 0) return;
            if (level is 'd' or 'b' && District is null && Commune is null) { District = new AdminUnit(kind, name); return; }
            if (level == 'c' && Commune is null) { Commune = new AdminUnit(kind, name); return; }
            if (level == '\0' && Commune is null && Detail.Count == 0 && !part.Any(char.IsAsciiDigit) && !IsStreet(folded)) { _bare.Insert(0, part); return; }
            Detail.Insert(0, part);
        }

        /// <summary>Gives parts without a kind the level that is free: behind the commune nothing, else commune and district.</summary>
        public void NameBareUnits(Gazetteer? gazetteer)
        {
            if (Commune is not null && District is null && _bare.Count == 1 && Province is not null
                && Detail.Count == 0) { District = new AdminUnit("", _bare[0]); _bare.Clear(); }
            if (Province is not null && Commune is null && _bare.Count > 0 && District is null)
            {
                bool known = gazetteer is not null && gazetteer.Find(_bare[^1]).Any(c => !c.IsOld && c.ProvinceCode == Province.Value.New.Code);
                if (_bare.Count == 1 || known || date >= new DateOnly(2025, 7, 1)) { Commune = new AdminUnit("", _bare[^1]); _bare.RemoveAt(_bare.Count - 1); }
                else
                {
                    District = new AdminUnit("", _bare[^1]);
                    Commune = new AdminUnit("", _bare[^2]);
                    _bare.RemoveRange(_bare.Count - 2, 2);
                }
            }
            else if (District is not null && Commune is null && _bare.Count > 0) { Commune = new AdminUnit("", _bare[^1]); _bare.RemoveAt(_bare.Count - 1); }
            Detail.AddRange(_bare);
            // districts are of the old division
            if (District is not null && Province is not null
                && Identifiers.Places.Province.TryParse(_provincePart, new DateOnly(2025, 6, 30), out ProvinceReading old)) Province = old;
        }

        public (IReadOnlyList<Commune>, string[]) Lookup(Gazetteer? gazetteer)
        {
            if (gazetteer is null || Commune is not { } commune) return ([], []);
            IEnumerable<Commune> found = gazetteer.Find(commune.Name);
            if (Province is { } province) found = found.Where(c => c.IsOld ? province.OldCandidates.Any(o => o.Code == c.ProvinceCode)
                : c.ProvinceCode == province.New.Code);
            if (District is { } district) found = found.Where(c => !c.IsOld
                || TextFold.FoldTight(AddressWords.SplitKind(c.District!).Name) == TextFold.FoldTight(district.Name));
            List<Commune> all = [.. found];
            List<Commune> era = [.. all.Where(c => c.IsOld == (District is not null || date < new DateOnly(2025, 7, 1)))];
            if (era.Count > 0) all = era;
            List<Commune> typed = [.. all.Where(c => c.Type == commune.Type)];
            if (typed.Count > 0 && commune.Type.Length > 0) all = typed;
            return (all, [.. all.SelectMany(c => c.Successors).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        }

        private static bool IsStreet(string folded)
        {
            foreach (string word in (ReadOnlySpan<string>)["so ", "duong ", "pho ", "ngo ", "ngach ", "hem ", "kiet ", "thon ", "ap ", "khu ", "to ", "toa ",
                "chung cu", "khom ", "lang ", "ban ", "buon ", "kdc ", "kp ", "can ho", "tang ", "doi ", "quoc lo", "ql", "hl "])
                if (folded.StartsWith(word, StringComparison.Ordinal)) return true;
            return false;
        }
    }
}
