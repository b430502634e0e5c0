// Where columns and their boxes stand.
import type { ChartRing } from "./model";
import { middle, type Column, type Item } from "./scene";

export interface Place {
  x: number;
  w: number;
}
export const margin = 22;
const shares: Record<Column, number> = { call: 0, victims: 0.7, mule: 0.8, collect: 1.5, exit: 1 };

export function columnWidths(width: number): Record<Column, number> {
  return width >= 1200 ? { call: 246, victims: 92, mule: 230, collect: 218, exit: 210 } : { call: 202, victims: 74, mule: 188, collect: 180, exit: 178 };
}

/** The least width in which the columns stand apart. */
export const leastWidth = (columns: Column[], widths: Record<Column, number>): number =>
  columns.reduce((sum, c) => sum + widths[c], 0) + 2 * margin + 46 * (columns.length - 1);

export function placeColumns(columns: Column[], width: number): Map<Column, Place> {
  const widths = columnWidths(width),
    free = width - 2 * margin - columns.reduce((sum, c) => sum + widths[c], 0);
  const all = columns.slice(1).reduce((sum, c) => sum + shares[c], 0);
  const places = new Map<Column, Place>();
  let x = margin;
  columns.forEach((column, i) => {
    if (i > 0) x += Math.max(24, (free * shares[column]) / all);
    places.set(column, { x: Math.round(x), w: widths[column] });
    x += widths[column];
  });
  return places;
}

/** Stacks the boxes of a column around the middle of the room. */
export function stack(blocks: Item[], column: Column, place: Place, top: number, room: number): void {
  const all = blocks.reduce((sum, b) => sum + b.h + b.gap, 0) - (blocks[blocks.length - 1]?.gap ?? 0);
  let y = top + Math.max(0, (room - all) / 2);
  for (const block of blocks) {
    Object.assign(block, { x: place.x, w: place.w, y, column });
    y += block.h + block.gap;
  }
}

export type ById = Map<string, Item>;

/** Sorts boxes by the middle of what they have flows with, weighed by amount. */
function sortBy(blocks: Item[], byId: ById, ring: ChartRing, side: "from" | "to", counts: (other: Item) => boolean): void {
  const heights = new Map<Item, number>();
  for (const block of blocks) {
    let sum = 0,
      weight = 0;
    for (const flow of ring.flows) {
      const own = byId.get(side === "from" ? flow.to : flow.from),
        other = byId.get(side === "from" ? flow.from : flow.to);
      if (own !== block || !other || other === block || !counts(other)) continue;
      sum += middle(other) * flow.amount;
      weight += flow.amount;
    }
    heights.set(block, weight > 0 ? sum / weight : middle(block));
  }
  blocks.sort((a, b) => heights.get(a)! - heights.get(b)!);
}

/** Collectors stand by what pays them, then mules by what they pay: once each, which takes most crossings away. */
export function untangle(columns: Map<Column, Item[]>, places: Map<Column, Place>, byId: ById, ring: ChartRing, top: number, room: number): void {
  for (const column of ["collect", "exit"] as Column[]) {
    const blocks = columns.get(column);
    if (!blocks) continue;
    sortBy(blocks, byId, ring, "from", () => true);
    stack(blocks, column, places.get(column)!, top, room);
  }
  const mules = columns.get("mule");
  if (!mules || mules.some(b => b.type === "group")) return;
  sortBy(mules, byId, ring, "to", other => other.column !== "mule");
  stack(mules, "mule", places.get("mule")!, top, room);
}
