using System.Globalization;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Cli.Generate.Demo;

/// <summary>Small cases of the demo that belong to no story, some of which touch a hub.</summary>
internal static class DemoNoise
{
    /// <summary>The number of cases, one report each.</summary>
    public const int Count = 66;

    private static readonly (string Typology, long Low, long High, string Text, bool Phone, bool Account)[] s_cases =
    [
        ("S15", 300_000, 12_000_000, "{victim} mua điện thoại cũ trên mạng, chuyển cọc {amount} cho {account}, người bán số {phone} không giao hàng.", true,
            true),
        ("S01", 1_000_000, 20_000_000, "{victim} đặt phòng khách sạn qua số {phone}, chuyển {amount} vào {account}; đến nơi mới biết không có phòng.", true,
            true),
        ("S04", 500_000, 9_000_000, "Khách dùng số {phone} mua hàng tại {place}, đưa ảnh chụp biên lai chuyển khoản giả {amount}.", true, false),
        ("S20", 0, 0, "{victim} phản ánh số {phone} nháy máy nhiều lần trong ngày {day}.", true, false),
        ("S17", 2_000_000, 15_000_000, "{victim} nhận {amount} chuyển nhầm từ tài khoản {account}, sau đó bị số {phone} đòi trả kèm lãi.", true, true),
        ("X07", 500_000, 6_000_000, "{victim} đặt mua pháo hoa nổ qua mạng, chuyển {amount} vào {account}.", false, true),
        ("S13", 1_000_000, 10_000_000, "Nick người quen của {victim} bị chiếm, nhắn mượn {amount}, nhận tiền qua {account}.", false, true),
    ];

    private static readonly string[] s_places = ["Hồ Chí Minh", "Hà Nội", "Đồng Nai", "Đắk Lắk", "Kiên Giang", "Nam Định", "Phú Thọ", "Cà Mau", "Gia Lai",
        "Tiền Giang", "Lạng Sơn", "Bến Tre"];

    /// <summary>Writes a case.</summary>
    public static DemoFeed.Entry Write(int number)
    {
        var random = SplitMix64.Of(DemoFeed.Seed, 902, (ulong)number);
        (string typology, long low, long high, string text, bool withPhone, bool withAccount) = s_cases[number % s_cases.Length];
        var draft = new ReportDraft();
        int place = DemoStory.Place(s_places[number % s_places.Length]);
        DateTimeOffset happened = new DateTimeOffset(2025, 5, 3, 9, 0, 0, TimeSpan.FromHours(7)).AddDays(number * 4.6).AddMinutes(random.Below(600));
        decimal amount = GeneratedHead.Amount(low, high, ref random);
        (string victimRef, string victimName) = DemoFeed.Victim(draft, 400 + number, ref random);
        string phoneText = "lạ", accountText = "người lạ";
        if (withPhone)
        {
            string national = string.Create(CultureInfo.InvariantCulture, $"085000{9}{number:000}");
            string reference = MentionFactory.Phone(draft, new GeneratedPhone("phone:+84" + national[1..], national), MentionRole.Suspect, ref random);
            phoneText = draft.Mentions[^1].Value!;
            draft.Link(reference, victimRef, LinkKind.Contacted);
        }
        if (withAccount)
        {
            string value = string.Create(CultureInfo.InvariantCulture, $"100009{0}{number:000}");
            string reference = MentionFactory.Account(draft, new GeneratedAccount("account:970436:" + value, value, 0), MentionRole.Suspect, null, ref random);
            accountText = value + " (Vietcombank)";
            draft.Links.Add(new ReportLink(victimRef, reference, LinkKind.Transferred, amount > 0 ? amount : null, null, happened));
        }
        if (number % 7 is 0 or 3) DemoFeed.MentionHub(draft, 0, ref random);
        if (number % 7 is 1 or 5) DemoFeed.MentionHub(draft, 1, ref random);
        if (number % 9 == 4) DemoFeed.MentionHub(draft, 2, ref random);
        if (number % 8 == 6)
        {
            draft.Mentions.Add(new Mention { Ref = draft.NextRef(MentionKind.Phone), Kind = MentionKind.Phone, Role = MentionRole.Mentioned,
                Value = "1900 0000", Channel = "displayed" });
        }
        string narrative = text.Replace("{victim}", victimName, StringComparison.Ordinal).Replace("{amount}", GeneratedHead.Say(amount),
            StringComparison.Ordinal)
            .Replace("{phone}", phoneText, StringComparison.Ordinal).Replace("{account}", accountText, StringComparison.Ordinal)
            .Replace("{place}", MentionFactory.Address(place, ref random), StringComparison.Ordinal)
            .Replace("{day}", happened.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return new DemoFeed.Entry(null, draft, place, happened, happened.AddHours(random.Between(2, 60)), typology, amount > 0
            ? new Money(amount) : null, narrative, []);
    }
}
