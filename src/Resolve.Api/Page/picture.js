// Draws a ring. The layout is deterministic: the same members and links give the same picture, whatever order they came in.

import { kinds } from "./kinds.js";

const svgNamespace = "http://www.w3.org/2000/svg";
const [width, height, rounds, marginX, marginY, labelledMax] = [960, 600, 300, 90, 30, 45];

export function element(name, attributes = {}, text) {
  const node = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

// Colour is never the only sign of a kind: each has a shape of its own.
export function shape(kind, x, y, size) {
  const at = (dx, dy) => `${(x + dx * size).toFixed(1)},${(y + dy * size).toFixed(1)}`;
  const corners = kinds.find(k => k.name === kind)?.corners ?? [];
  return corners.length > 0
    ? element("polygon", { class: `shape ${kind}`, points: corners.map(([dx, dy]) => at(dx, dy)).join(" ") })
    : element("circle", { class: "shape person", cx: x, cy: y, r: size });
}

export function draw(members, links, title) {
  const nodes = layout(members, links);
  const svg = element("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
  svg.append(element("title", {}, title));
  const byKey = new Map(nodes.map(n => [n.member.key, n]));
  // In a crowded picture only the most linked nodes show their label; each node shows its own under the pointer, and the table below lists all.
  const labelled = new Set([...members].sort((a, b) => b.linkCount - a.linkCount || (a.key < b.key ? -1 : 1)).slice(0, labelledMax).map(m => m.key));
  for (const link of links) {
    const [a, b] = [byKey.get(link.from), byKey.get(link.to)];
    const line = element("line", {
      class: `edge ${["transferred", "contacted"].includes(link.kind) ? link.kind : ""}`,
      x1: a.x.toFixed(1), y1: a.y.toFixed(1), x2: b.x.toFixed(1), y2: b.y.toFixed(1), "stroke-width": Math.min(1 + Math.log2(1 + link.evidenceCount), 6).toFixed(1),
    });
    line.append(element("title", {}, `${a.member.label} – ${b.member.label}: ${link.kind} (${link.evidenceCount})`));
    svg.append(line);
  }
  for (const node of nodes) {
    const group = element("g", { class: "node" });
    group.append(element("title", {}, `${node.member.label} (${node.member.key})`), shape(node.member.kind, node.x, node.y, 6 + Math.min(node.member.linkCount, 12) * .5));
    const left = node.x > width * .8;
    if (labelled.has(node.member.key)) group.append(element("text", { x: (node.x + (left ? -11 : 11)).toFixed(1), y: (node.y + 4).toFixed(1), "text-anchor": left ? "end" : "start" }, short(node.member.label)));
    svg.append(group);
  }
  return svg;
}

const short = text => [...text].length > 24 ? [...text].slice(0, 23).join("") + "…" : text;

// Springs and repulsion (Fruchterman and Reingold 1991), from a circle in key order, with no chance in it.
function layout(members, links) {
  const sorted = [...members].sort((a, b) => a.key < b.key ? -1 : 1);
  const nodes = sorted.map((member, i) => {
    const angle = 2 * Math.PI * i / sorted.length;
    return { member, x: width / 2 + 200 * Math.cos(angle), y: height / 2 + 200 * Math.sin(angle), dx: 0, dy: 0 };
  });
  const byKey = new Map(nodes.map(n => [n.member.key, n]));
  const joined = [...new Set(links.map(l => l.from < l.to ? `${l.from}\n${l.to}` : `${l.to}\n${l.from}`))].sort().map(p => p.split("\n").map(k => byKey.get(k)));
  const ideal = .95 * Math.sqrt(width * height / Math.max(nodes.length, 1));
  for (let round = 0; round < rounds; round++) {
    for (const n of nodes) [n.dx, n.dy] = [(width / 2 - n.x) * .02, (height / 2 - n.y) * .06];
    for (let i = 0; i < nodes.length; i++) for (let j = i + 1; j < nodes.length; j++) push(nodes[i], nodes[j], d => ideal * ideal / d);
    for (const [a, b] of joined) push(a, b, d => -d * d / ideal);
    const stepMax = 60 * (1 - round / rounds) + 1;
    for (const n of nodes) {
      const length = Math.hypot(n.dx, n.dy) || 1;
      n.x += n.dx / length * Math.min(length, stepMax);
      n.y += n.dy / length * Math.min(length, stepMax);
    }
  }
  fit(nodes, "x", marginX, width - marginX);
  fit(nodes, "y", marginY, height - marginY);
  return nodes;
}

// Stretches the finished picture over the frame.
function fit(nodes, axis, low, high) {
  const values = nodes.map(n => n[axis]);
  const [min, max] = [Math.min(...values), Math.max(...values)];
  for (const n of nodes) n[axis] = max > min ? low + (n[axis] - min) / (max - min) * (high - low) : (low + high) / 2;
}

function push(a, b, force) {
  const [x, y] = [a.x - b.x, a.y - b.y];
  const distance = Math.max(Math.hypot(x, y), 1);
  const f = force(distance) / distance;
  a.dx += x * f; a.dy += y * f; b.dx -= x * f; b.dy -= y * f;
}
