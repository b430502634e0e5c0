// A ring, in tabs that fit one screen.
import { useEffect, useRef, useState } from "preact/hooks";
import { ask, getRing, printAddress, ringAddress, useAsk, type Link, type Ring, type RingHistory, type Trail } from "../api";
import { RingChart, Glyph, type Selection } from "../chart/draw";
import { chartLinks, chartRing } from "../chart/load";
import type { ChartRing } from "../chart/model";
import { Answer, Card, Chip, Empty, EntityName, Fact, MemberName } from "../components";
import { count, counted, day, rest, short, shortSum, time } from "../format";
import { country, t, word, language } from "../language";
import { nameOf } from "../names";
import { accountRows, type AccountRow } from "../ring/accounts";
import { Freeze } from "../ring/freeze";
import { lossOf, methods, placesOf, ringName } from "../ring/name";
import { Summary } from "../ring/summary";
import { reportLink, ringLink } from "../router";

interface Whole {
  ring: Ring;
  trail: Trail;
  links: Link[];
}

async function load(id: string): Promise<Whole> {
  const ring = await getRing(id);
  const [trail, links] = await Promise.all([ask<Trail>(`${ringAddress(ring.id)}/money`), chartLinks(ring)]);
  return { ring, trail, links };
}

export function RingScreen({ id, tab }: { id: string; tab: string }) {
  const answer = useAsk(`ring ${id}`, () => load(id));
  return <Answer of={answer}>{whole => <RingPage whole={whole} tab={tab} />}</Answer>;
}

function RingPage({ whole: { ring, trail, links }, tab }: { whole: Whole; tab: string }) {
  const rows = accountRows(ring, trail, links),
    name = ringName(ring);
  useEffect(() => {
    document.title = `${name} · Resolve`;
  }, [name]);
  const banks = rows.filter(r => r.isBank).length;
  const tabs: [string, string, number?][] = [
    ["summary", t("Tóm tắt", "Summary")],
    ["chart", t("Sơ đồ", "Chart")],
    ["money", t("Dòng tiền", "Money")],
    ["freeze", t("Phong tỏa", "Freeze"), banks],
    ["members", t("Thành viên", "Members"), ring.memberCount],
    ["reports", t("Tin báo", "Reports"), ring.reportCount],
    ["history", t("Lịch sử", "History")],
  ];
  return (
    <>
      <div class="ring-head">
        <div class="ring-line">
          <a class="back" href="#/rings">
            ‹ {t("Đường dây", "Rings")}
          </a>
          <h1 id="ring-title">{name}</h1>
          <Chip>{methods(ring)}</Chip>
          <Chip>{placesOf(ring)}</Chip>
          <span class="acts">
            <a class="button" id="ring-report" target="_blank" rel="noopener" href={printAddress(ring.id)}>
              {t("In báo cáo", "Print the report")}
            </a>
            {tab !== "freeze" && (
              <a class="button primary" id="to-freeze" href={ringLink(ring.id, "freeze")}>
                {t("Danh sách phong tỏa", "Freeze list")}
              </a>
            )}
          </span>
        </div>
        <nav class="tabs" aria-label={t("Các mặt của đường dây", "Views of the ring")}>
          {tabs.map(([key, label, n]) => (
            <a href={ringLink(ring.id, key)} aria-current={tab === key ? "page" : undefined}>
              {label}
              {n !== undefined && <i>{count(n)}</i>}
            </a>
          ))}
        </nav>
      </div>
      {tab === "chart" ? (
        <ChartTab ring={ring} chart={chartRing(ring, trail, links)} />
      ) : (
        <div class="page ring-page">
          {tab === "money" ? (
            <Money trail={trail} ring={ring} />
          ) : tab === "freeze" ? (
            <Freeze key={ring.id} ring={ring} rows={rows} />
          ) : tab === "members" ? (
            <Members ring={ring} rows={rows} />
          ) : tab === "reports" ? (
            <Reports ring={ring} />
          ) : tab === "history" ? (
            <History ring={ring} />
          ) : (
            <Summary ring={ring} rows={rows} />
          )}
        </div>
      )}
    </>
  );
}

const sideWidth = 336,
  legendHeight = 30;

function ChartTab({ ring, chart }: { ring: Ring; chart: ChartRing }) {
  const box = useRef<HTMLDivElement>(null),
    [size, setSize] = useState<[number, number] | null>(null),
    [selection, setSelection] = useState<Selection | null>(null);
  useEffect(() => {
    const measure = () => {
      if (box.current) setSize([box.current.clientWidth, box.current.clientHeight - legendHeight]);
    };
    measure();
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, []);
  useEffect(() => setSelection(null), [language.value, size?.[0], size?.[1]]);
  return (
    <div class="chart-wrap">
      <div class="chart-main" ref={box}>
        <div class="chart-scroll" tabIndex={0} role="region" aria-label={t("Sơ đồ", "Chart")}>
          {size && <RingChart ring={stable(ring, chart)} width={size[0]} height={size[1]} selection={selection} onSelect={setSelection} />}
        </div>
        <ul class="legend" aria-label={t("Chú giải", "Legend")}>
          {["person", "phone", "account", "device", "online"].map(k => (
            <li>
              <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
                <Glyph kind={k} x={7} y={7} r={5} />
              </svg>
              {word(k)}
            </li>
          ))}
          <li>
            <i class="key key-money" />
            {t("tiền", "money")}
          </li>
          <li>
            <i class="key key-contact" />
            {t("liên lạc", "contact")}
          </li>
          <li>
            <i class="key key-control" />
            {t("điều khiển", "control")}
          </li>
        </ul>
      </div>
      <aside class="chart-side" data-width={sideWidth}>
        {selection ? <Chosen chart={chart} selection={selection} ring={ring} /> : <Reading ring={ring} />}
      </aside>
    </div>
  );
}

// The same ring keeps its chart, so that selecting does not lay it out again.
const charts = new WeakMap<Ring, { language: string; chart: ChartRing }>();
function stable(ring: Ring, chart: ChartRing): ChartRing {
  const known = charts.get(ring);
  if (known?.language === language.value) return known.chart;
  charts.set(ring, { language: language.value, chart });
  return chart;
}

function Reading({ ring }: { ring: Ring }) {
  return (
    <>
      <h2>{t("Đọc sơ đồ này", "How to read this")}</h2>
      <p class="note">
        {t(
          "Từ trái sang: ai gọi, ai mất tiền, tiền vào tài khoản nào, gom về đâu, ra ở đâu. Hàng trên là người cầm đầu; đường tím chỉ ai điều khiển gì. Dải cam càng dày, tiền càng nhiều.",
          "From the left: who called, who lost money, which accounts took it, where it was collected, where it left. Leaders stand on top; purple lines show control. The wider an orange band, the more money.",
        )}
      </p>
      <dl class="pairs">
        <Fact term={t("Thiệt hại", "Loss")}>{lossOf(ring)}</Fact>
        <Fact term={t("Bị hại", "Victims")}>{count(ring.victimCount)}</Fact>
        <Fact term={t("Tin báo", "Reports")}>{count(ring.reportCount)}</Fact>
        <Fact term={t("Thành viên", "Members")}>{count(ring.memberCount)}</Fact>
        <Fact term={t("Thời gian", "Time")}>
          {day(ring.firstSeen)} – {day(ring.lastSeen)}
        </Fact>
      </dl>
      <p class="note">
        {t("Bấm một ô để xem căn cứ. Phím mũi tên đi giữa các ô, Esc bỏ chọn.", "Click a box for its evidence. Arrow keys move between boxes, Esc clears.")}
      </p>
    </>
  );
}

const listedMembers = 60;

function Chosen({ chart, selection: { item, member }, ring }: { chart: ChartRing; selection: Selection; ring: Ring }) {
  const byKey = new Map((ring.members ?? []).map(m => [m.key, m]));
  if (item.type === "victims")
    return (
      <>
        <h2>{t("Bị hại", "Victims")}</h2>
        <p>
          {counted(ring.victimCount, "bị hại", "victim", "victims")}, {lossOf(ring)}.
        </p>
        <p>
          <a href={ringLink(ring.id, "reports")}>{t("Xem các tin báo", "See the reports")}</a>
        </p>
      </>
    );
  if (item.point)
    return (
      <>
        <h2>{item.point.name}</h2>
        <p class="note">
          {t("Ngoài đường dây: tiền tới đây rồi không tin nào nói đi đâu.", "Outside the ring: money comes here, and no report says where it goes.")}
        </p>
        <dl class="pairs">
          <Fact term={t("Đã nhận", "Received")}>{short(item.point.received)}</Fact>
        </dl>
      </>
    );
  const one = member ?? (item.type === "group" || item.type === "recruiters" || item.type === "numbers" || item.type === "more" ? undefined : item.main);
  const shown = one !== undefined ? byKey.get(chart.nodes[one]!.key) : undefined;
  const others = item.members.filter(m => m !== one);
  return (
    <>
      <h2>{shown ? <MemberName of={shown} /> : item.heading}</h2>
      {shown && (
        <>
          <p class="note">
            {word(shown.kind)} · {counted(shown.reportCount, "tin báo", "report", "reports")} · {counted(shown.linkCount, "liên kết", "link", "links")}
          </p>
          {(shown.roles ?? []).map(r => (
            <section class="why">
              <div class="line">
                <strong>{word(r.role)}</strong>
                <strong class="end">{count(r.score)}</strong>
              </div>
              <ul>
                {(r.reasons ?? []).map(x => (
                  <li>
                    <span>{word(x.reason)}</span>
                    <span class="note end">{counted(x.reports?.length ?? 0, "tin", "report", "reports")}</span>
                    <div class="sub">
                      {(x.reports ?? []).slice(0, 4).map(k => (
                        <a href={reportLink(k)}>{k.id} </a>
                      ))}
                      {(x.reports?.length ?? 0) > 4 && "…"}
                    </div>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </>
      )}
      {others.length > 0 && (
        <>
          <h3>{one === undefined ? counted(others.length, "thành viên", "member", "members") : t("Cùng ô", "In the same box")}</h3>
          <ul class="list">
            {others.slice(0, listedMembers).map(m => {
              const other = byKey.get(chart.nodes[m]!.key);
              return (
                other && (
                  <li>
                    <MemberName of={other} />
                    <span class="note end">{counted(other.reportCount, "tin", "report", "reports")}</span>
                  </li>
                )
              );
            })}
          </ul>
          {others.length > listedMembers && (
            <p>
              <a href={ringLink(ring.id, "members")}>
                {t(`và ${count(others.length - listedMembers)} nữa`, `and ${count(others.length - listedMembers)} more`)}
              </a>
            </p>
          )}
        </>
      )}
    </>
  );
}

function Money({ ring, trail }: { ring: Ring; trail: Trail }) {
  const points = new Map((trail.points ?? []).map(p => [p.id, p])),
    labels = new Map((ring.members ?? []).map(m => [m.key, m.label]));
  if ((trail.points ?? []).length === 0)
    return (
      <Empty title={t("Chưa lần được dòng tiền.", "No money was traced.")}>{t("Chưa tin báo nào nêu lần chuyển tiền.", "No report states a transfer.")}</Empty>
    );
  const name = (id: string) =>
    points.get(id)?.part === "victims" ? (
      <span>
        {t("Bị hại", "Victims")} ({count(points.get(id)!.count)})
      </span>
    ) : (
      <EntityName of={id} label={labels.get(id)} />
    );
  const flows = (trail.flows ?? []).toSorted((a, b) => b.amount - a.amount),
    most = flows[0]?.amount ?? 1;
  const layers = (trail.points ?? []).filter(p => p.part !== "victims").toSorted((a, b) => a.layer - b.layer);
  return (
    <>
      <dl class="facts">
        <Fact term={t("Thiệt hại", "Loss")}>{shortSum(trail.loss)}</Fact>
        <Fact term={t("Lần theo được", "Traced")}>{shortSum(trail.traced)}</Fact>
        <Fact term={t("Đã ra khỏi tài khoản", "Left the accounts")}>{shortSum(trail.left)}</Fact>
        <Fact term={t("Lần chuyển", "Transfers")}>{count(trail.transferCount)}</Fact>
      </dl>
      <Unexplained trail={trail} />
      <div class="halves">
        <Card title={t("Từng chặng", "Layer by layer")}>
          <table class="rows inner">
            <thead>
              <tr>
                <th>{t("Chặng", "Layer")}</th>
                <th>{t("Nơi", "Where")}</th>
                <th class="right">{t("Đã nhận", "Received")}</th>
                <th class="right">{t("Đã chuyển", "Sent")}</th>
                <th class="right">{t("Nằm", "Rest")}</th>
              </tr>
            </thead>
            <tbody>
              {layers.map(p => (
                <tr>
                  <td>{count(p.layer)}</td>
                  <td>
                    {name(p.id)}
                    {p.part === "outside" && <span class="sub">{word("outside")}</span>}
                  </td>
                  <td class="right nowrap">{(p.received ?? []).length > 0 ? shortSum(p.received) : "–"}</td>
                  <td class="right nowrap">{(p.sent ?? []).length > 0 ? shortSum(p.sent) : "–"}</td>
                  <td class="right nowrap">{rest(p.restMinutes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
        <Card title={t("Từng dòng", "Flow by flow")}>
          <table class="rows inner">
            <thead>
              <tr>
                <th>{t("Từ", "From")}</th>
                <th>{t("Đến", "To")}</th>
                <th class="right">{t("Số tiền", "Amount")}</th>
                <th class="right">{t("Lần", "Times")}</th>
                <th class="right">{t("Lần cuối", "Last")}</th>
              </tr>
            </thead>
            <tbody>
              {flows.slice(0, 200).map(f => (
                <tr>
                  <td>{name(f.from)}</td>
                  <td>{name(f.to)}</td>
                  <td class="right nowrap">
                    {f.currency === "VND" ? short(f.amount) : shortSum([f])}
                    <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                      <rect class="bar-ground" width="100" height="6" />
                      <rect class="bar-money" width={(100 * f.amount) / most} height="6" />
                    </svg>
                  </td>
                  <td class="right">{count(f.transferCount)}</td>
                  <td class="right nowrap">{day(f.last)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
      </div>
      {(trail.patterns ?? []).length > 0 && (
        <Card title={t("Dấu hiệu", "Patterns")}>
          <ul class="list">
            {trail.patterns!.map(p => (
              <li>
                <strong>{word(p.pattern)}</strong>
                <span>{(p.points ?? []).map(x => nameOf(x, labels.get(x))).join(" → ")}</span>
                <span class="end">{short(p.amount)}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function Unexplained({ trail }: { trail: Trail }) {
  const sums = (trail.left ?? [])
    .map(l => ({ ...l, amount: l.amount - (trail.traced ?? []).filter(x => x.currency === l.currency).reduce((s, x) => s + x.amount, 0) }))
    .filter(l => l.amount > 0);
  return sums.length > 0 ? (
    <p class="tip">
      {t(
        `Ít nhất ${shortSum(sums)} trong số tiền đã ra là của những người chuyển chưa có tin báo nào nêu: có thể còn bị hại khác.`,
        `At least ${shortSum(sums)} of what left came from payers that no report names: there may be more victims.`,
      )}
    </p>
  ) : null;
}

function Members({ ring, rows }: { ring: Ring; rows: AccountRow[] }) {
  const accounts = new Map(rows.map(r => [r.key, r])),
    [shown, setShown] = useState(200),
    [text, setText] = useState("");
  const all = (ring.members ?? [])
    .toSorted(
      (a, b) =>
        Number(b.roles?.[0]?.role === "leader") - Number(a.roles?.[0]?.role === "leader") ||
        (b.roles?.[0]?.score ?? 0) - (a.roles?.[0]?.score ?? 0) ||
        b.reportCount - a.reportCount,
    )
    .filter(m => !text || nameOf(m.key, m.label).toLowerCase().replaceAll(" ", "").includes(text.toLowerCase().replaceAll(" ", "")));
  return (
    <>
      <div class="filters">
        <label>
          {t("Tìm trong danh sách", "Find in the list")}
          <input class="field" type="search" value={text} onInput={e => setText(e.currentTarget.value)} />
        </label>
        <span class="note">{counted(all.length, "thành viên", "member", "members")}</span>
      </div>
      <section class="card scroll">
        <table class="rows">
          <thead>
            <tr>
              <th>{t("Tên, số", "Name or number")}</th>
              <th>{t("Vai và căn cứ", "Part and why")}</th>
              <th class="right">{t("Điểm", "Points")}</th>
              <th class="right">{t("Đã nhận", "Received")}</th>
              <th class="right">{t("Tin", "Reports")}</th>
            </tr>
          </thead>
          <tbody id="members">
            {all.slice(0, shown).map(m => (
              <tr key={m.key}>
                <td>
                  <MemberName of={m} />
                  {accounts.get(m.key)?.holder && <span class="sub">{accounts.get(m.key)!.holder}</span>}
                  {m.use && (
                    <span class="sub">
                      {t("dùng", "used")} {day(m.use.first)} – {day(m.use.last)}
                    </span>
                  )}
                </td>
                <td>
                  {(m.roles ?? []).map(r => (
                    <div>
                      <strong>{word(r.role)}</strong> <span class="note">{(r.reasons ?? []).map(x => word(x.reason)).join(", ")}</span>
                    </div>
                  ))}
                </td>
                <td class="right">{m.roles?.[0] ? count(m.roles[0].score) : "–"}</td>
                <td class="right nowrap">{(accounts.get(m.key)?.received ?? 0) > 0 ? short(accounts.get(m.key)!.received) : "–"}</td>
                <td class="right">{count(m.reportCount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {shown < all.length && (
        <button class="button" type="button" onClick={() => setShown(shown + 500)}>
          {t(`Xem thêm, còn ${count(all.length - shown)}`, `Show more, ${count(all.length - shown)} left`)}
        </button>
      )}
    </>
  );
}

interface ReportBody {
  narrative?: string;
  unit?: string;
  receivedAt?: string;
  province?: string;
}

function Reports({ ring }: { ring: Ring }) {
  const [shown, setShown] = useState(20),
    keys = (ring.reports ?? []).slice(0, shown);
  const answer = useAsk(`reports ${ring.id} ${shown}`, () =>
    Promise.all(
      keys.map(async key => ({
        key,
        report: await ask<{ report: ReportBody }>(`/v1/reports/${encodeURIComponent(key.source)}/${encodeURIComponent(key.id)}`).then(
          r => r.report,
          () => undefined,
        ),
      })),
    ),
  );
  return (
    <Answer of={answer}>
      {reports => (
        <>
          <section class="card scroll">
            <table class="rows">
              <thead>
                <tr>
                  <th>{t("Tin báo", "Report")}</th>
                  <th>{t("Nội dung", "Text")}</th>
                  <th>{t("Nơi", "Place")}</th>
                  <th class="right">{t("Nhận lúc", "Received")}</th>
                </tr>
              </thead>
              <tbody id="reports">
                {reports.map(({ key, report }) => (
                  <tr key={`${key.source} ${key.id}`}>
                    <td class="nowrap">
                      <a href={reportLink(key)}>{key.id}</a>
                      <span class="sub">{report?.unit ?? key.source}</span>
                    </td>
                    <td class="report-text">{report?.narrative ?? <span class="note">{t("không có lời kể", "no text")}</span>}</td>
                    <td>{report?.province ?? "–"}</td>
                    <td class="right nowrap">{time(report?.receivedAt)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {shown < (ring.reports ?? []).length && (
            <button class="button" type="button" onClick={() => setShown(shown + 40)}>
              {t(`Xem thêm, còn ${count((ring.reports ?? []).length - shown)}`, `Show more, ${count((ring.reports ?? []).length - shown)} left`)}
            </button>
          )}
        </>
      )}
    </Answer>
  );
}

function History({ ring }: { ring: Ring }) {
  const answer = useAsk(`history ${ring.id}`, () => ask<RingHistory>(`${ringAddress(ring.id)}/history`));
  return (
    <Answer of={answer}>
      {history => (
        <section class="card scroll">
          <table class="rows">
            <thead>
              <tr>
                <th>{t("Thời gian", "Time")}</th>
                <th>{t("Sự việc", "What happened")}</th>
                <th class="right">{t("Thành viên", "Members")}</th>
                <th class="right">{t("Tin báo", "Reports")}</th>
                <th>{t("Do tin báo", "Because of")}</th>
              </tr>
            </thead>
            <tbody id="history">
              {(history.events ?? []).map(e => (
                <tr>
                  <td class="nowrap">{day(e.at)}</td>
                  <td>
                    <strong>{word(e.kind)}</strong> {[...(e.provinces ?? []), ...(e.countries ?? []).map(country)].join(", ")}
                    {(e.members ?? []).length > 0 && (
                      <span class="sub">
                        {counted(e.members!.length, "thành viên mới", "new member", "new members")}:{" "}
                        {e
                          .members!.slice(0, 5)
                          .map(k => nameOf(k, (ring.members ?? []).find(m => m.key === k)?.label))
                          .join(", ")}
                        {e.members!.length > 5 && "…"}
                      </span>
                    )}
                  </td>
                  <td class="right">{count(e.memberCount)}</td>
                  <td class="right">{count(e.reportCount)}</td>
                  <td>{e.report ? <a href={reportLink(e.report)}>{e.report.id}</a> : "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Answer>
  );
}
