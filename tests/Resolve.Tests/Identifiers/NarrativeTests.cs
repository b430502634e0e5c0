using Resolve.Identifiers.Documents;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Names;
using Resolve.Identifiers.Narratives;
using Resolve.Identifiers.Normalisation;
using Resolve.Identifiers.Places;

namespace Resolve.Tests.Identifiers;

/// <summary>What is found in free text, and what is left alone.</summary>
public class NarrativeTests
{
    [Theory]
    [InlineData("Ngày 12/03/2024, đối tượng dùng số điện thoại 0391 234 567 gọi cho bà Hoà, yêu cầu chuyển 1 tỷ 250 triệu đồng vào STK 0071000123456 "
        + "Vietcombank chủ TK NGUYEN VAN DUC.", "phone:+84391234567 1250000000 account:970436:0071000123456")]
    [InlineData("Chị H chuyển 250.000.000 đồng đến tài khoản số 19034567890123 ngân hàng Techcombank, sau đó chuyển tiếp 50tr vào 102874563210 Vietinbank.",
        "250000000 account:970407:19034567890123 50000000 account:970415:102874563210")]
    [InlineData("Liên hệ zalo 0912345678 hoặc telegram @vip_invest, link https://t.me/vip_group và vietcombank-vn.top/login?utm_source=x.",
        "phone:+84912345678 online:telegram:vip_invest online:telegram:vip_group online:url:vietcombank-vn.top/login")]
    [InlineData("CCCD 087161001234 cấp ngày 10/05/2021, CMND cũ: 340123456. IMEI 356938035643809.",
        "cccd:VN:087161001234 cmnd:VN:340123456 device:imei:35693803564380")]
    [InlineData("Chuyển qua MoMo 0912345678 số tiền 500k; gọi +855 12 345 678.", "account:971025:0912345678 500000 phone:+85512345678")]
    [InlineData("Tài khoản 0912345678 ngân hàng MB nhận 3,5 tỷ đồng.", "account:970422:0912345678 3500000000")]
    [InlineData("Số 0912345678, 0987654321 và 0243.825.2345 đều thuộc nhóm này.", "phone:+84912345678 phone:+84987654321 phone:+842438252345")]
    [InlineData("Từ tài khoản VCB 0071000123456 chuyển sang tài khoản MB 9990123456789 số tiền 20 triệu.",
        "account:970436:0071000123456 account:970422:9990123456789 20000000")]
    [InlineData("Ví USDT TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t nhận 10.000 USDT, email abc@yahoo.com",
        "account:tron:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t 10000 online:email:abc@yahoo.com")]
    public void Identifiers_are_found_in_their_order(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', NarrativeScanner.Find(text, new DateOnly(2026, 1, 1)).Select(m => m.Canonical)));

    [Theory]
    [InlineData("Vụ án số 123/2024/HSST, mã hồ sơ 0912345678901, lúc 10h30 ngày 5/6.")]
    [InlineData("Anh Tuấn có 3 con, sinh năm 1987, ở số nhà 123456789, năm 2024 có 15 bị hại, 1.250 người.")]
    [InlineData("Biển số 66A-123.45, quyết định 4521/QĐ-CAT ngày 01/02/2024, mã đơn 20240312123456.")]
    [InlineData("a+1 và x_y@ và http:// và ...")]
    public void What_has_no_label_and_no_form_of_its_own_is_left_alone(string text) => Assert.Empty(NarrativeScanner.Find(text, null));

    [Fact]
    public void A_found_identifier_becomes_a_mention_that_reads_to_the_same_key()
    {
        foreach (NarrativeMention found in NarrativeScanner.Find("Gọi 0912345678, chuyển STK 0071000123456 Vietcombank, telegram @vip_invest, IMEI "
            + "356938035643809.", null))
        {
            Mention mention = found.ToMention("n1")!;
            Assert.Equal(MentionRole.Mentioned, mention.Role);
            Assert.Equal(found.Key, MentionNormaliser.Normalise(mention, null).Key);
        }
    }

    [Fact]
    public void A_gazetteer_gives_an_old_commune_its_successors()
    {
        var gazetteer = new Gazetteer();
        gazetteer.Load(new StringReader("ward_code,name,type,province_code\n00004,Ba Đình,Phường,01\n00008,Ngọc Hà,Phường,01\n"));
        gazetteer.Load(new StringReader("old_province_code,old_district,old_ward_code,old_ward,new_ward_code\n01,Quận Ba Đình,00013,Phường Đội Cấn,00004\n"
            + "01,Quận Ba Đình,00013,Phường Đội Cấn,00008\n"));
        Assert.True(AddressParser.TryParse("phường Đội Cấn, quận Ba Đình, Hà Nội", null, gazetteer, out Address? address, out _));
        Assert.Equal(["00004", "00008"], address!.PresentCommuneCodes);
        Assert.Equal("00013", Assert.Single(address.CommuneCandidates).Code);
        Assert.Throws<InvalidDataException>(() => new Gazetteer().Load(new StringReader("a,b\n1,2\n")));
    }

    [Fact]
    public void A_citizen_card_that_contradicts_its_number_says_so()
    {
        Assert.True(CitizenCardQr.TryParse("087161001234|340123456|Nguyễn Thị Hoà|03041962|Nam|Đồng Tháp|10052021", out CitizenCardQr? card, out _));
        Assert.Equal(["birth-year-differs", "sex-differs"], card.Contradictions);
    }

    [Fact]
    public void Aliases_and_repairs_of_names_are_told()
    {
        Assert.True(PersonName.TryParse("ông Nguyễn Văn Đức (tức Đức cụt), tên gọi khác: Tý, SN 1987", out PersonName? name, out _));
        Assert.Equal(["Đức cụt", "Tý"], name.Aliases);
        Assert.Equal("nguyên4 văn đưc1", name.SpellingKey);
        Assert.Equal(NameRepairs.Title | NameRepairs.Aliases, name.Repairs & (NameRepairs.Title | NameRepairs.Aliases));
        Assert.True(PersonName.TryParse("Lí Mĩ Quí", out PersonName? one, out _) && PersonName.TryParse("LÝ MỸ QUÝ", out PersonName? other, out _)
            && one.LooseKey == other.LooseKey);
        Assert.True(PersonName.TryParse("Hòa", out PersonName? old, out _) && PersonName.TryParse("Hoà", out PersonName? modern, out _)
            && old.SpellingKey == modern.SpellingKey);
    }
}
