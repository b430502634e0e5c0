namespace Resolve.Cli.Generate;

/// <summary>An online identity with its canonical key.</summary>
internal readonly record struct GeneratedHandle(string Key, string Platform, string Handle);

/// <summary>Online identities by index, none twice.</summary>
internal sealed class OnlineHandles(ulong seed)
{
    private const ulong TailCount = 36UL * 36 * 36 * 36 * 36 * 36;
    private static readonly string[] s_words =
        ["hotro", "tuvan", "dautu", "vaynhanh", "cskh", "dichvucong", "tuyendung", "ctv", "chungkhoan", "dulich", "nganhang",
            "phattai", "vipinvest", "banhang"];

    private readonly Permutation _tails = new(TailCount, StableHash.Mix(seed + 401));

    /// <summary>Returns the identity of an index.</summary>
    public GeneratedHandle At(long index)
    {
        var random = SplitMix64.Of(seed, 402, (ulong)index);
        ulong tail = _tails[(ulong)index];
        Span<char> letters = stackalloc char[6];
        for (int i = 0; i < 6; i++, tail /= 36) letters[i] = "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(tail % 36)];
        string word = random.Pick(s_words);
        return random.Below(10) switch
        {
            < 5 => Of("telegram", $"{word}_{letters}"),
            < 8 => Of("facebook", $"{word}{letters}"),
            8 => Of("domain", $"{word}-{letters}.com"),
            _ => Of("tiktok", $"{word}_{letters}"),
        };
    }

    /// <summary>Writes the identity as people do.</summary>
    public static string Spell(GeneratedHandle handle, ref SplitMix64 random) => handle.Platform switch
    {
        "telegram" or "tiktok" when random.PerMille(700) => "@" + handle.Handle,
        "telegram" when random.PerMille(300) => "@" + char.ToUpperInvariant(handle.Handle[0]) + handle.Handle[1..],
        "telegram" when random.PerMille(300) => "https://t.me/" + handle.Handle,
        "facebook" when random.PerMille(250) => "https://www.facebook.com/" + handle.Handle,
        "tiktok" when random.PerMille(300) => "https://www.tiktok.com/@" + handle.Handle,
        "domain" when random.PerMille(200) => handle.Handle.ToUpperInvariant(),
        "domain" when random.PerMille(200) => handle.Handle.Replace(".", "[.]", StringComparison.Ordinal),
        _ => handle.Handle,
    };

    private static GeneratedHandle Of(string platform, string handle) => new($"online:{platform}:{handle}", platform, handle);
}
