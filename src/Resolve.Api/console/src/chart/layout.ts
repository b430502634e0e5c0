// The ring chart by part: leaders on top; callers, victims, mule accounts, collectors and cash-out from left to right. The same ring and the same size
// give the same drawing.
import { count, short } from "../format";
import { t } from "../language";
import { bandBottom, layBand } from "./band";
import { accounts, callers, heightOf, type Plan } from "./blocks";
import { columnWidths, leastWidth, placeColumns, stack, untangle, type Place } from "./columns";
import { contactLines, controlLines, moneyLines, type Within } from "./edges";
import { write, type Writing } from "./labels";
import { fold, partOf, type ChartRing, type Part } from "./model";
import { item, type Column, type Item, type Label, type Scene } from "./scene";
import { fit, measure } from "./text";

const legendRoom = 22,
  zoomMax = 1.3,
  zoomLeast = 1.06,
  victimsLeast = 120;

export interface Drawing {
  scene: Scene;
  zoom: number;
}

/** Lays a ring out in so much room; a small ring is drawn larger, and one that does not fit asks for more height. */
export function layout(ring: ChartRing, width: number, height: number): Drawing {
  const first = lay(ring, width, height);
  const zoom = Math.min(zoomMax, (width - 8) / first.leastWidth, height / (first.scene.height + 24));
  if (zoom < zoomLeast) return { scene: first.scene, zoom: 1 };
  return { scene: lay(ring, width / zoom, height / zoom).scene, zoom };
}

function lay(ring: ChartRing, givenWidth: number, height: number): { scene: Scene; leastWidth: number } {
  const folding = fold(ring),
    parts = ring.nodes.map(partOf),
    members = (part: Part) => parts.flatMap((p, i) => (p === part ? [i] : []));
  const amount = amounts(ring);
  const counts = { call: members("call").length, mule: members("mule").length, collect: members("collect").length, exit: members("exit").length };
  const columns = (["call", "victims", "mule", "collect", "exit"] as Column[]).filter(
    c => c === "victims" || counts[c as keyof typeof counts] > 0 || (c === "exit" && ring.outside.length > 0),
  );
  const widths = columnWidths(givenWidth),
    least = leastWidth(columns, widths),
    width = Math.max(givenWidth, least - 46 * (columns.length - 1) + 24 * (columns.length - 1));
  const places = placeColumns(columns, width);
  const band = layBand(ring, folding, members("lead"), members("recruit"), width),
    bandEnd = bandBottom(band);
  const top = bandEnd + (band.length > 0 ? 30 : 10) + 12;
  const plan: Plan = { ring, folding, amount, room: Math.max(160, height - top - legendRoom) };
  const blocks = new Map<Column, Item[]>();
  for (const column of columns) {
    if (column === "call") blocks.set(column, callers(plan, members("call"), widths.call));
    else if (column !== "victims") blocks.set(column, accounts(plan, column, members(column as Part), widths[column]));
  }
  const need = Math.max(victimsLeast + 10, ...[...blocks].map(([c, b]) => heightOf(b, widths[c])));
  const room = need < plan.room * 0.7 ? need + 24 : Math.max(need, Math.min(plan.room, need + 24));
  for (const [column, own] of blocks) stack(own, column, places.get(column)!, top, room);
  const byId = idsOf(ring, blocks);
  untangle(blocks, places, byId, ring, top, room);
  const victims = victimsBar(blocks, places.get("victims")!, top, room);
  const items = [...band, ...[...blocks.values()].flat(), victims];
  const itemOf = new Map<number, Item>();
  for (const box of items) for (const m of box.members) if (!itemOf.has(m)) itemOf.set(m, box);
  const writing: Writing = { ring, folding, amount, controlled: controlledBy(ring) };
  for (const box of items) write(box, writing);
  const money = moneyLines(ring, byId, victims, columns, places);
  const labels = [...headings(blocks, places, counts, ring.outside.length, top), ...trunkLabels(money.trunks, items), ...stays(money.within, blocks)];
  const bottom = Math.max(...items.map(b => b.y + b.h)) + (money.within.has("mule") ? 24 : 8);
  const scene: Scene = {
    width,
    height: bottom,
    items,
    itemOf,
    labels,
    trunks: money.trunks,
    edges: [...money.edges, ...contactLines(ring, blocks.get("call") ?? [], victims)],
    controls: controlLines(ring, band, itemOf, places, bandEnd),
  };
  return { scene, leastWidth: least };
}

function amounts(ring: ChartRing): (member: number) => number {
  const into = new Map<string, number>(),
    out = new Map<string, number>();
  for (const flow of ring.flows) {
    into.set(flow.to, (into.get(flow.to) ?? 0) + flow.amount);
    out.set(flow.from, (out.get(flow.from) ?? 0) + flow.amount);
  }
  // As on the other screens: what came in, and where reports say of nothing that came in, what went out.
  const all = ring.nodes.map(n => into.get(n.key) ?? out.get(n.key) ?? 0);
  return member => all[member]!;
}

function controlledBy(ring: ChartRing): (member: number) => number {
  const counts = new Map<number, number>();
  for (const link of ring.links) {
    if (link.kind !== "controls") continue;
    for (const end of [link.a, link.b]) counts.set(end, (counts.get(end) ?? 0) + 1);
  }
  return member => counts.get(member) ?? 0;
}

function idsOf(ring: ChartRing, blocks: Map<Column, Item[]>): Map<string, Item> {
  const byId = new Map<string, Item>();
  for (const box of [...blocks.values()].flat()) {
    for (const m of box.members) byId.set(ring.nodes[m]!.key, box);
    if (box.point) byId.set(box.point.id, box);
  }
  return byId;
}

function victimsBar(blocks: Map<Column, Item[]>, place: Place, top: number, room: number): Item {
  const all = [...blocks.values()].flat();
  const low = all.length > 0 ? Math.min(...all.map(b => b.y)) : top,
    high = all.length > 0 ? Math.max(...all.map(b => b.y + b.h)) : top + room;
  const h = Math.max(high - low, victimsLeast);
  return item("victims", [], { column: "victims", x: place.x, w: place.w, y: (low + high) / 2 - h / 2, h });
}

function headings(blocks: Map<Column, Item[]>, places: Map<Column, Place>, counts: Record<string, number>, outside: number, top: number): Label[] {
  const names: Record<string, string> = {
    call: t("Gọi điện, nhắn tin", "Callers"),
    mule: t("Tài khoản nhận tiền", "Mule accounts"),
    collect: t("Tài khoản gom", "Collectors"),
    exit: t("Rút, chuyển ra", "Cash-out"),
  };
  return [...blocks].flatMap(([column, own]) => {
    const place = places.get(column)!,
      y = (own[0]?.y ?? top) - 10;
    const right = `${count(counts[column]!)}${column === "exit" && outside > 0 ? ` + ${count(outside)}` : ""}`;
    return [
      { text: names[column]!, x: place.x, y, size: 12, style: "column", bold: true },
      { text: right, x: place.x + place.w, y, size: 12, style: "counted", anchor: "end" as const },
    ];
  });
}

/** A trunk's amount stands above it where the gutter has the room; elsewhere only its tip says it. */
function trunkLabels(trunks: Scene["trunks"], items: Item[]): Label[] {
  return trunks.flatMap(trunk => {
    const text = short(trunk.amount),
      half = measure(text, 11) / 2,
      x = trunk.x + 2,
      y = trunk.y - 6;
    const isFree = items.every(b => b.x > x + half + 2 || b.x + b.w < x - half - 2 || b.y > y + 2 || b.y + b.h < y - 11);
    return isFree ? [{ text, x, y, size: 11, style: "trunk", anchor: "middle" as const }] : [];
  });
}

/** What the mules send each other is a sentence under them. */
function stays(within: Map<Column, Within>, blocks: Map<Column, Item[]>): Label[] {
  const sum = within.get("mule"),
    last = blocks.get("mule")?.at(-1);
  if (!sum || !last) return [];
  const text = t(`trong nhóm: ${count(sum.count)} lần, ${short(sum.amount)}`, `among these: ${count(sum.count)} times, ${short(sum.amount)}`);
  return [{ text: fit(text, 11, last.w), x: last.x, y: last.y + last.h + 16, size: 11, style: "trunk" }];
}
