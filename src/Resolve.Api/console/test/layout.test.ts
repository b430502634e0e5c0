import { describe, expect, it } from "vitest";
import { layout } from "../src/chart/layout";
import { partOf } from "../src/chart/model";
import type { Item, Label, Scene } from "../src/chart/scene";
import { measure } from "../src/chart/text";
import { language } from "../src/language";
import { generate } from "./generate";

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
  text: string;
}

/** The ink of a label: from its capitals' top to its baseline. */
function boxOf(l: Label): Box {
  const w = measure(l.text, l.size, l.bold),
    x = l.anchor === "end" ? l.x - w : l.anchor === "middle" ? l.x - w / 2 : l.x;
  return { x, y: l.y - l.size * 0.78, w, h: l.size * 0.78, text: l.text };
}

const share = (a: Box, b: Box) => [Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x), Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y)] as const;
const overlap = (a: Box, b: Box) => {
  const [w, h] = share(a, b);
  return w > 1 && h > 1;
};
const frame = (i: Item): Box => ({ x: i.x, y: i.y, w: i.w, h: i.h, text: i.heading });

function pairs(boxes: Box[]): string[] {
  const sorted = boxes.toSorted((a, b) => a.x - b.x),
    found: string[] = [];
  sorted.forEach((a, i) => {
    for (let j = i + 1; j < sorted.length && sorted[j]!.x < a.x + a.w; j++) if (overlap(a, sorted[j]!)) found.push(`${a.text} | ${sorted[j]!.text}`);
  });
  return found;
}

const labels = (scene: Scene) => [...scene.items.flatMap(i => i.labels), ...scene.labels].map(boxOf);

const sizes = [5, 8, 29, 59, 498, 2000];
const rooms = [
  [1014, 600],
  [1584, 915],
] as const;

describe.each(sizes)("a ring of %i members", size => {
  describe.each(rooms)("in %i × %i", (width, height) => {
    describe.each(["vi", "en"] as const)("in %s", tongue => {
      const drawn = () => {
        language.value = tongue;
        return layout(generate(size), width, height);
      };

      it("has no label on another and none on a box that is not its own", () => {
        const { scene } = drawn();
        expect(pairs(labels(scene))).toEqual([]);
        const foreign = scene.items.flatMap(i =>
          i.labels.map(boxOf).flatMap(l => scene.items.filter(o => o !== i && overlap(l, frame(o))).map(o => `${l.text} on ${o.heading}`)),
        );
        const free = scene.labels.map(boxOf).flatMap(l => scene.items.filter(o => overlap(l, frame(o))).map(o => `${l.text} on ${o.heading}`));
        expect([...foreign, ...free]).toEqual([]);
      });

      it("keeps every label in its box, every box from the others, and all in the width", () => {
        const { scene, zoom } = drawn();
        expect(pairs(scene.items.map(frame))).toEqual([]);
        const out = scene.items.flatMap(i =>
          i.labels
            .map(boxOf)
            .filter(l => l.x < i.x - 1 || l.x + l.w > i.x + i.w + 1 || l.y < i.y - 1 || l.y + l.h > i.y + i.h + 1)
            .map(l => `${l.text} of ${i.heading}`),
        );
        expect(out).toEqual([]);
        expect(Math.max(...scene.items.map(i => i.x + i.w))).toBeLessThanOrEqual(width / zoom);
        expect(scene.items.flatMap(i => i.dots.filter(d => d.x + 6.6 > i.x + i.w || d.y + 6.6 > i.y + i.h))).toEqual([]);
      });

      it("shows every member somewhere, in the column of its part", () => {
        const ring = generate(size),
          { scene } = drawn();
        for (const [i, node] of ring.nodes.entries()) {
          const box = scene.itemOf.get(i),
            part = partOf(node);
          expect(box, node.name).toBeDefined();
          if (part === "mule" || part === "collect" || part === "exit") expect(box!.column).toBe(part);
        }
      });
    });
  });
});

it("draws the same ring in the same room the same way", () => {
  expect(layout(generate(59), 1014, 600)).toEqual(layout(generate(59), 1014, 600));
});

it("joins dense flows in a trunk, and keeps what they carry", () => {
  const ring = generate(200),
    { scene } = layout(ring, 1584, 915);
  const trunk = scene.trunks[0];
  expect(trunk).toBeDefined();
  const hidden = scene.edges.filter(e => e.hidden);
  expect(hidden.length).toBeGreaterThan(20);
  expect(hidden.reduce((sum, e) => sum + e.amount, 0)).toBeCloseTo(
    scene.trunks.reduce((sum, k) => sum + k.amount, 0),
    -3,
  );
});

it("draws a ring of 498 with few lines: what a trunk carries is hidden", () => {
  const ring = generate(498),
    { scene } = layout(ring, 1014, 600),
    drawn = scene.edges.filter(e => !e.hidden).length;
  expect(ring.flows.length).toBeGreaterThan(500);
  expect(drawn).toBeLessThan(100);
});
