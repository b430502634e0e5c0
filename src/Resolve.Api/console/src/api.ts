// What the page asks of the server. Answers are typed by the OpenAPI document.
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { components } from "./api-types";
import { language, serverWords, type ServerWords } from "./language";

type Schemas = components["schemas"];
export type Ring = Schemas["RingData"];
export type Member = Schemas["RingMemberData"];
export type Trail = Schemas["MoneyTrailData"];
export type Link = Schemas["LinkData"];
export type Entity = Schemas["EntityData"];
export type Alert = Schemas["AlertData"];
export type Hit = Schemas["SearchHitData"];
export type Stored = Schemas["StoredReportData"];
export type ReportKey = Schemas["ReportKeyData"];
export type PersonHistory = Schemas["PersonHistoryData"];
export type Comparison = Schemas["PersonComparisonData"];
export type RingHistory = Schemas["RingHistoryData"];

/** An answer that is no success, with the server's problem. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    title: string,
    readonly errors: { path: string; message: string }[] = [],
  ) {
    super(title);
  }
}

export async function ask<T>(path: string, body?: unknown, method?: string): Promise<T> {
  let response: Response;
  try {
    response = await fetch(
      path,
      body === undefined
        ? { method: method ?? "GET" }
        : { method: method ?? "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) },
    );
  } catch {
    throw new Failure(0, "unreachable", "");
  }
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => ({}))) as { type?: string; title?: string; errors?: { path: string; message: string }[] };
  throw new Failure(response.status, problem.type ?? "", problem.title ?? response.statusText, problem.errors);
}

export async function loadWords(): Promise<void> {
  serverWords.value = await ask<ServerWords>("/console/words.json");
}

/** Grows by one when the reader asks for fresh answers. */
export const freshness = signal(0);

export interface Asked<T> {
  data?: T;
  error?: Failure;
  loading: boolean;
}

/** Asks when the key changes, and keeps the earlier answer on the screen meanwhile. */
export function useAsk<T>(key: string | null, load: () => Promise<T>): Asked<T> {
  const [state, setState] = useState<Asked<T> & { key: string | null }>({ loading: true, key: null });
  const full = key === null ? null : `${key} ${freshness.value}`;
  useEffect(() => {
    if (full === null) return;
    let current = true;
    setState(before => (before.key === key ? { ...before, loading: true } : { loading: true, key }));
    load().then(
      data => {
        if (current) setState({ data, loading: false, key });
      },
      (error: unknown) => {
        if (current) setState({ error: error instanceof Failure ? error : new Failure(-1, "page", String(error)), loading: false, key });
      },
    );
    return () => {
      current = false;
    };
  }, [full]);
  return state.key === key ? state : { loading: true };
}

export const ringAddress = (id: string): string => `/v1/rings/${encodeURIComponent(id)}`;
export const reportAddress = (key: ReportKey): string => `/v1/reports/${encodeURIComponent(key.source)}/${encodeURIComponent(key.id)}`;
export const printAddress = (id: string): string => `${ringAddress(id)}/report?lang=${language.value}`;

const rings = new Map<string, Promise<Ring>>();
let ringsAt = 0;

/** A ring, asked for once until the reader asks for fresh answers. */
export function getRing(id: string): Promise<Ring> {
  if (ringsAt !== freshness.value) rings.clear();
  ringsAt = freshness.value;
  const known = rings.get(id);
  if (known) return known;
  const asked = ask<Ring>(ringAddress(id));
  asked.catch(() => rings.delete(id));
  rings.set(id, asked);
  return asked;
}

const askedAtOnce = 100;

/** The links of many entities, a hundred starts at a time, each link once. */
export async function linksOf(keys: readonly string[], linkKinds: string[], kinds?: string[]): Promise<Link[]> {
  const found = new Map<string, Link>();
  for (let i = 0; i < keys.length; i += askedAtOnce) {
    const answer = await ask<Schemas["ExpandData"]>("/v1/graph/expand", {
      from: keys.slice(i, i + askedAtOnce).toSorted(),
      hops: 1,
      limit: 10_000,
      filter: { linkKinds, kinds },
    });
    for (const link of answer.links ?? []) found.set(`${link.from} ${link.to} ${link.kind}`, link);
  }
  return [...found.values()];
}
