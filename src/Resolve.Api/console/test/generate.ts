// Invented rings of a given size for the tests of the layout: always the same for the same size.
import type { ChartRing, ChartNode, ChartLink, ChartFlow, Kind } from "../src/chart/model";

const banks = [
  ["Vietcombank", "VCB"],
  ["BIDV", "BID"],
  ["MB Bank", "MBB"],
  ["Techcombank", "TCB"],
  ["VPBank", "VPB"],
  ["ACB", "ACB"],
  ["Agribank", "AGRIBANK"],
  ["United Overseas Bank Vietnam", "UOB"],
] as const;
const names = ["Nguyễn Thị Hồng Nhung Phương Thảo", "Trần Văn Đại", "Lê Quang Ánh", "Phạm Mỹ", "WANG XIAOMING", "王小明"];

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

export function generate(size: number, seed = 7): ChartRing {
  const next = random(seed + size),
    nodes: ChartNode[] = [],
    links: ChartLink[] = [],
    flows: ChartFlow[] = [],
    pick = (n: number) => Math.floor(next() * n);
  const add = (kind: Kind, role: string, score: number, more: Partial<ChartNode> = {}) => {
    const i = nodes.length;
    nodes.push({
      key: `${kind}:${i}`,
      kind,
      name: "",
      bank: "",
      code: "",
      number: "",
      reports: 1 + pick(40),
      roles: [{ role, score, reasons: [] }],
      contactReports: 0,
      victims: 0,
      ...more,
    });
    return i;
  };
  const leader = add("person", "leader", 30 + pick(60), { name: names[pick(names.length)]! });
  const rest = size - 1,
    accounts = Math.max(1, Math.round(rest * 0.35)),
    people = size > 10 ? Math.round(rest * 0.1) : 0,
    devices = size > 20 ? Math.min(8, Math.round(rest * 0.05)) : 0;
  const mules: number[] = [],
    collectors: number[] = [],
    exits: number[] = [],
    holders: number[] = [],
    handsets: number[] = [];
  for (let i = 0; i < people; i++) holders.push(add("person", "account-seller", 20, { name: names[pick(names.length)]! }));
  for (let i = 0; i < devices; i++) handsets.push(add("device", "sim-farm", 30, { name: `IMEI ${350000000000000 + pick(1e9)}` }));
  for (let i = 0; i < accounts; i++) {
    const [bank, code] = banks[pick(banks.length)]!,
      part = i % 9 === 7 ? collectors : i % 9 === 8 ? exits : mules,
      number = String(1e9 + pick(9e9)) + (i % 5 === 0 ? "12345" : "");
    part.push(
      add("account", part === mules ? "mule-account" : part === collectors ? "collector" : "cash-out", 40, { bank, code, number, name: `${bank} ${number}` }),
    );
  }
  while (nodes.length < size) {
    const online = nodes.length % 6 === 0,
      phone = add(online ? "online" : "phone", "caller", 30, {
        name: online ? `@hotrokhachhang_${pick(1e6)} (Telegram)` : `09${10 + pick(80)} ${100 + pick(900)} ${100 + pick(900)}`,
        contactReports: 1 + pick(30),
        victims: 1 + pick(20),
      });
    if (!online && handsets.length > 0 && phone % 2 === 0)
      links.push({ a: phone, b: handsets[pick(handsets.length)]!, kind: "used-in", weight: pick(9000), evidence: 1 });
    if (phone % 11 === 0 && holders.length > 0) links.push({ a: holders[pick(holders.length)]!, b: phone, kind: "registered-to", weight: 5000, evidence: 1 });
    if (phone > 2) links.push({ a: phone, b: phone - 1 - pick(2), kind: "mentioned-with", weight: pick(9000), evidence: 1 });
  }
  for (const account of [...mules, ...collectors])
    if (holders.length > 0) links.push({ a: holders[pick(holders.length)]!, b: account, kind: "holds", weight: pick(9000), evidence: 1 });
  for (const end of [...handsets, ...collectors]) links.push({ a: leader, b: end, kind: "controls", weight: 9000, evidence: 2 });
  const flow = (from: string, to: string) => flows.push({ from, to, amount: 1e6 * (1 + pick(20000)), count: 1 + pick(9) });
  for (const mule of mules) {
    flow("victims", nodes[mule]!.key);
    for (let i = 0; i < 3; i++) {
      const to = [...collectors, ...mules][pick(collectors.length + mules.length)]!;
      if (to !== mule) flow(nodes[mule]!.key, nodes[to]!.key);
    }
  }
  for (const collector of collectors) for (const exit of exits) flow(nodes[collector]!.key, nodes[exit]!.key);
  const outside =
    size > 20
      ? [{ id: "account:outside", name: "Techcombank 19000000005905", bank: "Techcombank", code: "TCB", number: "19000000005905", received: 1.4e9 }]
      : [];
  if (outside.length > 0) flow(nodes[mules[0]!]!.key, "account:outside");
  return { nodes, links, flows, outside, payers: new Set(["victims"]), victims: 3 + size, loss: 1e9 * size };
}
