// What the chart of a ring is drawn from, and what stands inside what.

/** A kind of the server's table, such as "phone". */
export type Kind = string;
export interface Role {
  role: string;
  score: number;
  reasons: { reason: string; points: number }[];
}

export interface ChartNode {
  key: string;
  kind: Kind;
  name: string;
  /** Of an account: its bank in full, its code, and its number. */
  bank: string;
  code: string;
  number: string;
  reports: number;
  roles: Role[];
  /** How many reports tell of contact with victims, and with how many. */
  contactReports: number;
  victims: number;
}

/** Two members by their places in the list of nodes. */
export interface ChartLink {
  a: number;
  b: number;
  kind: string;
  weight: number;
  evidence: number;
}
export interface ChartFlow {
  from: string;
  to: string;
  amount: number;
  count: number;
}
export interface OutsidePoint {
  id: string;
  name: string;
  bank: string;
  code: string;
  number: string;
  received: number;
}

export interface ChartRing {
  nodes: ChartNode[];
  links: ChartLink[];
  flows: ChartFlow[];
  /** Where money goes that no member holds. */
  outside: OutsidePoint[];
  /** The ids of the trail's victims. */
  payers: Set<string>;
  victims: number;
  loss: number;
}

export type Part = "lead" | "recruit" | "call" | "mule" | "collect" | "exit";

/** The column in which a member stands. */
export function partOf(node: ChartNode): Part {
  const first = node.roles[0]?.role;
  if (node.kind === "account") return node.roles.some(r => r.role === "cash-out") ? "exit" : first === "collector" ? "collect" : "mule";
  if (first === "leader") return "lead";
  return first === "recruiter" ? "recruit" : "call";
}

/** A leader whom little speaks for: under 40 points, or fewer than 3 reports. */
export const isWeakLeader = (node: ChartNode): boolean => (node.roles[0]?.score ?? 0) < 40 || node.reports < 3;

export interface Folding {
  /** The SIMs of each handset, those that reached the most victims first. */
  sims: Map<number, number[]>;
  handset: Map<number, number>;
  holder: Map<number, number>;
  /** The numbers registered to each person. */
  registered: Map<number, number[]>;
}

const add = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

/** SIMs go into their handset and holders into the line of their account, by the heaviest link. */
export function fold(ring: ChartRing): Folding {
  const best = (kind: string, inner: Kind) => {
    const found = new Map<number, { to: number; weight: number }>();
    for (const link of ring.links) {
      if (link.kind !== kind) continue;
      const [from, to] = ring.nodes[link.a]!.kind === inner ? [link.a, link.b] : [link.b, link.a];
      if (ring.nodes[from]!.kind !== inner) continue;
      const before = found.get(from);
      if (!before || before.weight < link.weight) found.set(from, { to, weight: link.weight });
    }
    return found;
  };
  const handset = new Map([...best("used-in", "phone")].map(([sim, at]) => [sim, at.to]));
  const holder = new Map<number, number>(),
    weights = new Map<number, number>(),
    registered = new Map<number, number[]>();
  for (const link of ring.links) {
    if (link.kind !== "holds" && link.kind !== "registered-to") continue;
    const [person, thing] = ring.nodes[link.a]!.kind === "person" ? [link.a, link.b] : [link.b, link.a];
    if (ring.nodes[person]!.kind !== "person") continue;
    if (link.kind === "registered-to") add(registered, person, thing);
    else if ((weights.get(thing) ?? -1) < link.weight) {
      holder.set(thing, person);
      weights.set(thing, link.weight);
    }
  }
  const sims = new Map<number, number[]>();
  for (const [sim, device] of handset) add(sims, device, sim);
  for (const list of sims.values()) list.sort((a, b) => ring.nodes[b]!.contactReports - ring.nodes[a]!.contactReports || a - b);
  return { sims, handset, holder, registered };
}

/** Groups of numbers: the maximum spanning forest of their ties, cut from its leaves into pieces of at least so many. */
export function groupsOf(ring: ChartRing, ids: readonly number[], least: number): number[][] {
  const within = new Set(ids),
    up = new Map(ids.map(id => [id, id])),
    near = new Map<number, number[]>(ids.map(id => [id, []]));
  const rootOf = (id: number): number => {
    let root = id;
    while (up.get(root) !== root) root = up.get(root)!;
    up.set(id, root);
    return root;
  };
  const ties = ring.links.filter(l => within.has(l.a) && within.has(l.b)).sort((x, y) => y.weight - x.weight || x.a - y.a || x.b - y.b);
  for (const { a, b } of ties) {
    const [rootA, rootB] = [rootOf(a), rootOf(b)];
    if (rootA === rootB) continue;
    up.set(rootA, rootB);
    near.get(a)!.push(b);
    near.get(b)!.push(a);
  }
  const pieces: number[][] = [],
    alone: number[] = [],
    seen = new Set<number>();
  for (const root of ids) {
    if (seen.has(root)) continue;
    const { order, parent } = walk(root, near, seen);
    if (order.length === 1) alone.push(root);
    else pieces.push(...cut(order, parent, least));
  }
  for (let i = 0; i < alone.length; i += Math.max(1, least)) pieces.push(alone.slice(i, i + Math.max(1, least)));
  return pieces.map(p => p.sort((a, b) => a - b)).sort((a, b) => a[0]! - b[0]!);
}

function walk(root: number, near: Map<number, number[]>, seen: Set<number>): { order: number[]; parent: Map<number, number> } {
  const order: number[] = [],
    parent = new Map([[root, -1]]),
    stack = [root];
  seen.add(root);
  while (stack.length > 0) {
    const id = stack.pop()!;
    order.push(id);
    for (const next of near.get(id)!) {
      if (seen.has(next)) continue;
      seen.add(next);
      parent.set(next, id);
      stack.push(next);
    }
  }
  return { order, parent };
}

function cut(order: number[], parent: Map<number, number>, least: number): number[][] {
  const pieces: number[][] = [],
    bags = new Map(order.map(id => [id, [id]]));
  for (const id of order.toReversed()) {
    const bag = bags.get(id)!,
      above = parent.get(id)!;
    const last = pieces[pieces.length - 1];
    if (above === -1 && bag.length < least / 2 && last) last.push(...bag);
    else if (above === -1 || bag.length >= least) pieces.push(bag);
    else bags.get(above)!.push(...bag);
  }
  return pieces;
}
