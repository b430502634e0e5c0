// The summary: who, how much, where, which accounts. Every number is of the reports.
import type { Ring } from "../api";
import { Bar, Card, Chip, EntityName, Fact, MemberName } from "../components";
import { count, counted, day, short } from "../format";
import { country, t, word } from "../language";
import { nameOf } from "../names";
import { ringLink } from "../router";
import type { AccountRow } from "./accounts";
import { lossOf, spoken } from "./name";

const shownAccounts = 9;

export function Summary({ ring, rows }: { ring: Ring; rows: AccountRow[] }) {
  const people = (ring.members ?? []).filter(m => m.kind === "person");
  const leaders = people.filter(m => m.roles?.[0]?.role === "leader").toSorted((a, b) => b.roles![0]!.score - a.roles![0]!.score);
  const others = people.filter(m => !leaders.includes(m)).toSorted((a, b) => b.reportCount - a.reportCount);
  const contacts = (ring.members ?? [])
    .filter(m => m.kind !== "person" && m.kind !== "account")
    .toSorted((a, b) => b.reportCount - a.reportCount)
    .slice(0, 6);
  return (
    <>
      <dl class="facts">
        <Fact term={t("Thiệt hại", "Loss")}>{lossOf(ring)}</Fact>
        <Fact term={t("Bị hại", "Victims")}>{count(ring.victimCount)}</Fact>
        <Fact term={t("Tin báo", "Reports")}>{count(ring.reportCount)}</Fact>
        <Fact term={t("Tỉnh, thành có tin", "Provinces")}>{count(ring.provinces34?.length ?? 0)}</Fact>
        <Fact term={t("Nước ngoài", "Abroad")} wide class="text">
          {(ring.foreignTies ?? []).map(f => country(f.country)).join(", ") || t("Chưa có dấu hiệu", "No sign")}
        </Fact>
        <Fact term={t("Tin đầu – tin cuối", "First – last report")} wide class="text">
          {day(ring.firstSeen)} – {day(ring.lastSeen)}
        </Fact>
        <Fact term={t("Điểm ưu tiên", "Score")}>
          {ring.score ? count(ring.score.total) : "–"} <small>/ 100</small>
        </Fact>
      </dl>
      <div class="three">
        <div>
          <Card title={t("Cầm đầu", "Leaders")} note={t("điểm theo tin báo", "points by reports")}>
            {leaders.length === 0 && <p class="note">{t("Chưa tin báo nào cho thấy ai cầm đầu.", "No report shows who leads.")}</p>}
            {leaders.slice(0, 4).map(m => {
              const role = m.roles![0]!,
                weak = role.score < 40 || m.reportCount < 3;
              return (
                <div class="leader" key={m.key}>
                  <div class="line">
                    <EntityName of={m.key} label={spoken(nameOf(m.key, m.label))} />
                    <strong class="end">{count(role.score)}</strong>
                  </div>
                  {weak && <div class="sub">{t("Có thể cầm đầu: mới ít tin nêu", "Possible leader: few reports say so")}</div>}
                  <div class="sub">
                    {(role.reasons ?? []).map(r => `${word(r.reason)} (${counted(r.reports?.length ?? 0, "tin", "report", "reports")})`).join(" · ")}
                  </div>
                </div>
              );
            })}
          </Card>
          <Card title={t("Người khác", "Other persons")} note={count(others.length)}>
            <ul class="list">
              {others.slice(0, 8).map(m => (
                <li key={m.key}>
                  <EntityName of={m.key} label={spoken(nameOf(m.key, m.label))} />
                  <span class="note end">
                    {m.roles?.[0] ? word(m.roles[0].role) : ""} · {counted(m.reportCount, "tin", "report", "reports")}
                  </span>
                </li>
              ))}
            </ul>
            {others.length === 0 && <p class="note">{t("Chưa có.", "None yet.")}</p>}
          </Card>
          <Card title={t("Liên lạc với bị hại", "Contact with victims")} note={<a href={ringLink(ring.id, "members")}>{t("Tất cả", "All")}</a>}>
            <ul class="list">
              {contacts.map(m => (
                <li key={m.key}>
                  <MemberName of={m} />
                  <span class="note end">{counted(m.reportCount, "tin", "report", "reports")}</span>
                </li>
              ))}
            </ul>
          </Card>
        </div>
        <div>
          <Card title={t("Tài khoản", "Accounts")} note={<a href={ringLink(ring.id, "freeze")}>{t("Danh sách phong tỏa", "Freeze list")}</a>}>
            <table class="rows inner">
              <thead>
                <tr>
                  <th>{t("Ngân hàng", "Bank")}</th>
                  <th class="right">{t("Đã nhận", "Received")}</th>
                  <th class="right">{t("Giao dịch cuối", "Last move")}</th>
                </tr>
              </thead>
              <tbody>
                {rows
                  .toSorted((a, b) => b.received - a.received)
                  .slice(0, shownAccounts)
                  .map(r => (
                    <tr key={r.key}>
                      <td>
                        <EntityName of={r.key} />
                        <span class="sub">{r.holder}</span>
                      </td>
                      <td class="right nowrap">{r.received > 0 ? short(r.received) : "–"}</td>
                      <td class="right nowrap">{day(r.last)}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </Card>
          <Card title={t("Tin báo mỗi tháng", "Reports by month")}>
            <Months ring={ring} />
          </Card>
        </div>
        <div>
          <Card title={t("Tin báo theo tỉnh, thành", "Reports by province")} note={t("34 tỉnh, thành", "the 34")}>
            <Places ring={ring} />
          </Card>
          <Card title={t("Nước ngoài", "Abroad")}>
            {(ring.foreignTies ?? []).length === 0 && <p class="note">{t("Chưa có dấu hiệu.", "No sign.")}</p>}
            <ul class="list">
              {(ring.foreignTies ?? []).map(f => (
                <li key={f.country}>
                  <strong>{country(f.country)}</strong>
                  <span class="note">{[...new Set((f.indicators ?? []).map(i => word(i.sign)))].join(", ")}</span>
                  <span class="end">
                    <Chip tone={f.strength === "strong" ? "alert" : "warn"}>{word(f.strength)}</Chip>
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        </div>
      </div>
    </>
  );
}

function Places({ ring }: { ring: Ring }) {
  const places = (ring.places34 ?? []).filter(p => p.reports > 0).toSorted((a, b) => b.reports - a.reports),
    most = places[0]?.reports ?? 1;
  return (
    <ul class="bars">
      {places.slice(0, 14).map(p => (
        <li key={p.name}>
          <span>{p.name}</span>
          <Bar share={p.reports / most} />
          <strong>{count(p.reports)}</strong>
        </li>
      ))}
    </ul>
  );
}

function Months({ ring }: { ring: Ring }) {
  const months = new Map<string, number>();
  for (const d of ring.timeline ?? []) months.set(d.day.slice(0, 7), (months.get(d.day.slice(0, 7)) ?? 0) + d.reports);
  const all = [...months].toSorted((a, b) => (a[0] < b[0] ? -1 : 1)).slice(-12),
    most = Math.max(1, ...all.map(m => m[1])),
    step = 396 / Math.max(8, all.length);
  return (
    <svg class="months" viewBox="0 -4 396 92" role="img" aria-label={t("Tin báo mỗi tháng", "Reports by month")}>
      {all.map(([month, n], i) => {
        const h = (46 * n) / most,
          x = i * step + 4;
        return (
          <g key={month}>
            <rect x={x} y={58 - h} width={Math.min(34, step - 10)} height={h} rx="2" />
            <text x={x + Math.min(34, step - 10) / 2} y={52 - h} text-anchor="middle">
              {count(n)}
            </text>
            <text x={x + Math.min(34, step - 10) / 2} y="72" text-anchor="middle">
              {month.slice(5)}
            </text>
            {(i === 0 || month.endsWith("-01")) && (
              <text x={x + Math.min(34, step - 10) / 2} y="86" text-anchor="middle">
                {month.slice(0, 4)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
