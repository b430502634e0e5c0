namespace Resolve.Rings.Dossiers;

/// <summary>What typologies are called, and the articles of the Penal Code that they point to: a hint, not a qualification of the act.</summary>
/// <remarks>
/// S01-S24: the handbook of the Authority of Information Security (2023, 24 forms). A01-A07: the seven groups of A05 (2025). X: forms that police
/// and press name. Articles: Penal Code 100/2015/QH13 as amended by 12/2017/QH14 and 86/2025/QH15; which article belongs to which form is our
/// assignment, and the wording of titles is shortened.
/// </remarks>
internal static class TypologyNames
{
    private static readonly Entry[] s_typologies =
    [
        new("S01", "Lừa đảo \"combo du lịch giá rẻ\"", "Cheap travel-combo scam", [174]),
        new("S02", "Lừa đảo cuộc gọi video Deepfake", "Deepfake video-call scam", [174, 290]),
        new("S03", "Lừa đảo \"khóa SIM\" vì chưa chuẩn hóa thuê bao", "SIM-lock / subscriber-standardisation scam", [174, 290, 291]),
        new("S04", "Giả mạo biên lai chuyển tiền thành công", "Fake successful-transfer receipt", [174, 341]),
        new("S05", "Giả danh giáo viên/nhân viên y tế báo người thân đang cấp cứu", "Fake teacher/medic: relative in emergency", [174]),
        new("S06", "Chiêu trò lừa đảo tuyển người mẫu nhí", "Child-model recruitment scam", [174]),
        new("S07", "Giả danh công ty tài chính, ngân hàng thu thập thông tin", "Fake finance company / bank (loan, card)", [174, 291]),
        new("S08", "Cài cắm ứng dụng, link quảng cáo cờ bạc, cá độ, tín dụng đen…", "Embedded gambling / black-credit apps and links", [321, 322, 201]),
        new("S09", "Giả mạo trang thông tin điện tử cơ quan, doanh nghiệp (BHXH, ngân hàng…)", "Fake website of agency/company", [174, 290, 289]),
        new("S10", "Phát tán tin nhắn giả mạo thương hiệu (SMS Brandname)", "Fake SMS brandname (rogue BTS)", [174, 287, 290]),
        new("S11", "Lừa đảo đầu tư chứng khoán quốc tế, tiền ảo", "International stock / crypto investment scam", [174, 290]),
        new("S12", "Lừa đảo tuyển dụng CTV online", "Online collaborator / task scam", [174]),
        new("S13", "Đánh cắp tài khoản MXH, nhắn tin lừa đảo", "Social-account takeover, borrowing messages", [174, 289, 290]),
        new("S14", "Giả danh cơ quan công an, viện kiểm sát, tòa án gọi điện lừa đảo", "Impersonating police / procuracy / court", [174, 339, 290]),
        new("S15", "Rao bán hàng giả hàng nhái qua sàn TMĐT", "Counterfeit goods on e-commerce", [174, 192]),
        new("S16", "Đánh cắp thông tin CCCD đi vay tín dụng", "Stolen ID used for loans", [174, 291, 341]),
        new("S17", "Lừa đảo \"chuyển nhầm tiền\" vào tài khoản ngân hàng", "Mistaken-transfer scam", [174, 170, 201]),
        new("S18", "Lừa đảo dịch vụ lấy lại tiền khi đã bị lừa", "Recovery-service scam", [174]),
        new("S19", "Lừa đảo lấy cắp Telegram OTP", "Telegram OTP theft", [289, 290]),
        new("S20", "Lừa đảo tung tin giả về cuộc gọi mất tiền như FlashAI", "Fake news of money-losing calls (FlashAI)", [288]),
        new("S21", "Lừa đảo dịch vụ lấy lại Facebook", "Facebook-recovery service scam", [174]),
        new("S22", "Lừa đảo tình cảm, dẫn dụ đầu tư, gửi quà, trúng thưởng", "Romance scam / pig-butchering / gift parcel", [174]),
        new("S23", "Rải link phishing, seeding quảng cáo bẩn trên Facebook", "Phishing link seeding", [290, 289]),
        new("S24", "Lừa đảo cho số đánh lô đề", "Lottery-number tip scam", [174, 321, 322]),
        new("A01", "Mạo danh cơ sở giáo dục", "Impersonating schools", [174]),
        new("A02", "Thu hồi vốn treo", "\"Hanging capital\" recovery", [174]),
        new("A03", "Thanh toán dịch vụ", "Service-bill payment", [174]),
        new("A04", "Mua bán và du lịch trực tuyến", "Online shopping & travel", [174]),
        new("A05", "Mạo danh Công an, Viện kiểm sát, Tòa án", "Impersonating authorities", [174]),
        new("A06", "Lừa đảo tình cảm để trục lợi tài chính", "Romance for profit", [174]),
        new("A07", "Đầu tư trên nền tảng giả mạo", "Fake investment platform", [174, 290]),
        new("X01", "Mua bán, cho thuê, cho mượn tài khoản ngân hàng/ví", "Mule-account trade", [291]),
        new("X02", "Mua bán dữ liệu cá nhân", "Personal-data trade", [288]),
        new("X03", "Tổ chức đánh bạc, đánh bạc trên không gian mạng (kể cả game online)", "Online gambling", [321, 322]),
        new("X04", "Tín dụng đen qua app, cho vay lãi nặng", "App loan-sharking", [201, 170]),
        new("X05", "Môi giới mại dâm trên mạng", "Online pimping", [327, 328]),
        new("X06", "Mua bán giấy tờ, văn bằng, chứng chỉ giả", "Forged documents trade", [341]),
        new("X07", "Mua bán hàng cấm, hàng giả trên TMĐT", "Banned/counterfeit goods online", [190, 192]),
        new("X08", "Quảng cáo ngân hàng số, tiền ảo, sàn cổ phiếu rủi ro (có dấu hiệu trốn thuế)", "Risky digital bank/crypto/stock", [174, 200, 290]),
        new("X09", "Rửa tiền: USDT, voucher, thẻ game, hàng điện tử", "Laundering via USDT/vouchers/game cards/electronics", [324, 323]),
        new("X10", "Mua bán người / cưỡng bức lao động tại khu lừa đảo", "Trafficking into scam compounds", [150, 151, 349]),
        new("X11", "Tổ chức, môi giới xuất nhập cảnh trái phép", "Illegal border crossing", [348, 347]),
        new("X12", "BTS giả, SIM box/GoIP, tổng đài ảo", "Rogue BTS, SIM box, virtual PBX", [285, 287, 290]),
        new("X13", "Bắt cóc online (thao túng tâm lý học sinh, sinh viên)", "Online kidnapping", [170, 174]),
    ];

    private static readonly (int Number, string Vi, string En)[] s_articles =
    [
        (150, "Tội mua bán người", "Human trafficking"),
        (151, "Tội mua bán người dưới 16 tuổi", "Trafficking of persons under 16"),
        (170, "Tội cưỡng đoạt tài sản", "Extortion"),
        (174, "Tội lừa đảo chiếm đoạt tài sản", "Fraudulent appropriation of property"),
        (190, "Tội sản xuất, buôn bán hàng cấm", "Trade in banned goods"),
        (192, "Tội sản xuất, buôn bán hàng giả", "Trade in counterfeit goods"),
        (200, "Tội trốn thuế", "Tax evasion"),
        (201, "Tội cho vay lãi nặng trong giao dịch dân sự", "Usury"),
        (285, "Tội sản xuất, mua bán, trao đổi hoặc tặng cho công cụ, thiết bị, phần mềm để sử dụng vào mục đích trái pháp luật",
            "Tools/devices/software for unlawful use"),
        (287, "Tội cản trở hoặc gây rối loạn hoạt động của mạng máy tính, mạng viễn thông, phương tiện điện tử", "Disrupting networks"),
        (288, "Tội đưa hoặc sử dụng trái phép thông tin mạng máy tính, mạng viễn thông", "Unlawful provision/use of network information"),
        (289, "Tội xâm nhập trái phép vào mạng máy tính, mạng viễn thông hoặc phương tiện điện tử của người khác", "Unauthorised intrusion"),
        (290, "Tội sử dụng mạng máy tính, mạng viễn thông, phương tiện điện tử thực hiện hành vi chiếm đoạt tài sản",
            "Using networks/e-devices to appropriate property"),
        (291, "Tội thu thập, tàng trữ, trao đổi, mua bán, công khai hóa trái phép thông tin về tài khoản ngân hàng",
            "Unlawful collection/trade of bank-account information"),
        (321, "Tội đánh bạc", "Gambling"),
        (322, "Tội tổ chức đánh bạc hoặc gá bạc", "Organising gambling"),
        (323, "Tội chứa chấp hoặc tiêu thụ tài sản do người khác phạm tội mà có", "Handling stolen property"),
        (324, "Tội rửa tiền", "Money laundering"),
        (327, "Tội chứa mại dâm", "Harbouring prostitution"),
        (328, "Tội môi giới mại dâm", "Pimping/brokering prostitution"),
        (339, "Tội giả mạo chức vụ, cấp bậc, vị trí công tác", "Impersonating rank/position"),
        (341, "Tội làm giả con dấu, tài liệu…; sử dụng con dấu, tài liệu giả", "Forging seals/documents"),
        (347, "Tội vi phạm quy định về xuất cảnh, nhập cảnh; ở lại trái phép", "Immigration violations"),
        (348, "Tội tổ chức, môi giới cho người khác xuất cảnh, nhập cảnh hoặc ở lại Việt Nam trái phép", "Organising illegal entry/exit"),
        (349, "Tội tổ chức, môi giới cho người khác trốn đi nước ngoài hoặc ở lại nước ngoài trái phép", "Organising fleeing abroad"),
    ];

    /// <summary>Gets what is known of a typology's code; null when it is none of these.</summary>
    public static Entry? Find(string code) => Array.Find(s_typologies, t => string.Equals(t.Code, code.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Gets the title of an article.</summary>
    public static (string Vi, string En) TitleOf(int article)
    {
        (int _, string vi, string en) = Array.Find(s_articles, a => a.Number == article);
        return (vi, en);
    }

    /// <summary>Lists all.</summary>
    public static IReadOnlyList<Entry> All => s_typologies;

    /// <summary>A typology.</summary>
    internal sealed record Entry(string Code, string Vi, string En, int[] Articles);
}
