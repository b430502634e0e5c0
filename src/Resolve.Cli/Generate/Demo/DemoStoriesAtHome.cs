namespace Resolve.Cli.Generate.Demo;

/// <summary>The stories at home: an account market, a SIM box, a loan app and a bookmaker. Nobody in them is real.</summary>
internal static class DemoStoriesAtHome
{
    public static DemoStory AccountMarket()
    {
        var story = new DemoStory(4, "cho-tai-khoan-can-tho", "Chợ mua bán tài khoản ngân hàng ở miền Tây", "A market of bank accounts in the Mekong Delta")
        {
            Typologies = ["X01"],
            From = new DateTime(2025, 7, 15), To = new DateTime(2026, 3, 5),
            Reports = 44,
            Provinces = ["Cần Thơ", "Hậu Giang", "Vĩnh Long", "An Giang", "Bạc Liêu", "Trà Vinh"],
            Loss = (5_000_000, 120_000_000),
            VictimTexts =
            [
                "{victim} đặt cọc mua hàng trên mạng, chuyển {amount} vào {account}; người bán dùng số {phone} rồi chặn liên lạc. Chủ tài khoản nói đã bán "
                    + "tài khoản.",
                "Tài khoản {account} nhận {amount} của {victim} ngày {day}; tài khoản được rao bán trong nhóm {handle}.",
            ],
            InquiryTexts =
            [
                "Ngày {day}, qua xác minh tại {place}: {leader} lập nhóm mạng xã hội thu mua tài khoản ngân hàng 1-2 triệu đồng một bộ gồm SIM và mật khẩu, "
                    + "bán lại 4-5 triệu; thu gom của sinh viên, công nhân.",
                "Người mở tài khoản {account} khai bán cho {leader}, giao nhận qua số {phone}; một thiết bị được dùng đăng ký ngân hàng điện tử cho nhiều "
                    + "chủ tài khoản.",
                "Ngân hàng thông báo ngày {day}: tài khoản {account} thuộc danh sách nghi ngờ, đăng nhập cùng một thiết bị với nhiều tài khoản khác tên.",
            ],
        };
        DemoMember leader = story.Person(RingRole.Leader, "Huỳnh Thị Cẩm Tú", true, "1992-08-20", "Cần Thơ", "Tú tài khoản");
        story.Phone(RingRole.LeaderPhone, partner: leader);
        story.Online(RingRole.Recruiter, "facebook", "hoimuabantknhdemo");
        story.Online(RingRole.Recruiter, "telegram", "thumua_tknh_demo");
        story.Handset(RingRole.CallerDevice, leader);
        string[] names = ["Thạch Minh Phú", "Nguyễn Hoàng Khang", "Trần Thị Yến Nhi", "Lý Quốc Bảo", "Võ Thị Kim Ngân", "Danh Văn Sang",
            "Phạm Nhựt Trường", "Lê Thị Diễm My"];
        string[] homes = ["Trà Vinh", "Cần Thơ", "Vĩnh Long", "Bạc Liêu", "Hậu Giang", "An Giang", "Vĩnh Long", "Cần Thơ"];
        for (int i = 0; i < names.Length; i++)
        {
            bool female = names[i].Contains("Thị", StringComparison.Ordinal);
            DemoMember seller = story.Person(RingRole.AccountSeller, names[i], female, $"{2000 + i % 6}-0{i + 1}-1{i}", homes[i]);
            story.Account(RingRole.MuleAccount, i / 8.0 - 0.1, i / 8.0 + 0.35, seller);
            if (i % 2 == 0) story.Account(RingRole.MuleAccount, i / 8.0, i / 8.0 + 0.35, seller);
        }
        for (int i = 0; i < 3; i++) story.Phone(RingRole.CallerPhone, i / 3.0 - 0.05, i / 3.0 + 0.45);
        return story;
    }

    public static DemoStory SimBox()
    {
        var story = new DemoStory(5, "sim-box-hai-phong", "SIM box ở Hải Phòng, giả giáo viên báo con cấp cứu",
            "A SIM box in Hải Phòng behind \"your child is in hospital\" calls")
        {
            Typologies = ["S05", "X12"],
            From = new DateTime(2025, 9, 5), To = new DateTime(2026, 1, 20),
            Reports = 48,
            Provinces = ["Hải Phòng", "Hải Dương", "Quảng Ninh", "Thái Bình", "Hà Nội", "Hồ Chí Minh"],
            Loss = (10_000_000, 90_000_000),
            VictimTexts =
            [
                "Sáng {day}, người dùng số {phone} xưng là cô giáo chủ nhiệm gọi {victim}, báo cháu ngã cầu thang đang cấp cứu, cần nộp viện phí gấp. "
                    + "{victim} chuyển {amount} vào {account}, gọi lại trường thì cháu vẫn học bình thường.",
                "{victim} ({place}) nhận cuộc gọi của \"bác sĩ\" từ số {phone}, có tiếng còi xe cứu thương, yêu cầu chuyển {amount} vào {account} để mổ.",
                "Số {phone} gọi báo người nhà tai nạn; {victim} chuyển {amount} đến {account}. Số này chỉ gọi đi được, không nghe máy.",
            ],
            InquiryTexts =
            [
                "Nhà mạng trả lời ngày {day}: số {phone} và nhiều thuê bao khác hoạt động luân phiên trên cùng một IMEI, lưu lượng chỉ gọi đi, nghi thiết bị "
                    + "SIM box.",
                "Kiểm tra điểm đặt thiết bị ngày {day} do {leader} thuê nhà: thu giữ SIM box, nhiều SIM kích hoạt sẵn; {leader} cho thuê cổng gọi và giữ tài "
                    + "khoản nhận tiền {account}.",
            ],
        };
        DemoMember leader = story.Person(RingRole.Leader, "Phạm Đức Thịnh", false, "1989-12-30", "Hải Phòng", "Thịnh sim");
        story.Phone(RingRole.LeaderPhone, partner: leader);
        DemoMember box = story.Handset(RingRole.SimFarm, leader);
        for (int i = 0; i < 24; i++) story.Phone(RingRole.CallerPhone, i / 24.0 - 0.05, i / 24.0 + 0.16, box);
        DemoMember seller = story.Person(RingRole.AccountSeller, "Trịnh Thị Hải Yến", true, "2001-01-27", "Thái Bình");
        for (int i = 0; i < 5; i++) story.Account(RingRole.MuleAccount, i / 5.0 - 0.05, i / 5.0 + 0.3, seller);
        story.Account(RingRole.Collector, partner: leader);
        return story;
    }

    public static DemoStory LoanApp()
    {
        var story = new DemoStory(6, "app-vay-lai-nang", "App vay nặng lãi và đội đòi nợ", "A usury app and its debt collectors")
        {
            Typologies = ["X04"],
            From = new DateTime(2025, 6, 20), To = new DateTime(2026, 2, 15),
            Reports = 42,
            Provinces = ["Hồ Chí Minh", "Bình Dương", "Đồng Nai", "Bình Thuận", "Tây Ninh"],
            Loss = (3_000_000, 75_000_000),
            Hubs = [0],
            VictimTexts =
            [
                "{victim} vay 3 triệu qua ứng dụng quảng cáo trên {handle}, thực nhận 1,8 triệu, sau một tuần phải trả {amount} vào {account}. Từ ngày {day} "
                    + "số {phone} gọi chửi, ghép ảnh gửi người thân.",
                "Nơi làm việc của {victim} ({place}) liên tục bị số {phone} gọi đòi nợ thay; {victim} đã trả {amount} qua {account} nhưng nợ vẫn tăng.",
                "Danh bạ của {victim} bị app lấy, các số lạ trong đó có {phone} khủng bố điện thoại; đã chuyển {amount} vào {account}.",
            ],
            InquiryTexts =
            [
                "Ngày {day}: nhóm do {leader} điều hành dưới vỏ bọc công ty luật, chia tổ nhắc nợ, lãi suất trên 1.000 %/năm; tiền về tài khoản {account}.",
                "Nhân viên tổ nhắc nợ khai nhận chỉ tiêu từ {leader}, dùng số {phone} và tổng đài thuê ngoài.",
            ],
        };
        DemoMember leader = story.Person(RingRole.Leader, "Vũ Mạnh Cường", false, "1987-07-07", "Hồ Chí Minh", "Cường luật");
        story.Phone(RingRole.LeaderPhone, partner: leader);
        DemoMember to1 = story.Person(RingRole.Caller, "Đinh Thị Thu Thảo", true, "1999-03-15", "Đồng Nai");
        DemoMember to2 = story.Person(RingRole.Caller, "Mai Thành Lợi", false, "1995-11-02", "Bình Dương");
        DemoMember h1 = story.Handset(RingRole.CallerDevice, to1), h2 = story.Handset(RingRole.CallerDevice, to2);
        for (int i = 0; i < 8; i++) story.Phone(RingRole.CallerPhone, i / 8.0 - 0.05, i / 8.0 + 0.3, i % 2 == 0 ? h1 : h2);
        for (int i = 0; i < 4; i++) story.Account(RingRole.MuleAccount, i / 4.0 - 0.05, i / 4.0 + 0.4, i % 2 == 0 ? to1 : to2);
        story.Account(RingRole.Collector, partner: leader);
        story.Online(RingRole.Channel, "tiktok", "vaysieutoc24hdemo", 0, 0.6);
        story.Online(RingRole.Channel, "domain", "vaysieutoc24h.example");
        return story;
    }

    public static DemoStory Bookmaker()
    {
        var story = new DemoStory(7, "nha-cai-kingbong", "Nhà cái \"KINGBONG\", đại lý ở miền Trung", "The bookmaker \"KINGBONG\" and its agents")
        {
            Typologies = ["X03", "X09"],
            From = new DateTime(2025, 8, 1), To = new DateTime(2026, 3, 1),
            Reports = 40,
            Provinces = ["Nghệ An", "Hà Tĩnh", "Thanh Hóa", "Quảng Bình"],
            Countries = ["PH"],
            Loss = (5_000_000, 650_000_000),
            Hubs = [1],
            VictimTexts =
            [
                "{victim} chơi trên trang {handle}, nạp {amount} qua tài khoản {account}; thắng 80 triệu không rút được, chăm sóc khách hàng {phone} yêu cầu "
                    + "nạp thêm. Tự nguyện khai báo ngày {day}.",
                "Gia đình {victim} ({place}) trình báo con nợ cờ bạc qua mạng, đại lý dùng số {phone} giao tài khoản cá độ, thu {amount} vào {account}.",
            ],
            InquiryTexts =
            [
                "Ngày {day}: {leader} là tổng đại lý, nhận tài khoản \"master\" từ nhóm vận hành ở Philippines, chia cho đại lý cấp dưới; thanh toán qua tài "
                    + "khoản {account} và cổng trung gian.",
                "Đại lý cấp dưới khai giao dịch với {leader} qua số {phone}, hưởng 1,5 % doanh số.",
            ],
        };
        DemoMember leader = story.Person(RingRole.Leader, "Đinh Văn Hậu", false, "1985-05-05", "Nghệ An", "Hậu kèo");
        story.Phone(RingRole.LeaderPhone, partner: leader);
        DemoMember a1 = story.Person(RingRole.Caller, "Trần Thị Mai Hương", true, "1993-10-21", "Hà Tĩnh");
        DemoMember a2 = story.Person(RingRole.AccountSeller, "Hồ Sỹ Đại", false, "1997-06-16", "Nghệ An");
        DemoMember h1 = story.Handset(RingRole.CallerDevice, a1);
        for (int i = 0; i < 4; i++) story.Phone(RingRole.CallerPhone, i / 4.0 - 0.05, i / 4.0 + 0.4, h1);
        story.ForeignPhone(RingRole.CallerPhone, "63905", 0.1, 0.9, h1);
        for (int i = 0; i < 5; i++) story.Account(RingRole.MuleAccount, i / 5.0 - 0.05, i / 5.0 + 0.35, a2);
        story.Account(RingRole.Collector, partner: leader);
        story.Account(RingRole.CashOut, 0.3, 1, partner: leader);
        story.Online(RingRole.Channel, "domain", "kingbong88.example", 0, 0.6);
        story.Online(RingRole.Channel, "domain", "kingbong99.example", 0.5, 1);
        return story;
    }
}
