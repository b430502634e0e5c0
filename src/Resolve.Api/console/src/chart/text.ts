// The width of text without a canvas: the same picture in every browser and in tests. Advances of Inter in thousandths of its size; see widths.ts.
import { advances, otherAdvance } from "./widths";

const marks = /[̀-ͯ]/g;
const wide = /[ᄀ-ᇿ⺀-鿿가-힯豈-﫿＀-｠]/;

export function measure(text: string, size: number, bold = false): number {
  let sum = 0;
  for (const char of text.normalize("NFD").replace(marks, "").replace(/đ/g, "d").replace(/Đ/g, "D")) {
    // Figures are drawn with equal widths.
    const found = /[0-9]/.test(char) ? advances["0"] : advances[char];
    sum += found ?? (wide.test(char) ? 1000 : otherAdvance);
  }
  return ((sum * size) / 1000) * (bold ? 1.06 : 1) + 0.5;
}

/** Cuts a name at its end. */
export function fit(text: string, size: number, room: number, bold = false): string {
  if (measure(text, size, bold) <= room) return text;
  const chars = [...text];
  while (chars.length > 1 && measure(`${chars.join("")}…`, size, bold) > room) chars.pop();
  return `${chars.join("").trimEnd()}…`;
}

/** Cuts a number at its beginning: its last digits are what people compare. */
export function fitNumber(text: string, size: number, room: number): string {
  if (measure(text, size) <= room) return text;
  let rest = text;
  while (rest.length > 4 && measure(`…${rest}`, size) > room) rest = rest.slice(1);
  return `…${rest}`;
}
