// The lines: money with one scale, contact by reports, trunks for dense flows, and control in the gutters.
import type { Place } from "./columns";
import { groupBy } from "./groups";
import type { ChartRing } from "./model";
import { middle, type Column, type Control, type Edge, type Item, type Trunk } from "./scene";

export interface Within {
  count: number;
  amount: number;
}
interface Flow {
  from: Item;
  to: Item;
  amount: number;
  count: number;
  y1: number;
  y2: number;
  hidden: boolean;
}

const trunkFrom = 20;

export interface MoneyLines {
  edges: Edge[];
  trunks: Trunk[];
  within: Map<Column, Within>;
}

export function moneyLines(ring: ChartRing, byId: Map<string, Item>, victims: Item, columns: Column[], places: Map<Column, Place>): MoneyLines {
  const { flows, within } = summed(ring, byId, victims, columns);
  const through = new Map<Item, { out: number; in: number }>();
  for (const flow of flows) {
    for (const [end, side] of [
      [flow.from, "out"],
      [flow.to, "in"],
    ] as const) {
      const sums = through.get(end) ?? { out: 0, in: 0 };
      sums[side] += flow.amount;
      through.set(end, sums);
    }
  }
  let scale = Infinity;
  for (const [end, sums] of through) scale = Math.min(scale, (end === victims ? end.h * 0.5 : Math.max(8, end.h - 8)) / Math.max(sums.in, sums.out, 1));
  spread(flows, "from", victims, scale);
  spread(flows, "to", victims, scale);
  const { trunks, edges } = bundle(flows, victims, places, scale);
  for (const f of flows) {
    edges.push({
      kind: "money",
      from: f.from,
      to: f.to,
      x1: f.from.x + f.from.w,
      y1: f.y1,
      x2: f.to.x,
      y2: f.y2,
      width: Math.max(0.8, f.amount * scale),
      amount: f.amount,
      count: f.count,
      hidden: f.hidden,
    });
  }
  return { edges, trunks, within };
}

/** One flow for each pair of boxes; what goes back or stays in a column is summed and not drawn. */
function summed(ring: ChartRing, byId: Map<string, Item>, victims: Item, columns: Column[]): { flows: Flow[]; within: Map<Column, Within> } {
  const sums = new Map<Item, Map<Item, Flow>>(),
    within = new Map<Column, Within>();
  for (const flow of ring.flows) {
    const from = ring.payers.has(flow.from) ? victims : byId.get(flow.from),
      to = byId.get(flow.to);
    if (!from || !to || !from.column || !to.column) continue;
    if (from !== victims && (from === to || columns.indexOf(from.column) >= columns.indexOf(to.column))) {
      const sum = within.get(from.column) ?? { count: 0, amount: 0 };
      within.set(from.column, { count: sum.count + flow.count, amount: sum.amount + flow.amount });
      continue;
    }
    const ends = sums.get(from) ?? new Map<Item, Flow>();
    const sum = ends.get(to) ?? { from, to, amount: 0, count: 0, y1: 0, y2: 0, hidden: false };
    sum.amount += flow.amount;
    sum.count += flow.count;
    ends.set(to, sum);
    sums.set(from, ends);
  }
  return { flows: [...sums.values()].flatMap(ends => [...ends.values()]), within };
}

/** Puts the ends of flows beside each other on the edge of their box, in the order of their other ends. */
function spread(flows: Flow[], side: "from" | "to", victims: Item, scale: number): void {
  const other = side === "from" ? "to" : "from",
    y = side === "from" ? "y1" : "y2";
  for (const [box, list] of groupBy(flows, f => f[side])) {
    list.sort((a, b) => middle(a[other]) - middle(b[other]));
    const total = list.reduce((sum, f) => sum + f.amount * scale, 0);
    const span = box === victims ? Math.min(box.h * 0.86, Math.max(total, box.h * 0.6)) : total;
    const gap = list.length > 1 ? (span - total) / (list.length - 1) : 0;
    let at = middle(box) - (list.length > 1 ? span : total) / 2;
    for (const flow of list) {
      flow[y] = at + (flow.amount * scale) / 2;
      at += flow.amount * scale + gap;
    }
  }
}

/** Many flows between two columns join in one trunk in the gutter; each shows when one of its ends is selected. */
function bundle(flows: Flow[], victims: Item, places: Map<Column, Place>, scale: number): { trunks: Trunk[]; edges: Edge[] } {
  const trunks: Trunk[] = [],
    edges: Edge[] = [];
  for (const list of groupBy(
    flows.filter(f => f.from !== victims),
    f => `${f.from.column} ${f.to.column}`,
  ).values()) {
    const sources = groupBy(list, f => f.from),
      targets = groupBy(list, f => f.to);
    if (list.length <= trunkFrom || sources.size < 2 || targets.size < 2) continue;
    const from = places.get(list[0]!.from.column!)!,
      to = places.get(list[0]!.to.column!)!;
    const total = list.reduce((sum, f) => sum + f.amount, 0),
      h = total * scale;
    const x = to.x - Math.min(60, Math.max(14, (to.x - from.x - from.w) * 0.45));
    const y = list.reduce((sum, f) => sum + ((f.y1 + f.y2) / 2) * f.amount, 0) / total - h / 2;
    trunks.push({ x, y, h, amount: total });
    for (const flow of list) flow.hidden = true;
    const half = (
      ends: Map<Item, Flow[]>,
      side: "y1" | "y2",
      edge: (box: Item, end: number, at: number) => Pick<Edge, "from" | "to" | "x1" | "y1" | "x2" | "y2">,
    ) => {
      let at = y;
      for (const [box, own] of [...ends].sort((a, b) => middle(a[0]) - middle(b[0]))) {
        const amount = own.reduce((sum, f) => sum + f.amount, 0),
          ys = own.map(f => f[side]),
          end = (Math.min(...ys) + Math.max(...ys)) / 2;
        edges.push({
          kind: "money",
          ...edge(box, end, at + (amount * scale) / 2),
          width: Math.max(0.8, amount * scale),
          amount,
          count: own.reduce((sum, f) => sum + f.count, 0),
          hidden: false,
        });
        at += amount * scale;
      }
    };
    half(sources, "y1", (box, end, at) => ({ from: box, x1: box.x + box.w, y1: end, x2: x, y2: at }));
    half(targets, "y2", (box, end, at) => ({ to: box, x1: x + 4, y1: at, x2: box.x, y2: end }));
  }
  return { trunks, edges };
}

export function contactLines(ring: ChartRing, blocks: Item[], victims: Item): Edge[] {
  const calling = blocks.map(box => ({ box, reports: box.members.reduce((sum, m) => sum + ring.nodes[m]!.contactReports, 0) })).filter(c => c.reports > 0);
  const most = Math.max(1, ...calling.map(c => c.reports)),
    all = calling.reduce((sum, c) => sum + c.reports, 0);
  let y = victims.y + victims.h * 0.1;
  return calling.map(({ box, reports }) => {
    const h = (victims.h * 0.8 * reports) / all;
    const edge: Edge = {
      kind: "contact",
      from: box,
      to: victims,
      x1: box.x + box.w,
      y1: middle(box),
      x2: victims.x,
      y2: y + h / 2,
      width: Math.max(1.2, (14 * reports) / most),
      amount: 0,
      count: reports,
      hidden: false,
    };
    y += h;
    return edge;
  });
}

/** Control: one trunk for each leader and column, in the gutter before the column, with a dot where it ends. */
export function controlLines(ring: ChartRing, band: Item[], itemOf: Map<number, Item>, places: Map<Column, Place>, bandEnd: number): Control[] {
  const controls: Control[] = [];
  const leaders = band.filter(b => b.type === "leader");
  leaders.forEach((leader, lane) => {
    const ends = new Set<Item>();
    for (const link of ring.links) {
      if (link.kind !== "controls" || (link.a !== leader.main && link.b !== leader.main)) continue;
      const end = itemOf.get(link.a === leader.main ? link.b : link.a);
      if (end?.column && end.column !== "victims") ends.add(end);
    }
    const y = bandEnd + 9 + lane * 5,
      start = leader.x + 24;
    for (const [column, to] of groupBy(ends, e => e.column!)) {
      const gutter = places.get(column)!.x - 9 - lane * 4;
      const ys = to.map(e => (e.type === "handset" ? e.y + 14 : middle(e)));
      const turn = gutter > start ? gutter - 5 : gutter + 5;
      const path = `M${start},${bandEnd}V${y}H${turn}Q${gutter},${y} ${gutter},${y + 5}V${Math.max(...ys).toFixed(1)}${ys.map(end => `M${gutter},${end.toFixed(1)}H${places.get(column)!.x}`).join("")}`;
      controls.push({ from: leader, to, path, dots: ys.map(end => [places.get(column)!.x, end]) });
    }
  });
  return controls;
}
