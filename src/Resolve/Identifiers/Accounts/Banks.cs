using Resolve.Identifiers.Names;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Accounts;

/// <summary>Finds banks by whatever a report calls them: BIN, BIC, CITAD code, short, legal or former name, in any case and diacritics.</summary>
public static class Banks
{
    private const int FoldLengthMax = 300;
    private const int WindowTokensMax = 10, BeginLength = 3;

    private static readonly Bank[] Rows;
    private static readonly Dictionary<string, Bank[]> ByName = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, Bank[]>.AlternateLookup<ReadOnlySpan<char>> ByNameSpan;
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Weak;
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Plain;
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> LegalWords;
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Begins;

    static Banks()
    {
        List<string> lines = TableRows.Of(BankTable.Rows);
        Rows = new Bank[lines.Count];
        for (int i = 0; i < lines.Count; i++) Rows[i] = Read(lines[i]);
        Add("bvb", Rows.First(b => b.Code == "BAOVIETBANK")); // the ticker of Ban Viet and the habit of Bao Viet: both
        Weak = new HashSet<string>(BankTable.WeakNames.Split(','), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        Plain = PlainNames().GetAlternateLookup<ReadOnlySpan<char>>();
        LegalWords = new HashSet<string>(
            ["nhtm", "tmcp", "tm", "cp", "tnhh", "mtv", "thuong", "mai", "co", "phan", "mot", "thanh", "vien", "nha", "nuoc", "viet", "nam", "vn", "so", "lien",
                "doanh", "commercial", "joint", "stock", "the", "of"],
            StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        ByNameSpan = ByName.GetAlternateLookup<ReadOnlySpan<char>>();
        Begins = new HashSet<string>(ByName.Keys.Where(name => name.Length >= BeginLength).Select(name => name[..BeginLength]), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Gets the banks.</summary>
    public static IReadOnlyList<Bank> All => Rows;

    /// <summary>Finds the bank that a bank field names.</summary>
    /// <param name="text">What the field says, such as <c>VCB</c>, <c>Ngân hàng Ngoại thương - CN Đồng Tháp</c>, <c>BFTVVNVX</c>, <c>970436</c> or
    /// <c>01203001</c>.</param>
    /// <param name="bank">The bank, when it is one.</param>
    /// <param name="candidates">The banks it may be, when more than one; by BIN.</param>
    /// <returns>Whether it names exactly one bank.</returns>
    public static bool TryFind(ReadOnlySpan<char> text, out Bank bank, out IReadOnlyList<Bank> candidates)
    {
        Bank[] found = Find(text, inFreeText: false);
        bank = found.Length > 0 ? found[0] : Rows[0];
        candidates = found.Length > 1 ? found : [];
        return found.Length == 1;
    }

    /// <summary>Finds the bank of a BIN, old card BINs included.</summary>
    /// <param name="bin">Six digits.</param>
    /// <returns>The bank, or null.</returns>
    public static Bank? OfBin(ReadOnlySpan<char> bin) =>
        bin.Length == 6 && AsciiText.IsDigits(bin) && ByNameSpan.TryGetValue(bin, out Bank[]? banks) ? banks[0] : null;

    /// <summary>Finds banks in a field, or with names that are no common words in free text; several when it is ambiguous.</summary>
    internal static Bank[] Find(ReadOnlySpan<char> text, bool inFreeText)
    {
        text = text.Trim();
        if (text.IsEmpty || text.Length > FoldLengthMax) return [];
        Span<char> folded = stackalloc char[3 * FoldLengthMax];
        ReadOnlySpan<char> tight = folded[..TextFold.FoldTo(text, folded, '\0')];
        if (!inFreeText && Exact(tight) is { } exact) return exact;
        ReadOnlySpan<char> spaced = folded[..TextFold.FoldTo(text, folded, ' ')];
        int branch = BranchAt(spaced);
        Bank[] found = Windows(branch > 0 ? spaced[..branch] : spaced, inFreeText);
        return found.Length == 0 && branch > 0 ? Windows(spaced, inFreeText) : found;
    }

    private static Bank[]? Exact(ReadOnlySpan<char> tight)
    {
        if (ByNameSpan.TryGetValue(tight, out Bank[]? banks)) return banks;
        if (tight.Length == 8 && AsciiText.IsDigits(tight) && ByNameSpan.TryGetValue(tight[2..5], out banks)) return banks; // CITAD: province, bank, branch
        if (tight.Length == 11 && ByNameSpan.TryGetValue(tight[..8], out banks) && Is(banks[0].Bic, tight[..8])) return banks; // BIC with branch
        if (tight.StartsWith("nganhang") && ByNameSpan.TryGetValue(tight[8..], out banks)) return banks;
        if (tight.EndsWith("bank") && tight.Length > 5 && ByNameSpan.TryGetValue(tight[..^4], out banks)) return banks;
        return null;
    }

    private static bool Is(string? bic, ReadOnlySpan<char> folded) => bic is not null && folded.Equals(bic, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns where the branch begins ("… chi nhánh Sài Gòn"), whose place must not be taken for a bank; -1 when there is none.</summary>
    private static int BranchAt(ReadOnlySpan<char> spaced)
    {
        int at = -1;
        foreach (string mark in (ReadOnlySpan<string>)[" chi nhanh", " cn ", " pgd ", " phong giao dich", " hoi so", " branch"])
        {
            int i = spaced.IndexOf(mark, StringComparison.Ordinal);
            if (i > 0 && (at < 0 || i < at)) at = i;
        }
        return at;
    }

    private static Bank[] Windows(ReadOnlySpan<char> spaced, bool inFreeText)
    {
        Span<Range> tokens = stackalloc Range[64];
        int count = spaced.Split(tokens, ' ');
        tokens = tokens[..count];
        Span<char> joined = stackalloc char[spaced.Length];
        Bank[] best = [];
        int bestLength = 0;
        bool bestWeak = true;
        for (int i = 0; i < count; i++)
        {
            int length = 0;
            for (int j = i; j < count && j < i + WindowTokensMax; j++)
            {
                ReadOnlySpan<char> token = spaced[tokens[j]];
                token.CopyTo(joined[length..]);
                length += token.Length;
                ReadOnlySpan<char> window = joined[..length];
                if (length < 2 || !ByNameSpan.TryGetValue(window, out Bank[]? banks)) continue;
                if (char.IsAsciiDigit(window[0]) && inFreeText) continue;
                bool headed = HasHead(spaced, tokens, i, j);
                if (length < 3 && !IsShortName(window) && !headed) continue;
                bool weak = IsWeak(window) && !headed;
                if (weak && (inFreeText || IsOfCompany(spaced, tokens[..i]))) continue;
                if (length > bestLength && (!weak || bestWeak)) (best, bestLength, bestWeak) = (banks, length, weak);
                else if (!weak && bestWeak) (best, bestLength, bestWeak) = (banks, length, weak);
                else if (length == bestLength && weak == bestWeak) best = Union(best, banks);
            }
        }
        return best;
    }

    /// <summary>Finds the bank whose name is the words from one to another of a free text.</summary>
    /// <param name="tight">The folded words, end to end.</param>
    /// <param name="headed">Whether a word for bank stands before or behind them.</param>
    /// <returns>The banks of that name; null when it is none, or one that says bank only behind such a word.</returns>
    internal static Bank[]? Named(ReadOnlySpan<char> tight, bool headed)
    {
        if (tight.Length < 2 || char.IsAsciiDigit(tight[0]) || !ByNameSpan.TryGetValue(tight, out Bank[]? banks)) return null;
        return headed || (!IsWeak(tight) && (tight.Length > 2 || IsShortName(tight))) ? banks : null;
    }

    /// <summary>Returns whether a name of a bank begins with these letters, judged by the first three.</summary>
    internal static bool MayBegin(ReadOnlySpan<char> tight) =>
        tight.Length < BeginLength || Begins.Contains(tight[..BeginLength]);

    /// <summary>Finds the bank whose full name a text is, though its words are no sign of a bank elsewhere.</summary>
    internal static Bank[]? PlainNamed(ReadOnlySpan<char> tight) =>
        Plain.Contains(tight) && !Weak.Contains(tight) && ByNameSpan.TryGetValue(tight, out Bank[]? banks) ? banks : null;

    /// <summary>Returns whether a word belongs to the legal form of a bank and may stand between "ngân hàng" and its name.</summary>
    internal static bool IsLegalWord(ReadOnlySpan<char> word) => LegalWords.Contains(word);

    /// <summary>Returns whether a word, or it and the one before, says bank.</summary>
    internal static bool IsHead(ReadOnlySpan<char> before, ReadOnlySpan<char> word) =>
        word is "nh" or "nhtm" or "nhtmcp" or "nhtmnn" or "nhtmnnvn" or "nganhang" or "bank" || (word is "hang" && before is "ngan");

    private static bool IsWeak(ReadOnlySpan<char> name) => Weak.Contains(name) || Plain.Contains(name);

    /// <summary>Returns whether a word for bank stands before a name, with at most words of its legal form between, or right behind it.</summary>
    private static bool HasHead(ReadOnlySpan<char> spaced, ReadOnlySpan<Range> tokens, int first, int last)
    {
        if (last + 1 < tokens.Length && spaced[tokens[last + 1]] is "bank") return true;
        bool shares = false;
        for (int i = first - 1; i >= 0; i--)
        {
            ReadOnlySpan<char> word = spaced[tokens[i]], before = i > 0 ? spaced[tokens[i - 1]] : default;
            if (IsHead(before, word)) return true;
            shares |= word is "tmcp";
            if (!IsLegalWord(word)) break;
        }
        return shares && !IsOfCompany(spaced, tokens[..first]); // TMCP Á Châu; CTY TMCP DAU TU is no bank
    }

    /// <summary>Returns whether words before a name say that it is of a company, a project or an office.</summary>
    private static bool IsOfCompany(ReadOnlySpan<char> spaced, ReadOnlySpan<Range> tokens)
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            ReadOnlySpan<char> word = spaced[tokens[i]];
            ReadOnlySpan<char> next = i + 1 < tokens.Length ? spaced[tokens[i + 1]] : default;
            if (word is "cty" or "ct" or "congty" or "dntn" or "htx" or "tnhh" || (word is "cong" && next is "ty")) return true;
            if (i == 0 && word is "so" or "cuc" or "phong" && next is not "giao") return true; // an office; "sở giao dịch" is a bank's
            if ((word is "du" && next is "an") || (word is "tap" && next is "doan") || (word is "doanh" && next is "nghiep")) return true;
            if ((word is "chung" && next is "khoan") || (word is "bao" && next is "hiem")) return true;
        }
        return false;
    }

    /// <summary>Lists the names of banks that are ordinary Vietnamese words: they stand in the names of companies, offices and places too.</summary>
    private static HashSet<string> PlainNames()
    {
        var names = new HashSet<string>(BankTable.PlainNames.Split(','), StringComparer.Ordinal);
        foreach (string line in TableRows.Of(BankTable.Rows))
        {
            string[] part = line.Split('|');
            if (part[7] is "W" or "G" or "T") continue;
            foreach (string name in part[8].Split(',').Append(part[3]).Append(part[2]))
            {
                foreach (string words in (ReadOnlySpan<string>)[TextFold.Fold(name), Core(name)])
                {
                    string[] parts = words.Split(' ');
                    bool own = parts.Length < 2 || words.StartsWith("ngan hang", StringComparison.Ordinal)
                        || !Array.TrueForAll(parts, p => VietnameseSyllable.IsSyllable(p));
                    if (!own) names.Add(string.Concat(parts));
                }
            }
        }
        names.ExceptWith(BankTable.OwnNames.Split(','));
        return names;
    }

    private static bool IsShortName(ReadOnlySpan<char> window) => window is "mb" or "sc";

    private static Bank[] Union(Bank[] one, Bank[] other) => one.Union(other).OrderBy(b => b.KeyPart, StringComparer.Ordinal).ToArray();

    private static Bank Read(string line)
    {
        string[] part = line.Split('|');
        BankKind kind = part[7] switch { "W" => BankKind.Wallet, "G" => BankKind.Gateway, "F" => BankKind.FinanceCompany, "T" =>
            BankKind.Treasury, _ => BankKind.Bank };
        var bank = new Bank(Text(part[0]), part[1], part[2], part[3], Text(part[4]), Text(part[5]), kind);
        for (int i = 0; i < 7; i++) Add(TextFold.FoldTight(part[i]), bank);
        Add(TextFold.FoldTight(Core(part[3])), bank);
        foreach (string name in part[8].Split(','))
        {
            Add(TextFold.FoldTight(name), bank);
            Add(TextFold.FoldTight(Core(name)), bank);
        }
        return bank;
    }

    /// <summary>Returns what a legal name says besides "commercial joint stock bank".</summary>
    private static string Core(string legalName)
    {
        string folded = TextFold.Fold(legalName);
        foreach (string prefix in (ReadOnlySpan<string>)["ngan hang ", "thuong mai ", "tmcp ", "tnhh mtv ", "so "])
            if (folded.StartsWith(prefix, StringComparison.Ordinal)) folded = folded[prefix.Length..];
        return folded;
    }

    private static string? Text(string part) => part.Length == 0 ? null : part;

    private static void Add(string name, Bank bank)
    {
        if (name.Length < 2) return;
        if (!ByName.TryGetValue(name, out Bank[]? banks)) ByName.Add(name, [bank]);
        else if (!banks.Contains(bank)) ByName[name] = Union(banks, [bank]);
    }
}
