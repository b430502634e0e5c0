using Resolve.Identifiers.Accounts;

namespace Resolve.Identifiers.Narratives;

/// <summary>A bank that a text names.</summary>
/// <param name="First">Its first word.</param>
/// <param name="End">The place behind its last word.</param>
/// <param name="Code">Its code; null when the name is of several banks.</param>
/// <param name="IsWallet">Whether it is an e-wallet.</param>
internal readonly record struct NarrativeBank(int First, int End, string? Code, bool IsWallet);

/// <summary>Finds the banks of a text that may keep the accounts in it: not those that a caller pretended to be, nor whose app was opened.</summary>
internal static class NarrativeBanks
{
    private const int WindowWordsMax = 10, ClaimWordsMax = 14;

    // Who says so is not: tự xưng, giả danh, mạo danh, giả mạo, đóng giả, tự nhận.
    private static readonly HashSet<(string, string)> Claims =
    [
        ("tu", "xung"), ("mao", "xung"), ("gia", "xung"), ("gia", "danh"), ("mao", "danh"), ("mang", "danh"), ("lay", "danh"), ("gia", "mao"),
        ("gia", "lam"), ("dong", "gia"), ("lam", "gia"), ("tu", "nhan"),
    ];

    // Who speaks for a bank, and where its customers come to it; neither keeps accounts.
    private static readonly HashSet<(string, string)> OfficePairs =
    [
        ("nhan", "vien"), ("can", "bo"), ("ung", "dung"), ("trang", "web"), ("tong", "dai"), ("tin", "nhan"),
        ("mobile", "banking"), ("internet", "banking"), ("smart", "banking"),
    ];

    private static readonly HashSet<string> Offices =
        ["app", "application", "website", "web", "fanpage", "brandname", "smartbanking", "mobilebanking", "hotline", "cskh", "sms", "otp", "fake", "phishing"];

    private static readonly HashSet<string> Between =
    [
        "cua", "la", "ngan", "hang", "nh", "ben", "phong", "giao", "dich", "tin", "dung", "cham", "soc", "khach", "the", "tu", "dien", "mem", "phan",
        "dang", "nhap", "gia", "mobile", "internet", "banking",
    ];

    /// <summary>Finds the banks, in their order.</summary>
    public static List<NarrativeBank> Find(NarrativeWords words)
    {
        var banks = new List<NarrativeBank>();
        Span<char> tight = stackalloc char[WindowWordsMax * 64];
        for (int i = 0; i < words.Count; i++)
        {
            if (words[i].Taken || words[i].Shape == WordShape.Digits) continue;
            Bank[]? best = null;
            int end = 0, length = 0;
            for (int j = i; j < words.Count && j < i + WindowWordsMax; j++)
            {
                NarrativeWord word = words[j];
                if (word.Taken || (j > i && (word.Gap & ~WordGap.Dash) != 0) || length + word.Folded.Length > tight.Length) break;
                word.Folded.CopyTo(tight[length..]);
                length += word.Folded.Length;
                if (!Banks.MayBegin(tight[..length])) break;
                if (Banks.Named(tight[..length], headed: true) is not { } named) continue;
                if (Banks.Named(tight[..length], headed: false) is not null || HasHead(words, i, j + 1)) (best, end) = (named, j + 1);
            }
            if (best is null) continue;
            var bank = new NarrativeBank(i, end, CodeOf(best), best is [{ Kind: BankKind.Wallet }]);
            if (!IsPretence(words, bank)) Add(banks, words, bank);
            i = end - 1;
        }
        return banks;
    }

    private static string? CodeOf(Bank[] banks) =>
        banks.Length == 1 ? banks[0].Code : Array.TrueForAll(banks, b => b.Code is "BVB" or "BAOVIETBANK") ? "BVB" : null;

    /// <summary>Adds a bank, or joins it with the same one right before: "Ngân hàng Quân đội (MB)".</summary>
    private static void Add(List<NarrativeBank> banks, NarrativeWords words, NarrativeBank bank)
    {
        if (banks.Count > 0 && banks[^1] is var last && last.Code == bank.Code && bank.First - last.End <= 3)
        {
            bool joined = true;
            for (int i = last.End; i < bank.First; i++) joined &= Banks.IsLegalWord(words[i].Folded) || words[i].Folded is "ngan" or "hang" or "nh";
            for (int i = last.End; i <= bank.First; i++) joined &= (words[i].Gap & (WordGap.Breaks | WordGap.Comma)) == 0;
            if (joined) { banks[^1] = last with { End = bank.End }; return; }
        }
        banks.Add(bank);
    }

    private static bool HasHead(NarrativeWords words, int first, int end)
    {
        if (end < words.Count && words[end].Gap == WordGap.None && words[end].Folded is "bank") return true;
        bool shares = false;
        int i = first - 1;
        for (; i >= 0 && (words[i + 1].Gap & ~(WordGap.Dash | WordGap.Colon | WordGap.Open)) == 0; i--)
        {
            if (words[i].Taken) return false;
            if (Banks.IsHead(i > 0 ? words[i - 1].Folded : "", words[i].Folded)) return true;
            shares |= words[i].Folded is "tmcp";
            if (!Banks.IsLegalWord(words[i].Folded)) break;
        }
        if (!shares) return false;
        for (int k = Math.Max(0, i - 2); k < first; k++)
            if (words[k].Folded is "cty" or "ct" or "congty" or "ty") return false;
        return true;
    }

    /// <summary>Returns whether somebody claims to be this bank, or uses its app or site: then it keeps no account that stands near.</summary>
    private static bool IsPretence(NarrativeWords words, NarrativeBank bank)
    {
        if (IsCalledFalse(words, bank.End)) return true;
        bool near = true; // only words of an office stand between: "nhân viên chăm sóc khách hàng của"
        for (int i = bank.First - 1, count = 0; i >= 0 && count < ClaimWordsMax; i--, count++)
        {
            if ((words[i + 1].Gap & (WordGap.Breaks & ~WordGap.Semicolon)) != 0 || words[i].Taken) return false;
            string word = words[i].Folded, before = i > 0 ? words[i - 1].Folded : "";
            string next = i + 1 < words.Count ? words[i + 1].Folded : "";
            if (Claims.Contains((before, word)) || (word is "mao" or "vo" or "xung" && next is "la" or "nhan" or "can")) return true;
            if (near && !bank.IsWallet && (Offices.Contains(word) || OfficePairs.Contains((before, word)))) return true;
            if (IsTransfer(words, i)) return false;
            near &= Between.Contains(word);
        }
        return false;
    }

    /// <summary>Returns whether "giả" stands behind a bank: "VPBank giả (024…)".</summary>
    private static bool IsCalledFalse(NarrativeWords words, int end)
    {
        if (end >= words.Count || (words[end].Gap & (WordGap.Breaks | WordGap.Comma)) != 0) return false;
        bool price = end + 1 < words.Count && words[end + 1].Folded is "dinh" or "tri" or "ca" or "tien"; // gia đình, giá trị, giá cả, giá tiền
        return words[end].Folded is "gia" or "dom" && !price;
    }

    /// <summary>Returns whether a word begins what money does: behind it a bank keeps an account.</summary>
    private static bool IsTransfer(NarrativeWords words, int i)
    {
        if (words[i].Folded is "chuyen" or "nop" or "stk" or "tk" or "vao" or "sang" or "ck") return true;
        if (words[i].Folded is not "tai" || i + 1 == words.Count) return false;
        if (words[i + 1].Folded is "khoan") return true;
        // "0071… tại ngân hàng VCB"
        bool ofBank = words[i + 1].Folded is "nh" or "nganhang" || (words[i + 1].Folded is "ngan" && i + 2 < words.Count && words[i + 2].Folded is "hang");
        return ofBank && (words[i].Gap & WordGap.Breaks) == 0 && i > 0 && words[i - 1].Shape == WordShape.Digits;
    }
}
