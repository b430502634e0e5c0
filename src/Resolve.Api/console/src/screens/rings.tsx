// The rings, with the filters of the API. The filters stand in the address, so that a list can be sent to someone.
import { ask, useAsk, type Ring } from "../api";
import { Answer, Empty } from "../components";
import { count, counted, day } from "../format";
import { country, t } from "../language";
import { leaderOf, lossOf, methods, placesOf, ringName } from "../ring/name";
import { go, ringLink, route } from "../router";

interface Page {
  items: Ring[];
  total: number;
  cursor?: string | null;
}

const fields = ["order", "crossBorder", "province", "minProvinces", "minLoss", "minMembers", "since"];

export function RingsScreen() {
  const query = route.value.query,
    asked = new URLSearchParams({ limit: "25", full: "true" });
  for (const f of [...fields, "cursor"]) if (query.get(f)) asked.set(f, query.get(f)!);
  const answer = useAsk(`rings ${asked}`, () => ask<Page>(`/v1/rings?${asked}`));
  const filter = (form: HTMLFormElement) => {
    const next = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      const text = String(value).trim(),
        given = name === "minLoss" && text ? String(Number(text.replace(/\D/g, "")) * 1_000_000) : text;
      if (given) next.set(name, given);
    }
    go(`#/rings?${next}`);
  };
  const shown = (name: string) => (name === "minLoss" && query.get(name) ? String(Number(query.get(name)) / 1e6) : (query.get(name) ?? ""));
  return (
    <div class="page">
      <h1 id="list-title">{t("Đường dây", "Rings")}</h1>
      <form
        id="filters"
        class="filters"
        key={asked.toString()}
        onSubmit={e => {
          e.preventDefault();
          filter(e.currentTarget);
        }}
      >
        <label>
          {t("Sắp xếp theo", "Order by")}
          <select class="field" name="order" onChange={e => filter(e.currentTarget.form!)}>
            {[
              ["loss", t("Thiệt hại", "Loss")],
              ["score", t("Điểm ưu tiên", "Score")],
              ["members", t("Số thành viên", "Members")],
              ["reports", t("Số tin báo", "Reports")],
              ["lastSeen", t("Hoạt động gần nhất", "Last activity")],
            ].map(([v, n]) => (
              <option value={v} selected={shown("order") === v}>
                {n}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("Nước ngoài", "Ties abroad")}
          <select class="field" name="crossBorder" onChange={e => filter(e.currentTarget.form!)}>
            {[
              ["", t("Tất cả", "All")],
              ["true", t("Có", "With")],
              ["false", t("Không", "Without")],
            ].map(([v, n]) => (
              <option value={v} selected={shown("crossBorder") === v}>
                {n}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("Tỉnh, thành", "Province")}
          <input class="field" name="province" maxLength={100} defaultValue={shown("province")} />
        </label>
        <label>
          {t("Số tỉnh từ", "Provinces from")}
          <input class="field narrow" name="minProvinces" type="number" min="0" max="34" defaultValue={shown("minProvinces")} />
        </label>
        <label>
          {t("Thiệt hại từ (triệu đồng)", "Loss from (million VND)")}
          <input class="field narrow" name="minLoss" inputMode="numeric" defaultValue={shown("minLoss")} />
        </label>
        <label>
          {t("Thành viên từ", "Members from")}
          <input class="field narrow" name="minMembers" type="number" min="0" defaultValue={shown("minMembers")} />
        </label>
        <label>
          {t("Hoạt động từ ngày", "Active since")}
          <input class="field" name="since" type="date" defaultValue={shown("since")} />
        </label>
        <button class="button primary" type="submit">
          {t("Lọc", "Filter")}
        </button>
        <a class="button" href="#/rings">
          {t("Bỏ lọc", "Clear")}
        </a>
      </form>
      <Answer of={answer}>
        {page =>
          page.total === 0 ? (
            <Empty title={t("Không có đường dây nào như vậy.", "There is no such ring.")}>
              <a href="#/rings">{t("Bỏ lọc", "Clear the filters")}</a>
            </Empty>
          ) : (
            <>
              <p class="note" id="total">
                {counted(page.total, "đường dây", "ring", "rings")}
              </p>
              <section class="card scroll">
                <table class="rows">
                  <thead>
                    <tr>
                      <th>{t("Đường dây", "Ring")}</th>
                      <th class="right">{t("Thiệt hại", "Loss")}</th>
                      <th class="right">{t("Bị hại", "Victims")}</th>
                      <th class="right">{t("Tin báo", "Reports")}</th>
                      <th class="right">{t("Thành viên", "Members")}</th>
                      <th>{t("Tỉnh, thành", "Provinces")}</th>
                      <th>{t("Nước ngoài", "Abroad")}</th>
                      <th class="right">{t("Điểm", "Score")}</th>
                      <th class="right">{t("Tin cuối", "Last report")}</th>
                    </tr>
                  </thead>
                  <tbody id="rings">
                    {page.items.map(r => (
                      <tr key={r.id}>
                        <td>
                          <a class="strong" href={ringLink(r.id)}>
                            {ringName(r)}
                          </a>
                          <span class="sub">
                            {leaderOf(r) || (r.typologies ?? []).length > 1 ? methods(r) : t("Chưa rõ người cầm đầu", "Leader not known")}
                          </span>
                        </td>
                        <td class="right strong nowrap">{lossOf(r)}</td>
                        <td class="right">{count(r.victimCount)}</td>
                        <td class="right">{count(r.reportCount)}</td>
                        <td class="right">{count(r.memberCount)}</td>
                        <td>{placesOf(r)}</td>
                        <td>{(r.foreignTies ?? []).map(f => country(f.country)).join(", ") || "–"}</td>
                        <td class="right">{r.score ? count(r.score.total) : "–"}</td>
                        <td class="right nowrap">{day(r.lastSeen)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
              {(page.cursor || query.get("cursor")) && (
                <nav class="pager">
                  {query.get("cursor") && (
                    <button class="button" type="button" onClick={() => history.back()}>
                      {t("Trang trước", "Previous page")}
                    </button>
                  )}
                  {page.cursor && (
                    <button
                      class="button"
                      type="button"
                      onClick={() => {
                        const next = new URLSearchParams(query);
                        next.set("cursor", page.cursor!);
                        go(`#/rings?${next}`);
                      }}
                    >
                      {t("Trang sau", "Next page")}
                    </button>
                  )}
                </nav>
              )}
            </>
          )
        }
      </Answer>
    </div>
  );
}
