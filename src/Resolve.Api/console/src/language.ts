// The language of the page, and the words that the server has in both languages.
import { signal } from "@preact/signals";

export type Language = "vi" | "en";
type Pair = [vi: string, en: string];

/** The server's tables: parts, reasons, signs, methods and banks. */
export interface ServerWords {
  /** The kinds of entity in the order in which people read them; without corners the shape is a circle. */
  kinds: { name: string; words: Pair; corners: [x: number, y: number][] }[];
  words: Record<string, Pair>;
  typologies: Record<string, Pair>;
  banks: Record<string, [code: string, name: string, legal: string]>;
}

const stored = () => {
  try {
    return localStorage.getItem("language");
  } catch {
    return null;
  }
};

export const language = signal<Language>(stored() === "en" ? "en" : "vi");
export const serverWords = signal<ServerWords>({ kinds: [], words: {}, typologies: {}, banks: {} });

export const t = (vi: string, en: string): string => (language.value === "en" ? en : vi);
const pick = (pair: Pair): string => (language.value === "en" ? pair[1] : pair[0]);

export function switchLanguage(): void {
  language.value = language.value === "vi" ? "en" : "vi";
  try {
    localStorage.setItem("language", language.value);
  } catch {
    /* a browser that stores nothing keeps the choice for the page only */
  }
}

/** Words that the server's tables lack: kinds of links, kinds of alerts, roles, features of persons. */
const own: Record<string, Pair> = {
  "mentioned-with": ["cùng có trong tin", "named in the same report"],
  holds: ["đứng tên, giữ", "holds"],
  "registered-to": ["đăng ký tên", "registered to"],
  "used-in": ["lắp trong máy", "used in"],
  "logged-in-from": ["đăng nhập từ", "logged in from"],
  transferred: ["chuyển tiền", "transferred"],
  contacted: ["liên lạc", "contacted"],
  controls: ["điều khiển", "controls"],
  related: ["có liên quan", "related"],
  mentioned: ["được nhắc tới", "mentioned"],
  suspect: ["nghi vấn", "suspect"],
  victim: ["bị hại", "victim"],
  holder: ["đứng tên", "holder"],
  intermediary: ["trung gian", "intermediary"],
  witness: ["nhân chứng", "witness"],
  "ring-new": ["Đường dây mới", "New ring"],
  "ring-reached": ["Đường dây lan rộng", "A ring reached further"],
  "rings-merged": ["Hai đường dây là một", "Two rings are one"],
  "watch-seen": ["Đối tượng theo dõi xuất hiện", "A watched entity was seen"],
  "suspended-linked": ["Tin tạm đình chỉ có liên kết mới", "A suspended report has a new link"],
  open: ["đang giải quyết", "open"],
  suspended: ["tạm đình chỉ", "suspended"],
  closed: ["đã giải quyết", "closed"],
  outside: ["ngoài đường dây", "outside the ring"],
  victims: ["bị hại", "victims"],
};

/** A word by its key: the server's table first, then the page's own; a key in neither is made readable. */
export function word(key: string): string {
  const pair = own[key] ?? serverWords.value.words[key] ?? serverWords.value.kinds.find(k => k.name === key)?.words;
  return pair ? pick(pair) : key.replaceAll("-", " ");
}

/** What a method is called; a code without a name stands as it is. */
export function typology(code: string): string {
  const pair = serverWords.value.typologies[code];
  return pair ? pick(pair) : code;
}

export function country(code: string): string {
  try {
    return new Intl.DisplayNames([language.value === "vi" ? "vi-VN" : "en-GB"], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}
