using System.Globalization;
using System.Security.Cryptography;

namespace Resolve.Cli.Generate;

/// <summary>An account with its canonical key, its number and its bank.</summary>
/// <param name="Key">The canonical key: <c>account:970436:1012345678</c>.</param>
/// <param name="Number">The number as the bank writes it.</param>
/// <param name="Bank">The place of the bank in the table; -1 for a crypto address and for a bank abroad.</param>
/// <param name="Bic">The bank abroad; null for others.</param>
internal readonly record struct GeneratedAccount(string Key, string Number, int Bank, string? Bic = null);

/// <summary>Accounts by index, none twice, and the ways in which people write them.</summary>
/// <remarks>Sources: BIN, BIC and names, npm vietnam-qr-pay 1.5.1 (MIT); shapes of numbers, common knowledge of each bank's forms, no number is a real one on
/// purpose.</remarks>
internal sealed class BankAccounts(ulong seed)
{
    private const long BodyCount = 1_000_000_000;

    /// <summary>BIN, what stands before nine digits of body, and the ways the bank is written; weights grow towards the front.</summary>
    private static readonly (string Bin, string Lead, string[] Names)[] s_banks =
    [
        ("970436", "1", ["VCB", "Vietcombank", "VIETCOMBANK", "970436", "Ngân hàng TMCP Ngoại Thương Việt Nam", "BFTVVNVX"]),
        ("970422", "66", ["MB Bank", "MBB", "970422", "Ngân hàng TMCP Quân đội", "MSCBVNVX"]),
        ("970407", "19036", ["TCB", "Techcombank", "970407", "VTCBVNVX"]),
        ("970418", "21510", ["BIDV", "970418", "Ngân hàng TMCP Đầu tư và Phát triển Việt Nam", "BIDVVNVX"]),
        ("970415", "10", ["VietinBank", "CTG", "970415", "ICBVVNVX"]),
        ("970405", "1500", ["Agribank", "AGRIBANK", "970405", "VBAAVNVX"]),
        ("970416", "", ["ACB", "970416", "Ngân hàng TMCP Á Châu", "ASCBVNVX"]),
        ("970432", "2", ["VPBank", "VPB", "970432", "VPBKVNVX"]),
        ("970423", "10", ["TPBank", "TPB", "970423", "TPBVVNVX"]),
        ("970403", "060", ["Sacombank", "STB", "970403", "SGTTVNVX"]),
        ("970441", "601704", ["VIB", "970441", "VNIBVNVX"]),
        ("970437", "070704", ["HDBank", "HDB", "970437", "HDBCVNVX"]),
        ("970443", "101", ["SHB", "970443", "SHBAVNVX"]),
        ("970426", "0350", ["MSB", "970426", "MCOBVNVX"]),
        ("970448", "0017", ["OCB", "970448", "ORCOVNVX"]),
        ("970431", "1700", ["Eximbank", "EIB", "970431", "EBVIVNVX"]),
        ("970449", "0229", ["LPBank", "LPB", "970449", "LVBKVNVX"]),
        ("970425", "0791", ["ABB", "970425", "ABBKVNVX"]),
    ];

    private static readonly WeightedIndex s_byUse = new([18, 16, 14, 12, 10, 8, 8, 8, 6, 6, 4, 4, 3, 3, 3, 2, 2, 1]);

    /// <summary>A large bank of each country by its BIC, from the banks' own pages; such countries have no IBAN.</summary>
    private static readonly Dictionary<string, string> s_abroad = new(StringComparer.Ordinal)
    {
        ["KH"] = "ABAAKHPP", ["LA"] = "COEBLALA", ["MM"] = "KBZBMMMY", ["PH"] = "BOPIPHMM", ["CN"] = "ICBKCNBJ",
    };

    private const string Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private readonly Permutation _bodies = new(BodyCount, StableHash.Mix(seed + 201));

    /// <summary>Gets how many accounts there are.</summary>
    public static long Count => BodyCount;

    /// <summary>Returns the account of an index at a Vietnamese bank.</summary>
    public GeneratedAccount At(long index)
    {
        var random = SplitMix64.Of(seed, 202, (ulong)index);
        int bank = s_byUse.Draw(ref random);
        (string bin, string lead, _) = s_banks[bank];
        string number = lead + _bodies[(ulong)index].ToString(CultureInfo.InvariantCulture).PadLeft(9, '0');
        return new GeneratedAccount($"account:{bin}:{number}", number, bank);
    }

    /// <summary>Returns the account of an index at a bank abroad.</summary>
    public GeneratedAccount Abroad(long index, string country)
    {
        string number = _bodies[(ulong)index].ToString(CultureInfo.InvariantCulture).PadLeft(9, '0');
        return new GeneratedAccount($"account:bic:{s_abroad[country]}:{number}", number, -1, s_abroad[country]);
    }

    /// <summary>Returns the TRON address of an index, as USDT-TRC20 uses it: Base58Check of 0x41 and twenty bytes.</summary>
    public GeneratedAccount Tron(long index)
    {
        var random = SplitMix64.Of(seed, 203, (ulong)index);
        Span<byte> payload = stackalloc byte[25];
        payload[0] = 0x41;
        for (int i = 1; i < 21; i++) payload[i] = (byte)random.Next();
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(payload[..21], digest);
        SHA256.HashData(digest, digest);
        digest[..4].CopyTo(payload[21..]);
        var value = new System.Numerics.BigInteger(payload, isUnsigned: true, isBigEndian: true);
        Span<char> text = stackalloc char[40];
        int at = text.Length;
        while (!value.IsZero)
        {
            value = System.Numerics.BigInteger.DivRem(value, 58, out System.Numerics.BigInteger digit);
            text[--at] = Base58[(int)digit];
        }
        string address = text[at..].ToString();
        return new GeneratedAccount("account:tron:" + address, address, -1);
    }

    /// <summary>Writes the bank as people do.</summary>
    public static string? SpellBank(GeneratedAccount account, ref SplitMix64 random)
    {
        if (account.Bank < 0) return account.Bic;
        string[] names = s_banks[account.Bank].Names;
        return names[Math.Min(random.Below(names.Length + 2), names.Length + 1) % names.Length];
    }

    /// <summary>Returns the plain name of the bank, for narratives.</summary>
    public static string BankName(GeneratedAccount account) => account.Bank < 0 ? account.Bic ?? "USDT (TRC20)" : s_banks[account.Bank].Names[0];

    /// <summary>Writes the number as people do.</summary>
    public static string SpellNumber(GeneratedAccount account, ref SplitMix64 random)
    {
        string n = account.Number;
        if (account.Bank < 0) return n;
        return random.Below(10) switch
        {
            0 => $"{n[..4]} {n[4..]}",
            1 => $"{n[..3]}.{n[3..6]}.{n[6..]}",
            2 => $"{n[..4]}-{n[4..]}",
            3 when random.PerMille(500) => $"STK {n}",
            3 => $" {n} ",
            _ => n,
        };
    }
}
