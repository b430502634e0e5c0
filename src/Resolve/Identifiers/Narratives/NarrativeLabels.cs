namespace Resolve.Identifiers;

/// <summary>What the words before a number say it is.</summary>
internal enum NarrativeLabel : byte
{
    None = 0,
    Phone,
    Account,
    Document,
    Device,
}

/// <summary>Finds labels in the text before a number.</summary>
internal static class NarrativeLabels
{
    private static readonly (string Word, NarrativeLabel Label)[] Words =
    [
        ("so dien thoai", NarrativeLabel.Phone), ("dien thoai", NarrativeLabel.Phone), ("sdt", NarrativeLabel.Phone), ("dt", NarrativeLabel.Phone), ("dtdd", NarrativeLabel.Phone), ("so may", NarrativeLabel.Phone), ("thue bao", NarrativeLabel.Phone),
        ("so zalo", NarrativeLabel.Phone), ("zalo", NarrativeLabel.Phone), ("goi den so", NarrativeLabel.Phone), ("goi tu so", NarrativeLabel.Phone), ("so sim", NarrativeLabel.Phone), ("sim", NarrativeLabel.Phone), ("lien he", NarrativeLabel.Phone),
        ("hotline", NarrativeLabel.Phone), ("phone", NarrativeLabel.Phone), ("tel", NarrativeLabel.Phone), ("mobile", NarrativeLabel.Phone), ("di dong", NarrativeLabel.Phone), ("whatsapp", NarrativeLabel.Phone), ("viber", NarrativeLabel.Phone),
        ("so tai khoan", NarrativeLabel.Account), ("tai khoan", NarrativeLabel.Account), ("stk", NarrativeLabel.Account), ("tk", NarrativeLabel.Account), ("so tk", NarrativeLabel.Account), ("account", NarrativeLabel.Account), ("so the", NarrativeLabel.Account), ("the atm", NarrativeLabel.Account), ("vi momo", NarrativeLabel.Account), ("vi dien tu", NarrativeLabel.Account), ("vi zalopay", NarrativeLabel.Account),
        ("cccd", NarrativeLabel.Document), ("can cuoc", NarrativeLabel.Document), ("can cuoc cong dan", NarrativeLabel.Document), ("cmnd", NarrativeLabel.Document), ("cmt", NarrativeLabel.Document), ("cmtnd", NarrativeLabel.Document), ("chung minh", NarrativeLabel.Document), ("chung minh nhan dan", NarrativeLabel.Document),
        ("dinh danh", NarrativeLabel.Document), ("dinh danh ca nhan", NarrativeLabel.Document), ("ho chieu", NarrativeLabel.Document), ("passport", NarrativeLabel.Document), ("ddcn", NarrativeLabel.Document),
        ("imei", NarrativeLabel.Device), ("imsi", NarrativeLabel.Device), ("iccid", NarrativeLabel.Device), ("so imei", NarrativeLabel.Device),
    ];

    /// <summary>Returns the last label within a distance before a place, in the same sentence and line.</summary>
    public static NarrativeLabel Before(string text, int place, int distanceMax)
    {
        int start = Math.Max(0, place - distanceMax);
        for (int i = place - 1; i >= start; i--)
        {
            bool ends = text[i] is '\n' or ';' or '!' or '?' || (text[i] == '.' && i + 1 < place && text[i + 1] == ' ' && i > 0 && char.IsLower(text[i - 1]) && place - i > 3);
            if (!ends) continue;
            start = i + 1;
            break;
        }
        if (start > 0 && char.IsLowSurrogate(text[start])) start++;
        Span<char> folded = stackalloc char[(3 * distanceMax) + 8];
        int length = TextFold.FoldTo(text.AsSpan(start, place - start), folded, ' ');
        ReadOnlySpan<char> window = folded[..length];
        int best = -1;
        NarrativeLabel label = NarrativeLabel.None;
        foreach ((string word, NarrativeLabel own) in Words)
        {
            int at = LastWord(window, word);
            if (at + word.Length > best && at >= 0) (best, label) = (at + word.Length, own);
        }
        return label;
    }

    /// <summary>Returns whether a word is a label on its own.</summary>
    public static bool IsLabel(ReadOnlySpan<char> word)
    {
        if (word.Length > 20) return false;
        Span<char> folded = stackalloc char[60];
        ReadOnlySpan<char> own = folded[..TextFold.FoldTo(word, folded, '\0')];
        foreach ((string label, _) in Words)
            if (own.SequenceEqual(label)) return true;
        return false;
    }

    /// <summary>Returns whether a bank is named right before a number, with at most a few signs between.</summary>
    public static bool IsRightBefore(string text, int place, string bank)
    {
        int start = Math.Max(0, place - 24);
        return Banks.Find(text.AsSpan(start, place - start), inFreeText: true) is [{ } one] && one.Code == bank;
    }

    /// <summary>Returns the platform named by the word or two before a place ("telegram: @vip").</summary>
    public static string? PlatformBefore(string text, int place)
    {
        int end = place;
        for (int words = 0; words < 3; words++)
        {
            while (end > 0 && !char.IsLetterOrDigit(text[end - 1])) { if (text[end - 1] is '\n' or '.') return null; end--; }
            int start = end;
            while (start > 0 && char.IsLetterOrDigit(text[start - 1])) start--;
            if (start == end) return null;
            string word = text[start..end];
            if (OnlinePlatforms.Canonical(word) is { } platform && word.Length > 1 && platform is not ("email" or "domain" or "url" or "ip" or "line" or "signal" or "x")) return platform;
            if (TextFold.FoldTight(word) is not ("tai" or "khoan" or "ten" or "la" or "nick" or "nhom" or "kenh" or "user" or "username" or "id" or "co" or "acc")) return null;
            end = start;
        }
        return null;
    }

    private static int LastWord(ReadOnlySpan<char> window, string word)
    {
        int from = window.Length;
        while (from > 0)
        {
            int at = window[..from].LastIndexOf(word);
            if (at < 0) return -1;
            bool starts = at == 0 || window[at - 1] == ' ', ends = at + word.Length == window.Length || window[at + word.Length] == ' ';
            if (starts && ends) return at;
            from = at + word.Length - 1;
        }
        return -1;
    }
}
