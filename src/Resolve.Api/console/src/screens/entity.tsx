// An entity: what is known of it, each fact with its reports; its links; the ring it is in; of a person, how it was merged.
import { ask, getRing, useAsk, type Comparison, type Entity, type Hit, type Link, type PersonHistory, type Ring } from "../api";
import { Answer, Card, Chip, Empty, EntityName, Fact, Kind, kindOf } from "../components";
import { count, counted, day, shortSum, time } from "../format";
import { language, t, word } from "../language";
import { nameOf } from "../names";
import { personWords } from "../person-words";
import { ringName, spoken } from "../ring/name";
import { reportLink, ringLink } from "../router";

interface Whole {
  entity: Entity;
  links: Link[];
  total: number;
  hit?: Hit;
  ring?: Ring;
  labels: Map<string, string>;
}
type Pair = NonNullable<Comparison["pairs"]>[number];

const linksShown = 200;
const named = (table: string, key: string) => personWords[table]?.[key]?.[language.value === "vi" ? 0 : 1] ?? word(key);

async function load(key: string): Promise<Whole> {
  const path = encodeURIComponent(key),
    entity = await ask<Entity>(`/v1/entities/${path}`),
    own = entity.entity.key;
  const [links, search, near] = await Promise.all([
    ask<{ items: Link[]; total: number }>(`/v1/entities/${encodeURIComponent(own)}/links?limit=${linksShown}`),
    ask<{ items: Hit[] }>(`/v1/search?q=${encodeURIComponent(own)}&limit=5`).catch(() => ({ items: [] as Hit[] })),
    ask<{ nodes?: { entity: { key: string; label: string } }[] }>("/v1/graph/expand", { from: [own], hops: 1, limit: 1000, withLinks: false }),
  ]);
  const hit = search.items.find(h => h.entity.key === own),
    ring = hit?.ringId ? await getRing(hit.ringId).catch(() => undefined) : await ringOfNeighbours(own, links.items);
  return {
    entity,
    links: links.items,
    total: links.total,
    labels: new Map((near.nodes ?? []).map(n => [n.entity.key, n.entity.label])),
    ...(hit && { hit }),
    ...(ring && { ring }),
  };
}

/** A person is not found by its key: the ring of what it holds is its ring when it is a member. */
async function ringOfNeighbours(own: string, links: Link[]): Promise<Ring | undefined> {
  for (const link of links.filter(l => l.kind !== "mentioned-with").slice(0, 3)) {
    const other = link.from === own ? link.to : link.from,
      found = await ask<{ items: Hit[] }>(`/v1/search?q=${encodeURIComponent(other)}&limit=3`).catch(() => ({ items: [] as Hit[] }));
    const id = found.items.find(h => h.entity.key === other)?.ringId,
      ring = id ? await getRing(id).catch(() => undefined) : undefined;
    if (ring?.members?.some(m => m.key === own)) return ring;
  }
  return undefined;
}

export function EntityScreen({ of }: { of: string }) {
  const answer = useAsk(`entity ${of}`, () => load(of));
  return (
    <div class="page">
      <Answer of={answer}>{whole => <EntityPage whole={whole} />}</Answer>
    </div>
  );
}

function EntityPage({ whole: { entity, links, total, ring, labels } }: { whole: Whole }) {
  const { entity: e } = entity,
    member = ring?.members?.find(m => m.key === e.key),
    label = kindOf(e.key) === "person" ? spoken(nameOf(e.key, e.label)) : nameOf(e.key, e.label);
  const units = new Map<string, number>();
  for (const m of entity.mentions ?? []) units.set(m.unit ?? m.source, (units.get(m.unit ?? m.source) ?? 0) + 1);
  return (
    <>
      <div class="ring-line">
        <h1 id="entity-title">
          <Kind kind={e.kind} /> {label}
        </h1>
        <Chip>{word(e.kind)}</Chip>
        {e.isHub && <Chip tone="warn">{t("dùng chung: không thuộc đường dây nào", "shared by many: in no ring")}</Chip>}
        {ring ? (
          <a href={ringLink(ring.id)}>
            <Chip tone="alert">{ringName(ring)}</Chip>
          </a>
        ) : (
          <Chip>{t("Đã biết, không thuộc đường dây", "Known, in no ring")}</Chip>
        )}
      </div>
      <dl class="facts">
        <Fact term={t("Tin báo", "Reports")}>{count(e.reportCount)}</Fact>
        <Fact term={t("Liên kết", "Links")}>{count(e.linkCount)}</Fact>
        <Fact term={t("Vai trong tin", "Roles in reports")} wide class="text">
          {(e.roles ?? []).map(r => `${word(r.role)} (${count(r.reportCount)})`).join(", ")}
        </Fact>
        <Fact term={t("Tin đầu – tin cuối", "First – last report")} wide class="text">
          {day(entity.firstSeen)} – {day(entity.lastSeen)}
        </Fact>
      </dl>
      {member && (member.roles ?? []).length > 0 && (
        <Card title={t("Vai trong đường dây và căn cứ", "Part in the ring, and why")}>
          {member.roles!.map(r => (
            <div class="leader">
              <div class="line">
                <strong>{word(r.role)}</strong>
                <strong class="end">{count(r.score)}</strong>
              </div>
              <div class="sub">
                {(r.reasons ?? []).map(x => (
                  <span>
                    {word(x.reason)}:{" "}
                    {(x.reports ?? []).slice(0, 5).map(k => (
                      <a href={reportLink(k)}>{k.id} </a>
                    ))}
                    {(x.reports?.length ?? 0) > 5 && "…"}{" "}
                  </span>
                ))}
              </div>
            </div>
          ))}
        </Card>
      )}
      <div class="halves">
        <Card
          title={t("Liên kết", "Links")}
          note={total > links.length ? t(`${count(links.length)} trong ${count(total)}`, `${count(links.length)} of ${count(total)}`) : count(total)}
        >
          <Links own={e.key} links={links} labels={labels} />
        </Card>
        <div>
          {(entity.records ?? []).length > 0 && (
            <Card title={t("Các bản mô tả trong tin", "Descriptions in reports")} note={count(entity.records!.length)}>
              <ul class="list">
                {entity.records!.slice(0, 12).map(r => (
                  <li>
                    <span>
                      {[r.name, r.dob && day(r.dob), r.nationality && r.nationality.length === 2 ? r.nationality : r.nationality]
                        .filter(x => x && x !== "–")
                        .join(" · ")}
                      {(r.addresses ?? []).length > 0 && <span class="sub">{r.addresses![0]}</span>}
                    </span>
                    <span class="note end">{counted(r.mentions?.length ?? 0, "lần nêu", "mention", "mentions")}</span>
                  </li>
                ))}
              </ul>
            </Card>
          )}
          <Card
            title={t("Tin báo nêu", "Reports that name it")}
            note={[...units]
              .toSorted((a, b) => b[1] - a[1])
              .slice(0, 3)
              .map(([u, n]) => `${u} (${count(n)})`)
              .join(", ")}
          >
            <table class="rows inner">
              <tbody>
                {(entity.mentions ?? []).slice(0, 30).map(m => (
                  <tr>
                    <td>
                      <a href={reportLink(m)}>{m.id}</a>
                      <span class="sub">{m.unit ?? m.source}</span>
                    </td>
                    <td>{word(m.role)}</td>
                    <td>{m.province ?? ""}</td>
                    <td class="right nowrap">{day(m.time)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Card>
        </div>
      </div>
      {e.kind === "person" && <Person of={e.key} />}
    </>
  );
}

function Links({ own, links, labels }: { own: string; links: Link[]; labels: Map<string, string> }) {
  const rank = (l: Link) =>
    ["holds", "controls", "registered-to", "used-in", "transferred", "contacted", "logged-in-from", "related", "mentioned-with"].indexOf(l.kind);
  const sorted = links.toSorted((a, b) => rank(a) - rank(b) || b.evidenceCount - a.evidenceCount);
  if (sorted.length === 0) return <Empty title={t("Chưa có liên kết nào.", "There are no links.")} />;
  return (
    <table class="rows inner">
      <thead>
        <tr>
          <th>{t("Liên kết", "Link")}</th>
          <th>{t("Với", "With")}</th>
          <th class="right">{t("Số tiền", "Amount")}</th>
          <th>{t("Căn cứ", "Evidence")}</th>
        </tr>
      </thead>
      <tbody id="links">
        {sorted.slice(0, 60).map(l => {
          const other = l.from === own ? l.to : l.from,
            sums = new Map<string, number>();
          for (const x of l.evidence ?? []) if (x.amount) sums.set(x.currency ?? "VND", (sums.get(x.currency ?? "VND") ?? 0) + x.amount);
          return (
            <tr>
              <td>
                {word(l.kind)}
                {l.kind === "transferred" && <span class="sub">{l.from === own ? t("đi", "out") : t("đến", "in")}</span>}
              </td>
              <td>
                <EntityName of={other} label={labels.get(other)} />
              </td>
              <td class="right nowrap">{sums.size > 0 ? shortSum([...sums].map(([currency, amount]) => ({ currency, amount }))) : "–"}</td>
              <td>
                {counted(l.evidenceCount, "tin", "report", "reports")}:{" "}
                {(l.evidence ?? []).slice(0, 2).map(x => (
                  <a href={reportLink(x)}>{x.id} </a>
                ))}
                {l.evidenceCount > 2 && "…"}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Person({ of }: { of: string }) {
  const answer = useAsk(`how ${of}`, async () => {
    const path = encodeURIComponent(of),
      history = await ask<PersonHistory>(`/v1/persons/${path}/how`);
    const own = (history.records ?? []).length > 1 ? await ask<Comparison>(`/v1/persons/why?a=${path}&b=${path}`) : null;
    return { history, pairs: own?.pairs ?? [] };
  });
  return (
    <Answer of={answer}>
      {({ history, pairs }) => (
        <>
          <div class="halves">
            <Card
              title={t("Vì sao là một người", "Why it is one person")}
              note={counted(history.records?.length ?? 0, "bản mô tả", "description", "descriptions")}
            >
              {pairs.length === 0 ? (
                <p class="note">{t("Một bản mô tả: chưa gộp với ai.", "One description: merged with none.")}</p>
              ) : (
                pairs.slice(0, 3).map(p => <Waterfall pair={p} />)
              )}
            </Card>
            <div>
              <Card title={t("Quá trình", "History")}>
                <ul class="list" id="person-events">
                  {(history.events ?? []).slice(0, 30).map(e => (
                    <li>
                      <span class="nowrap">{time(e.at)}</span>
                      <span>{named("kinds", e.kind)}</span>
                      <span class="note end">{e.cause === "report" ? t("do tin báo", "by a report") : t("do quyết định", "by a decision")}</span>
                    </li>
                  ))}
                </ul>
              </Card>
              <Card title={t("Có thể là cùng người", "Possibly the same person")} note={count(history.possiblySame?.length ?? 0)}>
                {(history.possiblySame ?? []).length === 0 ? (
                  <p class="note">{t("Không có ai.", "Nobody.")}</p>
                ) : (
                  <ul class="list">
                    {history.possiblySame!.slice(0, 20).map(h => (
                      <li>
                        <EntityName of={h.person} label={h.label} />
                        <span class="note end">{bits(h.weightMillibits)}</span>
                      </li>
                    ))}
                  </ul>
                )}
              </Card>
            </div>
          </div>
        </>
      )}
    </Answer>
  );
}

const bits = (millibits: number) =>
  `${(millibits / 1000).toLocaleString(language.value === "vi" ? "vi-VN" : "en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 })} ${t("điểm", "bits")}`;

/** Feature by feature: to the right speaks for one person, to the left against. */
function Waterfall({ pair }: { pair: Pair }) {
  const x = pair.explanation,
    parts = x.parts ?? [],
    most = Math.max(1, ...parts.map(p => Math.abs(p.weightMillibits)), Math.abs(x.householdMillibits));
  const bar = (value: number) => {
    const length = (80 * Math.abs(value)) / most;
    return (
      <svg class="waterfall" viewBox="0 0 160 12" width="160" height="12" aria-hidden="true">
        <rect class={value < 0 ? "against" : "for"} x={value < 0 ? 80 - length : 80} y="1" width={length} height="10" />
        <line x1="80" y1="0" x2="80" y2="12" />
      </svg>
    );
  };
  return (
    <table class="rows inner why-table">
      <thead>
        <tr>
          <th>{t("Đặc điểm", "Feature")}</th>
          <th>{t("Bản thứ nhất", "The first says")}</th>
          <th>{t("Bản thứ hai", "The second says")}</th>
          <th class="right">{t("Điểm", "Bits")}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {parts.map(p => (
          <tr>
            <td>
              {named("features", p.feature)}
              <span class="sub">{named("levels", p.level)}</span>
            </td>
            <td>{plain(p.feature, p.first)}</td>
            <td>{plain(p.feature, p.second)}</td>
            <td class="right nowrap">{bits(p.weightMillibits)}</td>
            <td>{bar(p.weightMillibits)}</td>
          </tr>
        ))}
        {x.householdMillibits !== 0 && (
          <tr>
            <td>{t("Có thể là người cùng nhà", "May be people of one household")}</td>
            <td />
            <td />
            <td class="right nowrap">{bits(x.householdMillibits)}</td>
            <td>{bar(x.householdMillibits)}</td>
          </tr>
        )}
        <tr class="sum">
          <td colSpan={3}>
            {t("Tổng", "Total")}: {named("bands", x.band)}
          </td>
          <td class="right nowrap">{bits(x.totalMillibits)}</td>
          <td />
        </tr>
      </tbody>
    </table>
  );
}

/** Shared numbers stand in comparisons by their keys. */
const plain = (feature: string, text: string) =>
  ["phone", "account", "online", "device"].includes(feature)
    ? text
        .split(/[;,]\s*/)
        .map(k => (k.includes(":") ? nameOf(k.startsWith(feature) ? k : `${feature}:${k}`) : k))
        .join(", ")
    : text;
