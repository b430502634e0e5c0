// Draws a ring's money: layers from left to right, victims first. The layout is deterministic.
import { element } from "./picture.js";

const [columnWidth, boxWidth, boxHeight, gap, shownMax] = [260, 190, 46, 14, 12];

export function drawMoney(trail, { word, money, number }) {
  // The largest of each layer are drawn; the rest of a layer is one box, and its flows are summed.
  const volume = p => [...p.received, ...p.sent].reduce((sum, m) => sum + m.amount, 0);
  const layers = [];
  for (const point of trail.points) (layers[point.layer] ??= []).push(point);
  const idOf = new Map(), columns = [];
  for (const points of layers.filter(l => l)) {
    const sorted = [...points].sort((a, b) => volume(b) - volume(a) || (a.id < b.id ? -1 : 1));
    const boxes = sorted.slice(0, shownMax).map(p => ({ ...p }));
    for (const box of boxes) idOf.set(box.id, box.id);
    const rest = sorted.slice(shownMax);
    if (rest.length > 0) {
      const id = `rest ${rest[0].layer}`;
      for (const point of rest) idOf.set(point.id, id);
      boxes.push({ id, label: word("more")(rest.length), part: "rest", received: [], sent: [], restMinutes: null });
    }
    columns.push(boxes);
  }
  const flows = new Map();
  for (const f of trail.flows) {
    const [from, to] = [idOf.get(f.from), idOf.get(f.to)], key = `${from}|${to}|${f.currency}`;
    const flow = flows.get(key) ?? { from, to, currency: f.currency, amount: 0, count: 0 };
    flow.amount += f.amount;
    flow.count += f.transferCount;
    flows.set(key, flow);
  }
  const rows = Math.max(...columns.map(c => c.length)), height = rows * (boxHeight + gap) + gap, width = columns.length * columnWidth;
  const svg = element("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img" });
  svg.append(element("title", {}, word("moneyText")(trail.points.length, trail.flows.length)));
  const places = new Map();
  columns.forEach((boxes, column) => boxes.forEach((box, row) =>
    places.set(box.id, { x: column * columnWidth + 10, y: gap + row * (boxHeight + gap) + (rows - boxes.length) * (boxHeight + gap) / 2 })));
  const largest = Math.max(1, ...[...flows.values()].map(f => f.amount));
  for (const f of flows.values()) {
    const [a, b] = [places.get(f.from), places.get(f.to)];
    const forward = b.x > a.x, [x1, y1, x2, y2] = [a.x + (forward ? boxWidth : 0), a.y + boxHeight / 2, b.x + (forward ? 0 : boxWidth), b.y + boxHeight / 2], bend = forward ? 50 : -50;
    const line = element("path", {
      class: "money-flow", fill: "none", "stroke-width": (1 + 7 * Math.sqrt(f.amount / largest)).toFixed(1), d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`,
    });
    line.append(element("title", {}, `${money(f)} (${number(f.count)})`));
    svg.append(line);
  }
  for (const box of columns.flat()) {
    const { x, y } = places.get(box.id), group = element("g", { class: `money-box ${box.part}` });
    const name = box.part === "victims" ? `${word("victims")}: ${number(box.count)}` : box.label;
    const rest = box.restMinutes === null ? "" : ` · ${word("rested")(box.restMinutes)}`;
    group.append(element("title", {}, `${word(box.part)} ${box.id}`), element("rect", { x, y, width: boxWidth, height: boxHeight, rx: 4 }),
      element("text", { x: x + 8, y: y + 18 }, name.length > 26 ? `${name.slice(0, 25)}…` : name),
      element("text", { x: x + 8, y: y + 36, class: "small" }, `${word(box.part)} · ${(box.sent.length > 0 ? box.sent : box.received).map(money).join(" + ")}${rest}`.slice(0, 44)));
    svg.append(group);
  }
  return svg;
}
