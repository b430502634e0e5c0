// The plain page: a table of rings, and one ring. Whatever comes from reports is written as text, never as markup.
import { kinds } from "./kinds.js";
import { words, provinces34, provinces63 } from "./words.js";
import { draw, element, shape } from "./picture.js";
import { startAlerts, speakAlerts, showAlerts } from "./alerts.js";
import { drawMoney } from "./money.js";
import { startPersons, speakPersons, showPerson } from "./person.js";

const drawnMax = 100, listedMax = 500;
const at = id => document.getElementById(id);
let language = localStorage.getItem("language") === "en" ? "en" : "vi";
let cursors = [null]; // one a page seen so far; the last is the page shown
let shown = null, lastRing = null;
const labels = new Map(); // of the persons in the rings seen

const word = key => words[language][key] ?? kinds.find(k => k.name === key)?.words[language === "en" ? 1 : 0] ?? key;
const locale = () => language === "vi" ? "vi-VN" : "en-GB";
const number = n => new Intl.NumberFormat(locale()).format(n);
const decimal = n => new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(n);
const money = m => `${number(m.amount)} ${m.currency ?? "VND"}`;
const day = text => text ? new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeZone: "Asia/Ho_Chi_Minh" }).format(new Date(text)) : "–";
const time = text => new Intl.DateTimeFormat(locale(), { dateStyle: "short", timeStyle: "short", timeZone: "Asia/Ho_Chi_Minh" }).format(new Date(text));
const province = (table, code) => Object.hasOwn(table, code) ? table[code] : code;

function country(code) {
  try { return `${new Intl.DisplayNames([locale()], { type: "region" }).of(code)} (${code})`; } catch { return code; }
}

function make(name, text, className) {
  const node = document.createElement(name);
  if (text !== undefined) node.textContent = text;
  if (className) node.className = className;
  return node;
}

async function ask(path, body) {
  const response = await fetch(path, body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => ({}));
  throw Object.assign(new Error(problem.title ?? response.statusText), { status: response.status, type: problem.type, errors: problem.errors });
}

function tell(error) {
  const text = !error ? "" : error.status === 404 ? word(location.hash.startsWith("#person") ? "personGone" : "ringGone") : error.type === "/problems/starting" ? word("starting")
    : `${word("failed")} ${error.message} ${(error.errors ?? []).map(e => `${e.path}: ${e.message}`).join(" ")}`;
  at("message").textContent = text;
  at("message").hidden = !error;
}

function rowOf(ring) {
  const row = make("tr");
  const name = make("th");
  name.scope = "row";
  const link = make("a", ring.id, "key");
  link.href = `#${encodeURIComponent(ring.id)}`;
  name.append(link);
  row.append(name, make("td", number(ring.memberCount), "number"), make("td", number(ring.reportCount), "number"), make("td", number(ring.victimCount), "number"),
    make("td", `${ring.provinces34.length}: ${ring.provinces34.map(p => province(provinces34, p)).join(", ")}`),
    make("td", ring.foreignTies.map(t => country(t.country)).join(", ") || "–"), make("td", ring.typologies.join(", ") || "–"),
    make("td", ring.loss.map(money).join(" + ") || "–", "number"), make("td", day(ring.lastSeen)));
  return row;
}

async function showList() {
  const query = new URLSearchParams([...new FormData(at("filters"))].filter(([, value]) => value !== ""));
  query.set("limit", "20");
  if (cursors.at(-1)) query.set("cursor", cursors.at(-1));
  const page = await ask(`/v1/rings?${query}`);
  at("rings").replaceChildren(...page.items.map(rowOf));
  at("total").textContent = page.total === 0 ? word("noRings") : word("total")(page.total);
  at("previous").disabled = cursors.length < 2;
  at("next").disabled = !page.cursor;
  at("next").dataset.cursor = page.cursor ?? "";
}

function fact(list, name, text, wide) {
  const group = make("div", undefined, wide ? "wide" : "");
  group.append(make("dt", word(name)), make("dd", text || "–"));
  list.append(group);
}

function list(id, items, text, className) {
  const nodes = items.slice(0, listedMax).map(i => make("li", text(i), className));
  if (items.length > listedMax) nodes.push(make("li", `… ${number(items.length - listedMax)}`));
  at(id).replaceChildren(...(nodes.length > 0 ? nodes : [make("li", word("none"))]));
}

function showFacts(ring) {
  const facts = at("facts");
  facts.replaceChildren();
  fact(facts, "score", ring.score ? `${ring.score.total} / 100` : "");
  fact(facts, "loss", ring.loss.map(money).join(" + "));
  fact(facts, "reports", number(ring.reportCount));
  fact(facts, "members", number(ring.memberCount));
  fact(facts, "victims", number(ring.victimCount));
  fact(facts, "firstSeen", day(ring.firstSeen));
  fact(facts, "lastSeen", day(ring.lastSeen));
  fact(facts, "typologies", ring.typologies.join(", "));
  fact(facts, "countries", ring.foreignTies.map(t => country(t.country)).join(", "));
  fact(facts, "provinces34", `${ring.provinces34.length}: ${ring.provinces34.map(p => province(provinces34, p)).join(", ")}`, true);
  fact(facts, "provinces63", `${ring.provinces63.length}: ${ring.provinces63.map(p => province(provinces63, p)).join(", ")}`, true);
}

async function showPicture(ring) {
  const drawn = [...ring.members].sort((a, b) => b.linkCount - a.linkCount || (a.key < b.key ? -1 : 1)).slice(0, drawnMax);
  const keys = new Set(drawn.map(m => m.key));
  // With a limit of as many as the starts, the answer is the starts and the links between them.
  const answer = await ask("/v1/graph/expand", { from: [...keys].sort(), hops: 1, limit: keys.size });
  const links = answer.links.filter(l => keys.has(l.from) && keys.has(l.to));
  at("picture-note").textContent = word("pictureNote")(drawn.length, ring.members.length);
  at("picture").replaceChildren(draw(drawn, links, word("pictureText")(drawn.length, links.length)));
}

function showLegend() {
  const drawn = kinds.map(kind => [shape(kind.name, 8, 8, 5), kind.name]);
  const edges = ["transferred", "contacted", "otherLinks"].map(kind => [element("line", { class: `edge legend-edge ${kind}`, x1: 0, y1: 8, x2: 16, y2: 8 }), kind]);
  at("legend").replaceChildren(...[...drawn, ...edges].map(([drawing, name]) => {
    const item = make("li"), svg = element("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" });
    svg.append(drawing);
    item.append(svg, word(name));
    return item;
  }));
}

async function showRing(id) {
  const ring = await ask(`/v1/rings/${encodeURIComponent(id)}`);
  at("ring-title").textContent = `${word("ring")} ${ring.id}`;
  at("ring-report").href = `/v1/rings/${encodeURIComponent(ring.id)}/report?lang=${language}`;
  showFacts(ring);
  at("members").replaceChildren(...ring.members.map(m => {
    const row = make("tr");
    const key = make("td", undefined, "key");
    if (m.kind === "person") {
      const link = make("a", m.key);
      link.href = `#${encodeURIComponent(m.key)}`;
      labels.set(m.key, m.label);
      key.append(link);
    } else key.textContent = m.key;
    row.append(make("td", word(m.kind)), make("td", m.label), make("td", m.roles.map(r => `${word(r.role)} ${r.score}`).join(", ")), key, make("td", number(m.reportCount), "number"), make("td", number(m.linkCount), "number"));
    return row;
  }));
  list("ties", ring.foreignTies.flatMap(t => t.indicators.map(i => ({ ...i, country: t.country }))), i => `${country(i.country)}: ${i.key} (${word(i.sign)}, ${word(i.strength)})`);
  list("victims", ring.victims, key => key, "key");
  list("reports", ring.reports, r => `${r.source} ${r.id}`, "key");
  showLegend();
  showScore(ring.score);
  await Promise.all([showPicture(ring), showMoney(ring.id), showHistory(ring.id)]);
}

function showScore(score) {
  list("score", score?.parts ?? [], p => `${word(p.part)}: ${p.points} × ${p.weightPercent} % – ${p.reasons.map(r => `${word(r.reason)} ${r.value} (+${r.points})`).join(", ") || word("none")}`);
}

async function showMoney(id) {
  const trail = await ask(`/v1/rings/${encodeURIComponent(id)}/money`);
  const sums = all => all.map(money).join(" + ") || word("none");
  at("money-note").textContent = word("moneyNote")(sums(trail.loss), sums(trail.traced), sums(trail.left), trail.toldAgainCount);
  const unexplained = trail.left.map((l) => ({ ...l, amount: l.amount - trail.traced.filter((t) => t.currency === l.currency).reduce((sum, t) => sum + t.amount, 0) })).filter((l) => l.amount > 0);
  if (unexplained.length > 0) at("money-note").textContent += word("moneyUnexplained")(sums(unexplained));
  at("money").replaceChildren(...(trail.points.length > 0 ? [drawMoney(trail, { word, money, number })] : []));
}

async function showHistory(id) {
  const history = await ask(`/v1/rings/${encodeURIComponent(id)}/history`);
  list("history", history.events, e => [day(e.at), word(e.kind), e.rings.join(", "), e.provinces.join(", "), e.countries.map(country).join(", "), e.cause ? word(e.cause) : "",
    e.members.length > 0 ? word("came")(e.members.length, e.memberCount) : "", e.report ? `${e.report.source} ${e.report.id}` : e.decision ?? ""].filter(t => t).join(" · "));
}

async function show(moveFocus) {
  const id = decodeURIComponent(location.hash.slice(1));
  const isRing = id.startsWith("ring:"), isAlerts = id === "alerts", isPerson = id.startsWith("person:");
  at("list").hidden = isRing || isAlerts || isPerson;
  at("person").hidden = !isPerson;
  if (isRing) lastRing = id;
  at("person-back").href = `#${encodeURIComponent(lastRing ?? "")}`;
  at("ring").hidden = !isRing;
  at("alerts").hidden = !isAlerts;
  try {
    tell(null);
    at("state").textContent = word("state")(await ask("/v1/state"));
    if (isRing) await showRing(id); else if (isPerson) await showPerson(id); else if (isAlerts) await showAlerts(); else await showList();
  } catch (error) {
    tell(error);
    if (isRing && error.status === 404) at("ring-title").textContent = id;
  }
  document.title = isRing || isPerson ? `Resolve – ${id}` : "Resolve";
  if (moveFocus && shown !== id) at(isRing ? "ring-title" : isPerson ? "person-title" : isAlerts ? "alerts-title" : "main").focus();
  shown = id;
}

function speak() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", word(node.dataset.label));
  speakAlerts();
  speakPersons();
  at("language").textContent = word("other");
  at("language").lang = language === "vi" ? "en" : "vi";
}

at("language").addEventListener("click", () => {
  language = language === "vi" ? "en" : "vi";
  localStorage.setItem("language", language);
  speak();
  show(false);
});
at("filters").addEventListener("submit", event => { event.preventDefault(); cursors = [null]; show(false); });
at("filters").addEventListener("reset", () => setTimeout(() => { cursors = [null]; show(false); }));
at("next").addEventListener("click", () => { cursors.push(at("next").dataset.cursor); show(false); });
at("previous").addEventListener("click", () => { cursors.pop(); show(false); });
addEventListener("hashchange", () => show(true));
startAlerts({ ask, tell, make, time, country, language: () => language });
startPersons({ ask, tell, make, time, decimal, labelOf: key => labels.get(key), language: () => language });
speak();
show(false);
