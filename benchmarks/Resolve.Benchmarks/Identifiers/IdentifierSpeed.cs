using System.Diagnostics;
using System.Globalization;
using Resolve.Identifiers.Dates;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Names;
using Resolve.Identifiers.Narratives;
using Resolve.Identifiers.Normalisation;
using Resolve.Identifiers.Places;

namespace Resolve.Benchmarks.Identifiers;

/// <summary>Prints a quick table of nanoseconds and bytes per value for each kind: the fastest of 25 rounds after warming up, which other work on the machine
/// disturbs least.</summary>
public static class IdentifierSpeed
{
    private const int RoundCount = 25;

    private static readonly DateOnly Day = new(2026, 3, 1);

    /// <summary>Runs the table.</summary>
    /// <param name="args">The operations in one round; 20,000 by default.</param>
    public static void Run(string[] args)
    {
        int count = args.Length > 0 && int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out int asked) ? asked : 20_000;
        Console.WriteLine("kind                          ns/op  bytes/op  key bytes");
        Mentions("phone", MentionKind.Phone, count, ["0391234567", "0169.123.4567", "+84 912 345 678", "(024) 3825 2345", "84912345678"]);
        Mentions("account, bank by code", MentionKind.Account, count, ["0071000123456", "1023456789012", "19034567890123"], bank: "VCB");
        Mentions("account, bank by legal name", MentionKind.Account, count, ["0071000123456"], bank: "Ngân hàng TMCP Ngoại thương Việt Nam");
        Mentions("account, card", MentionKind.Account, count, ["4111111111111111"]);
        Mentions("device, imei", MentionKind.Device, count, ["35693803564380-9"], type: "imei");
        Mentions("online, telegram", MentionKind.Online, count, ["@vip_invest"], platform: "telegram");
        Mentions("online, link", MentionKind.Online, count / 4, ["https://www.facebook.com/nguyen.vana?fbclid=abc"]);
        string[] names = ["Nguyễn Thị Hoà", "NGUYEN VAN DUC", "Trần Minh Quân", "ông Lê Hữu Phước"];
        Measure("name", count, i => PersonName.TryParse(names[i % names.Length], out PersonName? name, out _) ? name.PlainKey.Length : 0, 0);
        Measure("name, spoilt font", count / 4, i => PersonName.TryParse("NguyÔn V¨n §øc", out PersonName? name, out _) ? name.PlainKey.Length : 0, 0);
        Measure("date", count, i => PartialDate.TryParse("21/03/1987", Day, out PartialDate date) ? date.Year : 0, 0);
        Measure("province", count, i => Province.TryParse("Đồng Tháp", Day, out ProvinceReading province) ? province.New.Code.Length : 0, 0);
        Measure("address", count / 4, i => AddressParser.TryParse("12 Nguyễn Huệ, P.1, TP Cao Lãnh, Đồng Tháp", Day, null, out Address? address, out _)
            ? address!.Raw.Length : 0, 0);
        string narrative = "Ngày 12/03/2024 đối tượng dùng số 0391 234 567 gọi cho bà Hoà, yêu cầu chuyển 1 tỷ 250 triệu đồng vào STK 0071000123456 "
            + "Vietcombank.";
        Measure("narrative of 130 letters", count / 20, i => NarrativeScanner.Find(narrative, Day).Count, 0);
    }

    private static void Mentions(string name, MentionKind kind, int count, string[] values, string? bank = null, string? type = null, string? platform = null)
    {
        Mention[] mentions = [.. values.Select(v => new Mention { Ref = "m", Kind = kind, Value = v, Bank = bank, Type = type, Platform = platform })];
        // A string of n characters takes 22 + 2n bytes, rounded up to eight, on a 64-bit runtime.
        double keyBytes = mentions.Average(m => (22 + (2 * MentionNormaliser.Normalise(m, Day).Key.ToString().Length) + 7) / 8 * 8);
        Measure(name, count, i => MentionNormaliser.Normalise(mentions[i % mentions.Length], Day).Key.ToString().Length, keyBytes);
    }

    private static void Measure(string name, int count, Func<int, int> read, double keyBytes)
    {
        long sum = 0;
        for (int i = 0; i < count; i++) sum += read(i);
        double[] nanoseconds = new double[RoundCount];
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < RoundCount; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < count; i++) sum += read(i);
            nanoseconds[round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
        }
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Array.Sort(nanoseconds);
        string key = keyBytes > 0 ? keyBytes.ToString("0", CultureInfo.InvariantCulture) : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-28} {nanoseconds[0],6:0} {(double)bytes / count / RoundCount,9:0} {key,10}{(sum == 0 ? " nothing read" : "")}"));
    }
}
