namespace Resolve.Tests.Identifiers.Cases;

/// <summary>Names: text, plain key or !reason. Keys computed apart with Python.</summary>
internal static class NameCases
{
    public const string Rows = """
        LUU XUAN NHAN~luu xuan nhan
        bà Lưu Xuân Nhàn~luu xuan nhan
        Lưu Xuân Nhàn (sinh năm 1990)~luu xuan nhan
          Trần  Văn  Thuận ~tran van thuan
        ông Trần Văn Thuận~tran van thuan
        Trần Văn Thuận (sinh năm 1990)~tran van thuan
        Huỳnh Ngọc An~huynh ngoc an
        anh Huỳnh Ngọc An~huynh ngoc an
        Huỳnh Ngọc An (sinh năm 1990)~huynh ngoc an
        hoàng ngọc ngọc~hoang ngoc ngoc
        anh Hoàng Ngọc Ngọc~hoang ngoc ngoc
        Hoàng Ngọc Ngọc - 1985~hoang ngoc ngoc
        Hà Quốc Dương~ha quoc duong
        đối tượng Hà Quốc Dương~ha quoc duong
        Hà Quốc Dương - 1985~ha quoc duong
        ĐINH QUỐC HỒNG~dinh quoc hong
        bị can Đinh Quốc Hồng~dinh quoc hong
        Đinh Quốc Hồng (sinh năm 1990)~dinh quoc hong
        MAI VĂN QUỲNH~mai van quynh
        bị can Mai Văn Quỳnh~mai van quynh
        Mai Văn Quỳnh, SN 1987~mai van quynh
        Đỗ Minh Vinh~do minh vinh
        bị can Đỗ Minh Vinh~do minh vinh
        Đỗ Minh Vinh, SN 1987~do minh vinh
          Đoàn  Văn  Thọ ~doan van tho
        bị can Đoàn Văn Thọ~doan van tho
        Đoàn Văn Thọ, trú tại Cao Lãnh~doan van tho
        VŨ VĂN LỘC~vu van loc
        anh Vũ Văn Lộc~vu van loc
        Vũ Văn Lộc, SN 1987~vu van loc
        Vũ Xuân Huệ~vu xuan hue
        Họ và tên: Vũ Xuân Huệ~vu xuan hue
        Vũ Xuân Huệ, SN 1987~vu xuan hue
        ngô hữu tuyền~ngo huu tuyen
        bị can Ngô Hữu Tuyền~ngo huu tuyen
        Ngô Hữu Tuyền (sinh năm 1990)~ngo huu tuyen
        phạm xuân thu~pham xuan thu
        Họ và tên: Phạm Xuân Thu~pham xuan thu
        Phạm Xuân Thu, trú tại Cao Lãnh~pham xuan thu
        nông ngọc cúc~nong ngoc cuc
        anh Nông Ngọc Cúc~nong ngoc cuc
        Nông Ngọc Cúc (sinh năm 1990)~nong ngoc cuc
        Ngô Minh Dung~ngo minh dung
        chị Ngô Minh Dung~ngo minh dung
        Ngô Minh Dung, trú tại Cao Lãnh~ngo minh dung
        BÙI THỊ TRÚC~bui thi truc
        chị Bùi Thị Trúc~bui thi truc
        Bùi Thị Trúc, SN 1987~bui thi truc
        LÝ ĐỨC BẢO~ly duc bao
        đối tượng Lý Đức Bảo~ly duc bao
        Lý Đức Bảo - 1985~ly duc bao
        Đỗ Đức Lâm~do duc lam
        bà Đỗ Đức Lâm~do duc lam
        Đỗ Đức Lâm, SN 1987~do duc lam
          Đỗ  Xuân  Hòa ~do xuan hoa
        Họ và tên: Đỗ Xuân Hòa~do xuan hoa
        Đỗ Xuân Hòa (sinh năm 1990)~do xuan hoa
        Hồ Quốc My~ho quoc my
        anh Hồ Quốc My~ho quoc my
        Hồ Quốc My, trú tại Cao Lãnh~ho quoc my
        Dương Hữu Thiên~duong huu thien
        đối tượng Dương Hữu Thiên~duong huu thien
        Dương Hữu Thiên - 1985~duong huu thien
        Trần Hữu Tiên~tran huu tien
        chị Trần Hữu Tiên~tran huu tien
        Trần Hữu Tiên, SN 1987~tran huu tien
        đặng hữu giang~dang huu giang
        anh Đặng Hữu Giang~dang huu giang
        Đặng Hữu Giang, SN 1987~dang huu giang
        Đặng Ngọc Hưng~dang ngoc hung
        anh Đặng Ngọc Hưng~dang ngoc hung
        Đặng Ngọc Hưng - 1985~dang ngoc hung
        LÊ MINH TÍN~le minh tin
        Họ và tên: Lê Minh Tín~le minh tin
        Lê Minh Tín, trú tại Cao Lãnh~le minh tin
        lê quốc mạnh~le quoc manh
        bị can Lê Quốc Mạnh~le quoc manh
        Lê Quốc Mạnh, trú tại Cao Lãnh~le quoc manh
        Bùi Thị Đại~bui thi dai
        Họ và tên: Bùi Thị Đại~bui thi dai
        Bùi Thị Đại (sinh năm 1990)~bui thi dai
        Huỳnh Thị Giang~huynh thi giang
        đối tượng Huỳnh Thị Giang~huynh thi giang
        Huỳnh Thị Giang, SN 1987~huynh thi giang
        LÊ THỊ XUÂN~le thi xuan
        ông Lê Thị Xuân~le thi xuan
        Lê Thị Xuân - 1985~le thi xuan
        DANG XUAN HUY~dang xuan huy
        bị can Đặng Xuân Huy~dang xuan huy
        Đặng Xuân Huy, trú tại Cao Lãnh~dang xuan huy
        phạm minh đạt~pham minh dat
        đối tượng Phạm Minh Đạt~pham minh dat
        Phạm Minh Đạt (sinh năm 1990)~pham minh dat
        Đặng Minh Trọng~dang minh trong
        bà Đặng Minh Trọng~dang minh trong
        Đặng Minh Trọng (sinh năm 1990)~dang minh trong
        PHAN ĐỨC ÁNH~phan duc anh
        anh Phan Đức Ánh~phan duc anh
        Phan Đức Ánh, trú tại Cao Lãnh~phan duc anh
        NONG MINH TIN~nong minh tin
        Họ và tên: Nông Minh Tín~nong minh tin
        Nông Minh Tín, SN 1987~nong minh tin
        Lê Văn Anh~le van anh
        đối tượng Lê Văn Anh~le van anh
        Lê Văn Anh (sinh năm 1990)~le van anh
        Nông Xuân Kiên~nong xuan kien
        ông Nông Xuân Kiên~nong xuan kien
        Nông Xuân Kiên, trú tại Cao Lãnh~nong xuan kien
        TRINH QUOC TAM~trinh quoc tam
        đối tượng Trịnh Quốc Tâm~trinh quoc tam
        Trịnh Quốc Tâm (sinh năm 1990)~trinh quoc tam
          Nguyễn  Hữu  Công ~nguyen huu cong
        đối tượng Nguyễn Hữu Công~nguyen huu cong
        Nguyễn Hữu Công (sinh năm 1990)~nguyen huu cong
        ĐỖ HỮU LONG~do huu long
        ông Đỗ Hữu Long~do huu long
        Đỗ Hữu Long, SN 1987~do huu long
        Lê Quốc Hòa~le quoc hoa
        ông Lê Quốc Hòa~le quoc hoa
        Lê Quốc Hòa, trú tại Cao Lãnh~le quoc hoa
        NÔNG ĐỨC KIỀU~nong duc kieu
        đối tượng Nông Đức Kiều~nong duc kieu
        Nông Đức Kiều - 1985~nong duc kieu
        LÊ XUÂN THIỆN~le xuan thien
        anh Lê Xuân Thiện~le xuan thien
        Lê Xuân Thiện, trú tại Cao Lãnh~le xuan thien
        NGUYEN DUC TINH~nguyen duc tinh
        bị can Nguyễn Đức Tình~nguyen duc tinh
        Nguyễn Đức Tình - 1985~nguyen duc tinh
        TRẦN VĂN KHẢI~tran van khai
        anh Trần Văn Khải~tran van khai
        Trần Văn Khải (sinh năm 1990)~tran van khai
        Nguyễn Hữu Thảo~nguyen huu thao
        chị Nguyễn Hữu Thảo~nguyen huu thao
        Nguyễn Hữu Thảo - 1985~nguyen huu thao
        nông ngọc lộc~nong ngoc loc
        Họ và tên: Nông Ngọc Lộc~nong ngoc loc
        Nông Ngọc Lộc, SN 1987~nong ngoc loc
        PHAN ĐỨC PHÚC~phan duc phuc
        chị Phan Đức Phúc~phan duc phuc
        Phan Đức Phúc, SN 1987~phan duc phuc
        DO VAN LOI~do van loi
        đối tượng Đỗ Văn Lợi~do van loi
        Đỗ Văn Lợi (sinh năm 1990)~do van loi
          Phan  Minh  Nhàn ~phan minh nhan
        Họ và tên: Phan Minh Nhàn~phan minh nhan
        Phan Minh Nhàn, trú tại Cao Lãnh~phan minh nhan
        BUI XUAN MANH~bui xuan manh
        đối tượng Bùi Xuân Mạnh~bui xuan manh
        Bùi Xuân Mạnh (sinh năm 1990)~bui xuan manh
          Lê  Quốc  Phụng ~le quoc phung
        Họ và tên: Lê Quốc Phụng~le quoc phung
        Lê Quốc Phụng (sinh năm 1990)~le quoc phung
        mai văn hải~mai van hai
        Họ và tên: Mai Văn Hải~mai van hai
        Mai Văn Hải (sinh năm 1990)~mai van hai
        PHAN VĂN THÀNH~phan van thanh
        đối tượng Phan Văn Thành~phan van thanh
        Phan Văn Thành - 1985~phan van thanh
        vũ quốc trinh~vu quoc trinh
        ông Vũ Quốc Trinh~vu quoc trinh
        Vũ Quốc Trinh, SN 1987~vu quoc trinh
        HA NGOC THUY~ha ngoc thuy
        ông Hà Ngọc Thúy~ha ngoc thuy
        Hà Ngọc Thúy, trú tại Cao Lãnh~ha ngoc thuy
        hoàng thị nhàn~hoang thi nhan
        ông Hoàng Thị Nhàn~hoang thi nhan
        Hoàng Thị Nhàn, trú tại Cao Lãnh~hoang thi nhan
        LÊ THỊ TRỌNG~le thi trong
        đối tượng Lê Thị Trọng~le thi trong
        Lê Thị Trọng (sinh năm 1990)~le thi trong
        Nguyễn Xuân Hoa~nguyen xuan hoa
        ông Nguyễn Xuân Hoa~nguyen xuan hoa
        Nguyễn Xuân Hoa, trú tại Cao Lãnh~nguyen xuan hoa
          Hoàng  Văn  Thắm ~hoang van tham
        đối tượng Hoàng Văn Thắm~hoang van tham
        Hoàng Văn Thắm (sinh năm 1990)~hoang van tham
        HOANG MINH KIET~hoang minh kiet
        đối tượng Hoàng Minh Kiệt~hoang minh kiet
        Hoàng Minh Kiệt - 1985~hoang minh kiet
        Lưu Minh Anh~luu minh anh
        ông Lưu Minh Anh~luu minh anh
        Lưu Minh Anh, trú tại Cao Lãnh~luu minh anh
        PHẠM THỊ HẢO~pham thi hao
        đối tượng Phạm Thị Hảo~pham thi hao
        Phạm Thị Hảo, trú tại Cao Lãnh~pham thi hao
        Hoàng Đức Hạnh~hoang duc hanh
        chị Hoàng Đức Hạnh~hoang duc hanh
        Hoàng Đức Hạnh, SN 1987~hoang duc hanh
        Đoàn Ngọc Khải~doan ngoc khai
        chị Đoàn Ngọc Khải~doan ngoc khai
        Đoàn Ngọc Khải, SN 1987~doan ngoc khai
        hoàng xuân duy~hoang xuan duy
        chị Hoàng Xuân Duy~hoang xuan duy
        Hoàng Xuân Duy - 1985~hoang xuan duy
        Đặng Ngọc Quý~dang ngoc quy
        bị can Đặng Ngọc Quý~dang ngoc quy
        Đặng Ngọc Quý, SN 1987~dang ngoc quy
        ĐỖ ĐỨC HÀO~do duc hao
        bị can Đỗ Đức Hào~do duc hao
        Đỗ Đức Hào - 1985~do duc hao
        Đặng Hữu Vương~dang huu vuong
        chị Đặng Hữu Vương~dang huu vuong
        Đặng Hữu Vương, trú tại Cao Lãnh~dang huu vuong
        Trần Minh Tuấn~tran minh tuan
        đối tượng Trần Minh Tuấn~tran minh tuan
        Trần Minh Tuấn, trú tại Cao Lãnh~tran minh tuan
        ĐỖ ĐỨC THƠ~do duc tho
        chị Đỗ Đức Thơ~do duc tho
        Đỗ Đức Thơ - 1985~do duc tho
        DANG HUU KHANH~dang huu khanh
        ông Đặng Hữu Khánh~dang huu khanh
        Đặng Hữu Khánh - 1985~dang huu khanh
        VÕ QUỐC KHÁNH~vo quoc khanh
        đối tượng Võ Quốc Khánh~vo quoc khanh
        Võ Quốc Khánh, SN 1987~vo quoc khanh
        Hoàng Đức Thương~hoang duc thuong
        chị Hoàng Đức Thương~hoang duc thuong
        Hoàng Đức Thương, trú tại Cao Lãnh~hoang duc thuong
        Cao Thị Hào~cao thi hao
        Họ và tên: Cao Thị Hào~cao thi hao
        Cao Thị Hào - 1985~cao thi hao
        Phạm Đức Hưng~pham duc hung
        Họ và tên: Phạm Đức Hưng~pham duc hung
        Phạm Đức Hưng - 1985~pham duc hung
        Đỗ Ngọc Giang~do ngoc giang
        bị can Đỗ Ngọc Giang~do ngoc giang
        Đỗ Ngọc Giang - 1985~do ngoc giang
        Dương Hữu Nhi~duong huu nhi
        Họ và tên: Dương Hữu Nhi~duong huu nhi
        Dương Hữu Nhi, trú tại Cao Lãnh~duong huu nhi
        Đoàn Ngọc Trà~doan ngoc tra
        ông Đoàn Ngọc Trà~doan ngoc tra
        Đoàn Ngọc Trà, trú tại Cao Lãnh~doan ngoc tra
        NGO MINH CHAU~ngo minh chau
        chị Ngô Minh Châu~ngo minh chau
        Ngô Minh Châu, SN 1987~ngo minh chau
        Đoàn Minh Hiệp~doan minh hiep
        chị Đoàn Minh Hiệp~doan minh hiep
        Đoàn Minh Hiệp - 1985~doan minh hiep
          Hoàng  Đức  Thuận ~hoang duc thuan
        đối tượng Hoàng Đức Thuận~hoang duc thuan
        Hoàng Đức Thuận - 1985~hoang duc thuan
        Đỗ Ngọc Quyền~do ngoc quyen
        bị can Đỗ Ngọc Quyền~do ngoc quyen
        Đỗ Ngọc Quyền, trú tại Cao Lãnh~do ngoc quyen
        ĐẶNG MINH CHÂU~dang minh chau
        ông Đặng Minh Châu~dang minh chau
        Đặng Minh Châu (sinh năm 1990)~dang minh chau
        NÔNG XUÂN THƯ~nong xuan thu
        chị Nông Xuân Thư~nong xuan thu
        Nông Xuân Thư - 1985~nong xuan thu
        ngô quốc lâm~ngo quoc lam
        bà Ngô Quốc Lâm~ngo quoc lam
        Ngô Quốc Lâm (sinh năm 1990)~ngo quoc lam
        phan minh quyết~phan minh quyet
        ông Phan Minh Quyết~phan minh quyet
        Phan Minh Quyết - 1985~phan minh quyet
        trần hữu chiến~tran huu chien
        bà Trần Hữu Chiến~tran huu chien
        Trần Hữu Chiến, SN 1987~tran huu chien
          Trương  Quốc  Ngọc ~truong quoc ngoc
        bị can Trương Quốc Ngọc~truong quoc ngoc
        Trương Quốc Ngọc (sinh năm 1990)~truong quoc ngoc
        Đặng Đức Khang~dang duc khang
        chị Đặng Đức Khang~dang duc khang
        Đặng Đức Khang - 1985~dang duc khang
          Lương  Hữu  Quân ~luong huu quan
        bị can Lương Hữu Quân~luong huu quan
        Lương Hữu Quân (sinh năm 1990)~luong huu quan
        Phan Đức Lộc~phan duc loc
        chị Phan Đức Lộc~phan duc loc
        Phan Đức Lộc, trú tại Cao Lãnh~phan duc loc
        HUỲNH ĐỨC HÙNG~huynh duc hung
        ông Huỳnh Đức Hùng~huynh duc hung
        Huỳnh Đức Hùng, trú tại Cao Lãnh~huynh duc hung
        Dương Xuân Tuấn~duong xuan tuan
        chị Dương Xuân Tuấn~duong xuan tuan
        Dương Xuân Tuấn, trú tại Cao Lãnh~duong xuan tuan
        NGÔ NGỌC PHONG~ngo ngoc phong
        bà Ngô Ngọc Phong~ngo ngoc phong
        Ngô Ngọc Phong (sinh năm 1990)~ngo ngoc phong
          Mai  Thị  Trà ~mai thi tra
        đối tượng Mai Thị Trà~mai thi tra
        Mai Thị Trà, trú tại Cao Lãnh~mai thi tra
        PHAN VĂN TUẤN~phan van tuan
        bà Phan Văn Tuấn~phan van tuan
        Phan Văn Tuấn, SN 1987~phan van tuan
        PHAN MINH SUONG~phan minh suong
        bị can Phan Minh Sương~phan minh suong
        Phan Minh Sương, trú tại Cao Lãnh~phan minh suong
        DANG THI MINH~dang thi minh
        bị can Đặng Thị Minh~dang thi minh
        Đặng Thị Minh (sinh năm 1990)~dang thi minh
        đặng đức ngọc~dang duc ngoc
        ông Đặng Đức Ngọc~dang duc ngoc
        Đặng Đức Ngọc, SN 1987~dang duc ngoc
        HA DUC UYEN~ha duc uyen
        anh Hà Đức Uyên~ha duc uyen
        Hà Đức Uyên (sinh năm 1990)~ha duc uyen
        DƯƠNG NGỌC THƯ~duong ngoc thu
        ông Dương Ngọc Thư~duong ngoc thu
        Dương Ngọc Thư, trú tại Cao Lãnh~duong ngoc thu
        PHAN VĂN HÙNG~phan van hung
        chị Phan Văn Hùng~phan van hung
        Phan Văn Hùng, trú tại Cao Lãnh~phan van hung
          Phan  Đức  Nhân ~phan duc nhan
        chị Phan Đức Nhân~phan duc nhan
        Phan Đức Nhân - 1985~phan duc nhan
          Nguyễn  Xuân  Đức ~nguyen xuan duc
        anh Nguyễn Xuân Đức~nguyen xuan duc
        Nguyễn Xuân Đức, trú tại Cao Lãnh~nguyen xuan duc
        Vũ Quốc Công~vu quoc cong
        Họ và tên: Vũ Quốc Công~vu quoc cong
        Vũ Quốc Công - 1985~vu quoc cong
        Nông Thị Hậu~nong thi hau
        bà Nông Thị Hậu~nong thi hau
        Nông Thị Hậu - 1985~nong thi hau
        DƯƠNG NGỌC NGÂN~duong ngoc ngan
        anh Dương Ngọc Ngân~duong ngoc ngan
        Dương Ngọc Ngân - 1985~duong ngoc ngan
        VŨ XUÂN TUYỀN~vu xuan tuyen
        bà Vũ Xuân Tuyền~vu xuan tuyen
        Vũ Xuân Tuyền, trú tại Cao Lãnh~vu xuan tuyen
        TRƯƠNG VĂN HOÀI~truong van hoai
        chị Trương Văn Hoài~truong van hoai
        Trương Văn Hoài, SN 1987~truong van hoai
        LÝ VĂN HOÀI~ly van hoai
        chị Lý Văn Hoài~ly van hoai
        Lý Văn Hoài, SN 1987~ly van hoai
        Phạm Minh Phương~pham minh phuong
        đối tượng Phạm Minh Phương~pham minh phuong
        Phạm Minh Phương - 1985~pham minh phuong
        DANG THI TAM~dang thi tam
        bà Đặng Thị Tâm~dang thi tam
        Đặng Thị Tâm (sinh năm 1990)~dang thi tam
        MAI XUAN DUC~mai xuan duc
        đối tượng Mai Xuân Đức~mai xuan duc
        Mai Xuân Đức, trú tại Cao Lãnh~mai xuan duc
        VŨ HỮU NGA~vu huu nga
        ông Vũ Hữu Nga~vu huu nga
        Vũ Hữu Nga, SN 1987~vu huu nga
        PHAN DUC TIEN~phan duc tien
        chị Phan Đức Tiến~phan duc tien
        Phan Đức Tiến, SN 1987~phan duc tien
        DOAN NGOC THAO~doan ngoc thao
        Họ và tên: Đoàn Ngọc Thảo~doan ngoc thao
        Đoàn Ngọc Thảo - 1985~doan ngoc thao
          Huỳnh  Thị  Cường ~huynh thi cuong
        chị Huỳnh Thị Cường~huynh thi cuong
        Huỳnh Thị Cường (sinh năm 1990)~huynh thi cuong
        VU XUAN NHAT~vu xuan nhat
        anh Vũ Xuân Nhật~vu xuan nhat
        Vũ Xuân Nhật, trú tại Cao Lãnh~vu xuan nhat
          Trần  Quốc  Lộc ~tran quoc loc
        Họ và tên: Trần Quốc Lộc~tran quoc loc
        Trần Quốc Lộc, trú tại Cao Lãnh~tran quoc loc
        Lê Quốc Đức~le quoc duc
        ông Lê Quốc Đức~le quoc duc
        Lê Quốc Đức, SN 1987~le quoc duc
        Nguyễn Thị Hoà~nguyen thi hoa
        Nguyễn Thị Hòa~nguyen thi hoa
        Nguye6n4 Va8n D9u7c1~nguyen van duc
        Nguyeenx Vawn DDuwcs~nguyen van duc
        NGUYÊ˜N VĂN HÙNG~nguyen van hung
        Trâ`n Thi´ Hoa~tran thi hoa
        NguyÔn V¨n §øc~nguyen van duc
        Nguyeãn Vaên Ñöùc~nguyen van duc
        Nguyá»…n VÄƒn Tuáº¥n~nguyen van tuan
        Nguy&#7877;n V&#259;n B&#236;nh~nguyen van binh
        Nguyеn Van Duc~nguyen van duc
        𝐍𝐠𝐮𝐲𝐞̂̃𝐧 𝐕𝐚̆𝐧 𝐁𝐢̀𝐧𝐡~nguyen van binh
        ＮＧＵＹＥＮ ＶＡＮ ＤＵＣ~nguyen van duc
        NguyễnVănĐức~nguyen van duc
        H'Hen Niê~hhen nie
        H’Hen Niê~hhen nie
        H Hen Niê~hhen nie
        Y Ksor Niê~y ksor nie
        K'Brơi~kbroi
        Giàng A Páo~giang a pao
        Li Wei~li wei
        John Smith~john smith
        Ông Ích Khiêm~ong ich khiem
        KHONG RO~!filler
        N/A~!filler
        NGUYEN VAN A~!filler
        chưa xác định~!filler
        ~!empty
        123~!no-letters
        """;
}
