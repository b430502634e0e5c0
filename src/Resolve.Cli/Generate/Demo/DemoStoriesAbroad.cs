namespace Resolve.Cli.Generate.Demo;

/// <summary>The stories with ties abroad, modelled on cases of the press: Bavet 2025-26, Bokor 2025, Đà Nẵng 2026, and recruitment into Laos.
/// Nobody in them is real.</summary>
internal static class DemoStoriesAbroad
{
    public static DemoStory Bavet()
    {
        var story = new DemoStory(1, "bavet-dich-vu-cong", "Đường dây giả danh công an, ứng dụng \"Dịch vụ công\" giả từ Bavet",
            "Fake police and a fake public-service app, run from Bavet")
        {
            Typologies = ["S14", "S09"],
            From = new DateTime(2025, 4, 20), To = new DateTime(2026, 1, 31),
            Reports = 84,
            Provinces = ["Bắc Giang", "Bắc Ninh", "Thanh Hóa", "Nghệ An", "Đồng Tháp", "Hà Nội", "Long An", "Quảng Nam", "Thái Nguyên", "Đắk Lắk"],
            Countries = ["KH"],
            Loss = (18_000_000, 1_900_000_000),
            Hubs = [1],
            VictimTexts =
            [
                "Khoảng 8 giờ ngày {day}, bà/ông {victim} nhận cuộc gọi từ số {phone}. Người gọi xưng là cán bộ công an phường, báo dữ liệu định danh mức 2 "
                    + "bị sai, hướng dẫn truy cập {handle} để cài ứng dụng \"Dịch vụ công\". Sau khi quét khuôn mặt, điện thoại bị treo; tài khoản của nạn "
                    + "nhân bị chuyển {amount} đến {account}.",
                "{victim}, trú tại {place}, trình báo: người sử dụng số {phone} gọi video mặc trang phục công an, cho xem \"lệnh bắt tạm giam\" vì liên quan "
                    + "vụ rửa tiền, yêu cầu chuyển {amount} vào tài khoản {account} để \"kiểm tra dòng tiền\", không được kể với ai.",
                "Ngày {day} số {phone} gọi đến hẹn {victim} lên phường cập nhật VNeID, nếu bận thì làm trực tuyến. Kết bạn Zalo, gửi tệp .apk. Mất {amount}, "
                    + "tiền đi đến {account}. Đối tượng nói giọng miền Bắc, có tiếng nhiều người gọi điện xung quanh.",
                "Nạn nhân {victim} được hướng dẫn \"nâng cấp căn cước\" qua {handle}; bị trừ {amount} trong ba lần vào tài khoản {account}. Gọi lại số "
                    + "{phone} không được.",
            ],
            InquiryTexts =
            [
                "Báo cáo xác minh ngày {day}: các tin báo có cùng thủ đoạn giả cán bộ công an, ứng dụng \"Dịch vụ công\" giả. Đối tượng về nước khai làm cho "
                    + "công ty của {leader} tại Bavet (Svay Rieng, Campuchia), chia thành \"Cào 1\" gọi điện, \"Cào 2\" giả công an, \"Cào 3\" chiếm máy. "
                    + "{leader} giữ tài khoản gom tiền và ví USDT.",
                "Ngân hàng trả lời ngày {day}: tài khoản {account} nhận tiền của nhiều người rồi chuyển ngay trong 5-10 phút sang tài khoản gom, không để số "
                    + "dư; sau đó quy đổi USDT.",
                "Chủ tài khoản khai được trả 3 triệu đồng để mở tài khoản, giao SIM và thông tin đăng nhập cho người tên {leader} qua Telegram; nhận việc từ "
                    + "số {phone}.",
            ],
        };
        DemoMember leader = story.Person(RingRole.Leader, "Trần Quốc Khôi", false, "1988-06-12", "Tây Ninh", "Sếp Khôi", "Cào 3");
        story.ForeignPhone(RingRole.LeaderPhone, "85597", partner: leader);
        DemoMember bich = story.Person(RingRole.AccountSeller, "Nguyễn Thị Ngọc Bích", true, "2001-03-08", "Bắc Giang");
        DemoMember hung = story.Person(RingRole.AccountSeller, "Lê Văn Hưng", false, "1999-11-25", "Thanh Hóa");
        DemoMember duy = story.Person(RingRole.AccountSeller, "Phạm Khánh Duy", false, "2003-07-01", "Long An");
        DemoMember caoMot = story.Person(RingRole.Caller, "Đỗ Mạnh Tiến", false, "1997-02-14", "Thái Nguyên", "Cào 1");
        DemoMember caoHai = story.Person(RingRole.Caller, "Vũ Thị Thanh Hoa", true, "1996-09-30", "Bắc Ninh", "Cào 2");
        DemoMember handset = story.Handset(RingRole.CallerDevice, caoMot), second = story.Handset(RingRole.CallerDevice, caoHai);
        for (int i = 0; i < 9; i++) story.Phone(RingRole.CallerPhone, i / 10.0 - 0.05, i / 10.0 + 0.22, i % 2 == 0 ? handset : second);
        for (int i = 0; i < 3; i++) story.ForeignPhone(RingRole.CallerPhone, "85588", i / 3.0, i / 3.0 + 0.4, second);
        DemoMember[] sellers = [bich, hung, duy];
        for (int i = 0; i < 9; i++) story.Account(RingRole.MuleAccount, i / 9.0 - 0.04, i / 9.0 + 0.2, sellers[i % 3]);
        story.Account(RingRole.Collector, 0, 0.6, partner: caoMot);
        story.Account(RingRole.Collector, 0.45, 1, partner: leader);
        story.Crypto();
        story.Online(RingRole.Recruiter, "telegram", "bavet_tuyendung_demo");
        story.Online(RingRole.Channel, "domain", "dichvucong-vneid.example", 0, 0.55);
        story.Online(RingRole.Channel, "domain", "capnhat-dinhdanh.example", 0.5, 1);
        return story;
    }

    public static DemoStory Bokor()
    {
        var story = new DemoStory(2, "bokor-san-chung-khoan", "Sàn chứng khoán quốc tế giả tại Bokor, Kampot", "A fake foreign-stock exchange at Bokor, Kampot")
        {
            Typologies = ["S11"],
            From = new DateTime(2025, 6, 1), To = new DateTime(2026, 2, 20),
            Reports = 62,
            Provinces = ["Hồ Chí Minh", "Hà Nội", "Hải Phòng", "Khánh Hòa", "Cần Thơ", "Lâm Đồng", "Lai Châu", "Bình Dương"],
            Countries = ["KH", "CN"],
            Loss = (60_000_000, 4_200_000_000),
            Hubs = [2],
            VictimTexts =
            [
                "{victim} được người lạ trên {handle} mời vào nhóm \"VIP chứng khoán quốc tế\", xem chuyên gia đọc lệnh hai tuần rồi nộp tiền. Đến ngày "
                    + "{day} đã chuyển tổng {amount} vào {account}. Muốn rút phải nộp thuế 20 %, sau đó bị xóa khỏi nhóm.",
                "Qua số Zalo {phone}, {victim} ({place}) được hướng dẫn mở tài khoản trên sàn {handle}, lãi hiển thị tăng nhanh; tổng nộp {amount} vào "
                    + "{account}; ngày {day} sàn không truy cập được.",
                "{victim} mua USDT theo hướng dẫn của người dùng số {phone} và chuyển đến địa chỉ do sàn cung cấp; ngoài ra chuyển khoản {account}. Thiệt "
                    + "hại {amount}.",
            ],
            InquiryTexts =
            [
                "Lai Châu, ngày {day}: đấu tranh với các \"chân rết\" trong nước, các đối tượng khai làm thuê cho {leader} (quốc tịch Trung Quốc) tại khu "
                    + "Bokor, Kampot, Campuchia; trong nước phụ trách mua tài khoản ngân hàng, trả công bằng USDT.",
                "Trả lời xác minh ngày {day}: tài khoản {account} có trên 40 người gửi từ nhiều tỉnh trong một tuần; tiền chuyển tiếp đến tài khoản gom rồi "
                    + "bàn giao dịch P2P.",
                "Đối tượng cung cấp số {phone} và Telegram dùng để nhận lệnh từ {leader}; người này có hộ chiếu nước ngoài, nhiều lần qua cửa khẩu.",
            ],
        };
        DemoMember leader = story.Foreigner(RingRole.Leader, "Chen Yong", "1984-10-09", "CN", "350000198410090014", "EA0000214", "A Dũng", "陈勇");
        story.ForeignPhone(RingRole.LeaderPhone, "861390", partner: leader);
        DemoMember lan = story.Person(RingRole.Caller, "Hoàng Thị Phương Lan", true, "1995-01-19", "Lâm Đồng", "trợ lý Linda");
        DemoMember quan = story.Person(RingRole.AccountSeller, "Bùi Anh Quân", false, "1998-12-05", "Hải Phòng", "chân rết Quân");
        DemoMember tham = story.Person(RingRole.AccountSeller, "Lò Thị Thắm", true, "2002-05-22", "Lai Châu");
        DemoMember khai = story.Person(RingRole.AccountSeller, "Ngô Quang Khải", false, "1993-08-17", "Khánh Hòa");
        DemoMember handset = story.Handset(RingRole.CallerDevice, lan);
        for (int i = 0; i < 6; i++) story.Phone(RingRole.CallerPhone, i / 6.0 - 0.05, i / 6.0 + 0.3, handset);
        for (int i = 0; i < 3; i++) story.ForeignPhone(RingRole.CallerPhone, "85571", i / 3.0, i / 3.0 + 0.45, handset);
        DemoMember[] sellers = [quan, tham, khai];
        for (int i = 0; i < 8; i++) story.Account(RingRole.MuleAccount, i / 8.0 - 0.05, i / 8.0 + 0.25, sellers[i % 3]);
        story.Account(RingRole.Collector, partner: khai);
        story.Crypto(0, 0.6);
        story.Crypto(0.4, 1);
        story.Online(RingRole.Channel, "telegram", "vip_chungkhoan_demo", 0, 0.7);
        story.Online(RingRole.Channel, "domain", "goldenstock-trade.example");
        return story;
    }

    public static DemoStory DaNang()
    {
        var story = new DemoStory(3, "da-nang-tong-dai-ao", "Fanpage ngân hàng giả, tổng đài ảo thuê trong nước",
            "A fake bank page behind a rented virtual exchange")
        {
            Typologies = ["S09", "S07", "X09"],
            From = new DateTime(2025, 8, 10), To = new DateTime(2026, 2, 10),
            Reports = 46,
            Provinces = ["Đà Nẵng", "Quảng Nam", "Thừa Thiên Huế", "Quảng Ngãi", "Bình Định", "Quảng Trị"],
            Countries = ["KH"],
            Loss = (15_000_000, 480_000_000),
            Hubs = [0, 2],
            VictimTexts =
            [
                "{victim} nhắn fanpage {handle} hỏi nâng hạn mức thẻ, được tổng đài gọi lại, yêu cầu đọc OTP. Ngày {day} thẻ bị quẹt mua voucher điện tử và "
                    + "chuyển {amount} đến {account}.",
                "Sau cuộc gọi tự xưng ngân hàng báo thẻ bị thu phí thường niên, {victim} ({place}) làm theo số {phone}; mất {amount}, một phần đổi thành "
                    + "voucher, một phần chuyển {account}.",
                "Ngày {day} {victim} vay online qua trang {handle}, bị yêu cầu chuyển phí giải ngân {amount} vào {account}; số hỗ trợ {phone} khóa.",
            ],
            InquiryTexts =
            [
                "Ngày {day}, xác minh: nhóm do {leader} cầm đầu thuê tổng đài ảo đầu số 028, gọi qua VoIP, quy voucher thành điện thoại, máy tính bảng bán "
                    + "lại; chia USDT theo tỷ lệ 66/34. {leader} nhiều lần xuất cảnh sang Campuchia.",
                "Nhà cung cấp trả lời: đầu số tổng đài do nhiều khách thuê theo giờ; phiên ngày {day} do số {phone} đăng ký.",
                "Sao kê tài khoản {account}: nhận tiền rồi mua voucher và chuyển bàn P2P trong vòng 10 phút.",
            ],
        };
        DemoMember leader = story.Person(RingRole.Leader, "Lê Hoàng Vũ", false, "1991-04-27", "Đà Nẵng", "Vũ tổng đài");
        story.Phone(RingRole.LeaderPhone, partner: leader);
        story.ForeignPhone(RingRole.CallerPhone, "85531", 0.3, 1, leader);
        DemoMember tram = story.Person(RingRole.Caller, "Phan Thị Bảo Trâm", true, "2000-02-11", "Quảng Nam");
        DemoMember luc = story.Person(RingRole.AccountSeller, "Đặng Công Lực", false, "1996-06-06", "Bình Định");
        DemoMember handset = story.Handset(RingRole.CallerDevice, tram);
        for (int i = 0; i < 6; i++) story.Phone(RingRole.CallerPhone, i / 6.0 - 0.05, i / 6.0 + 0.3, handset);
        for (int i = 0; i < 5; i++) story.Account(RingRole.MuleAccount, i / 5.0 - 0.05, i / 5.0 + 0.35, luc);
        story.Account(RingRole.Collector, partner: tram);
        story.Account(RingRole.CashOut, partner: leader);
        story.Crypto(0.2, 1);
        story.Online(RingRole.Channel, "facebook", "nganhang247demo", 0, 0.6);
        story.Online(RingRole.Channel, "facebook", "hotrothevaydemo", 0.5, 1);
        return story;
    }

    public static DemoStory GoldenTriangle()
    {
        var story = new DemoStory(8, "tam-giac-vang-viec-nhe", "\"Việc nhẹ lương cao\" đưa người sang Tam giác Vàng",
            "\"Easy work\" that ends in the Golden Triangle")
        {
            Typologies = ["X10", "X11"],
            From = new DateTime(2025, 9, 1), To = new DateTime(2026, 2, 28),
            Reports = 26,
            Provinces = ["Nghệ An", "Điện Biên", "Sơn La", "Hà Giang", "Yên Bái"],
            Countries = ["LA"],
            Loss = (30_000_000, 300_000_000),
            VictimTexts =
            [
                "Gia đình {victim} ({place}) trình báo: con được {handle} rủ đi làm lương 25 triệu, qua biên giới bằng đường mòn; ngày {day} số {phone} gọi "
                    + "về đòi {amount} tiền chuộc, chuyển vào {account}.",
                "{victim} được môi giới qua số {phone} đưa sang đặc khu Tam giác Vàng, bị ép gọi điện lừa đảo, muốn về phải nộp {amount} vào {account}.",
            ],
            InquiryTexts =
            [
                "Ngày {day}, người được giải cứu khai {leader} tổ chức tuyển người, thuê xe đến cửa khẩu, giao cho quản lý bên Lào và giữ tiền chuộc qua tài "
                    + "khoản {account}.",
                "Số {phone} thường xuyên liên lạc hai chiều với thuê bao Lào; {leader} là người chỉ đạo việc đón, chuyển người.",
            ],
        };
        DemoMember leader = story.Person(RingRole.Leader, "Bùi Xuân Trường", false, "1986-01-03", "Nghệ An", "Trường Lào");
        story.ForeignPhone(RingRole.LeaderPhone, "856205", partner: leader);
        DemoMember moi = story.Person(RingRole.Caller, "Cao Thị Mười", true, "1994-04-18", "Sơn La");
        DemoMember xe = story.Person(RingRole.AccountSeller, "Hà Văn Quyết", false, "1990-10-10", "Yên Bái", "lái xe Quyết");
        DemoMember handset = story.Handset(RingRole.CallerDevice, moi);
        for (int i = 0; i < 3; i++) story.Phone(RingRole.CallerPhone, i / 3.0 - 0.05, i / 3.0 + 0.5, handset);
        for (int i = 0; i < 2; i++) story.ForeignPhone(RingRole.CallerPhone, "856209", i / 2.0 - 0.05, i / 2.0 + 0.6, handset);
        for (int i = 0; i < 3; i++) story.Account(RingRole.MuleAccount, i / 3.0 - 0.05, i / 3.0 + 0.5, xe);
        story.Account(RingRole.Collector, partner: leader);
        story.Online(RingRole.Channel, "facebook", "viecnheluongcaodemo");
        return story;
    }
}
