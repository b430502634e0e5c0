// What is written in each box. A name may be cut; a number keeps its last digits.
import { count, counted, short } from "../format";
import { t, word } from "../language";
import { dotsPerRow, namedRow, perDot } from "./blocks";
import type { ChartNode, ChartRing, Folding } from "./model";
import type { Item, Label } from "./scene";
import { fit, fitNumber, measure } from "./text";

export interface Writing {
  ring: ChartRing;
  folding: Folding;
  amount: (member: number) => number;
  controlled: (member: number) => number;
}

const label = (text: string, x: number, y: number, size: number, style: string, more: Partial<Label> = {}): Label => ({ text, x, y, size, style, ...more });
const atEnd = (box: Item, text: string, y: number, style = "small"): Label => label(text, box.x + box.w - 10, y, 11, style, { anchor: "end" });
const victimsOf = (n: number) => counted(n, "bị hại", "victim", "victims");
const reportsOf = (n: number) => counted(n, "tin", "report", "reports");

export function write(box: Item, w: Writing): void {
  switch (box.type) {
    case "leader":
      return leader(box, w);
    case "more":
    case "numbers":
    case "recruiters":
      return people(box, w);
    case "handset":
      return handset(box, w);
    case "row":
      return row(box, w);
    case "account":
      return account(box, w);
    case "outside":
      return outside(box);
    case "group":
      return group(box, w);
    case "victims":
      return victims(box, w);
  }
}

function leader(box: Item, w: Writing): void {
  const node = w.ring.nodes[box.main!]!,
    controlled = w.controlled(box.main!);
  box.heading = node.name;
  box.marks.push({ kind: "person", x: box.x + 20, y: box.y + 21, r: 8 });
  box.labels.push(label(fit(node.name, 14, box.w - 46, true), box.x + 36, box.y + 25, 14, "name", { bold: true }));
  const facts = [box.weak ? t("Có thể cầm đầu", "Possible leader") : word("leader")];
  if (controlled > 0) facts.push(`${t("điều khiển", "controls")} ${count(controlled)}`);
  facts.push(reportsOf(node.reports));
  box.labels.push(label(fit(facts.join(" · "), 11, box.w - 46), box.x + 36, box.y + 42, 11, "small"));
  const numbers = box.members.slice(1);
  if (numbers.length === 0) return;
  const first = w.ring.nodes[numbers[0]!]!,
    more = numbers.length > 1 ? ` +${numbers.length - 1}` : "";
  box.marks.push({ kind: first.kind, x: box.x + 41, y: box.y + 54, r: 3.6 });
  box.labels.push(label(fit(first.name, 11, box.w - 62 - measure(more, 11)) + more, box.x + 50, box.y + 58, 11, "small"));
}

function people(box: Item, w: Writing): void {
  box.heading =
    box.type === "recruiters"
      ? word("recruiter")
      : box.type === "numbers"
        ? t("Số của người cầm đầu", "Leaders’ numbers")
        : t("Người cầm đầu khác", "Other leaders");
  box.labels.push(label(box.heading, box.x + 12, box.y + 19, 11, "small"));
  box.members.slice(0, 2).forEach((m, i) => {
    const node = w.ring.nodes[m]!;
    box.marks.push({ kind: node.kind, x: box.x + 18, y: box.y + 33 + i * 18, r: 4.2 });
    box.labels.push(label(fit(node.name, 12, box.w - 44), box.x + 29, box.y + 37 + i * 18, 12, "row"));
  });
  if (box.members.length > 2) box.labels.push(atEnd(box, `+${box.members.length - 2}`, box.y + 19));
}

function handset(box: Item, w: Writing): void {
  const node = w.ring.nodes[box.main!]!,
    sims = box.members.slice(1),
    perRow = box.level === 2 ? 1 : 2,
    height = box.level === 2 ? 21 : 18;
  const right = sims.length > 0 ? `${sims.length} SIM` : reportsOf(node.reports);
  box.heading = node.name;
  box.marks.push({ kind: "device", x: box.x + 15, y: box.y + 14, r: 5.5 });
  box.labels.push(
    label(fitNumber(node.name, 12, box.w - 48 - measure(right, 11)), box.x + 28, box.y + 18, 12, "row", { bold: true }),
    atEnd(box, right, box.y + 18),
  );
  const wide = (box.w - 16) / perRow;
  sims.forEach((m, i) => {
    const sim = w.ring.nodes[m]!,
      x = box.x + 12 + (i % perRow) * wide,
      y = box.y + 25 + Math.floor(i / perRow) * height;
    box.lines.push({ member: m, x: x - 6, y: y - 1, w: wide, h: height });
    box.marks.push({ kind: "phone", x: x + 2, y: y + height / 2 - 1, r: 3.6 });
    const reached = perRow === 1 ? victimsOf(sim.victims) : "";
    box.labels.push(label(fitNumber(sim.name, 11, wide - 20 - measure(reached, 11)), x + 10, y + height / 2 + 3, 11, "ink"));
    if (reached) box.labels.push(atEnd(box, reached, y + height / 2 + 3));
  });
}

function row(box: Item, w: Writing): void {
  const node = w.ring.nodes[box.main!]!,
    numbers = w.folding.registered.get(box.main!)?.length ?? 0,
    y = box.y + box.h / 2 + 4;
  const right = numbers > 0 ? counted(numbers, "số đứng tên", "number", "numbers") : node.victims > 0 ? victimsOf(node.victims) : reportsOf(node.reports);
  box.heading = node.name;
  box.marks.push({ kind: node.kind, x: box.x + 15, y: box.y + box.h / 2, r: 4.8 });
  box.labels.push(label(fit(node.name, 12, box.w - 46 - measure(right, 11)), box.x + 28, y, 12, "row"), atEnd(box, right, y));
}

/** The bank in full where the whole number still fits beside it, else its code. */
function bankAndNumber(box: Item, of: { bank: string; code: string; number: string }, y: number, taken: number): void {
  const room = box.w - 42 - taken;
  const full = measure(of.bank, 12, true) + measure(of.number, 12) + 5 <= room;
  const bank = fit(full ? of.bank : of.code, 12, room * 0.55, true),
    x = box.x + 26 + measure(bank, 12, true) + 5;
  box.labels.push(label(bank, box.x + 26, y, 12, "row", { bold: true }), label(fitNumber(of.number, 12, box.x + box.w - 10 - taken - x), x, y, 12, "row"));
}

function account(box: Item, w: Writing): void {
  const node = w.ring.nodes[box.main!]!,
    amount = w.amount(box.main!),
    sum = amount > 0 ? short(amount) : "–",
    isTwo = box.level === 2,
    y = isTwo ? box.y + 15.5 : box.y + 16;
  box.heading = node.name;
  box.marks.push({ kind: "account", x: box.x + 14, y: y - 4, r: 4.4 });
  bankAndNumber(box, node, y, isTwo ? 0 : measure(sum, 11) + 8);
  box.labels.push(atEnd(box, sum, isTwo ? box.y + 28 : y, "ink"));
  if (isTwo) box.labels.push(label(fit(holderOf(box.main!, w), 11, box.w - 44 - measure(sum, 11)), box.x + 26, box.y + 28, 11, "small"));
}

function holderOf(member: number, w: Writing): string {
  const holder = w.folding.holder.get(member);
  if (holder !== undefined) return w.ring.nodes[holder]!.name;
  return /^account:(tron|eth|btc):/.test(w.ring.nodes[member]!.key) ? t("ví tiền ảo", "crypto wallet") : t("chưa rõ chủ", "holder unknown");
}

function outside(box: Item): void {
  const point = box.point!,
    sum = short(point.received);
  box.heading = point.name;
  box.marks.push({ kind: "outside", x: box.x + 14, y: box.y + 11.5, r: 4.4 });
  bankAndNumber(box, point, box.y + 15.5, 0);
  box.labels.push(label(fit(word("outside"), 11, box.w - 44 - measure(sum, 11)), box.x + 26, box.y + 28, 11, "small"), atEnd(box, sum, box.y + 28, "ink"));
}

function group(box: Item, w: Writing): void {
  const nodes = w.ring.nodes,
    first = nodes[box.main ?? box.members[0]!]!,
    isAccounts = first.kind === "account";
  const right = isAccounts
    ? `${count(box.members.length)} ${t("TK", "acc.")} · ${short(box.members.reduce((sum, m) => sum + w.amount(m), 0))}`
    : reportsOf(box.members.reduce((sum, m) => sum + nodes[m]!.contactReports || nodes[m]!.reports, 0));
  const room = box.w - 48 - measure(right, 11);
  box.heading ||= isAccounts ? t("Ngân hàng khác", "Other banks") : `${first.name}${box.members.length > 1 ? ` +${count(box.members.length - 1)}` : ""}`;
  const heading = isAccounts && measure(box.heading, 12, true) > room ? first.code : box.heading;
  box.marks.push({ kind: first.kind, x: box.x + 15, y: box.y + 14, r: 5 });
  box.labels.push(
    label(isAccounts ? fit(heading, 12, room, true) : fitNumber(heading, 12, room / 1.06), box.x + 28, box.y + 18, 12, "row", { bold: true }),
    atEnd(box, right, box.y + 18),
  );
  let y = box.y + 27;
  for (const m of box.named) {
    const sum = isAccounts ? short(w.amount(m)) : reportsOf(nodes[m]!.reports);
    box.labels.push(label(fitNumber(named(nodes[m]!, isAccounts), 11, box.w - 44 - measure(sum, 11)), box.x + 28, y + 12, 11, "ink"), atEnd(box, sum, y + 12));
    y += namedRow;
  }
  dots(box, nodes, y);
}

const named = (node: ChartNode, isAccount: boolean): string => (isAccount ? node.number : node.name);

function dots(box: Item, nodes: ChartNode[], top: number): void {
  const per = dotsPerRow(box.w),
    step = perDot(box.members.length),
    most = Math.max(1, ...box.members.map(m => nodes[m]!.reports));
  const shown = box.members.toSorted((a, b) => nodes[b]!.reports - nodes[a]!.reports || a - b).filter((_, i) => i % step === 0);
  shown.forEach((member, i) =>
    box.dots.push({
      member,
      x: box.x + 10 + (i % per) * 8.4,
      y: top + Math.floor(i / per) * 8.4,
      opacity: 0.35 + (0.65 * nodes[member]!.reports) / most,
      square: nodes[member]!.kind === "account",
    }),
  );
}

function victims(box: Item, w: Writing): void {
  const x = box.x + box.w / 2,
    y = box.y + box.h / 2;
  box.heading = t("Bị hại", "Victims");
  box.labels.push(
    label(count(w.ring.victims), x, y - 14, 20, "big", { anchor: "middle", bold: true }),
    label(t("bị hại", "victims"), x, y + 4, 11, "small", { anchor: "middle" }),
  );
  if (w.ring.loss > 0)
    box.labels.push(
      label(short(w.ring.loss), x, y + 26, 12, "row", { anchor: "middle" }),
      label(t("thiệt hại", "lost"), x, y + 42, 11, "small", { anchor: "middle" }),
    );
}
