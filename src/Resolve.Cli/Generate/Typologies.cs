using System.Text;

namespace Resolve.Cli.Generate;

/// <summary>A way of deceiving, with the texts that victims of it dictate.</summary>
/// <param name="Code">The typology code of reports, such as <c>S14</c>.</param>
/// <param name="LossLow">The smallest usual loss in đồng.</param>
/// <param name="LossHigh">The largest usual loss in đồng.</param>
/// <param name="Texts">Narratives; the arguments are victim, day, number, account, amount, place, handle, holder.</param>
internal sealed record Typology(string Code, long LossLow, long LossHigh, CompositeFormat[] Texts);

/// <summary>Typologies and texts. Codes and catchwords: the handbook of 24 forms (Cục ATTT)
/// (Authority of Information Security, Viet Nam) and the press. The texts are invented.</summary>
internal static class Typologies
{
    private static readonly Typology[] s_ring =
    [
        Of("S14", 20_000_000, 2_000_000_000,
            "Ngày {1}, {0} (trú tại {5}) nhận cuộc gọi từ số {2}, đối tượng tự xưng là cán bộ công an, nói {0} liên quan đường dây rửa tiền, đã có lệnh bắt, "
                + "yêu cầu chuyển tiền vào tài khoản {3} đứng tên {7} để \"phục vụ điều tra\". {0} đã chuyển {4}, sau đó không liên lạc được.",
            "{0} trình báo: số {2} gọi tới, xưng là cán bộ phường hướng dẫn cập nhật định danh mức 2 VNeID, yêu cầu cài ứng dụng \"Dịch vụ công\" giả. Sau "
                + "khi cài, điện thoại bị chiếm quyền, tài khoản bị rút {4} chuyển đến {3}. Sự việc xảy ra ngày {1} tại {5}.",
            "Khoảng 9 giờ ngày {1}, đối tượng dùng số {2} gọi video mặc trang phục công an, gửi lệnh bắt giả qua {6}, đe dọa {0} giữ bí mật và chuyển {4} "
                + "vào tài khoản {3} ({7})."),
        Of("S11", 50_000_000, 3_000_000_000,
            "Qua {6}, {0} được mời vào nhóm đầu tư chứng khoán quốc tế, có \"chuyên gia đọc lệnh\". Từ đầu tháng đến ngày {1}, {0} nộp tổng cộng {4} vào tài "
                + "khoản {3}. Khi rút tiền, sàn yêu cầu nộp thêm tiền thuế 20%, số hỗ trợ {2} khóa máy.",
            "{0} ở {5} nạp tiền mua USDT trên sàn giả theo hướng dẫn của người dùng số {2}, chuyển khoản nhiều lần đến {3} đứng tên {7}, tổng {4}; ngày {1} "
                + "không rút được tiền."),
        Of("S12", 5_000_000, 600_000_000,
            "{0} thấy quảng cáo tuyển cộng tác viên chốt đơn hoa hồng 10-20%, kết bạn {6}. Làm 3 nhiệm vụ đầu được trả lãi, các nhiệm vụ sau phải chuyển {4} "
                + "vào tài khoản {3}. Đến ngày {1} bị báo sai cú pháp, không hoàn tiền.",
            "Đối tượng dùng Zalo số {2} mời {0} like TikTok kiếm tiền tại nhà, sau đó yêu cầu nộp {4} vào {3} ({7}) để \"kích hoạt nhiệm vụ VIP\"."),
        Of("S05", 10_000_000, 150_000_000,
            "Sáng {1}, người xưng là giáo viên dùng số {2} gọi cho {0}, báo con đang cấp cứu tại Bệnh viện Chợ Rẫy, cần chuyển gấp viện phí {4} vào tài "
                + "khoản {3} đứng tên {7}. {0} chuyển tiền xong mới biết con vẫn ở trường."),
        Of("S09", 10_000_000, 900_000_000,
            "{0} nhận đường dẫn giả mạo trang ngân hàng từ {6}, đăng nhập và nhập OTP theo hướng dẫn của số {2}. Ngày {1} tài khoản bị trừ {4}, tiền đi đến "
                + "{3}.",
            "Người dùng số {2} hướng dẫn {0} ({5}) cài tệp .apk của \"BHXH\" để nhận trợ cấp; máy bị điều khiển từ xa, mất {4} vào tài khoản {3}."),
        Of("S03", 5_000_000, 300_000_000,
            "Số {2} tự xưng nhà mạng, dọa khóa SIM của {0} vì chưa chuẩn hóa thuê bao, yêu cầu bấm cú pháp chuyển hướng cuộc gọi. Ngay sau đó ngày {1} ví và "
                + "ngân hàng của {0} mất {4}, chuyển đến {3}."),
        Of("S07", 2_000_000, 120_000_000,
            "{0} cần vay nhanh, liên hệ {6}, bị yêu cầu đóng phí hồ sơ, phí giải ngân, sửa sai số tài khoản, tổng {4} vào {3} đứng tên {7}; số tư vấn {2} "
                + "nay không liên lạc được."),
        Of("S22", 30_000_000, 2_500_000_000,
            "{0} quen qua mạng một người tự nhận quân nhân Mỹ ({6}). Ngày {1} người tên xưng nhân viên hải quan gọi từ số {2} yêu cầu nộp phí nhận quà {4} "
                + "vào tài khoản {3} ({7}).",
            "Sau thời gian nhắn tin tình cảm, đối tượng rủ {0} tham gia sàn thương mại điện tử. {0} đã nộp {4} vào {3}; đường dây nóng {2} của sàn không trả "
                + "lời."),
        Of("S01", 2_000_000, 80_000_000,
            "{0} đặt combo du lịch giá rẻ trên trang {6}, chuyển cọc {4} cho {3} đứng tên {7}. Đến ngày {1} trang bị khóa, số {2} tắt máy."),
        Of("S13", 3_000_000, 200_000_000,
            "Tài khoản mạng xã hội của người thân {0} bị chiếm, nhắn hỏi mượn tiền. Ngày {1}, {0} chuyển {4} vào {3} ({7}). Số liên hệ đối tượng để lại: {2}."),
        Of("X03", 5_000_000, 500_000_000,
            "{0} tham gia đánh bạc trên cổng game bài do {6} giới thiệu, nạp {4} qua tài khoản {3} đứng tên {7}; khi thắng không được rút, số chăm sóc khách "
                + "hàng {2} chặn liên lạc."),
        Of("X04", 2_000_000, 90_000_000,
            "{0} vay qua app, lãi cắt trước 40%. Từ ngày {1} bị số {2} liên tục gọi đe dọa, ghép ảnh; đã trả {4} vào {3} ({7}) nhưng vẫn bị đòi."),
    ];

    private static readonly Typology[] s_noise =
    [
        Of("S15", 200_000, 15_000_000,
            "{0} mua hàng trên mạng, chuyển cọc {4} cho {3}. Người bán số {2} không giao hàng, chặn liên lạc từ ngày {1}.",
            "{0} đặt mua điện thoại cũ qua số {2}, chuyển {4}, nhận được hộp rỗng. Xảy ra tại {5}."),
        Of("S04", 500_000, 30_000_000, "Khách dùng số {2} mua hàng của {0} tại {5} ngày {1}, đưa biên lai chuyển khoản giả {4}."),
        Of("S17", 1_000_000, 20_000_000, "{0} nhận tiền chuyển nhầm, sau đó số {2} gọi đòi trả vào tài khoản {3} kèm lãi {4}."),
        Of("S20", 0, 0, "{0} phản ánh số {2} gọi nháy máy nhiều lần trong ngày {1}, nghe máy không có người nói."),
        Of("S13", 500_000, 20_000_000, "Nick của bạn {0} bị chiếm, mượn {4} qua tài khoản {3}."),
        Of("X07", 300_000, 12_000_000, "{0} đặt mua pháo qua mạng, chuyển {4} vào {3}, số {2} khóa máy. Địa bàn {5}."),
    ];

    private static readonly CompositeFormat[] s_bank =
    [
        CompositeFormat.Parse("Ngân hàng cung cấp sao kê ngày {1}: tài khoản {3} nhận tiền từ nhiều người gửi rồi chuyển đi trong vài phút, không để số dư. "
            + "Tổng phát sinh {4}."),
        CompositeFormat.Parse("Theo văn bản trả lời xác minh, dòng tiền {4} qua tài khoản {3} được chuyển tiếp ngay trong ngày {1}; chủ tài khoản {7} không "
            + "giải trình được."),
    ];

    private static readonly CompositeFormat[] s_telecom =
    [
        CompositeFormat.Parse("Kết quả tra cứu thuê bao ngày {1}: số {2} cùng một số thuê bao khác hoạt động trên cùng thiết bị, thay SIM liên tục."),
        CompositeFormat.Parse("Nhà mạng thông báo thiết bị nghi SIM box phát sinh lưu lượng bất thường, có số {2}, vị trí tại {5}."),
    ];

    private static readonly CompositeFormat[] s_inquiry =
    [
        CompositeFormat.Parse("Báo cáo xác minh ngày {1}: nhóm đối tượng hoạt động trên địa bàn {5} và nơi khác, có người cầm đầu điều hành qua {6}, sử dụng "
            + "tài khoản {3} để nhận và chuyển tiền."),
        CompositeFormat.Parse("Qua đấu tranh, đối tượng khai được thuê mở tài khoản ngân hàng giao lại cho người chỉ đạo; số liên lạc {2}. Đề nghị các đơn "
            + "vị có tin báo liên quan phối hợp."),
    ];

    private static readonly WeightedIndex s_ringByUse = new([22, 16, 16, 8, 10, 5, 6, 6, 5, 4, 4, 4]);
    private static readonly WeightedIndex s_noiseByUse = new([40, 12, 8, 18, 10, 8]);

    /// <summary>Gets what banks write.</summary>
    public static CompositeFormat[] Bank => s_bank;

    /// <summary>Gets what operators write.</summary>
    public static CompositeFormat[] Telecom => s_telecom;

    /// <summary>Gets what investigators write.</summary>
    public static CompositeFormat[] Inquiry => s_inquiry;

    /// <summary>Gets texts that mention a place abroad, by country; scam compounds named in the press.</summary>
    public static IReadOnlyDictionary<string, string> PlacesAbroad { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["KH"] = " Các đối tượng được cho là làm việc tại khu Bavet, Campuchia.",
        ["LA"] = " Nhóm này được cho là ở đặc khu Tam giác Vàng, Lào.",
        ["MM"] = " Cuộc gọi được cho là từ khu KK Park, Myanmar.",
        ["PH"] = " Máy chủ và nhóm vận hành được cho là ở Philippines.",
        ["CN"] = " Người chỉ đạo nói tiếng Trung Quốc.",
    };

    public static Typology DrawRing(ref SplitMix64 random) => s_ring[s_ringByUse.Draw(ref random)];

    public static Typology DrawNoise(ref SplitMix64 random) => s_noise[s_noiseByUse.Draw(ref random)];

    private static Typology Of(string code, long low, long high, params string[] texts) =>
        new(code, low, high, [.. texts.Select(text => CompositeFormat.Parse(text))]);
}
