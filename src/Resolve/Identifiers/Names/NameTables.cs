namespace Resolve.Identifiers.Names;

/// <summary>Words that names are made of and stand beside.</summary>
/// <remarks>Sources: Lê Trung Hoa 2005, hoten.org (Đắk Lắk, Nghệ An), UIT 2016 (shares only); names of minorities, rarer surnames, titles and marks of
/// aliases are general knowledge.</remarks>
internal static class NameTables
{
    public const string Surnames =
        "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Trương Đinh Trịnh Nông Mai Hà Đoàn Lương Cao Đào Lưu Triệu Phùng Đàm Chu " +
        "Văn Vi Thái Lâm Tạ Vương Tô Hứa Đậu Châu Quách Lục Ma Lại Tống La Bế Mã Mông Đồng Kiều Thân Tăng Sầm Lò Từ Vy Long Bạch Lăng Lữ Lang Kha Quang " +
        "Ngân Lầu Moong Xồng Lộc Cụt Vừ Lo Mạc Lỳ Doãn Kim Ngũ Mùa Xeo Đường Biện Hờ Hoa Già Cầm Chế Lim Mạnh Mong Ven Trình Lã Tôn Diệp Thạch Giàng Vàng " +
        "Thào Sùng Quàng Cà Lường Sơn Danh Kiên Niê Ksor Rơ Rmah Siu Kpă Ayun Mlô Êban Hlong Ktla Byă Eban Kbuôr Buôn Adrơng Tơ Ngôl Cil Lơ Mu Kơ Să K Chảo " +
        "Phàn Tẩn Bàn Hạng Cứ Và Thò Lự Tòng Bạc Điêu Mè Lèo Vì Trà Ông Bá Đạo Qua Thị Cấn Khuất Khúc Phí Nghiêm Ninh Nhâm Nguỵ Ngụy Mẫn Lều Khổng Hầu Giáp " +
        "Giang Dư Diêm Chử Chúc Cù Cung Cổ Công Âu An Ân Bồ Bành Ca Chung Đái Đan Đồ Hàn Hạ Hình Hùng Hướng Khương Khưu Liễu Lỗ Lộ Luân Nhan Nhữ Ổ Ôn Phó " +
        "Phù Quan Quản Sái Sử Tào Tân Thẩm Thiều Thi Thôi Thường Tiêu Tiết Trang Tất Ung Uông Ứng Viên Vĩnh Xa Yên";

    /// <summary>Surnames frequent enough to be recognised at the end of a name written in foreign order.</summary>
    public const string FrequentSurnames = "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly truong dinh doan trinh";

    /// <summary>Titles and parts in a case that stand before a name, folded; the longest first where one begins another.</summary>
    public static readonly string[] Titles =
    [
        "ho va ten khai sinh", "chu tai khoan nhan tien", "chu tk nhan tien", "ten nguoi nhan tien", "chu tai khoan la", "chu tk la", "ctk la", "ten tk la",
            "ten tai khoan la", "ho va ten chu tai khoan", "ho va ten chu tk", "ho va ten", "ho ten chu tai khoan", "ho ten chu tk", "ho ten", "ten khai sinh",
            "ten day du", "ten chu tai khoan", "ten chu tk", "ten chu the", "ten tai khoan nhan", "ten tk nhan", "ten tai khoan", "ten tk",
        "ten nguoi nhan", "ten nguoi thu huong", "ten nguoi huong", "ten don vi", "chu tai khoan nhan", "chu tai khoan", "chu tk nhan", "chu tk", "chutk",
            "chutaikhoan", "tentk", "tentaikhoan", "hoten", "hovaten", "ctk", "chu the", "chu thue bao", "nguoi thu huong", "nguoi huong thu",
            "nguoi huong", "don vi thu huong",
        "nguoi nhan tien", "account holder name", "account holder", "account name", "account owner", "acc name", "beneficiary name", "beneficiary",
            "card holder", "cardholder", "full name", "fullname", "holder", "nguoi nhan", "nguoi chuyen", "nguoi gui", "nguoi bi hai",
            "nguoi to giac", "nguoi bao tin",
        "doi tuong ten", "doi tuong", "bi can", "bi cao", "bi hai", "bi don", "nguyen don", "nan nhan", "nghi pham", "nghi can", "nhan chung", "dong chi",
            "d c", "giam doc", "ke toan",
        "trung uy", "thuong uy", "thieu uy", "dai uy", "thieu ta", "trung ta", "thuong ta", "dai ta", "thieu tuong", "trung si", "thuong si", "ha si",
            "luat su", "bac si", "tien si", "thac si", "ky su", "giao su",
        "mister", "madam", "mr", "mrs", "ms", "miss", "dr", "prof", "ls", "bs", "ts", "ths", "gs", "pgs", "ks", "kh", "ten la", "ten",
    ];

    /// <summary>Words of address that also are names or parts of names, folded.</summary>
    public const string Honorifics = " ong ba anh chi em co chu bac cau di thay me bo cu duong su ni thim mo gia chau nguoi ke tho ";

    /// <summary>Marks before another name of the same person, folded; the longest first where one begins another.</summary>
    public static readonly string[] AliasMarks =
    [
        "hay con goi la", "hay con duoc goi la", "con duoc goi la", "con goi la", "con co ten", "thuong goi la", "thuong goi", "ten thuong goi", "ten goi khac",
            "ten khac", "ten goi", "goi la", "hay goi la", "hay goi",
        "bi danh", "biet danh", "biet hieu", "nghe danh", "phap danh", "nick name", "nickname", "nick", "tuc la", "tuc", "alias",
            "a k a", "aka", "tu", "con goi",
    ];

    /// <summary>Marks after which the real name stands.</summary>
    public static readonly string[] RealNameMarks = ["ten that la", "ten that", "ten khai sinh la"];

    /// <summary>Words that end a name because what follows says something else, folded.</summary>
    public static readonly string[] Ends =
    [
        "sinh nam", "sinh ngay", "sinh", "sn", "ngay sinh", "nam sinh", "tru tai", "tru", "thuong tru", "tam tru", "hktt", "dkhktt", "cho o", "noi o", "o tai",
            "que quan", "que", "cccd", "cmnd", "cmt", "so cccd", "so cmnd", "ho chieu",
        "sdt", "so dien thoai", "dien thoai", "dt", "stk", "so tai khoan", "quoc tich", "gioi tinh", "dan toc", "nghe nghiep",
            "la chu", "tuoi", "ngu tai", "ngu",
    ];

    /// <summary>What is written where no name is known, folded. General knowledge.</summary>
    public const string Fillers =
        "|nguyen van a|nguyen van b|nguyen van c|nguyen van x|nguyen thi a|nguyen thi b|nguyen thi c|nguyen thi x|nguyen van abc|ho va ten|khong ro|chua ro|" +
        "chua xac dinh|khong xac dinh|chua biet|khong biet|khong co|khong|n a|na|unknown|none|null|nil|no name|noname|an danh|giau ten|vo danh|khong ten|" +
        "khong ro ten|khong ro lai lich|khong ro danh tinh|chua ro danh tinh|chua ro lai lich|khong nho|khong cung cap|test|test test|abc|xxx|x|xx|doi " +
        "tuong|doi tuong la|nguoi la|mot doi tuong|chua xac dinh duoc|khong xac dinh duoc|anonymous|john doe|jane doe|ten|khong khai bao|de trong|trong|";
}
