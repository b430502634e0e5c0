using Resolve.Identifiers.Narratives;

namespace Resolve.Tests.Identifiers;

/// <summary>Forms of numbers and banks of free text. A question mark is a number that is not certain.</summary>
public class NarrativeNumberTests
{
    [Theory]
    [InlineData("SĐT (024) 3825 1117", "phone:+842438251117")]
    [InlineData("(0277)3.851.117", "phone:+842773851117")]
    [InlineData("điện thoại: (+84) 961 234 885", "phone:+84961234885")]
    [InlineData("sdt ０９６１２３４８８５", "phone:+84961234885")]
    [InlineData("电话：＋８４　９６１　２３４　８８５，stk ００７１０００１２３４５６ vcb", "phone:+84961234885 account:970436:0071000123456")]
    [InlineData("chuyển １．５００．０００ đồng", "1500000")]
    [InlineData("+84 (0) 961 234 885", "phone:+84961234885")]
    [InlineData("tel: (0961)234885", "phone:+84961234885")]
    [InlineData("gọi (028)-3825-1225 hoặc (84) 961 234 117", "phone:+842838251225 phone:+84961234117")]
    [InlineData("(+84)961234117 và (0961) 234 225", "phone:+84961234117 phone:+84961234225")]
    [InlineData("ĐT: ( 024 ) 3825 1333", "phone:+842438251333")]
    [InlineData("số máy bàn (0236) 3 851 117", "phone:+842363851117")]
    [InlineData("(+855) 12 345 678", "phone:+85512345678")]
    [InlineData("(84-24) 3825 1117", "phone:+842438251117")]
    [InlineData("+84(24)38251117", "phone:+842438251117")]
    [InlineData("(1) 0961234117 (2) 0961234225", "phone:+84961234117 phone:+84961234225")]
    [InlineData("Liên hệ (0251) 3 851 117 hoặc (0251)3851225", "phone:+842513851117 phone:+842513851225")]
    [InlineData("tel (+84) (24) 3825 1117", "phone:+842438251117")]
    [InlineData("hotline (+84-28) 3825 1117", "phone:+842838251117")]
    [InlineData("số (0912)345.117", "phone:+84912345117")]
    [InlineData("fax: (84.24) 38251225", "phone:+842438251225")]
    [InlineData("+84(0)961234117", "phone:+84961234117")]
    [InlineData("(+84) 24 3825 1117, (+84) 28 3825 1117", "phone:+842438251117 phone:+842838251117")]
    [InlineData("gọi từ (024)38251117 (024)38251225", "phone:+842438251117 phone:+842438251225")]
    [InlineData("VCB 0071000123117 (024 3825 1117)", "account:970436:0071000123117 phone:+842438251117")]
    [InlineData("(0961234117)", "phone:+84961234117")]
    [InlineData("năm (2024) 3825 người", "")]
    [InlineData("(+1) 212 555 0117", "phone:+12125550117")]
    [InlineData("SĐT: (+84)-961-234-117", "phone:+84961234117")]
    [InlineData("ĐT: (08) 3825 1117", "phone:+84838251117")]
    [InlineData("+(84) 961 234 117", "phone:+84961234117")]
    [InlineData("tel:(0961) 234-117", "phone:+84961234117")]
    [InlineData("(0084) 961 234 117", "phone:+84961234117")]
    [InlineData("Điện thoại (024)3.825.1117 - (024)3.825.1225", "phone:+842438251117 phone:+842438251225")]
    [InlineData("(028 ) 38251117", "phone:+842838251117")]
    [InlineData("[024] 3825 1117", "phone:+842438251117")]
    [InlineData("Hotline: (0273) 3.872.117; (0273) 3.872.225", "phone:+842733872117 phone:+842733872225")]
    [InlineData("số (+84)24.7108.1117", "phone:+842471081117")]
    [InlineData("SĐT cố định: (0210)3846117", "phone:+842103846117")]
    public void Brackets_round_an_area_or_country_code_are_read(string text, string expected) => NarrativeLayoutTests.Check(text, expected);

    [Theory]
    [InlineData("SĐT: 0961234119/120", "phone:+84961234119 phone:+84961234120")]
    [InlineData("SĐT 0961234119/0961234225", "phone:+84961234119 phone:+84961234225")]
    [InlineData("điện thoại 0961 234 119 / 21", "phone:+84961234119 phone:+84961234121")]
    [InlineData("0961.234.119/220/321", "phone:+84961234119 phone:+84961234220 phone:+84961234321")]
    [InlineData("(024) 3825 1117/18", "phone:+842438251117 phone:+842438251118")]
    [InlineData("gọi 0961234119/2 lần", "phone:+84961234119 phone:+84961234112")]
    [InlineData("gọi 0961234119 12/2024", "phone:+84961234119")]
    [InlineData("SĐT: 0912.345.117/118/119", "phone:+84912345117 phone:+84912345118 phone:+84912345119")]
    [InlineData("0912345117/5225", "phone:+84912345117 phone:+84912345225")]
    [InlineData("+84 912 345 117/18", "phone:+84912345117 phone:+84912345118")]
    [InlineData("ĐT: 024.38251117/118 (giờ hành chính)", "phone:+842438251117 phone:+842438251118")]
    [InlineData("zalo 0912345117/ 0912345225", "phone:+84912345117 phone:+84912345225")]
    [InlineData("0912345117/03/2026", "phone:+84912345117")]
    [InlineData("SĐT: 0961234117 / 118", "phone:+84961234117 phone:+84961234118")]
    [InlineData("0243.825.1117/1118/1119", "phone:+842438251117 phone:+842438251118 phone:+842438251119")]
    [InlineData("Gọi số 0961.234.117/19.", "phone:+84961234117 phone:+84961234119")]
    [InlineData("Tel 0961234117/0961234225/0961234333", "phone:+84961234117 phone:+84961234225 phone:+84961234333")]
    [InlineData("SĐT 0961234117/5", "phone:+84961234117 phone:+84961234115")]
    [InlineData("SĐT:0961234117/118/0912345117", "phone:+84961234117 phone:+84961234118 phone:+84912345117")]
    public void An_ending_behind_a_slash_is_another_number(string text, string expected) => NarrativeLayoutTests.Check(text, expected);

    [Theory]
    [InlineData("STK 19031234500117.0 Techcombank", "account:970407:19031234500117")]
    [InlineData("Techcombank 19031234500117,00 đã nhận", "account:970407:19031234500117")]
    [InlineData("CCCD 87161001234.0", "cccd:VN:087161001234")]
    [InlineData("IMEI: 356938035643809.0", "device:imei:35693803564380")]
    [InlineData("SĐT 961234117.0", "phone:+84961234117")]
    [InlineData("tài khoản 12345117.0 ACB; 1023456117.00 VCB", "account:970416:12345117 account:970436:1023456117")]
    [InlineData("Gọi 0961234117. 0 đồng", "phone:+84961234117")]
    [InlineData("số 0961234117.0 và 0961234225.0", "phone:+84961234117 phone:+84961234225")]
    public void A_zero_fraction_is_no_part_of_a_number(string text, string expected) => NarrativeLayoutTests.Check(text, expected);

    [Theory]
    [InlineData("CTY TNHH DAU TU SAO MAI STK 1028765117", "?")]
    [InlineData("Công ty TNHH Kỹ thương Việt, STK 1028765117", "?")]
    [InlineData("nhận tiền của dự án đầu tư và phát triển, STK 1028765117", "?")]
    [InlineData("Ngân hàng TNHH MTV Shinhan 700012345117", "account:970424:700012345117")]
    [InlineData("NHTMCP Đầu tư & Phát triển VN 12510001234117", "account:970418:12510001234117")]
    [InlineData("NH Đầu tư và Phát triển 12510001234117", "account:970418:12510001234117")]
    [InlineData("Cty CP Hàng hải Đông Đô, TK 1028765117", "?")]
    [InlineData("Sở Nông nghiệp và PTNT, STK 1028765117", "?")]
    [InlineData("ngân hàng Quân đội STK 9990123456117", "account:970422:9990123456117")]
    [InlineData("Công ty CP Đầu tư Quốc tế Phương Đông, STK 1028765117", "?")]
    [InlineData("Công ty TNHH MTV Sài Gòn Thương Tín Land STK 1028765117", "?")]
    [InlineData("CTCP BAO VIET NHAN THO 1028765117", "")]
    [InlineData("Tập đoàn Công nghiệp Viễn thông Quân đội, TK 1028765117", "?")]
    [InlineData("Công ty Bảo Việt, STK 1028765117 tại Vietcombank", "account:970436:1028765117")]
    [InlineData("chuyển cho CTY TNHH HANG HAI A CHAU STK 12345117 NH ACB", "account:970416:12345117")]
    [InlineData("quỹ đầu tư Thịnh Vượng, tài khoản 1028765117", "?")]
    [InlineData("Trường Quốc tế Á Châu STK 1028765117", "?")]
    [InlineData("ngân hàng Hàng Hải số 13201012345117", "account:970426:13201012345117")]
    [InlineData("NH TMCP Kỹ Thương VN: 19031234500117", "account:970407:19031234500117")]
    [InlineData("NGAN HANG A CHAU 12345117", "account:970416:12345117")]
    [InlineData("Ngân hàng Sài Gòn - Hà Nội STK 1012345117", "account:970443:1012345117")]
    [InlineData("NH Ngoại thương (VCB) 0071000123117", "account:970436:0071000123117")]
    [InlineData("Á Châu Bank 12345117", "account:970416:12345117")]
    [InlineData("vé máy bay quốc tế 0961234117", "phone:+84961234117")]
    [InlineData("CTY CP DAU TU VA PHAT TRIEN DO THI, STK 1028765117", "?")]
    [InlineData("Công ty TNHH Tiên Phong, số tài khoản 1028765117", "?")]
    [InlineData("Bảo hiểm Bảo Việt, STK 1028765117", "?")]
    [InlineData("Công ty Cổ phần Thương mại Sài Gòn, STK 1028765117", "?")]
    [InlineData("CTY TNHH TM DV DONG A, STK 1028765117 tại BIDV", "account:970418:1028765117")]
    [InlineData("Nhà xe Phương Đông 0961234117", "phone:+84961234117")]
    [InlineData("Công ty tài chính TNHH MTV Quốc Dân, STK 1028765117", "?")]
    [InlineData("ngân hàng Phương Đông STK 0037100012117", "account:970448:0037100012117")]
    [InlineData("NH TMCP Xuất Nhập Khẩu VN STK 100014851117", "account:970431:100014851117")]
    [InlineData("NHTMCP Sài Gòn Thương Tín, STK 060123456117", "account:970403:060123456117")]
    [InlineData("CTY CO PHAN CONG NGHIEP HANG HAI, STK 1028765117", "?")]
    [InlineData("HTX Nông nghiệp Tân Tiến STK 1028765117", "?")]
    [InlineData("chuyển cho Công ty Xăng dầu Petrolimex, TK 1028765117", "?")]
    [InlineData("ngân hàng Đông Á số TK 0101234567", "account:970406:0101234567")]
    [InlineData("NH CHINH SACH XA HOI TK 1028765117", "account:vbsp:1028765117")]
    [InlineData("Công ty CP Á Châu, STK 12345117 ngân hàng Á Châu", "account:970416:12345117")]
    public void Words_of_a_banks_name_in_the_name_of_a_company_are_no_bank(string text, string expected) => NarrativeLayoutTests.Check(text, expected);

    [Theory]
    [InlineData("STK 0071****3117 VCB", "?")]
    [InlineData("sđt 098xxxx123", "?")]
    [InlineData("tài khoản 1903xxxxxx0117 Techcombank của LE THI BE", "?")]
    [InlineData("STK 1028765117", "?")]
    [InlineData("chuyển 2 x 500 triệu", "500000000")]
    [InlineData("kích thước 1200x600x18", "")]
    [InlineData("số tài khoản 1903****0117 (Techcombank)", "?")]
    [InlineData("SĐT 0961***117", "?")]
    public void What_has_no_key_is_found_and_not_certain(string text, string expected) => NarrativeLayoutTests.Check(text, expected);

    [Theory]
    [InlineData(
        "Ngày 12/03/2024, đối tượng dùng số điện thoại 0391 234 567 gọi cho bà Hoà, yêu cầu chuyển 1 tỷ 250 triệu đồng vào STK "
        + "0071000123456 Vietcombank chủ TK NGUYEN VAN DUC.", "phone:+84391234567 1250000000 account:970436:0071000123456")]
    [InlineData("Chị H dùng app Vietcombank chuyển 20 triệu từ tài khoản 0071000123117 của mình vào tài khoản 19031234500117 Techcombank",
        "20000000 ? account:970407:19031234500117")]
    [InlineData("Vietcombank thông báo tài khoản 0071000123117 của tôi bị trừ 5 triệu", "account:970436:0071000123117 5000000")]
    [InlineData("Tài khoản của tôi tại ngân hàng Vietcombank là 0071000123117", "account:970436:0071000123117")]
    [InlineData("chuyển khoản đến số tài khoản 19031234500117 của LE THI BE mở tại ngân hàng Techcombank", "account:970407:19031234500117")]
    [InlineData("STK 19031234500117, chủ tài khoản LE THI BE, ngân hàng Techcombank, số điện thoại 0961234117",
        "account:970407:19031234500117 phone:+84961234117")]
    [InlineData("LE THI BE, CCCD 087161001234, STK 19031234500117 Techcombank, SĐT 0961234117",
        "cccd:VN:087161001234 account:970407:19031234500117 phone:+84961234117")]
    [InlineData("Thẻ 9704361234567890 hoặc số 0961234117", "phone:+84961234117")]
    [InlineData("Gọi 113 hoặc 0961234117 khi cần; lãi 1.5%/tháng, vay 20tr", "phone:+84961234117 20000000")]
    [InlineData("Tôi bị lừa qua Zalo tên Minh Anh, số 0961234117, yêu cầu chuyển 15 triệu vào STK 0987000117 MB Bank LE THI BE. Sau đó chặn liên lạc.",
        "phone:+84961234117 15000000 account:970422:0987000117")]
    [InlineData("Nhân viên ngân hàng Vietcombank xác nhận STK 0071000123117 do LE THI BE mở.", "?")]
    [InlineData(
        "Khoảng 9h ngày 12/3, số 0589123117 gọi tự xưng công an quận 1, yêu cầu cài app VNeID giả; sau đó tài khoản Techcombank "
        + "19031234500117 mất 200 triệu đồng.", "phone:+84589123117 account:970407:19031234500117 200000000")]
    [InlineData("Vay app, bị đòi nợ bởi các số 0961234117, 0912345117, 0987654117", "phone:+84961234117 phone:+84912345117 phone:+84987654117")]
    public void Ordinary_reports_are_read(string text, string expected) => NarrativeLayoutTests.Check(text, expected);

    [Theory]
    [InlineData("Sá»‘ tÃ i khoáº£n 19031234500117 ngÃ¢n hÃ ng Techcombank", "account:970407:19031234500117")]
    [InlineData("NgÃ¢n hÃ ng: Techcombank\nSTK: 19031234500117", "account:970407:19031234500117")]
    [InlineData("Há»£p Ä‘á»“ng sá»‘ 0912345117", "")]
    public void Text_in_a_wrong_encoding_is_read(string text, string expected) => NarrativeLayoutTests.Check(text, expected);

    [Fact]
    public void Places_are_those_of_the_text_as_it_came()
    {
        const string text = "Sá»‘ tÃ i khoáº£n 19031234500117 ngÃ¢n hÃ ng Techcombank";
        NarrativeMention found = Assert.Single(NarrativeScanner.Find(text, null));
        Assert.Equal("19031234500117", text.Substring(found.Start, found.Length));
        Assert.Equal("19031234500117", found.Value);
    }

    [Theory]
    [InlineData("sdt : o912.345.67B", "")]
    [InlineData("gọi O987.654.32k nhé", "")]
    [InlineData("mất tiền.500 triệu", "500000000")]
    [InlineData("mất 1.345.678 đ", "1345678")]
    [InlineData("ngày 12.3.2026, 500 triệu", "500000000")]
    public void The_rest_of_a_number_with_letters_is_no_amount(string text, string amounts) =>
        Assert.Equal(amounts, string.Join(' ', NarrativeScanner.Find(text, null).Where(m => m.Kind == NarrativeKind.Amount).Select(m => m.Canonical)));
}
