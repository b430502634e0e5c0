namespace Resolve.Cli.Generate;

/// <summary>One of the 63 provinces up to 30 June 2025, with the one of the 34 that holds it since.</summary>
/// <param name="OldCode">Its two-digit code (GSO) until then; a CCCD born there starts with 0 and this.</param>
/// <param name="OldName">Its name until then.</param>
/// <param name="OldSlug">The name as a source writes it.</param>
/// <param name="Weight">Its share of the people in ten thousands: the population of the new province in equal parts.</param>
/// <param name="New">The province since 1 July 2025.</param>
internal sealed record OldProvince(string OldCode, string OldName, string OldSlug, int Weight, NewProvince New);

/// <summary>One of the 34 provinces since 1 July 2025.</summary>
/// <param name="Code">Its two-digit code (GSO).</param>
/// <param name="Name">Its name.</param>
/// <param name="Slug">The name as a source writes it.</param>
/// <param name="Communes">Some of its communes, for addresses.</param>
internal sealed record NewProvince(string Code, string Name, string Slug, string[] Communes);

/// <summary>The provinces, old and new.</summary>
/// <remarks>Sources: CCCD codes, Circular 07/2016/TT-BCA; merger, Resolution 202/2025/QH15; communes and populations, github
/// thanglequoc/vietnamese-provinces-database (MIT).</remarks>
internal static class Provinces
{
    private const string Table =
        """
        01|Hà Nội|hanoi|Phường Thanh Xuân,Xã Gia Lâm,Xã Ba Vì,Xã Dương Hoà,Xã Hưng Đạo,Xã Phú Nghĩa,Xã Bình Minh,Xã Ứng Hoà|01 Hà Nội|872
        04|Cao Bằng|caobang|Phường Nùng Trí Cao,Xã Sơn Lộ,Xã Đoài Dương,Xã Vinh Quý,Xã Nguyễn Huệ,Xã Phan Thanh,Xã Thành Công,Xã Thạch An|04 Cao Bằng|56
        08|Tuyên Quang|tuyenquang|Xã Sà Phìn,Xã Niêm Sơn,Xã Đường Thượng,Xã Thanh Thuỷ,Xã Tân Tiến,Xã Đồng Tâm,Phường An Tường,Xã Tân Trào|02 Hà Giang,
          08 Tuyên Quang|93
        11|Điện Biên|dienbien|Phường Điện Biên Phủ,Xã Quảng Lâm,Xã Pa Ham,Xã Si Pa Phìn,Xã Sáng Nhè,Xã Mường Ảng,Xã Mường Phăng,Phường Mường Thanh|
          11 Điện Biên|65
        12|Lai Châu|laichau|Phường Tân Phong,Xã Nậm Hàng,Xã Pa Ủ,Xã Mường Tè,Xã Sìn Hồ,Xã Nậm Mạ,Xã Dào San,Xã Nậm Sỏ|12 Lai Châu|49
        14|Sơn La|sonla|Phường Tô Hiệu,Xã Nậm Lầu,Xã Mường Bú,Xã Pắc Ngà,Xã Tạ Khoa,Phường Mộc Sơn,Xã Mường Hung,Xã Mường Lèo|14 Sơn La|133
        15|Lào Cai|laocai|Xã Phong Hải,Xã Tằng Loỏng,Xã Gia Phú,Xã Võ Lao,Xã Khao Mang,Xã Tà Xi Láng,Xã Liên Sơn,Xã Văn Chấn|10 Lào Cai,15 Yên Bái|89
        19|Thái Nguyên|thainguyen|Xã Phong Quang,Xã Cẩm Giàng,Xã Nam Cường,Xã Yên Phong,Phường Quyết Thắng,Phường Bá Xuyên,Xã Phượng Tiến,Xã Phú Đình|
          06 Bắc Kạn,19 Thái Nguyên|90
        20|Lạng Sơn|langson|Phường Đông Kinh,Xã Tràng Định,Xã Thuỵ Hùng,Xã Văn Lãng,Xã Tân Đoàn,Xã Vũ Lễ,Xã Vũ Lăng,Xã Vạn Linh|20 Lạng Sơn|81
        22|Quảng Ninh|quangninh|Phường Hà Lầm,Phường Uông Bí,Phường Yên Tử,Xã Bình Liêu,Đặc khu Vân Đồn,Phường Bình Khê,Phường Đông Triều,Phường Đông Mai|
          22 Quảng Ninh|143
        24|Bắc Ninh|bacninh|Xã Nhã Nam,Xã Lục Sơn,Xã Bắc Lũng,Xã Yên Định,Phường Võ Cường,Xã Yên Phong,Phường Ninh Xá,Xã Gia Bình|24 Bắc Giang,27 Bắc Ninh|181
        25|Phú Thọ|phutho|Xã Đà Bắc,Xã Đức Nhàn,Xã Quảng Yên,Xã Lâm Thao,Xã Hy Cương,Xã Văn Miếu,Xã Khả Cửu,Xã Nguyệt Đức|17 Hòa Bình,25 Phú Thọ,26 Vĩnh Phúc|
          134
        31|Hải Phòng|haiphong|Phường Hải Dương,Phường Chí Linh,Phường Nguyễn Đại Năng,Xã Tứ Kỳ,Xã Hồng Châu,Phường Bạch Đằng,Xã An Hưng,Xã Vĩnh Thuận|
          30 Hải Dương,31 Hải Phòng|233
        33|Hưng Yên|hungyen|Xã Việt Yên,Xã Triệu Việt Vương,Xã Đức Hợp,Xã A Sào,Xã Đông Hưng,Xã Nam Tiên Hưng,Xã Nam Thái Ninh,Xã Bình Định|33 Hưng Yên,
          34 Thái Bình|178
        37|Ninh Bình|ninhbinh|Phường Kim Bảng,Xã Bắc Lý,Xã Cổ Lễ,Xã Giao Minh,Phường Hoa Lư,Phường Yên Sơn,Xã Yên Khánh,Xã Kim Sơn|35 Hà Nam,36 Nam Định,
          37 Ninh Bình|147
        38|Thanh Hóa|thanhhoa|Xã Quý Lương,Xã Yên Thắng,Xã Kim Tân,Xã Yên Ninh,Xã Thắng Lộc,Xã Thọ Bình,Xã Như Thanh,Phường Tĩnh Gia|38 Thanh Hóa|376
        40|Nghệ An|nghean|Xã Mường Lống,Xã Hữu Kiệm,Xã Nghĩa Lâm,Xã Nghĩa Khánh,Xã Nhân Hoà,Xã Vĩnh Tường,Xã Yên Xuân,Xã Vạn An|40 Nghệ An|347
        42|Hà Tĩnh|hatinh|Xã Hương Sơn,Xã Sơn Tiến,Xã Sơn Kim 2,Xã Thượng Đức,Xã Xuân Lộc,Xã Hương Đô,Xã Toàn Lưu,Xã Thiên Cầm|42 Hà Tĩnh|162
        44|Quảng Trị|quangtri|Xã Dân Hoá,Xã Kim Phú,Xã Tân Gianh,Xã Ninh Châu,Xã Vĩnh Linh,Xã Tân Lập,Xã Bến Hải,Xã Tà Rụt|44 Quảng Bình,45 Quảng Trị|94
        46|Huế|hue|Phường An Cựu,Phường Phong Phú,Phường Phong Thái,Xã Đan Điền,Phường Thanh Thuỷ,Xã Bình Điền,Xã Lộc An,Xã Khe Tre|46 Thừa Thiên Huế|124
        48|Đà Nẵng|danang|Phường Sơn Trà,Phường Hương Trà,Phường Quảng Phú,Xã Vu Gia,Xã Duy Xuyên,Xã Quế Phước,Xã La Êê,Xã Bến Giằng|48 Đà Nẵng,49 Quảng Nam|153
        51|Quảng Ngãi|quangngai|Xã Tư Nghĩa,Xã Long Phụng,Phường Đăk Bla,Xã Đăk Pék,Xã Đăk Long,Xã Măng Đen,Xã Ngọk Réo,Xã Mô Rai|51 Quảng Ngãi,62 Kon Tum|108
        52|Gia Lai|gialai|Xã Phù Mỹ Nam,Xã Bình Phú,Xã Sơn Lang,Xã Đak Đoa,Xã SRó,Xã Ia Pnôn,Xã Đak Pơ,Xã Pờ Tó|52 Bình Định,64 Gia Lai|179
        56|Khánh Hòa|khanhhoa|Phường Cam Ranh,Xã Nam Cam Ranh,Phường Ninh Hoà,Phường Đông Ninh Hoà,Xã Tân Định,Xã Diên Điền,Xã Thuận Bắc,Xã Phước Hà|
          56 Khánh Hòa,58 Ninh Thuận|112
        66|Đắk Lắk|daklak|Xã Xuân Lãnh,Xã Ia Lốp,Phường Cư Bao,Xã Krông Năng,Xã Ea Knốp,Xã Đắk Phơi,Xã Krông Nô,Xã Nam Ka|54 Phú Yên,66 Đắk Lắk|167
        68|Lâm Đồng|lamdong|Phường Tiến Thành,Phường Phước Hội,Phường Bắc Gia Nghĩa,Phường Nam Gia Nghĩa,Phường Cam Ly - Đà Lạt,Xã Nam Ban Lâm Hà,
          Xã Nam Hà Lâm Hà,Xã Đức Trọng|60 Bình Thuận,67 Đắk Nông,68 Lâm Đồng|129
        75|Đồng Nai|dongnai|Xã Thọ Sơn,Xã Nghĩa Trung,Xã Phú Vinh,Xã Gia Kiệm,Xã Phước Thái,Xã Xuân Thành,Xã Xuân Phú,Xã Xuân Định|70 Bình Phước,75 Đồng Nai|225
        79|Hồ Chí Minh|hochiminh|Phường Bình Dương,Xã Xuân Sơn,Phường Linh Xuân,Phường Gò Vấp,Phường Minh Phụng,Phường Tân Hưng,Xã Phú Hoà Đông,
          Xã An Thới Đông|74 Bình Dương,77 Bà Rịa - Vũng Tàu,79 Hồ Chí Minh|467
        80|Tây Ninh|tayninh|Phường Trảng Bàng,Phường An Tịnh,Phường Long An,Xã Vĩnh Thạnh,Xã Đông Thành,Xã An Ninh,Xã Rạch Kiến,Xã Tân Lân|72 Tây Ninh,
          80 Long An|163
        82|Đồng Tháp|dongthap|Phường Cai Lậy,Xã Bình Trưng,Xã Vĩnh Bình,Xã Đồng Sơn,Xã Gia Thuận,Xã Thanh Mỹ,Xã Mỹ Hiệp,Xã Tân Khánh Trung|82 Tiền Giang,
          87 Đồng Tháp|219
        86|Vĩnh Long|vinhlong|Xã Thạnh Phú,Xã An Qui,Xã An Phú Tân,Phường Hoà Thuận,Xã Đông Hải,Xã Hoà Hiệp,Xã Song Phú,Xã Vĩnh Xuân|83 Bến Tre,84 Trà Vinh,
          86 Vĩnh Long|142
        91|An Giang|angiang|Xã Phú Lâm,Xã Bình Thạnh Đông,Xã Thạnh Mỹ Tây,Xã Cô Tô,Xã Long Kiến,Xã Vĩnh Điều,Xã Bình Giang,Xã Đông Thái|89 An Giang,
          91 Kiên Giang|248
        92|Cần Thơ|cantho|Phường Cái Răng,Xã Trung Hưng,Xã Vị Thanh 1,Xã Long Phú,Phường Mỹ Xuyên,Phường Ngã Năm,Xã Tân Long,Phường Khánh Hoà|92 Cần Thơ,
          93 Hậu Giang,94 Sóc Trăng|140
        96|Cà Mau|camau|Phường Giá Rai,Xã Phong Thạnh,Xã Trí Phải,Xã Sông Đốc,Xã Đá Bạc,Xã Trần Phán,Xã Tân Tiến,Xã Đất Mới|95 Bạc Liêu,96 Cà Mau|130
        """;

    private static readonly WeightedIndex s_byPeople;

    static Provinces()
    {
        var old = new List<OldProvince>();
        // A line that begins with blanks goes on with the row before.
        foreach (string line in Table.Replace("\n  ", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] cells = line.Split('|');
            var now = new NewProvince(cells[0], cells[1], cells[2], cells[3].Split(','));
            int weight = int.Parse(cells[5], System.Globalization.CultureInfo.InvariantCulture);
            foreach (string part in cells[4].Split(','))
                old.Add(new OldProvince(part[..2], part[3..], Slug(part[3..]), weight, now));
        }
        Old = [.. old];
        s_byPeople = new WeightedIndex([.. old.Select(p => p.Weight)]);
    }

    /// <summary>Gets the 63, in the order of the table.</summary>
    public static OldProvince[] Old { get; }

    /// <summary>Gets the day from which the 34 count.</summary>
    public static DateTimeOffset MergedAt { get; } = new(2025, 7, 1, 0, 0, 0, TimeSpan.FromHours(7));

    /// <summary>Draws one of the 63 by its people.</summary>
    public static int Draw(ref SplitMix64 random) => s_byPeople.Draw(ref random);

    /// <summary>Returns the code, name and slug of a province on a day.</summary>
    public static (string Code, string Name, string Slug) At(int old, DateTimeOffset day) => day < MergedAt
        ? (Old[old].OldCode, Old[old].OldName, Old[old].OldSlug)
        : (Old[old].New.Code, Old[old].New.Name, Old[old].New.Slug);

    private static string Slug(string name) => string.Concat(AsciiFold.Lower(name).ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
}

/// <summary>Draws indices by weight.</summary>
internal sealed class WeightedIndex
{
    private readonly int[] _cumulative;

    public WeightedIndex(int[] weights)
    {
        _cumulative = new int[weights.Length];
        int sum = 0;
        for (int i = 0; i < weights.Length; i++) _cumulative[i] = sum += weights[i];
    }

    public int Draw(ref SplitMix64 random)
    {
        int at = Array.BinarySearch(_cumulative, random.Below(_cumulative[^1]) + 1);
        return at < 0 ? ~at : at;
    }
}
