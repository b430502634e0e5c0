// The drawing as data: what is drawn where. The layout makes it, the page draws it, and tests look for overlaps in it.
import type { OutsidePoint } from "./model";

export type Column = "call" | "victims" | "mule" | "collect" | "exit";
export type ItemType = "leader" | "more" | "numbers" | "recruiters" | "victims" | "handset" | "row" | "account" | "outside" | "group";

export interface Label {
  text: string;
  x: number;
  y: number;
  size: number;
  style: string;
  bold?: boolean;
  anchor?: "end" | "middle";
}
export interface Mark {
  kind: string;
  x: number;
  y: number;
  r: number;
}
export interface Dot {
  member: number;
  x: number;
  y: number;
  opacity: number;
  square: boolean;
}
/** A line of a card that can be chosen by itself, such as a SIM. */
export interface Line {
  member: number;
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Item {
  type: ItemType;
  members: number[];
  /** The member that the box is of. */
  main?: number;
  column?: Column;
  point?: OutsidePoint;
  x: number;
  y: number;
  w: number;
  h: number;
  /** How it was left: two lines, one line, or folded. */
  level: number;
  gap: number;
  heading: string;
  weak: boolean;
  framed: boolean;
  named: number[];
  labels: Label[];
  marks: Mark[];
  dots: Dot[];
  lines: Line[];
}

export interface Edge {
  kind: "money" | "contact";
  from?: Item;
  to?: Item;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  width: number;
  amount: number;
  count: number;
  /** Drawn only when one of its ends is selected: a trunk stands for it. */
  hidden: boolean;
}

export interface Trunk {
  x: number;
  y: number;
  h: number;
  amount: number;
}
export interface Control {
  from: Item;
  to: Item[];
  path: string;
  dots: [x: number, y: number][];
}

export interface Scene {
  width: number;
  height: number;
  items: Item[];
  edges: Edge[];
  trunks: Trunk[];
  controls: Control[];
  labels: Label[];
  itemOf: Map<number, Item>;
}

export const middle = (item: Item): number => item.y + item.h / 2;

export function item(type: ItemType, members: number[], more: Partial<Item> = {}): Item {
  return {
    type,
    members,
    x: 0,
    y: 0,
    w: 0,
    h: 0,
    level: 0,
    gap: 0,
    heading: "",
    weak: false,
    framed: true,
    named: [],
    labels: [],
    marks: [],
    dots: [],
    lines: [],
    ...more,
  };
}
