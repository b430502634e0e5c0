namespace Resolve.Cli.Generate;

/// <summary>Takes Vietnamese diacritics off, as bank systems and hurried typists do.</summary>
internal static class AsciiFold
{
    private static readonly char[] s_map = BuildMap();

    public static string Lower(string text) => Map(text, upper: false);

    /// <summary>Returns the text in capitals without diacritics: <c>TRAN VAN B</c>.</summary>
    public static string Upper(string text) => Map(text, upper: true);

    private static string Map(string text, bool upper) => string.Create(text.Length, (text, upper), static (span, state) =>
    {
        for (int i = 0; i < span.Length; i++)
        {
            char c = state.text[i];
            char plain = c < s_map.Length && s_map[c] != 0 ? s_map[c] : c;
            span[i] = state.upper ? char.ToUpperInvariant(plain) : plain;
        }
    });

    private static char[] BuildMap()
    {
        var map = new char[0x1F00];
        string[] rows =
        [
            "aàáảãạăằắẳẵặâầấẩẫậ", "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ", "eèéẻẽẹêềếểễệ", "EÈÉẺẼẸÊỀẾỂỄỆ", "iìíỉĩị", "IÌÍỈĨỊ", "oòóỏõọôồốổỗộơờớởỡợ",
            "OÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ", "uùúủũụưừứửữự", "UÙÚỦŨỤƯỪỨỬỮỰ", "yỳýỷỹỵ", "YỲÝỶỸỴ", "dđ", "DĐ",
        ];
        foreach (string row in rows)
            foreach (char c in row.AsSpan(1)) map[c] = row[0];
        return map;
    }
}
