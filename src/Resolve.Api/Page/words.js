// The page's words in both languages, and the names of codes. Vietnamese comes first.

export const words = {
  vi: {
    skip: "Đến nội dung chính", rings: "Đường dây", filters: "Bộ lọc", crossBorder: "Yếu tố nước ngoài", any: "Tất cả", withForeign: "Có",
    withoutForeign: "Không", minProvinces: "Số tỉnh, thành từ", minLoss: "Thiệt hại từ (đồng)", order: "Sắp xếp theo", byLoss: "Thiệt hại",
    byMembers: "Số thành viên", byReports: "Số tin báo", byLastSeen: "Hoạt động gần nhất", apply: "Lọc", clear: "Bỏ lọc", ring: "Đường dây",
    members: "Thành viên", reports: "Tin báo", victims: "Bị hại", provinces34: "Tỉnh, thành (34)", provinces63: "Tỉnh, thành trước 01/07/2025 (63)",
    countries: "Nước ngoài", typologies: "Thủ đoạn", loss: "Thiệt hại", firstSeen: "Hoạt động đầu tiên", lastSeen: "Hoạt động gần nhất",
    pages: "Trang", previous: "Trang trước", next: "Trang sau", back: "← Danh sách đường dây", picture: "Sơ đồ liên kết", legend: "Chú giải",
    kind: "Loại", label: "Tên, số", key: "Khoá", links: "Liên kết", foreignTies: "Yếu tố nước ngoài", none: "Không có", noRings: "Không có đường dây nào.",
    total: n => `${n} đường dây`, state: s => `${s.reports} tin báo · ${s.entities + s.records} thực thể · ${s.links} liên kết · ${s.rings} đường dây`,
    personGone: "Không còn người này.", ringGone: "Không còn đường dây này: tin báo mới có thể đã gộp hoặc tách nó.", failed: "Máy chủ không trả lời được.", starting: "Máy chủ đang khởi động.",
    pictureNote: (shown, all) => shown < all ? `${shown} trong số ${all} thành viên có nhiều liên kết nhất.` : "", pictureText: (n, l) => `Sơ đồ ${n} thành viên và ${l} liên kết.`,
    score: "Điểm ưu tiên", byScore: "Điểm ưu tiên", moneyTrail: "Dòng tiền", history: "Quá trình hình thành", roles: "Vai trò", more: n => `và ${n} điểm khác`,
    moneyNote: (loss, traced, left, again) => `Thiệt hại ${loss}; tin báo cho thấy ${traced} vào tài khoản, ${left} đã ra khỏi các tài khoản.${again > 0 ? ` ${again} lần kể lại không tính thêm.` : ""}`,
    moneyUnexplained: (sum) => ` Ít nhất ${sum} trong số tiền đã ra là của những người chuyển chưa có tin báo nào nêu.`,
    moneyText: (p, f) => `Dòng tiền qua ${p} điểm và ${f} luồng.`, came: (n, all) => `${n} thành viên, tổng ${all}`, rested: m => m < 120 ? `nằm ${m} phút` : m < 2880 ? `nằm ${Math.floor(m / 60)} giờ` : `nằm ${Math.floor(m / 1440)} ngày`,
    outside: "ngoài đường dây", rest: "khác", "cash-out": "rút, đổi tiền", leader: "cầm đầu", "mule-account": "tài khoản trung chuyển", collector: "tài khoản gom", caller: "gọi điện",
    "sim-farm": "trạm SIM", recruiter: "tuyển người", "account-seller": "bán tài khoản", formed: "hình thành", grew: "mở rộng", merged: "sáp nhập", renamed: "đổi mã",
    "reached-province": "lan sang tỉnh", "reached-country": "liên quan nước", split: "tách", ended: "ngừng hoạt động", partition: "chứng cứ yếu", reuse: "số, máy đã đổi chủ",
    excluded: "đã loại trừ", different: "khác người", strong: "mạnh", medium: "vừa", weak: "yếu", address: "địa chỉ", harm: "Thiệt hại", activity: "Hoạt động", spread: "Lan rộng",
    solvability: "Khả năng khám phá", "loss-vnd": "thiệt hại (đồng)", "loss-foreign": "ngoại tệ", "days-silent": "số ngày im lặng", "reports-in-30-days": "tin báo trong 30 ngày",
    provinces: "tỉnh, thành", country: "nước", "identified-persons": "người có giấy tờ", "domestic-accounts": "tài khoản trong nước", devices: "thiết bị", "named-numbers": "số có chủ",
    transferred: "Chuyển tiền", contacted: "Liên lạc", otherLinks: "Liên kết khác", other: "English",
    "calling-code": "mã vùng điện thoại", nationality: "quốc tịch", document: "giấy tờ", imsi: "IMSI", domain: "tên miền",
  },
  en: {
    skip: "To the main content", rings: "Rings", filters: "Filters", crossBorder: "Ties abroad", any: "All", withForeign: "With", withoutForeign: "Without",
    minProvinces: "Provinces from", minLoss: "Loss from (VND)", order: "Order by", byLoss: "Loss", byMembers: "Members", byReports: "Reports",
    byLastSeen: "Last activity", apply: "Filter", clear: "Clear", ring: "Ring", members: "Members", reports: "Reports", victims: "Victims",
    provinces34: "Provinces (34)", provinces63: "Provinces before 1 July 2025 (63)", countries: "Countries", typologies: "Typologies", loss: "Loss",
    firstSeen: "First activity", lastSeen: "Last activity", pages: "Pages", previous: "Previous page", next: "Next page", back: "← All rings",
    picture: "Links", legend: "Legend", kind: "Kind", label: "Name or number", key: "Key", links: "Links", foreignTies: "Ties abroad", none: "None",
    noRings: "There are no rings.", total: n => n === 1 ? "1 ring" : `${n} rings`,
    state: s => `${s.reports} reports · ${s.entities + s.records} entities · ${s.links} links · ${s.rings} rings`,
    personGone: "There is no such person now.", ringGone: "There is no such ring now: later reports may have merged or split it.", failed: "The server could not answer.", starting: "The server is starting.",
    pictureNote: (shown, all) => shown < all ? `The ${shown} members with the most links, of ${all}.` : "", pictureText: (n, l) => `Picture of ${n} members and ${l} links.`,
    score: "Score", byScore: "Score", moneyTrail: "Money", history: "How it came to be", roles: "Roles", more: n => `and ${n} more`,
    moneyNote: (loss, traced, left, again) => `Lost: ${loss}; reports trace ${traced} into accounts, and ${left} out of them.${again > 0 ? ` ${again} repeated mentions are not counted again.` : ""}`,
    moneyUnexplained: (sum) => ` At least ${sum} of what left came from payers that no report names.`,
    moneyText: (p, f) => `Money through ${p} points and ${f} flows.`, came: (n, all) => `${n} members, ${all} in all`, rested: m => m < 120 ? `rested ${m} min` : m < 2880 ? `rested ${Math.floor(m / 60)} h` : `rested ${Math.floor(m / 1440)} d`,
    outside: "outside the ring", rest: "others", "cash-out": "cash-out", leader: "leader", "mule-account": "mule account", collector: "collector", caller: "caller",
    "sim-farm": "SIM farm", recruiter: "recruiter", "account-seller": "account seller", formed: "formed", grew: "grew", merged: "merged", renamed: "renamed",
    "reached-province": "reached a province", "reached-country": "reached a country", split: "split", ended: "fell silent", partition: "weak evidence", reuse: "changed hands",
    excluded: "excluded", different: "different persons", strong: "strong", medium: "medium", weak: "weak", address: "address", harm: "Harm", activity: "Activity", spread: "Spread",
    solvability: "Solvability", "loss-vnd": "loss (VND)", "loss-foreign": "foreign currency", "days-silent": "days silent", "reports-in-30-days": "reports in 30 days",
    provinces: "provinces", country: "country", "identified-persons": "persons with papers", "domestic-accounts": "domestic accounts", devices: "devices", "named-numbers": "numbers with a holder",
    transferred: "Transfer", contacted: "Contact", otherLinks: "Other link", other: "Tiếng Việt",
    "calling-code": "calling code", nationality: "nationality", document: "document", imsi: "IMSI", domain: "domain",
  },
};

const names = text => Object.fromEntries(text.split("|").map(pair => [pair.slice(0, 2), pair.slice(2)]));

// Codes of the General Statistics Office. The 34: Resolution 202/2025/QH15, in force from 1 July 2025. The 63: until 30 June 2025.
export const provinces34 = names("01Hà Nội|04Cao Bằng|08Tuyên Quang|11Điện Biên|12Lai Châu|14Sơn La|15Lào Cai|19Thái Nguyên|20Lạng Sơn|22Quảng Ninh|24Bắc Ninh|25Phú Thọ|31Hải Phòng|33Hưng Yên|37Ninh Bình|38Thanh Hóa|40Nghệ An|42Hà Tĩnh|44Quảng Trị|46Huế|48Đà Nẵng|51Quảng Ngãi|52Gia Lai|56Khánh Hòa|66Đắk Lắk|68Lâm Đồng|75Đồng Nai|79Hồ Chí Minh|80Tây Ninh|82Đồng Tháp|86Vĩnh Long|91An Giang|92Cần Thơ|96Cà Mau");
export const provinces63 = names("01Hà Nội|02Hà Giang|04Cao Bằng|06Bắc Kạn|08Tuyên Quang|10Lào Cai|11Điện Biên|12Lai Châu|14Sơn La|15Yên Bái|17Hòa Bình|19Thái Nguyên|20Lạng Sơn|22Quảng Ninh|24Bắc Giang|25Phú Thọ|26Vĩnh Phúc|27Bắc Ninh|30Hải Dương|31Hải Phòng|33Hưng Yên|34Thái Bình|35Hà Nam|36Nam Định|37Ninh Bình|38Thanh Hóa|40Nghệ An|42Hà Tĩnh|44Quảng Bình|45Quảng Trị|46Thừa Thiên Huế|48Đà Nẵng|49Quảng Nam|51Quảng Ngãi|52Bình Định|54Phú Yên|56Khánh Hòa|58Ninh Thuận|60Bình Thuận|62Kon Tum|64Gia Lai|66Đắk Lắk|67Đắk Nông|68Lâm Đồng|70Bình Phước|72Tây Ninh|74Bình Dương|75Đồng Nai|77Bà Rịa - Vũng Tàu|79Hồ Chí Minh|80Long An|82Tiền Giang|83Bến Tre|84Trà Vinh|86Vĩnh Long|87Đồng Tháp|89An Giang|91Kiên Giang|92Cần Thơ|93Hậu Giang|94Sóc Trăng|95Bạc Liêu|96Cà Mau");
