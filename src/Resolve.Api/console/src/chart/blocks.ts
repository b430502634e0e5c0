// The boxes of each column, at the richest level of detail that fits the column's height.
import { groupsOf, type ChartNode, type ChartRing, type Folding } from "./model";
import { item, type Column, type Item } from "./scene";

const dotStep = 8.4,
  dotsMax = 420;
export const namedRow = 20;

export interface Plan {
  ring: ChartRing;
  folding: Folding;
  /** What passes through each member: the larger of in and out. */
  amount: (member: number) => number;
  room: number;
}

/** How many members one dot stands for. */
export const perDot = (members: number): number => Math.ceil(members / dotsMax);
export const dotsPerRow = (width: number): number => Math.max(1, Math.floor((width - 20) / dotStep));
const dotRows = (group: Item, width: number): number => Math.ceil(Math.ceil(group.members.length / perDot(group.members.length)) / dotsPerRow(width));

/** Sets the heights of folded groups, and gives the height of the column without the last gap. */
export function heightOf(blocks: Item[], width: number): number {
  for (const block of blocks) if (block.type === "group") block.h = 27 + block.named.length * namedRow + dotRows(block, width) * dotStep + 7;
  return blocks.reduce((sum, b) => sum + b.h + b.gap, 0) - (blocks[blocks.length - 1]?.gap ?? 0);
}

/** Folded groups name as many of their members as there is room for. */
function nameMembers(blocks: Item[], width: number, room: number, order: (a: number, b: number) => number): void {
  for (let shown = 1; shown <= 4; shown++) {
    const before = blocks.map(b => b.named);
    for (const block of blocks)
      if (block.type === "group")
        block.named = block.members
          .filter(m => m !== block.main)
          .sort(order)
          .slice(0, shown);
    if (heightOf(blocks, width) <= room) continue;
    blocks.forEach((b, i) => {
      b.named = before[i]!;
    });
    heightOf(blocks, width);
    return;
  }
}

export function callers(plan: Plan, members: number[], width: number): Item[] {
  const { ring, folding, room } = plan,
    nodes = ring.nodes;
  const byVictims = (a: number, b: number) => nodes[b]!.victims - nodes[a]!.victims || a - b;
  const within = new Set(members);
  const simsOf = (device: number) => (folding.sims.get(device) ?? []).filter(s => within.has(s));
  const devices = members
    .filter(m => nodes[m]!.kind === "device")
    .sort((a, b) => simsOf(b).length - simsOf(a).length || nodes[b]!.reports - nodes[a]!.reports || a - b);
  const inDevice = new Set(devices.flatMap(simsOf));
  const loose = members.filter(m => nodes[m]!.kind !== "device" && !inDevice.has(m)).sort((a, b) => order(nodes[a]!) - order(nodes[b]!) || byVictims(a, b));
  for (const level of [2, 1]) {
    const blocks = [
      ...devices.map(d => handset(d, simsOf(d), level)),
      ...loose.map(m => item("row", [m], { main: m, level, h: level === 2 ? 25 : 21, gap: level === 2 ? 1 : 0, framed: false })),
    ];
    if (heightOf(blocks, width) <= room + 6) return blocks;
  }
  const byReports = (a: number, b: number) => nodes[b]!.reports - nodes[a]!.reports || a - b;
  const folded = foldedCallers(plan, devices, simsOf, loose, byReports, width);
  nameMembers(folded, width, room, byReports);
  return folded;
}

/** Phones first; accounts and devices, which stand in their own rows, last. */
const order = (node: ChartNode): number => {
  const place = ["phone", "online", "", "person", "account", "device"];
  return place.indexOf(place.includes(node.kind) ? node.kind : "");
};

function handset(device: number, sims: number[], level: number): Item {
  const perRow = level === 2 ? 1 : 2,
    simHeight = level === 2 ? 21 : 18,
    rows = Math.ceil(sims.length / perRow);
  return item("handset", [device, ...sims], { main: device, level, h: 25 + rows * simHeight + (rows > 0 ? 4 : 0), gap: level === 2 ? 8 : 6 });
}

function foldedCallers(
  plan: Plan,
  devices: number[],
  simsOf: (device: number) => number[],
  loose: number[],
  byReports: (a: number, b: number) => number,
  width: number,
): Item[] {
  const { ring, room } = plan,
    nodes = ring.nodes,
    blocks: Item[] = [];
  const phones = loose.filter(m => nodes[m]!.kind === "phone"),
    others = loose.filter(m => nodes[m]!.kind !== "phone");
  const cards = devices.map(d => item("group", [d, ...simsOf(d)], { main: d, heading: nodes[d]!.name, gap: 8 }));
  const deviceRoom = heightOf(cards, width);
  // Handsets too many for the column are one card.
  if (deviceRoom > room * 0.5) blocks.push(item("group", [...devices, ...devices.flatMap(simsOf)], { main: devices[0], gap: 8 }));
  else blocks.push(...cards);
  const left = room - heightOf(blocks, width) - 8;
  const pieces = Math.min(7, Math.max(1, Math.floor((left - Math.min(others.length * 26, left * 0.4)) / 66)));
  if (phones.length > 0) {
    const groups = groupsOf(ring, phones, Math.ceil(phones.length / pieces));
    // A forest of many small trees gives more pieces than there is room for: the smallest join.
    while (groups.length > pieces + 1) {
      groups.sort((a, b) => b.length - a.length || a[0]! - b[0]!);
      groups[groups.length - 2]!.push(...groups.pop()!);
    }
    for (const group of groups) blocks.push(item("group", group, { main: group.toSorted(byReports)[0], gap: 8 }));
  }
  const rows = others.map(m => item("row", [m], { main: m, level: 1, h: 21, framed: false }));
  if (heightOf([...blocks, ...rows], width) <= room) return [...blocks, ...rows];
  for (const kind of new Set(others.toSorted((a, b) => order(nodes[a]!) - order(nodes[b]!)).map(m => nodes[m]!.kind))) {
    const same = others.filter(m => nodes[m]!.kind === kind);
    if (same.length > 0) blocks.push(item("group", same, { main: same.toSorted(byReports)[0], gap: 8 }));
  }
  return blocks;
}

export function accounts(plan: Plan, column: Column, members: number[], width: number): Item[] {
  const { ring, room, amount } = plan,
    nodes = ring.nodes;
  const sorted = members.toSorted((a, b) => amount(b) - amount(a) || a - b);
  const outside = column === "exit" ? ring.outside.toSorted((a, b) => b.received - a.received) : [];
  const beyond = (shown: number) => outside.slice(0, shown).map(point => item("outside", [], { point, level: 2, h: 34, gap: 6, weak: true }));
  const rest = beyond(Math.max(1, Math.min(outside.length, Math.floor((room * 0.4) / 40))));
  const spare = (room - sorted.length * 34 - rest.length * 40) / Math.max(1, sorted.length - 1);
  for (const level of [2, 1]) {
    const gap = level === 2 ? Math.max(1, Math.min(6, spare)) : 1;
    const blocks = [...sorted.map(m => item("account", [m], { main: m, level, h: level === 2 ? 34 : 23, gap })), ...rest];
    if (heightOf(blocks, width) <= room + 1) return blocks;
  }
  const banks = new Map<string, number[]>();
  for (const m of sorted) banks.set(nodes[m]!.bank, [...(banks.get(nodes[m]!.bank) ?? []), m]);
  const sum = (list: number[]) => list.reduce((all, m) => all + amount(m), 0);
  const byAmount = [...banks].sort((a, b) => sum(b[1]) - sum(a[1]) || (a[0] < b[0] ? -1 : 1));
  let shown = byAmount.length;
  const folded = () => {
    const cards = byAmount.slice(0, shown).map(([bank, list]) => item("group", list, { heading: bank, gap: 8 }));
    const others = byAmount.slice(shown).flatMap(([, list]) => list);
    return others.length > 0 ? [...cards, item("group", others, { gap: 8 })] : cards;
  };
  let blocks = [...folded(), ...rest];
  while (heightOf(blocks, width) > room && shown > 3) {
    shown--;
    blocks = [...folded(), ...rest];
  }
  nameMembers(blocks, width, room, (a, b) => amount(b) - amount(a) || a - b);
  return blocks;
}
