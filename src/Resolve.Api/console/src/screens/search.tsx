// Search: one box takes anything. The first line says known ring, known, or not known; the table says so of each thing read.
import { useState } from "preact/hooks";
import { ask, getRing, useAsk, type Entity, type Hit, type Ring } from "../api";
import { Answer, Card, Chip, Empty, EntityName, Fact, Kind, kindOf } from "../components";
import { count, counted, day, short } from "../format";
import { language, serverWords, t, word } from "../language";
import { nameOf } from "../names";
import { lossOf, methods, placesOf, ringName } from "../ring/name";
import { go, ringLink, route, searchLink } from "../router";

interface Parsed {
  candidates: string[];
  steps: string[];
}
interface Row {
  key: string;
  hit?: Hit;
  entity?: Entity;
}
interface Found {
  rows: Row[];
  named: Hit[];
  rings: { ring: Ring; count: number }[];
  amounts: number[];
}

const shortText = 80;
async function hitOf(key: string): Promise<Hit | undefined> {
  const found = await ask<{ items: Hit[] }>(`/v1/search?q=${encodeURIComponent(key)}&limit=5`);
  return found.items.find(h => h.entity.key === key) ?? (key.includes(":unknown:") ? found.items[0] : undefined);
}

/** Persons have no identifier; a paper leads to its person. */
const isIdentifier = (kind: string): boolean => kind === "document" || (kind !== "person" && serverWords.value.kinds.some(k => k.name === kind));

/** Reads every identifier of the text, looks each up, and names the rings that they are in. */
async function find(text: string): Promise<Found> {
  const read = await ask<Parsed>("/v1/parse", { kind: "narrative", value: text });
  const keys = read.candidates.filter(c => isIdentifier(kindOf(c)));
  const sites = [...new Set(text.match(/[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi) ?? [])].filter(s => /[a-z]/i.test(s));
  const isShort = text.length <= shortText && !text.includes("\n");
  const [looked, others] = await Promise.all([
    Promise.all(keys.map(async key => ({ key, hit: await hitOf(key) }))),
    Promise.all([...(isShort ? [text] : []), ...(isShort ? [] : sites)].map(q => ask<{ items: Hit[] }>(`/v1/search?q=${encodeURIComponent(q)}&limit=20`))),
  ]);
  const rows = new Map<string, Row>();
  for (const { key, hit } of looked) rows.set(hit?.entity.key ?? key, { key: hit?.entity.key ?? key, ...(hit && { hit }) });
  const free = others.flatMap(o => o.items).filter(h => !rows.has(h.entity.key));
  const named = free.filter(h => h.entity.kind === "person");
  for (const hit of free) if (hit.entity.kind !== "person") rows.set(hit.entity.key, { key: hit.entity.key, hit });
  // A key of an account without its bank says nothing beside the same number with one.
  const numbers = new Set([...rows.values()].filter(r => r.hit).map(r => r.key.split(":").at(-1)));
  const kept = [...rows.values()].filter(r => r.hit || !numbers.has(r.key.split(":").at(-1)));
  await Promise.all(
    kept
      .filter(r => r.hit)
      .slice(0, 20)
      .map(async r => {
        r.entity = await ask<Entity>(`/v1/entities/${encodeURIComponent(r.key)}`);
      }),
  );
  return {
    rows: kept.slice(0, 50),
    named,
    rings: await ringsOf([...kept.flatMap(r => r.hit ?? []), ...named]),
    amounts: read.candidates.filter(c => /^\d{6,}$/.test(c)).map(Number),
  };
}

async function ringsOf(hits: Hit[]): Promise<{ ring: Ring; count: number }[]> {
  const counts = new Map<string, number>();
  for (const hit of hits) if (hit.ringId) counts.set(hit.ringId, (counts.get(hit.ringId) ?? 0) + 1);
  const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 5);
  return (await Promise.all(most.map(async ([id, n]) => ({ ring: await getRing(id).catch(() => undefined), count: n })))).flatMap(r =>
    r.ring ? [{ ring: r.ring, count: r.count }] : [],
  );
}

export function SearchScreen() {
  const asked = route.value.query.get("q") ?? "";
  const [draft, setDraft] = useState({ of: asked, text: asked });
  const text = draft.of === asked ? draft.text : asked;
  const answer = useAsk(asked ? `find ${asked}` : null, () => find(asked));
  const submit = () => {
    if (text.trim()) go(searchLink(text.trim()));
  };
  return (
    <div class="page home">
      <div class="home-main">
        <section class="card ask">
          <label for="paste">
            {t("Dán tin nhắn ngân hàng, số điện thoại, số tài khoản, tên, đường dẫn…", "Paste a bank message, phone numbers, account numbers, a name, a link…")}
          </label>
          <textarea
            id="paste"
            class="field"
            rows={asked ? 2 : 4}
            maxLength={20000}
            value={text}
            onInput={e => setDraft({ of: asked, text: e.currentTarget.value })}
            onKeyDown={e => {
              if (e.key === "Enter" && (e.ctrlKey || (!e.shiftKey && !text.includes("\n")))) {
                e.preventDefault();
                submit();
              }
            }}
          />
          <div class="ask-foot">
            <span class="note">{t("Viết thế nào cũng được; nhiều số một lúc cũng được.", "Any spelling, and several numbers at once.")}</span>
            <button class="button primary" type="button" onClick={submit}>
              {t("Tra cứu", "Search")}
            </button>
          </div>
        </section>
        {asked ? <Answer of={answer}>{found => <Results found={found} />}</Answer> : <Start />}
      </div>
      <aside class="home-side">
        <Overview />
      </aside>
    </div>
  );
}

function Start() {
  return (
    <Empty title={t("Một số điện thoại là đủ để bắt đầu.", "One phone number is enough to begin.")}>
      {t(
        "Kết quả cho biết số đó có thuộc đường dây nào không, đơn vị nào đã có tin, và tài khoản nào cần phong tỏa.",
        "The answer says whether it is in a ring, which units have reports, and which accounts to freeze.",
      )}
    </Empty>
  );
}

function Results({ found }: { found: Found }) {
  if (found.rows.length === 0 && found.named.length === 0)
    return (
      <Empty title={t("Chưa có tin báo nào nêu điều này.", "No report names this.")}>
        {t(
          "Không đọc được số nào trong đoạn đã dán, hoặc chưa đơn vị nào báo. Thử bỏ bớt chữ, chỉ giữ số.",
          "No number was read in the text, or no unit has reported it. Try the number alone.",
        )}
      </Empty>
    );
  const all = found.rows.length + found.named.length;
  return (
    <>
      {found.rings.map(({ ring, count: n }) => (
        <section class="card verdict" key={ring.id}>
          <div class="verdict-text">
            <p>
              <Chip tone="alert">{t("Đường dây đã biết", "Known ring")}</Chip>{" "}
              <span class="note">{t(`${count(n)} trong ${count(all)} mục thuộc đường dây này`, `${count(n)} of ${count(all)} are in this ring`)}</span>
            </p>
            <h1>
              <a href={ringLink(ring.id)}>{ringName(ring)}</a>
            </h1>
            <p>
              {[
                methods(ring),
                lossOf(ring),
                counted(ring.victimCount, "bị hại", "victim", "victims"),
                counted(ring.reportCount, "tin báo", "report", "reports"),
                placesOf(ring),
              ].join(" · ")}
            </p>
          </div>
          <div class="verdict-acts">
            <a class="button" href={ringLink(ring.id)}>
              {t("Xem đường dây", "Open the ring")}
            </a>
            <a class="button primary" href={ringLink(ring.id, "freeze")}>
              {t("Phong tỏa", "Freeze")}
            </a>
          </div>
        </section>
      ))}
      <section class="card">
        <table class="rows" id="results">
          <thead>
            <tr>
              <th>{t("Mục", "What was read")}</th>
              <th>{t("Kết quả", "Answer")}</th>
              <th>{t("Đơn vị và số tin", "Units and reports")}</th>
            </tr>
          </thead>
          <tbody>
            {found.rows.map(r => (
              <ResultRow key={r.key} row={r} />
            ))}
            {found.named.map(h => (
              <ResultRow key={h.entity.key} row={{ key: h.entity.key, hit: h }} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function ResultRow({ row: { key, hit, entity } }: { row: Row }) {
  const units = new Map<string, number>();
  for (const m of entity?.mentions ?? []) units.set(m.unit ?? m.source, (units.get(m.unit ?? m.source) ?? 0) + 1);
  const list = [...units].sort((a, b) => b[1] - a[1]);
  return (
    <tr>
      <td>
        {hit ? (
          <EntityName of={key} label={hit.entity.label} />
        ) : (
          <span class="entity">
            <Kind kind={kindOf(key)} /> <strong>{nameOf(key)}</strong>
          </span>
        )}
        {hit && (
          <span class="sub">
            {(hit.entity.roles ?? [])
              .slice(0, 2)
              .map(r => word(r.role))
              .join(", ")}
            {hit.match === "name" ? ` · ${t("giống tên", "name alike")}` : ""}
          </span>
        )}
      </td>
      <td>
        {!hit ? (
          <Chip>{t("Chưa có tin báo nào", "Not known")}</Chip>
        ) : hit.ringId ? (
          <a href={ringLink(hit.ringId)}>
            <Chip tone="alert">{t("Trong đường dây", "In a ring")}</Chip>
          </a>
        ) : (
          <Chip tone="warn">{t("Đã biết, không thuộc đường dây", "Known, in no ring")}</Chip>
        )}
      </td>
      <td>
        {hit
          ? `${counted(hit.entity.reportCount, "tin", "report", "reports")}${
              list.length > 0
                ? `: ${list
                    .slice(0, 4)
                    .map(([u, n]) => `${u} (${count(n)})`)
                    .join(", ")}${list.length > 4 ? "…" : ""}`
                : ""
            }`
          : "–"}
      </td>
    </tr>
  );
}

function Overview() {
  const state = useAsk("state", () => ask<{ reports: number; rings: number }>("/v1/state"));
  const rings = useAsk("top", () => ask<{ items: Ring[]; total: number }>("/v1/rings?order=lastSeen&limit=5&full=true"));
  return (
    <>
      <Card title={t("Toàn cảnh", "Overview")}>
        <Answer of={state}>
          {s => (
            <dl class="pairs">
              <Fact term={t("Tin báo", "Reports")}>{count(s.reports)}</Fact>
              <Fact term={t("Đường dây", "Rings")}>{count(s.rings)}</Fact>
            </dl>
          )}
        </Answer>
      </Card>
      <Card title={t("Hoạt động gần nhất", "Most recent")} note={<a href="#/rings">{t("Tất cả", "All")}</a>}>
        <Answer of={rings}>
          {page => (
            <ul class="plain" lang={language.value}>
              {page.items.map(r => (
                <li key={r.id}>
                  <a href={ringLink(r.id)}>{ringName(r)}</a>
                  <span class="sub">
                    {short(r.lossVnd)} · {counted(r.reportCount, "tin", "report", "reports")} · {day(r.lastSeen)}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Answer>
      </Card>
    </>
  );
}
