namespace Resolve.Identifiers.Places;

/// <summary>The rows of <see cref="Province"/>.</summary>
/// <remarks>Sources: TT 07/2016/TT-BCA (codes), Res. 202/2025/QH15 (merger), the GSO's list of 25 July 2026 (names).</remarks>
internal static class ProvinceTable
{
    /// <summary>GSO code of the old province, code of the one it belongs to since 1 July 2025, name.</summary>
    public const string Old =
        "01:01:Hà Nội;02:08:Hà Giang;04:04:Cao Bằng;06:19:Bắc Kạn;08:08:Tuyên Quang;10:15:Lào Cai;11:11:Điện Biên;12:12:Lai Châu;14:14:Sơn La;15:15:Yên Bái;" +
        "17:25:Hòa Bình;19:19:Thái Nguyên;20:20:Lạng Sơn;22:22:Quảng Ninh;24:24:Bắc Giang;25:25:Phú Thọ;26:25:Vĩnh Phúc;27:24:Bắc Ninh;30:31:Hải Dương;" +
        "31:31:Hải Phòng;33:33:Hưng Yên;34:33:Thái Bình;35:37:Hà Nam;36:37:Nam Định;37:37:Ninh Bình;38:38:Thanh Hóa;40:40:Nghệ An;42:42:Hà Tĩnh;44:44:Quảng " +
        "Bình;45:44:Quảng Trị;46:46:Thừa Thiên Huế;48:48:Đà Nẵng;49:48:Quảng Nam;51:51:Quảng Ngãi;52:52:Bình Định;54:66:Phú Yên;56:56:Khánh Hòa;58:56:Ninh " +
        "Thuận;60:68:Bình Thuận;62:51:Kon Tum;64:52:Gia Lai;66:66:Đắk Lắk;67:68:Đắk Nông;68:68:Lâm Đồng;70:75:Bình Phước;72:80:Tây Ninh;74:79:Bình Dương;" +
        "75:75:Đồng Nai;77:79:Bà Rịa - Vũng Tàu;79:79:Hồ Chí Minh;80:80:Long An;82:82:Tiền Giang;83:86:Bến Tre;84:86:Trà Vinh;86:86:Vĩnh Long;87:82:Đồng " +
        "Tháp;89:91:An Giang;91:91:Kiên Giang;92:92:Cần Thơ;93:92:Hậu Giang;94:92:Sóc Trăng;95:96:Bạc Liêu;96:96:Cà Mau";

    /// <summary>GSO code and name of the provinces since 1 July 2025.</summary>
    public const string New =
        "01:Hà Nội;04:Cao Bằng;08:Tuyên Quang;11:Điện Biên;12:Lai Châu;14:Sơn La;15:Lào Cai;19:Thái Nguyên;20:Lạng Sơn;22:Quảng Ninh;24:Bắc Ninh;25:Phú Thọ;" +
        "31:Hải Phòng;33:Hưng Yên;37:Ninh Bình;38:Thanh Hóa;40:Nghệ An;42:Hà Tĩnh;44:Quảng Trị;46:Huế;48:Đà Nẵng;51:Quảng Ngãi;52:Gia Lai;56:Khánh Hòa;" +
        "66:Đắk Lắk;68:Lâm Đồng;75:Đồng Nai;79:Hồ Chí Minh;80:Tây Ninh;82:Đồng Tháp;86:Vĩnh Long;91:An Giang;92:Cần Thơ;96:Cà Mau";

    /// <summary>Other spellings, folded: code of the old province, then names. Ha Tay joined Ha Noi in 2008.</summary>
    public const string Spellings =
        "79 hcm tphcm saigon sg hcmc hochiminhcity saigoncity tphochiminh tpsaigon thanhphohochiminh;01 hn tphn hatay hanoicity;31 hp tphp;48 dn tpdn " +
        "danangcity;92 ct tpct;46 hue tthue thuathien thuathienhue tphue tth;77 brvt bariavungtau vungtau baria brvungtau;66 daclac daclak daklac darlac " +
        "dlak;67 dacnong daknong;62 kontum contum congtum;06 baccan;38 thanhhoa;56 khanhhoa;17 hoabinh";

    /// <summary>GSO code of the old province and its people in thousands on 1 April 2019.</summary>
    /// <remarks>Source: General Statistics Office, Completed Results of the 2019 Viet Nam Population and Housing Census (2020), rounded.</remarks>
    public const string People =
        "01 8054;02 855;04 530;06 314;08 785;10 730;11 599;12 460;14 1248;15 821;17 854;19 1287;20 782;22 1320;24 1804;25 1464;" +
        "26 1151;27 1369;30 1892;31 2029;33 1253;34 1860;35 853;36 1780;37 982;38 3640;40 3328;42 1289;44 895;45 632;46 1129;48 1134;" +
        "49 1496;51 1232;52 1487;54 872;56 1231;58 590;60 1231;62 540;64 1514;66 1869;67 622;68 1297;70 995;72 1169;74 2426;75 3097;" +
        "77 1148;79 8993;80 1689;82 1764;83 1288;84 1009;86 1023;87 1599;89 1908;91 1723;92 1235;93 733;94 1200;95 907;96 1194";

    /// <summary>Cities under the central government: code and since when; the others from before 2004.</summary>
    public const string Cities = "01 31 48 79 92";
}
