namespace Resolve.Cli.Generate;

/// <summary>How often Vietnamese names occur, from published counts; no list of people is behind it.</summary>
internal static class NameTables
{
    /// <summary>Surnames in hundredths of a percent: Lê Trung Hoa 2005 (firstreal.com.vn), the rest in the proportions of hoten.org/100-ho-pho-bien-daklak; a
    /// few minority names are among them.</summary>
    public static readonly WeightedTexts Surnames = new(
        "Nguyễn 3840 Trần 1210 Lê 950 Phạm 700 Hoàng 255 Huỳnh 255 Phan 450 Vũ 195 Võ 195 Đặng 210 Bùi 200 Đỗ 140 Hồ 130 Ngô 130 " +
        "Dương 100 Lý 50 Trương 86 Đinh 80 Trịnh 52 Nông 50 Mai 50 Hà 49 Đoàn 48 Lương 45 Cao 44 Đào 39 Lưu 26 Triệu 25 Phùng 19 Đàm 18 " +
        "Chu 17 Văn 17 Vi 15 Thái 15 Lâm 15 Tạ 14 Vương 14 Tô 13 Hứa 12 Đậu 11 Châu 11 Quách 8 Lục 8 Ma 7 Lại 7 Tống 7 La 6 Bế 6 Mã 5 " +
        "Mông 5 Đồng 5 Kiều 5 Thân 5 Tăng 4 Sầm 4 Lò 4 Từ 4 Vy 4 Long 3 Bạch 3 Lăng 3");

    /// <summary>Middle names of men: aggregate counts over 8,757 students (github duyet/vietnamese-namedb, aggregate only).</summary>
    public static readonly WeightedTexts MenMiddles = new(
        "Văn 953 Minh 565 Thanh 439 Hoàng 438 Ngọc 429 Quốc 277 Đức 263 Quang 249 Anh 216 Hữu 204 Thành 198 Xuân 197 Duy 195 Đình 191 " +
        "Trung 179 Tuấn 153 Tấn 137 Hồng 132 Công 131 Trọng 126 Thế 118 Tiến 107 Kim 98 Nhật 88 Hải 83 Mạnh 81 Việt 77 Hoài 75 Thái 75 " +
        "Đăng 75 Bảo 72 Huy 72 Phương 67 Chí 62 Phước 61 Trường 59 Khánh 58 Bá 55 Nguyên 48 Thiên 48 Viết 47 Vĩnh 46 Cao 42 Khắc 42 " +
        "Phúc 37 Phú 34 Gia 34 Thiện 31 Phi 30 Đại 29 Trí 28 Sơn 22 Hà 21 Nam 19 Long 19 Nhựt 17 Hùng 17 An 14 Vinh 14 Mai 14 Sĩ 14 " +
        "Quý 13 Bình 13 Tất 12 Tùng 12 Kỳ 12 Sỹ 11 Lâm 11 Vương 10 Lan 10 Thất 10 Hiếu 10 Linh 9 Khương 9 Đắc 9 Châu 9 Phát 8 Đạt 8 " +
        "Chánh 8 Toàn 8");

    /// <summary>Middle names of women besides Thị; source as for men.</summary>
    public static readonly WeightedTexts WomenMiddles = new(
        "Minh 565 Thanh 439 Ngọc 429 Anh 216 Xuân 197 Hồng 132 Kim 98 Hoài 75 Bảo 72 Phương 67 Khánh 58 Thu 49 Nguyên 48 Thiên 48 Như 32 " +
        "Mỹ 25 Hà 21 Thùy 18 Bích 18 Thúy 16 Kiều 16 Mai 14 Tuyết 13 Yến 13 Quỳnh 12 Diễm 12 Diệu 12 Thảo 12 Cẩm 11 Lan 10 Ánh 10 Linh 9 " +
        "Châu 9 Lệ 8");

    /// <summary>Given names of men born 1991-2002, in hundredths of a percent (hoten.org/100-ten-nam-pho-bien-dak-lak).</summary>
    public static readonly WeightedTexts MenGiven = new(
        "Tuấn 271 Hoàng 246 Huy 222 Anh 205 Hiếu 199 Hùng 198 Nam 198 Sơn 190 Đức 188 Dũng 170 Thành 162 Đạt 156 Cường 156 Long 155 " +
        "Trung 155 Hải 142 Nguyên 140 Thắng 140 Minh 131 Duy 115 Tiến 114 Quang 111 Phúc 105 Trường 102 Tài 101 Toàn 98 Hưng 92 Phong 91 " +
        "Tùng 89 Linh 87 Khánh 86 Bảo 86 Quân 82 Dương 79 Nghĩa 78 Lâm 78 Vinh 77 Bình 76 Mạnh 75 Việt 70 Thịnh 68 Hòa 68 Tâm 66 Hiệp 65 " +
        "Tân 64 Phú 64 Phương 64 Thiện 62 Thái 62 Nhật 60 Công 59 Sang 59 Hậu 58 Quý 57 An 56 Phước 56 Quốc 55 Ngọc 54 Nhân 53 Vương 51 " +
        "Khoa 50 Trí 50 Kiên 49 Lộc 48 Thanh 48 Thuận 48 Chiến 48 Trọng 45 Giang 41 Tín 38 Phát 37 Đại 37 Thông 37 Đông 35 Phi 34 " +
        "Chung 33 Lợi 30 Quyền 29 Luân 27 Khải 25 Hoàn 24 Thiên 24 Danh 24 Thọ 24 Kiệt 24 Lực 23 Khang 23 Quyết 23 Thạch 22 Văn 22 " +
        "Cảnh 21 Hiền 21 Hào 20 Tình 20 Thảo 20 Thương 19");

    /// <summary>Given names of women born 1991-2002, in hundredths of a percent (hoten.org/100-ten-nu-pho-bien-dak-lak).</summary>
    public static readonly WeightedTexts WomenGiven = new(
        "Trang 419 Thảo 352 Linh 302 Anh 246 Phương 220 Hằng 214 Huyền 211 Hiền 203 Hương 172 Ngọc 172 Dung 170 Nhung 168 Thủy 165 " +
        "Nhi 162 Duyên 155 Vân 150 Quỳnh 149 Nga 149 Yến 148 Trinh 146 Thương 134 Uyên 134 Hạnh 130 Ngân 122 Oanh 119 Trâm 116 Ly 116 " +
        "Mai 115 Phượng 109 Thúy 108 Hoa 102 Vy 102 Hồng 99 Tâm 96 Thu 94 My 94 Giang 93 Loan 92 Thanh 88 Ánh 84 Vi 84 Lan 84 Quyên 80 " +
        "Chi 80 Thư 74 Tiên 73 Thùy 69 Huệ 69 Nguyệt 67 Như 66 Nguyên 66 Tuyết 64 Diễm 62 Liên 60 Hòa 56 Hường 56 Hoài 53 Kiều 51 Lệ 51 " +
        "Xuân 47 Tuyền 47 Thắm 46 Diệu 40 Dương 39 Sương 38 An 38 Bình 37 Bích 34 Châu 34 Thi 34 Hậu 32 Mỹ 31 Nhàn 31 Minh 31 Hiếu 31 " +
        "Trúc 29 Hân 29 Na 28 Đào 28 Hải 27 Ý 27 Hảo 25 Cúc 25 Trân 24 Thoa 24 Phúc 22 Liễu 20 Thơm 20 Trà 20 Thuận 18 Thơ 18 Phụng 17 " +
        "Lành 17 Quý 16 Hạ 15 Diệp 15 Tươi 14");
}
