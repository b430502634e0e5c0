using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Names;

/// <summary>Recognises names of organisations by the words that the law makes them bear: a company is not a person.</summary>
/// <remarks>Source: Law on Enterprises 59/2020/QH14, article 37 (công ty TNHH, công ty cổ phần, công ty hợp danh, doanh nghiệp tư nhân), Law on Cooperatives
/// 17/2023/QH15, Decree 01/2021/NĐ-CP (hộ kinh doanh); English and banks' short forms as they are written.</remarks>
public static class OrganisationName
{
    // Words at the start, and words anywhere behind the first; a person's name never starts with the former.
    private static readonly string[] s_starts =
        ["cong ty", "cty", "ct tnhh", "ct cp", "ctcp", "tnhh", "tong cong ty", "doanh nghiep tu nhan", "dntn", "hop tac xa", "htx", "ho kinh doanh", "hkd",
            "tap doan", "chi nhanh cong ty", "van phong dai dien", "ngan hang tmcp", "xi nghiep", "quy tin dung"];

    private static readonly string[] s_ends = ["ltd", "jsc", "llc", "inc", "corp", "corporation", "gmbh", "plc", "company limited", "stock company", "pte ltd"];

    private const int WordsMin = 2;

    /// <summary>Returns whether a name is an organisation's.</summary>
    /// <param name="name">The name as written; null for none.</param>
    /// <returns>True for "Công ty TNHH …", "CTCP …", "DNTN …", "HTX …", "Hộ kinh doanh …", "… Co., Ltd", "… JSC"; false for the form's words alone.</returns>
    public static bool IsOne(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return false;
        string folded = $" {TextFold.Fold(name).Trim()} ";
        if (folded.Count(c => c == ' ') <= WordsMin) return false;
        foreach (string start in s_starts)
            if (folded.StartsWith($" {start} ", StringComparison.Ordinal) && folded.Length > start.Length + 2) return true;
        foreach (string end in s_ends)
            if (folded.EndsWith($" {end} ", StringComparison.Ordinal)) return true;
        return folded.Contains(" cong ty tnhh ", StringComparison.Ordinal) || folded.Contains(" cong ty co phan ", StringComparison.Ordinal);
    }
}
