// One person: how its descriptions were merged, what happened when, and why two descriptions are, or are not, one person.
import { personWords } from "./person-words.js";
import { element } from "./picture.js";

const at = id => document.getElementById(id);
const [listedMax, barWidth] = [200, 160];
let tools = null, whyOf = new Map(), texts = new Map(), mentions = new Map();

export const startPersons = given => { tools = given; };

const word = key => personWords[tools.language()][key];
const named = (kind, key) => word(kind)[key] ?? key;
const bits = millibits => millibits === null || millibits === undefined ? word("decided") : tools.decimal(millibits / 1000);

export function speakPersons() {
  for (const node of document.querySelectorAll("[data-person-word]")) node.textContent = word(node.dataset.personWord);
  for (const node of document.querySelectorAll("[data-person-label]")) node.setAttribute("aria-label", word(node.dataset.personLabel));
}

// Both sides of each pair of a person's own descriptions, and the words they are known by.
function learn(pairs) {
  for (const pair of pairs) {
    whyOf.set(`${pair.first} ${pair.second}`, pair);
    for (const [side, record] of [["first", pair.first], ["second", pair.second]]) {
      const parts = ["name", "birthDate", "nationalId"].map(f => pair.explanation.parts.find(p => p.feature === f)?.[side]).filter(t => t);
      if (parts.length > (texts.get(record)?.length ?? 0)) texts.set(record, parts);
    }
  }
}

// A description that is in no comparison is labelled by its mention.
const textOf = record => [...(texts.get(record) ?? [mentions.get(record)]), record.slice(0, 8)].filter(t => t).join(" · ");
const pairOf = (a, b) => whyOf.get(`${a} ${b}`) ?? whyOf.get(`${b} ${a}`);

function row(...cells) {
  const line = tools.make("tr");
  line.append(...cells.map(c => c instanceof Node ? c : tools.make("td", c)));
  return line;
}

function numberCell(millibits) { return tools.make("td", bits(millibits), "number"); }

function keyLink(key) {
  const link = tools.make("a", key, "key");
  link.href = `#${encodeURIComponent(key)}`;
  return link;
}

function whyCell(find) {
  const cell = tools.make("td"), button = tools.make("button", word("why"));
  button.type = "button";
  button.addEventListener("click", async () => {
    try { showWhy(await find()); } catch (error) { tools.tell(error); }
  });
  cell.append(button);
  return cell;
}

// The bar starts at the middle: to the right speaks for one person, to the left against.
function bar(millibits, largest) {
  const middle = barWidth / 2, length = Math.abs(millibits) / largest * middle;
  const svg = element("svg", { viewBox: `0 0 ${barWidth} 12`, width: barWidth, height: 12, "aria-hidden": "true" });
  svg.append(element("rect", { class: millibits < 0 ? "against" : "for", x: millibits < 0 ? middle - length : middle, y: 1, width: length, height: 10 }),
    element("line", { class: "bar-axis", x1: middle, y1: 0, x2: middle, y2: 12 }));
  const cell = tools.make("td");
  cell.append(svg);
  return cell;
}

function showWhy(pair) {
  at("why").hidden = false;
  const explanation = pair?.explanation;
  at("why-verdict").textContent = explanation ? `${named("bands", explanation.band)} (${named("reasons", explanation.reason)})` : word("notCompared");
  at("why-pair").textContent = explanation ? `${textOf(pair.first)} ↔ ${textOf(pair.second)}` : "";
  const largest = explanation ? Math.max(1, ...[...explanation.parts.map(p => p.weightMillibits), explanation.householdMillibits, explanation.totalMillibits].map(Math.abs)) : 1;
  const parts = (explanation?.parts ?? []).map(p => row(named("features", p.feature), named("levels", p.level), p.first, p.second, numberCell(p.weightMillibits), bar(p.weightMillibits, largest)));
  if (explanation && explanation.householdMillibits !== 0) parts.push(row(word("household"), "", "", "", numberCell(explanation.householdMillibits), bar(explanation.householdMillibits, largest)));
  if (explanation) {
    const total = row(word("total"), "", "", "", numberCell(explanation.totalMillibits), bar(explanation.totalMillibits, largest));
    total.className = "sum";
    parts.push(total);
  }
  at("why-rows").replaceChildren(...parts);
  at("why-title").focus();
}

function eventText(event) {
  const likeness = event.because;
  return likeness ? `${textOf(likeness.first)} ↔ ${textOf(likeness.second)}: ${bits(likeness.weightMillibits)} (${named("outcomes", likeness.outcome)})` : "–";
}

function keysOf(event) {
  const cell = tools.make("td", `${named("kinds", event.kind)} `);
  if (event.before.length + event.after.length > 2) event.before.forEach((key, i) => cell.append(i > 0 ? " + " : "", keyLink(key)));
  if (event.before.length > 1 || event.after.length > 1) event.after.forEach((key, i) => cell.append(i > 0 ? " + " : " → ", keyLink(key)));
  return cell;
}

export async function showPerson(key) {
  [whyOf, texts, mentions] = [new Map(), new Map(), new Map()];
  at("why").hidden = true;
  at("person-title").textContent = `${word("person")} ${key}`;
  const path = encodeURIComponent(key), history = await tools.ask(`/v1/persons/${path}/how`);
  const own = history.records.length > 1 ? await tools.ask(`/v1/persons/why?a=${encodeURIComponent(history.person)}&b=${encodeURIComponent(history.person)}`) : { pairs: [] };
  for (const event of history.events ?? []) if (event.record && !mentions.has(event.record)) mentions.set(event.record, event.causeId);
  learn(own.pairs);
  const label = tools.labelOf(history.person) ?? texts.get(history.records[0])?.[0];
  at("person-title").textContent = [word("person"), label, history.person].filter(t => t).join(" ");
  at("person-note").textContent = history.records.length > 1 ? word("records")(history.records.length) : word("oneRecord");
  fill("person-steps", history.steps, 6, s => row(textOf(s.first), textOf(s.second), numberCell(s.weightMillibits), numberCell(s.groupMillibits), named("outcomes", s.outcome),
    pairOf(s.first, s.second) ? whyCell(async () => pairOf(s.first, s.second)) : ""));
  fill("person-events", history.events ?? [], 4, e => row(tools.time(e.at), keysOf(e), `${word(e.cause)} ${e.causeId}`, eventText(e)));
  fill("person-possible", history.possiblySame, 4, hit => {
    const cell = tools.make("td");
    cell.append(keyLink(hit.person));
    return row(cell, hit.label, numberCell(hit.weightMillibits), whyCell(async () => {
      const answer = await tools.ask(`/v1/persons/why?a=${encodeURIComponent(history.person)}&b=${encodeURIComponent(hit.person)}`);
      learn(answer.pairs);
      return answer.pairs[0];
    }));
  });
}

function fill(id, items, columns, rowOf) {
  const rows = items.slice(0, listedMax).map(rowOf);
  if (items.length === 0 || items.length > listedMax) {
    const cell = tools.make("td", items.length === 0 ? word("none") : `… ${items.length - listedMax}`), line = tools.make("tr");
    cell.colSpan = columns;
    line.append(cell);
    rows.push(line);
  }
  at(id).replaceChildren(...rows);
}
