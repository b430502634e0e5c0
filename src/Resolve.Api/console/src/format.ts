// Numbers, amounts and dates as the page writes them.
import { language, t } from "./language";

export interface Money {
  amount: number;
  currency?: string | null;
}

const locale = () => (language.value === "vi" ? "vi-VN" : "en-GB");
const decimals = (value: number, digits: number) => value.toLocaleString(locale(), { maximumFractionDigits: digits });

export const count = (value: number): string => value.toLocaleString(locale());

/** A noun with its number: Vietnamese has one form, English two. */
export const counted = (value: number, vi: string, one: string, many: string): string => `${count(value)} ${t(vi, value === 1 ? one : many)}`;

/** An amount of đồng in thousands of millions or millions, as people say it. */
export function short(dong: number): string {
  if (dong >= 1e9) return `${decimals(dong / 1e9, dong < 1e11 ? 1 : 0)} ${t("tỷ", "bn")}`;
  if (dong >= 1e6) return `${decimals(dong / 1e6, dong < 1e7 ? 1 : 0)} ${t("tr", "m")}`;
  return `${count(dong)} ${t("đ", "VND")}`;
}

export const isDong = (money: Money): boolean => !money.currency || money.currency === "VND";
export const shortMoney = (money: Money): string => (isDong(money) ? short(money.amount) : `${decimals(money.amount, 2)} ${money.currency}`);
export const shortSum = (sums: readonly Money[] | null | undefined): string =>
  sums && sums.length > 0 ? sums.map(shortMoney).join(" + ") : t("chưa rõ", "not known");
export const wholeMoney = (money: Money): string => `${decimals(money.amount, 2)} ${isDong(money) ? t("đồng", "VND") : money.currency}`;
export const dong = (sums: readonly Money[] | null | undefined): number => (sums ?? []).filter(isDong).reduce((sum, m) => sum + m.amount, 0);

/** Reports are of Viet Nam: its clock is shown, whatever the computer's. */
const parts = (text: string) => {
  const found = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Asia/Ho_Chi_Minh",
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(text));
  return Object.fromEntries(found.map(p => [p.type, p.value])) as Record<"day" | "month" | "year" | "hour" | "minute", string>;
};

/** Times of the document have no type: whatever is no time is shown as none. */
const isTime = (text: unknown): text is string => typeof text === "string" && !Number.isNaN(Date.parse(text));

export function day(text: unknown): string {
  if (!isTime(text)) return "–";
  const p = parts(text);
  return `${p.day}/${p.month}/${p.year}`;
}

export function time(text: unknown): string {
  if (!isTime(text)) return "–";
  const p = parts(text);
  return `${p.day}/${p.month}/${p.year} ${p.hour}:${p.minute}`;
}

export function span(first: unknown, last: unknown): string {
  return isTime(first) && isTime(last) ? `${day(first)} – ${day(last)}` : t("chưa rõ", "not known");
}

/** How long money rested in an account; nothing when no report says. */
export function rest(minutes: number | null | undefined): string {
  if (minutes === null || minutes === undefined || !Number.isFinite(minutes)) return t("chưa rõ", "not known");
  if (minutes < 120) return `${count(Math.round(minutes))} ${t("phút", "min")}`;
  if (minutes < 2880) return `${count(Math.floor(minutes / 60))} ${t("giờ", "h")}`;
  return `${count(Math.floor(minutes / 1440))} ${t("ngày", "d")}`;
}

/** The milliseconds of a time; of none, the beginning of 1970. */
export const instant = (text: unknown): number => (isTime(text) ? Date.parse(text) : 0);

export const daysBetween = (from: unknown, to: unknown): number => Math.max(0, Math.floor((instant(to) - instant(from)) / 86_400_000));
