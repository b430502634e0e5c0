// What reports say of a ring's accounts: bank, holder, what came in and went out, how long it rested, when money last moved.
import type { Link, Member, Ring, Trail } from "../api";
import { daysBetween, instant } from "../format";
import { accountName, nameOf } from "../names";

export interface AccountRow {
  key: string;
  bank: string;
  number: string;
  isBank: boolean;
  part: string;
  holder: string;
  holderKey?: string;
  received: number;
  sent: number;
  /** What came in less what went out, where both are reported; null when more went out than reports say came in. */
  remains: number | null;
  restMinutes: number | null;
  last: string | null;
  reports: number;
  urgency: "now" | "week" | "check";
}

const dong = (sums: { amount: number; currency?: string | null }[] | null | undefined) =>
  (sums ?? []).filter(m => !m.currency || m.currency === "VND").reduce((sum, m) => sum + m.amount, 0);

export function accountRows(ring: Ring, trail: Trail, links: readonly Link[]): AccountRow[] {
  const points = new Map((trail.points ?? []).map(p => [p.id, p])),
    members = new Map((ring.members ?? []).map(m => [m.key, m])),
    last = new Map<string, string>();
  for (const flow of trail.flows ?? []) {
    for (const end of [flow.from, flow.to]) {
      const at = flow.last ?? flow.first;
      if (typeof at === "string" && instant(at) > instant(last.get(end))) last.set(end, at);
    }
  }
  const holders = new Map<string, Member>();
  for (const link of links.filter(l => l.kind === "holds").toSorted((a, b) => a.weightMillibits - b.weightMillibits)) {
    const [from, to] = [members.get(link.from), members.get(link.to)];
    if (from?.kind === "person") holders.set(link.to, from);
    if (to?.kind === "person") holders.set(link.from, to);
  }
  const asOf = ring.lastSeen;
  const rows = (ring.members ?? [])
    .filter(m => m.kind === "account")
    .map(m => {
      const point = points.get(m.key),
        name = accountName(m.key),
        received = dong(point?.received),
        sent = dong(point?.sent),
        holder = holders.get(m.key),
        at = last.get(m.key) ?? null;
      const remains = received > 0 && received >= sent ? received - sent : null,
        days = at ? daysBetween(at, asOf) : Infinity;
      return {
        key: m.key,
        bank: name.bank,
        number: name.number,
        isBank: !/^account:(tron|eth|btc):/.test(m.key),
        part: m.roles?.[0]?.role ?? "",
        holder: holder ? nameOf(holder.key, holder.label) : "",
        ...(holder && { holderKey: holder.key }),
        received,
        sent,
        remains,
        restMinutes: point?.restMinutes ?? null,
        last: at,
        reports: m.reportCount,
        urgency: days <= 30 ? ("now" as const) : days <= 90 || (remains ?? 0) > 0 ? ("week" as const) : ("check" as const),
      };
    });
  const order = { now: 0, week: 1, check: 2 };
  return rows.sort(
    (a, b) =>
      order[a.urgency] - order[b.urgency] ||
      (b.remains ?? 0) - (a.remains ?? 0) ||
      instant(b.last) - instant(a.last) ||
      b.received - a.received ||
      (a.key < b.key ? -1 : 1),
  );
}
