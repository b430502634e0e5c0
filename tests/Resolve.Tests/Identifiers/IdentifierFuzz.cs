using System.Globalization;
using System.Text;
using Resolve.Identifiers;
using Resolve.Identifiers.Dates;
using Resolve.Identifiers.Documents;
using Resolve.Identifiers.Explanations;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Names;
using Resolve.Identifiers.Narratives;
using Resolve.Identifiers.Normalisation;
using Resolve.Identifiers.Phones;
using Resolve.Identifiers.Places;
using Resolve.Identifiers.Text;

namespace Resolve.Tests.Identifiers;

/// <summary>Makes hostile inputs: random text, and real values with characters changed, lost, doubled, swapped or styled.</summary>
internal sealed class InputFuzzer(ulong seed, string[] samples)
{
    private const string Alphabet =
        "0123456789 0123456789.-+()/:,;'\"@#*xXoOlI|_=&%?\t\n\u00A0\u200B\u0301\u0303\u0323aeiouyAEIOUY"
        + "đĐêÊôơưăâạảấầẩẫậắằệỄnghthtrNGTHvVNSPtpTPq<>[]{}~…•×０９①𝟗𝐀é\uD83D\uDE00\uD800\uDC00аеоΟ一\u0000\u007F\uFFFD";

    private ulong _state = seed;

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public string Input()
    {
        if (Below(4) == 0) return Noise(Below(40));
        var text = new StringBuilder(samples[Below(samples.Length)]);
        int changes = Below(4);
        for (int i = 0; i < changes; i++) Mutate(text);
        if (Below(16) == 0) text.Append(' ').Append(samples[Below(samples.Length)]);
        return text.ToString();
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return StableHash.Mix(_state);
    }

    private string Noise(int length)
    {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) text.Append(Below(20) == 0 ? (char)Below(0x10000) : Alphabet[Below(Alphabet.Length)]);
        return text.ToString();
    }

    private void Mutate(StringBuilder text)
    {
        int at = text.Length == 0 ? 0 : Below(text.Length);
        switch (Below(7))
        {
            case 0: text.Insert(at, Alphabet[Below(Alphabet.Length)]); break;
            case 1 when text.Length > 0: text.Remove(at, 1); break;
            case 2 when text.Length > 0: text[at] = Alphabet[Below(Alphabet.Length)]; break;
            case 3 when text.Length > 1: int other = Below(text.Length); (text[at], text[other]) = (text[other], text[at]); break;
            case 4 when text.Length > 0: text.Insert(at, text[at]); break;
            case 5 when text.Length > 0 && char.IsAsciiDigit(text[at]): text[at] = (char)('\uFF10' + text[at] - '0'); break;
            case 6 when text.Length > 2: text.Length = at; break;
        }
    }
}

/// <summary>Runs each reader on hostile input. RESOLVE_FUZZ sets how many inputs a kind gets; 50,000 by default, 1,000,000 before a release.</summary>
public class IdentifierFuzz
{
    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("RESOLVE_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        ? count : 50_000;

    private static readonly DateOnly?[] Dates = [null, new DateOnly(2016, 3, 1), new DateOnly(2018, 1, 1), new DateOnly(2025, 6, 30),
        new DateOnly(2026, 10, 1)];

    private static readonly string[] Phones =
        ["0391234567", "+84391234567", "0169.123.4567", "84 912 345 678", "(024) 3825 2345", "zalo.me/0912345678", "wa.me/85512345678", "098xxxx123",
            "0912345678/79", "tel:+84-24-3825-2345;ext=12", "9.12345678E+08", "19001234", "0912345678 - 0987654321",
            "không chín một hai ba bốn năm sáu bảy tám"];

    private static readonly string[] Accounts =
        ["0071000123456", "VCB 0071000123456", "970436:0071000123456", "970436 0071000123456", "STK 19034567890123 Techcombank", "4111111111111111",
            "DE89370400440532013000", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
         "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "99MM24011M34875080",
             "970436******1234", "bic:ABAAKHPP:000123456", "zalopay:0912345678",
         "00020101021138530010A0000007270123000697041601092576788590208QRIBFTTA53037045802VN6304AE9F", "Ngân hàng Sài Gòn Hà Nội 102874563210", "NGUYENVANA88",
             "card:411111:031ade7589657d44"];

    private static readonly string[] BankNames = ["", "VCB", "Ngân hàng TMCP Ngoại thương - CN Đồng Tháp", "BVB", "MoMo", "970436", "BFTVVNVX", "ABAAKHPP",
        "01203001", "VNPAY", "lạ"];

    private static readonly string[] Plates = ["51F-123.45", "59-X1 123.45", "BKS 29A12345", "80-123-NG-01", "TM 12-34", "29MĐ1-123.45", "59X11234"];

    private static readonly string[] Devices =
        ["356938035643809", "35-693803-564380-9", "3569380356438012", "452041234567890", "8984048000001234567", "00:1A:2B:3C:4D:5E",
            "38400000-8CF0-11BD-B23E-10B96E40000D", "89049032000001000000043598005455", "IMEI1: 356938035643809 / IMEI2: 490154203237518",
            "device:imei:35693803564380"];

    private static readonly string[] DeviceTypes = ["", "imei", "imsi", "iccid", "mac", "adid", "eid", "serial", "lạ"];

    private static readonly string[] Onlines =
        ["@vip_invest", "https://t.me/VIP_Invest?start=1", "t.me/+AbCdEf123456", "https://www.facebook.com/profile.php?id=100012345678901&mibextid=Zb",
            "fb.com/Nguyen.VanA", "zalo.me/g/abcdef123", "https://www.tiktok.com/@Shop.Gia_Re?lang=vi",
         "Nguyen.Van.A+x@Gmail.com", "abc (at) yahoo (dot) com", "việtcombank.vn", "https://WWW.Vietcombank-vn.top:443/login/?utm_source=x&b=2&a=1#x",
             "hxxps://vietcombank[.]top/login", "1.2.3.4", "2001:db8::1", "https://chat.whatsapp.com/AbCd", "youtube.com/@abc", "tg://resolve?domain=vip"];

    private static readonly string[] Platforms = ["", "telegram", "facebook", "zalo", "tiktok", "email", "domain", "url", "ip", "instagram", "lạ"];

    private static readonly string[] Papers = ["087161001234", "87161001234", "340123456", "B1234567", "C12345678", "AB123456", "012345678901",
        "0O7161OO1234", "CCCD 087161001234"];

    private static readonly string[] PaperTypes = ["cccd", "cmnd", "passport", "national-id", "driver-licence", "other", "hộ chiếu", ""];

    private static readonly string[] Names =
        ["Nguyễn Thị Hoà", "NGUYEN VAN DUC", "Nguye6n4 Va8n D9u7c1", "Nguyeenx Vawn DDuwcs", "NguyÔn V¨n §øc", "Nguyeãn Vaên Ñöùc", "Nguyá»…n VÄƒn Tuáº¥n",
            "ông Nguyễn Văn Đức (tức Đức \"cụt\"), SN 1987", "H'Hen Niê", "Y Ksor Niê", "Ng. V. Đức", "NguyễnVănĐức", "𝐍𝐠𝐮𝐲𝐞̂̃𝐧 Van",
            "Tý, tên thật là Nguyễn Văn Đức"];

    private static readonly string[] DateTexts = ["21/03/1987", "21-3-87", "sinh năm 1987", "ngày 21 tháng 3 năm 1987", "03/1987", "1987-03-21T08:00:00+07:00",
        "21031987", "March 21, 1987", "tháng năm năm 1987", "08:30 21.03.1987"];

    private static readonly string[] Places = ["Đồng Tháp", "TP.HCM", "087", "12 Nguyễn Huệ, P.1, TP Cao Lãnh, tỉnh Đồng Tháp", "P5 Q10 TPHCM",
        "Thôn 2 - xã Ea Kao - TP Buôn Ma Thuột - Đắk Lắk", "Bà Rịa - Vũng Tàu"];

    private static readonly string[] Texts =
        ["Ngày 12/03/2024 số 0391 234 567 gọi, chuyển 1 tỷ 250 triệu đồng vào STK 0071000123456 Vietcombank.",
            "Liên hệ zalo 0912345678, telegram @vip_invest, https://t.me/vip và a@b.com.",
            "CCCD 087161001234, IMEI 356938035643809, thẻ 4111 1111 1111 1111, 5tr5, 10.000 USDT.",
            "087161001234|340123456|Nguyễn Thị Hoà|03041961|Nữ|Đồng Tháp|10052021"];

    [Fact] public void Phones_survive_and_are_idempotent() => Run(1, Phones, (input, pick) =>
    {
        DateOnly? date = Dates[pick(Dates.Length)];
        PhoneReading reading = PhoneReader.Read(input, date);
        Assert.NotEqual(reading.Number.IsDefault, reading.Reason is null);
        if (reading.Number.IsDefault) return;
        Assert.True(PhoneNumber.TryParse(reading.Number.ToString(), (DateOnly?)null, out PhoneNumber again), input);
        Assert.Equal(reading.Number, again);
        Assert.Equal(reading.Number.Kind, again.Kind);
        Assert.True(EntityKey.TryParse(reading.Number.Key.ToString(), null, out EntityKey key));
        Assert.Equal(reading.Number.Key, key);
        Assert.Equal(reading.Number, PhoneReader.Read(reading.Number.ToNationalString(), null).Number);
    });

    [Fact] public void Accounts_survive_and_are_idempotent() => Run(2, Accounts, (input, pick) =>
        Same(EntityKind.Account, new Mention { Ref = "a", Kind = MentionKind.Account, Value = input, Bank = BankNames[pick(BankNames.Length)] },
            Dates[pick(Dates.Length)]));

    [Fact] public void Plates_survive_and_are_idempotent() =>
        Run(16, Plates, (input, _) => Same(EntityKind.Plate, new Mention { Ref = "p", Kind = MentionKind.Plate, Value = input }, null));

    [Fact] public void Devices_survive_and_are_idempotent() => Run(3, Devices, (input, pick) =>
        Same(EntityKind.Device, new Mention { Ref = "d", Kind = MentionKind.Device, Value = input, Type = DeviceTypes[pick(DeviceTypes.Length)] }, null));

    [Fact] public void Online_identities_survive_and_are_idempotent() => Run(4, Onlines, (input, pick) =>
        Same(EntityKind.Online, new Mention { Ref = "o", Kind = MentionKind.Online, Value = input, Platform = Platforms[pick(Platforms.Length)] }, null));

    [Fact] public void Papers_survive_and_are_idempotent() => Run(5, Papers, (input, pick) =>
    {
        string? country = pick(4) == 0 ? "KH" : null;
        if (!IdentityDocument.TryParse(new DocumentMention(PaperTypes[pick(PaperTypes.Length)], input, country), out IdentityDocument document,
            out string? reason)) { Assert.NotNull(reason); return; }
        Assert.True(IdentityDocument.TryParse(new DocumentMention(document.Type, document.Number, document.Country), out IdentityDocument again, out _),
            $"{input} -> {document}");
        Assert.Equal(document, again);
    });

    [Fact] public void Names_survive_and_are_idempotent() => Run(6, Names, (input, _) =>
    {
        if (!PersonName.TryParse(input, out PersonName? name, out string? reason)) { Assert.NotNull(reason); return; }
        Assert.NotEmpty(name.PlainKey);
        Assert.Equal(name.Tokens.Count, name.PlainTokens.Count);
        Assert.Equal(name.PlainKey.Length, TextFold.Fold(name.PlainKey).Length);
        Assert.NotEmpty(name.Initials);
        Assert.NotNull(name.SpellingKey + name.LooseKey + name.SetKey + name.Surname + name.MiddleNames + name.GivenName);
        string composed = CanonicalText.Compose(input);
        Assert.Equal(composed, CanonicalText.Compose(composed));
        string plain = CanonicalText.ComposePlain(input);
        Assert.Equal(plain, CanonicalText.ComposePlain(plain));
        string fold = TextFold.Fold(input);
        Assert.Equal(fold, TextFold.Fold(fold));
    });

    [Fact] public void Dates_survive_and_are_idempotent() => Run(7, DateTexts, (input, pick) =>
    {
        DateOnly? latest = Dates[pick(Dates.Length)];
        if (!PartialDate.TryParse(input, latest, out PartialDate date)) return;
        Assert.True(PartialDate.TryParse(date.ToString(), latest, out PartialDate again), $"{input} -> {date}");
        Assert.Equal(date, again);
        Assert.True(PartialDate.TryParseIso(date.ToString(), out PartialDate iso));
        Assert.Equal(date, iso);
    });

    [Fact] public void Places_survive_and_are_idempotent() => Run(8, Places, (input, pick) =>
    {
        DateOnly? date = Dates[pick(Dates.Length)];
        if (Province.TryParse(input, date, out ProvinceReading reading))
        {
            Assert.True(Province.TryParse(reading.New.Name, new DateOnly(2026, 1, 1), out ProvinceReading again));
            Assert.Same(reading.New, again.New);
        }
        if (AddressParser.TryParse(input, date, null, out Address? address, out string? reason)) Assert.NotNull(address!.Raw);
        else Assert.NotNull(reason);
    });

    [Fact] public void Narratives_survive_and_keep_their_places() => Run(9, Texts, (input, pick) =>
    {
        int end = 0;
        foreach (NarrativeMention mention in NarrativeScanner.Find(input, Dates[pick(Dates.Length)]))
        {
            Assert.True(mention.Start >= end && mention.Length > 0);
            Assert.Equal(mention.Value, input.Substring(mention.Start, mention.Length));
            end = mention.Start + mention.Length;
            if (!mention.Key.IsDefault) Assert.Equal(mention.Key.ToString(), mention.Canonical);
        }
    });

    [Fact]
    public void Explanations_survive_every_kind()
    {
        string[] kinds = [.. IdentifierParser.Kinds, "imei", "cccd", "telegram", "passport", "zalo", "", "lạ"];
        string[] samples = [.. Phones, .. Accounts, .. Devices, .. Onlines, .. Plates, .. Papers, .. Names, .. DateTexts, .. Places, .. Texts];
        Run(10, samples, (input, pick) =>
        {
            ParseExplanation explanation = IdentifierParser.Parse(kinds[pick(kinds.Length)], input, Dates[pick(Dates.Length)]);
            Assert.NotEqual(explanation.Key is null, explanation.Reason is null);
            if (explanation.Reason is { } reason) Assert.Contains(reason, Reasons.All);
        });
    }

    private static void Same(EntityKind kind, Mention mention, DateOnly? date)
    {
        NormalisedIdentifier reading = MentionNormaliser.Normalise(mention, date);
        Assert.NotEqual(reading.Key.IsDefault, reading.Reason is null);
        foreach (EntityKey candidate in reading.Candidates) Assert.Equal(kind, candidate.Kind);
        if (reading.Key.IsDefault) return;
        Assert.Equal(kind, reading.Key.Kind);
        Assert.True(EntityKey.TryParse(reading.Key.ToString(), null, out EntityKey key));
        Assert.Equal(reading.Key, key);
        Mention canonical = new() { Ref = "x", Kind = mention.Kind, Value = reading.Key.ToString() };
        NormalisedIdentifier again = MentionNormaliser.Normalise(canonical, date);
        Assert.True(again.Key == reading.Key, $"{mention} -> {reading.Key} -> {again.Key} {again.Reason}");
    }

    private static void Run(ulong seed, string[] samples, Action<string, Func<int, int>> check)
    {
        var fuzzer = new InputFuzzer(seed, samples);
        int count = Count;
        for (int i = 0; i < count; i++)
        {
            string input = fuzzer.Input();
            try { check(input, fuzzer.Below); }
            catch (Exception exception) { throw new InvalidOperationException($"Input {i} of seed {seed}: "
                + $"{string.Join(' ', input.Select(c => ((int)c).ToString("X4", CultureInfo.InvariantCulture)))} \"{input}\"", exception); }
        }
    }
}
