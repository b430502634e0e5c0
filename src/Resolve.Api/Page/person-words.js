// Words of the view of a person, in both languages. Vietnamese comes first.

export const personWords = {
  vi: {
    person: "Người", back: "← Quay lại", howTitle: "Được gộp thế nào", events: "Quá trình", possible: "Có thể là cùng người", why: "Vì sao", whyTitle: "Vì sao: so sánh hai bản mô tả",
    records: n => `${n} bản mô tả trong tin báo.`, oneRecord: "Một bản mô tả: chưa gộp với ai.", record: "Bản mô tả", with: "So với", weight: "Bản với bản (bit)", group: "Nhóm với nhóm (bit)", outcome: "Kết quả",
    when: "Thời gian", what: "Việc", cause: "Nguyên nhân", because: "Căn cứ", feature: "Đặc điểm", level: "Mức giống", first: "Bản thứ nhất", second: "Bản thứ hai", bits: "Điểm (bit)", bar: "Biểu đồ",
    household: "Có thể là người cùng nhà", total: "Tổng", none: "Không có", decided: "theo quyết định", report: "tin báo", decision: "quyết định", notCompared: "Không so sánh được hai bản này ở đây.",
    bands: { same: "cùng một người", possible: "có thể cùng người", no: "chưa đủ căn cứ cùng người" },
    reasons: { weight: "theo điểm", "name-alone": "chỉ riêng tên thì không đủ", veto: "hai số định danh khác nhau", decision: "theo quyết định", "no-shared-key": "không có gì chung",
        organisation: "một bên là tổ chức", apart: "khác giới tính hoặc tên như sinh đôi", "nothing-own": "thiếu thông tin riêng của một người", "name-differs": "tên khác nhau" },
    outcomes: { merged: "đã gộp", "decided-different": "quyết định là khác người", veto: "hai số định danh khác nhau", disagreed: "cả nhóm không khớp", ambiguous: "giống hai người như nhau" },
    kinds: { appeared: "xuất hiện", joined: "thêm bản mô tả", merged: "gộp", split: "tách", rearranged: "sắp xếp lại" },
    features: { name: "Tên", birthDate: "Ngày sinh", nationalId: "CCCD, CMND", otherPaper: "Giấy tờ khác", phone: "Điện thoại", account: "Tài khoản", online: "Trực tuyến", device: "Thiết bị", address: "Địa chỉ", sex: "Giới tính", nationality: "Quốc tịch", generation: "Cha, con (Sr, Jr)" },
    levels: {
      "exact-marked": "giống cả dấu", exact: "giống hệt", reordered: "đảo thứ tự", "tone-conflict": "khác thanh", "mark-conflict": "khác dấu", near: "gần giống", "near-weak": "hơi giống", "all-near": "chữ nào cũng gần giống", dropped: "thiếu chữ", "dropped-near": "thiếu chữ, gần giống",
      initials: "viết tắt", "one-word": "chung một chữ", "one-word-near": "một chữ gần giống", "middle-conflict": "khác tên đệm", "part-conflict": "khác một phần", "near-conflict": "gần giống và khác", conflict: "khác", "single-exact": "một chữ, giống", "given-conflict": "khác tên",
      "day-month-swapped": "đảo ngày tháng", "one-digit": "sai một số", "two-parts": "giống hai phần", "same-year": "cùng năm", close: "gần nhau", different: "khác", "partial-month": "cùng tháng", "partial-year": "cùng năm", "partial-different": "khác năm, tháng", generation: "cách một thế hệ",
      "same-number-other-type": "cùng số, khác loại", "same-ending": "cùng đuôi", "same-local-part": "cùng phần trước @", same: "giống", "very-close": "rất gần", contained: "nằm trong", part: "một phần", slight: "ít",
    },
  },
  en: {
    person: "Person", back: "← Back", howTitle: "How it was merged", events: "History", possible: "Possibly the same person", why: "Why", whyTitle: "Why: two descriptions compared",
    records: n => n === 1 ? "1 description in reports." : `${n} descriptions in reports.`, oneRecord: "One description: merged with none.", record: "Description", with: "Compared with", weight: "The two (bits)", group: "Their groups (bits)", outcome: "Outcome",
    when: "Time", what: "What", cause: "Cause", because: "Because of", feature: "Feature", level: "Agreement", first: "The first says", second: "The second says", bits: "Weight (bits)", bar: "Chart",
    household: "May be people of one household", total: "Total", none: "None", decided: "by decision", report: "report", decision: "decision", notCompared: "These two are not compared here.",
    bands: { same: "the same person", possible: "possibly the same person", no: "not enough for one person" },
    reasons: { weight: "by weight", "name-alone": "a name alone is not enough", veto: "two different national IDs", decision: "by decision", "no-shared-key": "nothing in common",
        organisation: "one is an organisation", apart: "two sexes, or names as of twins", "nothing-own": "nothing of one's own", "name-differs": "the names differ" },
    outcomes: { merged: "merged", "decided-different": "decided to be different", veto: "two different national IDs", disagreed: "the groups do not agree", ambiguous: "fits two persons equally" },
    kinds: { appeared: "appeared", joined: "description added", merged: "merged", split: "split", rearranged: "rearranged" },
    features: { name: "Name", birthDate: "Birth date", nationalId: "National ID", otherPaper: "Other paper", phone: "Phone", account: "Account", online: "Online", device: "Device", address: "Address", sex: "Sex", nationality: "Nationality", generation: "Senior, junior" },
    levels: {
      "exact-marked": "equal with marks", exact: "equal", reordered: "other order", "tone-conflict": "other tone", "mark-conflict": "other marks", near: "near", "near-weak": "somewhat near", "all-near": "every word near", dropped: "words left out", "dropped-near": "words left out, near",
      initials: "initials", "one-word": "one word in common", "one-word-near": "one word near", "middle-conflict": "other middle name", "part-conflict": "differs in part", "near-conflict": "near and differing", conflict: "differs", "single-exact": "one word, equal", "given-conflict": "other given name",
      "day-month-swapped": "day and month swapped", "one-digit": "one digit differs", "two-parts": "two parts equal", "same-year": "same year", close: "close", different: "differs", "partial-month": "same month", "partial-year": "same year", "partial-different": "other year or month", generation: "a generation apart",
      "same-number-other-type": "same number, other type", "same-ending": "same ending", "same-local-part": "same part before the @", same: "equal", "very-close": "very close", contained: "contained", part: "in part", slight: "slight",
    },
  },
};
