// Addresses are of the form #/ring/ID/tab?x=y: the server needs no route for them.
import { signal } from "@preact/signals";

export interface Route {
  path: string[];
  query: URLSearchParams;
}

/** Addresses of the page before this one: #ring:ID, #person:ID and #alerts. */
function withOld(hash: string): string {
  const id = decodeURIComponent(hash);
  if (id.startsWith("ring:")) return `/ring/${encodeURIComponent(id)}`;
  if (id.startsWith("person:")) return `/entity/${encodeURIComponent(id)}`;
  return id === "alerts" ? "/alerts" : hash;
}

function read(): Route {
  let hash = location.hash.slice(1);
  if (!hash.startsWith("/")) hash = withOld(hash);
  const [path = "", query = ""] = hash.split("?");
  return {
    path: path
      .split("/")
      .filter(p => p !== "")
      .map(decodeURIComponent),
    query: new URLSearchParams(query),
  };
}

export const route = signal<Route>(typeof location === "undefined" ? { path: [], query: new URLSearchParams() } : read());

export function watchAddress(): void {
  addEventListener("hashchange", () => {
    route.value = read();
  });
}

export const go = (hash: string): void => {
  location.hash = hash;
};
export const ringLink = (id: string, tab?: string): string => `#/ring/${encodeURIComponent(id)}${tab ? `/${tab}` : ""}`;
export const entityLink = (key: string): string => `#/entity/${encodeURIComponent(key)}`;
export const reportLink = (key: { source: string; id: string }): string => `#/report/${encodeURIComponent(key.source)}/${encodeURIComponent(key.id)}`;
export const searchLink = (text: string): string => `#/?q=${encodeURIComponent(text)}`;
