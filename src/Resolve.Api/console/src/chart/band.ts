// The band above the columns: leaders first, then their numbers and the recruiters.
import type { ChartRing, Folding } from "./model";
import { isWeakLeader } from "./model";
import { margin } from "./columns";
import { item, type Item } from "./scene";

const top = 8,
  height = 66,
  leadersMax = 3;

export const bandBottom = (band: Item[]): number => (band.length > 0 ? top + height : top);

export function layBand(ring: ChartRing, folding: Folding, leads: number[], recruiters: number[], width: number): Item[] {
  const nodes = ring.nodes,
    wide = width >= 1200,
    cardWidth = wide ? 270 : 232;
  const rank = (a: number, b: number) => (nodes[b]!.roles[0]?.score ?? 0) - (nodes[a]!.roles[0]?.score ?? 0) || nodes[b]!.reports - nodes[a]!.reports || a - b;
  const people = leads.filter(m => nodes[m]!.kind === "person").sort(rank);
  const shown = people.slice(0, leadersMax),
    held = new Map<number, number[]>(),
    free: number[] = [];
  for (const number of leads.filter(m => nodes[m]!.kind !== "person").sort(rank)) {
    const owner = folding.holder.get(number);
    if (owner !== undefined && shown.includes(owner)) held.set(owner, [...(held.get(owner) ?? []), number]);
    else free.push(number);
  }
  const band = shown.map(m => item("leader", [m, ...(held.get(m) ?? [])], { main: m, w: cardWidth, weak: isWeakLeader(nodes[m]!) }));
  if (people.length > leadersMax) band.push(item("more", people.slice(leadersMax), { w: 170 }));
  if (free.length > 0) band.push(item("numbers", free, { w: 176 }));
  if (recruiters.length > 0) band.push(item("recruiters", recruiters.toSorted(rank), { w: cardWidth - 16 }));
  let x = margin;
  // What has no room in the band is left out from its end; its members are counted in the table.
  return band.filter(card => {
    Object.assign(card, { x, y: top, h: height });
    x += card.w + 20;
    return card.x + card.w <= width - 8;
  });
}
