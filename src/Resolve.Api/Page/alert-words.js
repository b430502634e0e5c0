// The words of alerts in both languages. A text is a list of parts: what is no string links to a ring.

const places = (a, tools) => [...(a.provinces ?? []), ...(a.countries ?? []).map(tools.country)].join(", ");
const entities = a => (a.entities ?? []).join(", ");

export const alertWords = {
  vi: {
    alerts: "Cảnh báo", unit: "Đơn vị", kind: "Loại", any: "Tất cả", apply: "Xem", time: "Thời gian", what: "Nội dung", because: "Do tin báo", units: "Gửi đơn vị",
    read: "Đánh dấu đã đọc", noAlerts: "Chưa có cảnh báo nào.", came: "Có cảnh báo mới.", central: "Đơn vị trung ương", previous: "Trang trước", next: "Trang sau",
    total: (n, unread) => unread === null ? `${n} cảnh báo` : `${n} cảnh báo, ${unread} chưa đọc`, unread: n => `${n} cảnh báo chưa xem`,
    "ring-new": "Đường dây mới", "ring-reached": "Đường dây lan rộng", "rings-merged": "Hai đường dây là một", "watch-seen": "Đối tượng theo dõi xuất hiện", "suspended-linked": "Tin tạm đình chỉ có liên kết mới",
    texts: {
      "ring-new": (a, t) => [{ ring: a.ring }, `: ${a.memberCount} thành viên trong ${a.reportCount} tin báo. ${places(a, t)}`],
      "ring-reached": (a, t) => [{ ring: a.ring }, ` đã lan tới ${places(a, t)}`],
      "rings-merged": (a, t) => [`${a.absorbed} đã nhập vào `, { ring: a.ring }, places(a, t) ? `; nay thêm ${places(a, t)}` : ""],
      "watch-seen": a => [`${entities(a)}${a.case ? ` (vụ ${a.case})` : ""}`, ...(a.ring ? [" thuộc ", { ring: a.ring }] : [])],
      "suspended-linked": a => [`${a.suspended.source} ${a.suspended.id}: cùng có ${entities(a)}`, ...(a.ring ? ["; ", { ring: a.ring }] : [])],
    },
    report: "Báo cáo để in",
  },
  en: {
    alerts: "Alerts", unit: "Unit", kind: "Kind", any: "All", apply: "Show", time: "Time", what: "What", because: "Because of", units: "For",
    read: "Mark read", noAlerts: "There are no alerts.", came: "New alerts have come.", central: "Central units", previous: "Previous page", next: "Next page",
    total: (n, unread) => `${n} alert${n === 1 ? "" : "s"}${unread === null ? "" : `, ${unread} unread`}`, unread: n => `${n} alerts not seen`,
    "ring-new": "New ring", "ring-reached": "A ring reached further", "rings-merged": "Two rings are one", "watch-seen": "A watched entity was seen", "suspended-linked": "A suspended report has a new link",
    texts: {
      "ring-new": (a, t) => [{ ring: a.ring }, `: ${a.memberCount} members in ${a.reportCount} reports. ${places(a, t)}`],
      "ring-reached": (a, t) => [{ ring: a.ring }, ` reached ${places(a, t)}`],
      "rings-merged": (a, t) => [`${a.absorbed} went into `, { ring: a.ring }, places(a, t) ? `; with it came ${places(a, t)}` : ""],
      "watch-seen": a => [`${entities(a)}${a.case ? ` (case ${a.case})` : ""}`, ...(a.ring ? [" of ", { ring: a.ring }] : [])],
      "suspended-linked": a => [`${a.suspended.source} ${a.suspended.id}: shares ${entities(a)}`, ...(a.ring ? ["; ", { ring: a.ring }] : [])],
    },
    report: "Report to print",
  },
};
