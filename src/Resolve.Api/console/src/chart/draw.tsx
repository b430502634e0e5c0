// Draws the scene as SVG. What is selected stays, with its lines and what they lead to; the rest is dimmed.
import { useMemo, useRef } from "preact/hooks";
import { count, counted, short } from "../format";
import { language, serverWords, t } from "../language";
import { fold, type ChartRing } from "./model";
import { layout } from "./layout";
import { middle, type Item, type Label, type Scene } from "./scene";

export interface Selection {
  item: Item;
  member?: number | undefined;
}
interface Props {
  ring: ChartRing;
  width: number;
  height: number;
  selection: Selection | null;
  onSelect: (selection: Selection | null) => void;
}

export function RingChart({ ring, width, height, selection, onSelect }: Props) {
  const { scene, zoom } = useMemo(() => layout(ring, width, height), [ring, width, height, language.value]);
  const near = useMemo(() => (selection ? related(ring, scene, selection.item) : null), [ring, scene, selection]);
  const root = useRef<SVGSVGElement>(null);
  const onKey = (event: KeyboardEvent, box: Item, member?: number) => {
    if (event.key === "Enter" || event.key === " ") onSelect({ item: box, member });
    else if (event.key === "Escape") onSelect(null);
    else if (event.key.startsWith("Arrow")) focusNear(root.current, scene, box, event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const full = Math.max(height, Math.ceil((scene.height + 4) * zoom));
  return (
    <svg
      ref={root}
      class={`chart${selection ? " has-selection" : ""}`}
      viewBox={`0 0 ${(width / zoom).toFixed(1)} ${(full / zoom).toFixed(1)}`}
      width={Math.max(width, scene.width * zoom)}
      height={full}
      role="group"
      aria-label={t("Sơ đồ đường dây theo vai; bảng thành viên có cùng nội dung", "The ring by part; the table of members has the same")}
      onClick={() => onSelect(null)}
    >
      <g>
        {scene.edges.map(e => {
          const bend = (e.x2 - e.x1) / 2,
            on = !!selection && (e.from === selection.item || e.to === selection.item);
          return (
            <path
              class={`edge edge-${e.kind}${e.hidden ? " hidden" : ""}${on ? " on" : ""}`}
              stroke-width={e.width.toFixed(2)}
              d={`M${e.x1.toFixed(1)},${e.y1.toFixed(1)}C${(e.x1 + bend).toFixed(1)},${e.y1.toFixed(1)} ${(e.x2 - bend).toFixed(1)},${e.y2.toFixed(1)} ${e.x2.toFixed(1)},${e.y2.toFixed(1)}`}
            >
              <title>
                {e.kind === "money"
                  ? `${short(e.amount)} · ${counted(e.count, "lần chuyển", "transfer", "transfers")}`
                  : counted(e.count, "lần liên lạc trong tin", "contact in reports", "contacts in reports")}
              </title>
            </path>
          );
        })}
      </g>
      <g>
        {scene.trunks.map(k => (
          <rect class="trunk-bar" x={k.x} y={k.y} width="4" height={Math.max(1, k.h)} rx="2" />
        ))}
      </g>
      <g>
        {scene.controls.map(c => {
          const on = !!selection && (c.from === selection.item || c.to.includes(selection.item));
          return (
            <g class={`control${on ? " on" : ""}`}>
              <path d={c.path} />
              {c.dots.map(([x, y]) => (
                <circle cx={x} cy={y} r="2.5" />
              ))}
            </g>
          );
        })}
      </g>
      <g>
        {scene.items.map((box, i) => (
          <g
            class={`box box-${box.type}${box.weak ? " weak" : ""}${near?.has(box) ? " on" : ""}${selection?.item === box ? " selected" : ""}`}
            data-box={i}
            tabIndex={0}
            role="button"
            aria-label={`${box.heading}${box.members.length > 1 ? `, ${count(box.members.length)}` : ""}`}
            onClick={e => {
              e.stopPropagation();
              onSelect({ item: box });
            }}
            onKeyDown={e => onKey(e, box)}
          >
            <rect class={box.framed ? "frame" : "area"} x={box.x} y={box.y} width={box.w} height={box.h} rx={box.framed && box.h > 23 ? 6 : 4} />
            {box.dots.map(d => (
              <rect
                class={`dot ${d.square ? "dot-account" : `dot-${ring.nodes[d.member]!.kind}`}`}
                x={d.x}
                y={d.y}
                width="6.6"
                height="6.6"
                rx={d.square ? 1 : 3.3}
                opacity={d.opacity.toFixed(2)}
              />
            ))}
            {box.lines.map(l => (
              <g
                class="line"
                tabIndex={0}
                role="button"
                aria-label={ring.nodes[l.member]!.name}
                onClick={e => {
                  e.stopPropagation();
                  onSelect({ item: box, member: l.member });
                }}
                onKeyDown={e => onKey(e, box, l.member)}
              >
                <rect class={`area${selection?.member === l.member ? " chosen" : ""}`} x={l.x} y={l.y} width={l.w} height={l.h} rx="4" />
              </g>
            ))}
            {box.marks.map(m => (
              <Glyph kind={m.kind} x={m.x} y={m.y} r={m.r} />
            ))}
            {box.labels.map(l => (
              <Text label={l} />
            ))}
          </g>
        ))}
      </g>
      <g>
        {scene.labels.map(l => (
          <Text label={l} />
        ))}
      </g>
    </svg>
  );
}

const Text = ({ label: l }: { label: Label }) => (
  <text class={`text-${l.style} size-${l.size}${l.bold ? " bold" : ""}`} x={l.x} y={l.y} text-anchor={l.anchor ?? "start"}>
    {l.text}
  </text>
);

/** A shape for each kind: never colour alone. */
export function Glyph({ kind, x, y, r }: { kind: string; x: number; y: number; r: number }) {
  const corners = serverWords.value.kinds.find(k => k.name === kind)?.corners;
  const shape = () =>
    corners?.length ? (
      <path d={`${corners.map(([dx, dy], i) => `${i ? "L" : "M"}${(dx * r).toFixed(2)},${(dy * r).toFixed(2)}`).join("")}Z`} />
    ) : (
      <circle r={r} class={corners ? "" : "hollow"} />
    );
  return (
    <g class={`glyph glyph-${kind}`} transform={`translate(${x},${y})`}>
      {shape()}
    </g>
  );
}

/** What stays when a box is selected: what its links, its holder's other accounts and its flows lead to. */
function related(ring: ChartRing, scene: Scene, box: Item): Set<Item> {
  const own = new Set(box.members),
    on = new Set([box]),
    folding = fold(ring);
  const add = (member: number) => {
    const end = scene.itemOf.get(member);
    if (end) on.add(end);
  };
  for (const link of ring.links) {
    if (link.kind === "mentioned-with") continue;
    if (own.has(link.a)) add(link.b);
    if (own.has(link.b)) add(link.a);
  }
  const holders = new Set(box.members.map(m => folding.holder.get(m)).filter(h => h !== undefined));
  for (const [thing, holder] of folding.holder) if (holders.has(holder)) add(thing);
  for (const edge of scene.edges) {
    if (edge.from === box && edge.to) on.add(edge.to);
    if (edge.to === box && edge.from) on.add(edge.from);
  }
  return on;
}

function focusNear(root: SVGSVGElement | null, scene: Scene, from: Item, key: string): void {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] as [number, number] | undefined;
  if (!way) return;
  let best = -1,
    least = Infinity;
  scene.items.forEach((to, i) => {
    const dx = to.x + to.w / 2 - from.x - from.w / 2,
      dy = middle(to) - middle(from),
      along = dx * way[0] + dy * way[1];
    const across = Math.abs(way[0] ? dy : dx),
      distance = along + 2 * across;
    if (to !== from && along > 4 && distance < least) [best, least] = [i, distance];
  });
  root?.querySelector<SVGGElement>(`[data-box="${best}"]`)?.focus();
}
