// Makes the chart's ring of what the server answers: the ring, its money trail, and the links of its members.
import { linksOf, type Link, type Ring, type Trail } from "../api";
import { accountName, nameOf } from "../names";
import type { ChartFlow, ChartLink, ChartNode, ChartRing, Kind } from "./model";

const groupedFrom = 40;

/** Asks for the links that the chart draws, and for ties among numbers only where there are so many that they are grouped. */
export async function chartLinks(ring: Ring): Promise<Link[]> {
  const members = ring.members ?? [],
    phones = members.filter(m => m.kind === "phone").map(m => m.key);
  const links = await linksOf(
    members.map(m => m.key),
    ["holds", "registered-to", "used-in", "controls", "contacted"],
  );
  return phones.length > groupedFrom ? [...links, ...(await linksOf(phones, ["mentioned-with"], ["phone"]))] : links;
}

export function chartRing(ring: Ring, trail: Trail, links: readonly Link[]): ChartRing {
  const nodes: ChartNode[] = (ring.members ?? []).map(m => {
    const account = m.kind === "account" ? accountName(m.key) : { bank: "", code: "", number: "" };
    return {
      key: m.key,
      kind: m.kind as Kind,
      name: nameOf(m.key, m.label),
      ...account,
      reports: m.reportCount,
      contactReports: 0,
      victims: 0,
      roles: (m.roles ?? []).map(r => ({ role: r.role, score: r.score, reasons: (r.reasons ?? []).map(x => ({ reason: x.reason, points: x.points })) })),
    };
  });
  const placeOf = new Map(nodes.map((n, i) => [n.key, i])),
    victims = new Set(ring.victims ?? []);
  const ties: ChartLink[] = [];
  for (const link of links) {
    const [a, b] = [placeOf.get(link.from), placeOf.get(link.to)];
    if (a !== undefined && b !== undefined) ties.push({ a, b, kind: link.kind, weight: link.weightMillibits, evidence: link.evidenceCount });
    if (link.kind === "contacted") countContact(nodes, link, placeOf, victims);
  }
  const flows: ChartFlow[] = (trail.flows ?? [])
    .filter(f => f.currency === "VND")
    .map(f => ({ from: f.from, to: f.to, amount: f.amount, count: f.transferCount }));
  const points = trail.points ?? [];
  return {
    nodes,
    links: ties,
    flows,
    victims: ring.victimCount,
    loss: ring.lossVnd,
    payers: new Set(points.filter(p => p.part === "victims").map(p => p.id)),
    outside: points
      .filter(p => p.part === "outside" && (p.received ?? []).length > 0 && !placeOf.has(p.id))
      .map(p => ({
        id: p.id,
        name: nameOf(p.id, p.label),
        ...accountName(p.id),
        received: (p.received ?? []).filter(m => m.currency === "VND").reduce((sum, m) => sum + m.amount, 0),
      })),
  };
}

function countContact(nodes: ChartNode[], link: Link, placeOf: Map<string, number>, victims: Set<string>): void {
  for (const [own, other] of [
    [link.from, link.to],
    [link.to, link.from],
  ] as const) {
    const place = placeOf.get(own);
    if (place === undefined || placeOf.has(other)) continue;
    nodes[place]!.contactReports += link.evidenceCount;
    if (victims.has(other)) nodes[place]!.victims++;
  }
}
