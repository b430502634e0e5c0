using System.Globalization;
using Resolve.Identifiers;
using Resolve.Identifiers.Places;

namespace Resolve.Rings.Dossiers;

/// <summary>The words of a ring's report in one language.</summary>
internal sealed class DossierWords(DossierLanguage language)
{
    private static readonly Dictionary<string, (string Vi, string En)> s_words = new(StringComparer.Ordinal)
    {
        ["lang"] = ("vi", "en"),
        ["title"] = ("Báo cáo đường dây", "Ring report"),
        ["secrecy"] = ("Tài liệu nghiệp vụ. Độ mật: ............... (do đơn vị lập xác định theo Luật Bảo vệ bí mật nhà nước). Không sao chụp, chuyển ra "
            + "ngoài đơn vị khi chưa được phép.", "Operational document. Secrecy level: ............... (set by the unit that prints it, under the Law on "
            + "Protection of State Secrets). No copies and no passing on without leave."),
        ["caution"] = ("Đây là thông tin để xác minh, không phải kết luận hay chứng cứ buộc tội. Người đứng tên tài khoản, số điện thoại có thể là người bị "
            + "lợi dụng, bị lấy cắp giấy tờ. Mọi nội dung phải được kiểm tra lại từ tin báo gốc.", "This is a lead to be verified, neither a finding nor "
            + "proof of guilt. Whoever an account or number is named after may have been used, or had papers stolen. Everything must be checked against the "
            + "reports themselves."),
        ["score"] = ("Điểm ưu tiên", "Score"),
        ["scoreNote"] = ("Điểm để xếp thứ tự, không phải xác suất. Tính đến", "The score ranks; it is no probability. As of"),
        ["loss"] = ("Thiệt hại", "Loss"), ["reports"] = ("Tin báo", "Reports"), ["victims"] = ("Bị hại", "Victims"), ["members"] = ("Thành viên", "Members"),
        ["active"] = ("Hoạt động", "Active"), ["typologies"] = ("Thủ đoạn", "Typologies"),
            ["articles"] = ("Điều luật gợi ý (BLHS)", "Articles it points to (Penal Code)"),
        ["articlesNote"] = ("Gợi ý theo thủ đoạn; việc định tội do cơ quan có thẩm quyền quyết định.",
            "Hints by typology; the qualification of the act is for the competent body."),
        ["summary"] = ("Tóm tắt", "Summary"), ["leaders"] = ("Vai trò chính và lý do", "Main parts and why"), ["picture"] = ("Sơ đồ", "Picture"),
        ["money"] = ("Dòng tiền", "Money trail"), ["traced"] = ("Lần theo được", "Traced"), ["left"] = ("Đã ra khỏi tài khoản", "Left the accounts"),
        ["places"] = ("Tỉnh, thành phố", "Provinces"), ["old63"] = ("63 tỉnh (trước 1/7/2025)", "The 63 (before 1 July 2025)"),
            ["new34"] = ("34 tỉnh (từ 1/7/2025)", "The 34 (since 1 July 2025)"),
        ["province"] = ("Tỉnh", "Province"), ["suspects"] = ("Đối tượng", "Suspects"), ["accounts"] = ("Tài khoản", "Accounts"),
        ["foreign"] = ("Yếu tố nước ngoài", "Ties abroad"), ["country"] = ("Nước", "Country"), ["strength"] = ("Độ mạnh", "Strength"),
            ["signs"] = ("Dấu hiệu", "Signs"),
        ["timeline"] = ("Tin báo theo thời gian", "Reports over time"), ["history"] = ("Diễn biến đường dây", "How the ring came to be"),
        ["reportList"] = ("Danh sách tin báo", "The reports"),
            ["howSure"] = ("Mức độ chắc chắn và thông tin còn thiếu", "How sure this is, and what is missing"),
        ["kind"] = ("Loại", "Kind"), ["label"] = ("Tên, số", "Name or number"), ["parts"] = ("Vai trò", "Parts"), ["links"] = ("Liên kết", "Links"),
        ["time"] = ("Thời gian", "Time"), ["source"] = ("Nguồn, mã", "Source and id"), ["unit"] = ("Đơn vị", "Unit"), ["event"] = ("Sự việc", "What happened"),
            ["status"] = ("Tình trạng", "Status"),
        ["from"] = ("Từ", "From"), ["to"] = ("Đến", "To"), ["amount"] = ("Số tiền", "Amount"), ["transfers"] = ("Lần chuyển", "Transfers"),
            ["rest"] = ("Tiền nằm lại (phút)", "Rest (minutes)"),
        ["none"] = ("Không có.", "None."), ["unknown"] = ("không rõ", "unknown"), ["points"] = ("điểm", "points"), ["withdrawn"] = ("đã rút", "withdrawn"),
        ["allVictims"] = ("Các bị hại", "All victims"), ["footer"] = ("Resolve lập tự động", "Made by Resolve"),
            ["position"] = ("vị trí nhật ký", "journal position"), ["asOf"] = ("tính đến", "as of"),
        ["day"] = ("ngày", "day"), ["ofThese"] = ("trong số", "of"), ["shown"] = ("được liệt kê", "listed"),
        ["transferred"] = ("Chuyển tiền", "Transfer"), ["contacted"] = ("Liên lạc", "Contact"), ["otherLinks"] = ("Liên kết khác", "Other link"),
        ["open"] = ("đang giải quyết", "open"), ["suspended"] = ("tạm đình chỉ", "suspended"), ["closed"] = ("đã giải quyết", "closed"),
        ["strong"] = ("mạnh", "strong"), ["medium"] = ("vừa", "medium"), ["weak"] = ("yếu", "weak"),
        ["harm"] = ("Thiệt hại gây ra", "Harm"), ["activity"] = ("Mức hoạt động", "Activity"), ["spread"] = ("Phạm vi", "Spread"),
            ["solvability"] = ("Khả năng khám phá", "Solvability"),
        ["pattern"] = ("Dấu hiệu", "Pattern"), ["parties"] = ("Tài khoản", "Accounts"),
        ["cycle"] = ("Chuyển vòng khép kín", "Cycle that closes"), ["peel-chain"] = ("Chuỗi bóc tách dần", "Peel chain"),
            ["stack"] = ("Chuyển qua nhiều lớp tài khoản", "Stack of layers"),
        ["gather-scatter"] = ("Gom vào rồi phân tán", "Gather and scatter"), ["fan-in"] = ("Gom về một tài khoản", "Fan-in"),
            ["fan-out"] = ("Phân tán từ một tài khoản", "Fan-out"),
        ["leader"] = ("Cầm đầu", "Leader"), ["mule-account"] = ("Tài khoản nhận tiền thuê", "Mule account"),
            ["collector"] = ("Tài khoản gom tiền", "Collector"), ["cash-out"] = ("Điểm rút tiền", "Cash-out"),
        ["account-seller"] = ("Người bán, cho thuê tài khoản", "Account seller"), ["caller"] = ("Gọi điện, nhắn tin", "Caller"),
            ["sim-farm"] = ("Dàn SIM", "SIM farm"), ["recruiter"] = ("Tuyển người", "Recruiter"),
        ["controls-members"] = ("điều khiển thành viên khác", "controls members"), ["holds-number"] = ("giữ số điện thoại", "holds a number"),
            ["named-as-suspect"] = ("được nêu là nghi vấn", "named as a suspect"),
        ["is-controlled"] = ("bị người khác điều khiển", "is controlled"), ["held-by-suspect"] = ("do đối tượng giữ", "held by a suspect"),
            ["account-in-name"] = ("đứng tên tài khoản", "an account is in the name"),
        ["received-from-victims"] = ("nhận tiền của bị hại", "received from victims"), ["passed-on"] = ("chuyển tiền đi tiếp", "passed money on"),
            ["received-from-members"] = ("nhận tiền của thành viên", "received from members"),
        ["leaves-the-banks"] = ("tiền ra khỏi hệ thống ngân hàng", "money leaves the banks here"),
            ["trail-ends"] = ("dòng tiền dừng tại đây", "the trail ends here"), ["contacted-victims"] = ("liên lạc với bị hại", "contacted victims"),
        ["used-in-handset"] = ("dùng trong máy của đường dây", "used in a handset of the ring"),
            ["registered-to-member"] = ("đăng ký tên thành viên", "registered to a member"),
            ["number-in-name"] = ("đứng tên số điện thoại", "a number is in the name"),
        ["carries-numbers"] = ("máy lắp số của đường dây", "carries numbers of the ring"),
            ["carries-many-numbers"] = ("máy lắp nhiều số", "carries many numbers"), ["contacts-members"] = ("liên lạc với thành viên", "contacts members"),
        ["many-senders"] = ("nhiều người chuyển tới", "many senders"), ["quick-out"] = ("tiền ra ngay sau khi vào", "money goes out soon after it came in"),
        ["controlled-by-member"] = ("do thành viên điều khiển", "controlled by a member"),
        ["loss-vnd"] = ("thiệt hại (VND)", "loss (VND)"), ["loss-foreign"] = ("thiệt hại ngoại tệ", "loss in foreign currency"),
            ["days-silent"] = ("số ngày không có tin mới", "days without a new report"),
        ["reports-in-30-days"] = ("tin báo trong 30 ngày", "reports within 30 days"), ["provinces"] = ("số tỉnh", "provinces"),
            ["identified-persons"] = ("người có giấy tờ hợp lệ", "persons with a valid paper"),
        ["domestic-accounts"] = ("tài khoản trong nước", "accounts in Viet Nam"), ["devices"] = ("thiết bị", "devices"),
            ["named-numbers"] = ("số điện thoại biết người dùng", "numbers whose user is named"),
        ["calling-code"] = ("mã vùng điện thoại", "calling code"), ["nationality"] = ("quốc tịch", "nationality"), ["document"] = ("giấy tờ", "paper"),
            ["imsi"] = ("IMSI", "IMSI"), ["address"] = ("địa chỉ", "address"), ["domain"] = ("tên miền", "domain"),
        ["formed"] = ("Hình thành", "Formed"), ["grew"] = ("Thêm thành viên", "Grew"), ["merged"] = ("Sáp nhập đường dây", "Merged with"),
            ["renamed"] = ("Có tin sớm hơn, đổi mã", "Renamed by earlier evidence"),
        ["reached-province"] = ("Lan tới tỉnh", "Reached province"), ["reached-country"] = ("Liên quan tới nước", "Reached country"),
            ["split"] = ("Tách khỏi", "Kept apart from"), ["ended"] = ("Không còn tin mới", "Fell silent"),
    };

    // What Vietnamese calls the countries that reports name most; others go by their English names.
    private static readonly (string Code, string Name)[] s_countries =
    [
        ("KH", "Campuchia"), ("LA", "Lào"), ("MM", "Myanmar"), ("TH", "Thái Lan"), ("CN", "Trung Quốc"), ("HK", "Hồng Kông"), ("TW", "Đài Loan"),
            ("SG", "Singapore"), ("MY", "Malaysia"),
        ("PH", "Philippines"), ("ID", "Indonesia"), ("JP", "Nhật Bản"), ("KR", "Hàn Quốc"), ("IN", "Ấn Độ"), ("RU", "Nga"), ("US", "Hoa Kỳ"), ("GB", "Anh"),
            ("FR", "Pháp"), ("DE", "Đức"), ("AU", "Úc"),
        ("AE", "Các Tiểu vương quốc Ả Rập Thống nhất"), ("TR", "Thổ Nhĩ Kỳ"), ("UA", "Ukraina"), ("NL", "Hà Lan"), ("IT", "Ý"), ("ES", "Tây Ban Nha"),
    ];

    /// <summary>Lists every word in every language.</summary>
    public static IReadOnlyDictionary<string, (string Vi, string En)> All => s_words;

    public bool IsVietnamese => language == DossierLanguage.Vietnamese;

    /// <summary>Gets a word; a word of the engine that is not known stands as it is.</summary>
    public string this[string key] => s_words.TryGetValue(key, out (string Vi, string En) word) ? Pick(word.Vi, word.En) : key;

    public string Pick(string vi, string en) => IsVietnamese ? vi : en;

    public string Number(decimal number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', IsVietnamese ? '.' : ',');

    public string Money(decimal amount, string currency) => $"{Number(amount)} {currency}";

    public string Money(IReadOnlyList<Reports.Money> sums) =>
        sums.Count == 0 ? Number(0) + " VND" : string.Join(" + ", sums.Select(m => Money(m.Amount, m.Currency)));

    /// <summary>Writes a time as clocks in Viet Nam show it.</summary>
    public string Time(DateTimeOffset? time) => time is { } given && given != DateTimeOffset.MaxValue
        ? given.ToOffset(TimeSpan.FromHours(7)).ToString(IsVietnamese ? "HH:mm dd/MM/yyyy" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        : this["unknown"];

    public string Day(DateOnly day) => day.ToString(IsVietnamese ? "dd/MM/yyyy" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Country(string code)
    {
        string name = Countries.TryFind(code, out Country country) ? country.Name : code;
        if (IsVietnamese) name = Array.Find(s_countries, c => c.Code == code).Name ?? name;
        return name == code ? code : $"{name} ({code})";
    }

    public string Kind(EntityKind kind)
    {
        EntityKindInfo info = EntityKinds.Of(kind);
        return Pick(info.Vietnamese, info.English);
    }

    public string Typology(string code) => TypologyNames.Find(code) is { } known ? $"{known.Code}: {Pick(known.Vi, known.En)}" : code;

    public string Strength(SignStrength strength) => strength switch
    {
        SignStrength.Strong => this["strong"],
        SignStrength.Medium => this["medium"],
        _ => this["weak"],
    };
}
