// The alerts: a list, a badge, and a stream that brings new ones. Whatever comes from reports is written as text, never as markup.
import { alertWords } from "./alert-words.js";

const pageSize = 50;
const at = id => document.getElementById(id);
let page = { cursors: [null], stream: null, streamOf: null, fresh: 0 };
let tools = null;

const word = key => alertWords[tools.language()][key];
const seen = () => Number(localStorage.getItem("alertsSeen") ?? 0);

export function startAlerts(given) {
  tools = given;
  at("alert-unit").value = localStorage.getItem("alertUnit") ?? "";
  at("alert-filters").addEventListener("submit", event => {
    event.preventDefault();
    localStorage.setItem("alertUnit", at("alert-unit").value.trim());
    page.cursors = [null];
    showAlerts();
    follow();
  });
  at("alerts-next").addEventListener("click", () => { page.cursors.push(at("alerts-next").dataset.cursor); showAlerts(); });
  at("alerts-previous").addEventListener("click", () => { page.cursors.pop(); showAlerts(); });
  at("alerts-read").addEventListener("click", markRead);
  follow();
}

export function speakAlerts() {
  for (const node of document.querySelectorAll("[data-alert-word]")) node.textContent = word(node.dataset.alertWord);
  badge();
}

const unit = () => at("alert-unit").value.trim();

function filter() {
  const query = new URLSearchParams();
  if (unit()) query.set("unit", unit());
  if (at("alert-kind").value) query.set("kinds", at("alert-kind").value);
  return query;
}

export async function showAlerts() {
  const query = filter();
  query.set("limit", String(pageSize));
  if (page.cursors.at(-1)) query.set("cursor", page.cursors.at(-1));
  try {
    const answer = await tools.ask(`/v1/alerts?${query}`);
    at("alerts-rows").replaceChildren(...answer.items.map(rowOf));
    at("alerts-total").textContent = answer.total === 0 ? word("noAlerts") : word("total")(answer.total, unit() ? answer.unread : null);
    at("alerts-previous").disabled = page.cursors.length < 2;
    at("alerts-next").disabled = !answer.cursor;
    at("alerts-next").dataset.cursor = answer.cursor ?? "";
    at("alerts-read").disabled = !unit() || answer.unread === 0;
    at("alerts-read").dataset.upTo = String(answer.newest);
    localStorage.setItem("alertsSeen", String(Math.max(seen(), answer.newest)));
    page.fresh = unit() ? answer.unread : 0;
    badge();
    tools.tell(null);
  } catch (error) {
    tools.tell(error);
  }
}

async function markRead() {
  try {
    await tools.ask("/v1/alerts/read", { unit: unit(), upTo: Number(at("alerts-read").dataset.upTo) });
    await showAlerts();
  } catch (error) {
    tools.tell(error);
  }
}

// The browser reconnects by itself and says which alert it had last.
async function follow() {
  const query = filter();
  if (page.streamOf === query.toString()) return;
  page.streamOf = query.toString();
  page.stream?.close();
  try {
    const before = await tools.ask(`/v1/alerts?${query}${query.size ? "&" : ""}limit=500`);
    page.fresh = unit() ? before.unread : before.items.filter(a => a.number > seen()).length;
    badge();
    query.set("after", String(before.newest));
  } catch (error) {
    if (error.status === 501) at("alerts-link").hidden = true; // this host has no alerts
    if (error.status === 501) return;
  }
  page.stream = new EventSource(`/v1/alerts/stream?${query}`);
  page.stream.addEventListener("alert", event => arrived(JSON.parse(event.data)));
}

function arrived(alert) {
  const isShown = !at("alerts").hidden && page.cursors.length === 1;
  if (isShown && ![...at("alerts-rows").children].some(row => row.dataset.id === alert.id)) {
    at("alerts-rows").prepend(rowOf(alert));
    at("alerts-total").textContent = word("came");
    at("alerts-read").dataset.upTo = String(alert.number);
    at("alerts-read").disabled = !unit();
    if (!unit()) localStorage.setItem("alertsSeen", String(alert.number));
  }
  if (!isShown || unit()) page.fresh++;
  badge();
}

function badge() {
  at("alerts-badge").textContent = page.fresh > 0 ? String(page.fresh) : "";
  at("alerts-badge").hidden = page.fresh === 0;
  at("alerts-badge").setAttribute("aria-label", word("unread")(page.fresh));
}

function rowOf(alert) {
  const row = tools.make("tr", undefined, alert.read === false ? "unread" : "");
  row.dataset.id = alert.id;
  const what = tools.make("td");
  what.append(tools.make("strong", word(alert.kind)), tools.make("br"));
  for (const part of word("texts")[alert.kind](alert, tools)) what.append(typeof part === "string" ? part : ringLink(part.ring));
  const because = tools.make("td", alert.because.map(r => `${r.source} ${r.id}`).join(", "), "key");
  row.append(tools.make("td", tools.time(alert.at)), what, because, tools.make("td", alert.units.join(", ") || word("central")));
  return row;
}

function ringLink(id) {
  const link = tools.make("a", id, "key");
  link.href = `#${encodeURIComponent(id)}`;
  return link;
}
