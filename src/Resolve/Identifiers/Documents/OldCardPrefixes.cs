namespace Resolve.Identifiers.Documents;

/// <summary>Tells which province issued a CMND number, by its first digits. Indicative only: nothing is rejected or scored by it.</summary>
/// <remarks>General knowledge, a weak hint only: it refuses and scores nothing.</remarks>
internal static class OldCardPrefixes
{
    private const string Rows =
        "01:Hà Nội;02:TP Hồ Chí Minh;03:Hải Phòng;040:Điện Biên;045:Lai Châu;05:Sơn La;060:Yên Bái;063:Lào Cai;070:Tuyên Quang;073:Hà Giang;" +
        "080:Lạng Sơn;085:Cao Bằng;090:Thái Nguyên;095:Bắc Kạn;10:Quảng Ninh;111:Hà Tây (cũ);113:Hòa Bình;121:Bắc Giang;125:Bắc Ninh;131:Phú Thọ;" +
        "135:Vĩnh Phúc;141:Hải Dương;145:Hưng Yên;15:Thái Bình;162:Nam Định;164:Ninh Bình;168:Hà Nam;17:Thanh Hóa;183:Hà Tĩnh;186:Nghệ An;" +
        "191:Thừa Thiên Huế;194:Quảng Bình;197:Quảng Trị;201:Đà Nẵng;205:Quảng Nam;212:Quảng Ngãi;215:Bình Định;221:Phú Yên;225:Khánh Hòa;" +
        "230:Gia Lai;233:Kon Tum;240:Đắk Lắk;245:Đắk Nông;25:Lâm Đồng;261:Bình Thuận;264:Ninh Thuận;271:Đồng Nai;273:Bà Rịa - Vũng Tàu;" +
        "280:Bình Dương;285:Bình Phước;29:Tây Ninh;30:Long An;31:Tiền Giang;32:Bến Tre;331:Vĩnh Long;334:Trà Vinh;341:Đồng Tháp;35:An Giang;" +
        "362:Cần Thơ;363:Hậu Giang;365:Sóc Trăng;37:Kiên Giang;381:Cà Mau;385:Bạc Liêu";

    /// <summary>Returns the name of the province, or null; the longest prefix counts, and a prefix covers the ones up to the next.</summary>
    public static string? Province(string number)
    {
        string? found = null;
        foreach (string row in Rows.Split(';'))
        {
            int colon = row.IndexOf(':', StringComparison.Ordinal);
            if (string.CompareOrdinal(row, 0, number, 0, colon) <= 0) found = row[(colon + 1)..];
        }
        return found;
    }
}
