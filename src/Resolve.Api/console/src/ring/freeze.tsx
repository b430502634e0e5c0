// The freeze list: which accounts first, as a table, as CSV, and as a letter for each bank to print.
import { useState } from "preact/hooks";
import type { Ring } from "../api";
import { Chip, Empty, Fact } from "../components";
import { count, counted, day, daysBetween, rest, short, wholeMoney } from "../format";
import { t, word } from "../language";
import { entityLink } from "../router";
import type { AccountRow } from "./accounts";
import { csv, download } from "./csv";
import { ringName } from "./name";

const urgencyOf = (row: AccountRow) =>
  row.urgency === "now" ? (
    <Chip tone="alert">{t("Hôm nay", "Today")}</Chip>
  ) : row.urgency === "week" ? (
    <Chip tone="warn">{t("Trong tuần", "This week")}</Chip>
  ) : (
    <Chip>{t("Xác minh", "Check")}</Chip>
  );

export function Freeze({ ring, rows }: { ring: Ring; rows: AccountRow[] }) {
  const atBanks = rows.filter(r => r.isBank),
    wallets = rows.length - atBanks.length;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(atBanks.filter(r => r.urgency === "now").map(r => r.key)));
  const picked = atBanks.filter(r => chosen.has(r.key)),
    banks = [...new Set(picked.map(r => r.bank))];
  const toggle = (key: string) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  };
  if (atBanks.length === 0)
    return (
      <Empty title={t("Chưa có tài khoản ngân hàng nào.", "There are no bank accounts.")}>
        {t("Tin báo của đường dây này chưa nêu tài khoản nào.", "The reports of this ring name no account.")}
      </Empty>
    );
  const asOf = ring.lastSeen;
  return (
    <>
      <div class="two freeze">
        <div>
          <p class="lead">
            {counted(atBanks.length, "tài khoản", "account", "accounts")}, {counted(new Set(atBanks.map(r => r.bank)).size, "ngân hàng", "bank", "banks")}.{" "}
            {t(
              `Xếp theo: có giao dịch trong 30 ngày, số tiền có thể còn, rồi ngày giao dịch cuối. Tính đến ${day(asOf)}.`,
              `In the order of: moved within 30 days, what may remain, last movement. As of ${day(asOf)}.`,
            )}
          </p>
          <section class="card scroll">
            <table class="rows" id="freeze">
              <thead>
                <tr>
                  <th aria-label={t("Chọn", "Choose")} />
                  <th>{t("Việc", "When")}</th>
                  <th>{t("Ngân hàng, số tài khoản", "Bank, account")}</th>
                  <th>{t("Vai", "Part")}</th>
                  <th class="right">{t("Đã nhận", "Received")}</th>
                  <th class="right">{t("Có thể còn", "May remain")}</th>
                  <th class="right">{t("Nằm", "Rest")}</th>
                  <th class="right">{t("Giao dịch cuối", "Last movement")}</th>
                  <th class="right">{t("Tin", "Reports")}</th>
                </tr>
              </thead>
              <tbody>
                {atBanks.map(r => (
                  <tr key={r.key} class={chosen.has(r.key) ? "chosen" : ""}>
                    <td>
                      <input type="checkbox" checked={chosen.has(r.key)} aria-label={`${r.bank} ${r.number}`} onChange={() => toggle(r.key)} />
                    </td>
                    <td>{urgencyOf(r)}</td>
                    <td>
                      <a href={entityLink(r.key)}>
                        <strong>{r.bank}</strong> {r.number}
                      </a>
                      <span class="sub">{r.holder || t("chưa rõ chủ tài khoản", "holder not known")}</span>
                    </td>
                    <td>{r.part ? word(r.part) : "–"}</td>
                    <td class="right nowrap">{r.received > 0 ? short(r.received) : "–"}</td>
                    <td class="right nowrap">
                      {r.remains === null ? <span class="note">{t("chưa rõ", "not known")}</span> : <strong>{short(r.remains)}</strong>}
                    </td>
                    <td class="right nowrap">{rest(r.restMinutes)}</td>
                    <td class="right nowrap">
                      {day(r.last)}
                      {r.last && (
                        <span class="sub">
                          {t(`${count(daysBetween(r.last, asOf))} ngày trước tin cuối`, `${count(daysBetween(r.last, asOf))} d before the last report`)}
                        </span>
                      )}
                    </td>
                    <td class="right">{count(r.reports)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <p class="note">
            {t(
              "“Có thể còn” là tiền tin báo nói đã vào trừ tiền nói đã ra; số dư thật chỉ ngân hàng biết.",
              "“May remain” is what reports say came in less what they say went out; only the bank knows the balance.",
            )}
            {wallets > 0 &&
              t(
                ` ${count(wallets)} ví tiền ảo không nằm trong danh sách: không có ngân hàng để gửi.`,
                ` ${counted(wallets, "", "crypto wallet is", "crypto wallets are")} not listed: there is no bank to write to.`,
              )}
          </p>
        </div>
        <aside class="card side-card">
          <div class="card-body">
            <h2>
              {t("Đã chọn", "Chosen")}{" "}
              <span class="note">
                {count(picked.length)} / {count(atBanks.length)}
              </span>
            </h2>
            <dl class="pairs">
              <Fact term={t("Công văn", "Letters")}>{count(banks.length)}</Fact>
              <Fact term={t("Đã nhận", "Received")}>{short(picked.reduce((s, r) => s + r.received, 0))}</Fact>
              <Fact term={t("Có thể còn", "May remain")}>{short(picked.reduce((s, r) => s + (r.remains ?? 0), 0))}</Fact>
            </dl>
            <button class="button primary wide" type="button" id="print-letters" disabled={picked.length === 0} onClick={() => print()}>
              {t(`In ${count(banks.length)} công văn`, `Print ${counted(banks.length, "", "letter", "letters")}`)}
            </button>
            <button class="button wide" type="button" id="csv" onClick={() => download("phong-toa.csv", table(atBanks))}>
              {t("Xuất bảng CSV", "Export as CSV")}
            </button>
          </div>
        </aside>
      </div>
      <div class="letters" aria-hidden="true">
        {banks.map(bank => (
          <Letter key={bank} bank={bank} rows={picked.filter(r => r.bank === bank)} ring={ring} />
        ))}
      </div>
    </>
  );
}

function table(rows: AccountRow[]): string {
  const head = [
    t("Ngân hàng", "Bank"),
    t("Số tài khoản", "Account"),
    t("Chủ tài khoản", "Holder"),
    t("Vai", "Part"),
    t("Đã nhận (đồng)", "Received (VND)"),
    t("Đã chuyển đi (đồng)", "Sent (VND)"),
    t("Có thể còn (đồng)", "May remain (VND)"),
    t("Giao dịch cuối", "Last movement"),
    t("Số tin báo", "Reports"),
  ];
  return csv([
    head,
    ...rows.map(r => [
      r.bank,
      r.number,
      r.holder,
      r.part ? word(r.part) : "",
      String(r.received),
      String(r.sent),
      r.remains === null ? "" : String(r.remains),
      r.last ? day(r.last) : "",
      String(r.reports),
    ]),
  ]);
}

/** A letter gives what reports say was paid in; what may remain stands on the screen only. */
function Letter({ bank, rows, ring }: { bank: string; rows: AccountRow[]; ring: Ring }) {
  return (
    <article class="letter">
      <header>
        <div>
          <strong>CÔNG AN …………………</strong>
          <br />
          {t("Đơn vị", "Unit")}: …………………
          <br />
          Số: ……/……
        </div>
        <div>
          <strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</strong>
          <br />
          Độc lập – Tự do – Hạnh phúc
          <br />
          <em>……, ngày …… tháng …… năm ……</em>
        </div>
      </header>
      <p class="to">
        Kính gửi: <strong>{bank}</strong>
      </p>
      <p>V/v đề nghị phối hợp tạm dừng giao dịch, phong tỏa tài khoản</p>
      <p>
        Qua công tác tiếp nhận {count(ring.reportCount)} tin báo, tố giác về vụ việc “{ringName(ring)}”, xác định các tài khoản dưới đây có dấu hiệu nhận,
        chuyển tiền do phạm tội mà có. Đề nghị Quý ngân hàng tạm dừng giao dịch và cung cấp thông tin chủ tài khoản, số dư, sao kê từ {day(ring.firstSeen)}.
      </p>
      <table>
        <thead>
          <tr>
            <th>TT</th>
            <th>Số tài khoản</th>
            <th>Chủ tài khoản theo tin báo</th>
            <th>Số tiền tin báo nêu đã chuyển vào</th>
            <th>Giao dịch cuối theo tin báo</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((r, i) => (
            <tr>
              <td>{i + 1}</td>
              <td>{r.number}</td>
              <td>{r.holder || "chưa rõ"}</td>
              <td>{r.received > 0 ? wholeMoney({ amount: r.received }) : "chưa rõ"}</td>
              <td>{day(r.last)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <footer>
        <div>
          Nơi nhận:
          <br />– Như trên;
          <br />– Lưu: ……
        </div>
        <div>
          <strong>THỦ TRƯỞNG ĐƠN VỊ</strong>
          <br />
          <em>(Ký, ghi rõ họ tên, đóng dấu)</em>
        </div>
      </footer>
    </article>
  );
}
