// Alerts: a list that new ones come into by themselves, and the count beside the screen's name.
import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { ask, Failure, freshness, useAsk, type Alert } from "../api";
import { Answer, Chip, Empty, EntityName } from "../components";
import { count, counted, time } from "../format";
import { country, t, word } from "../language";
import { reportLink, ringLink, route } from "../router";

interface Page {
  items: Alert[];
  total: number;
  unread: number;
  newest: number;
  cursor?: string | null;
}

const kinds = ["ring-new", "ring-reached", "rings-merged", "watch-seen", "suspended-linked"];
const stored = (key: string) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const store = (key: string, value: string) => {
  try {
    localStorage.setItem(key, value);
  } catch {
    /* the choice lasts as long as the page */
  }
};

export const unseen = signal(0);
const unit = signal(stored("alertUnit") ?? "");
const came = signal(0);

/** The browser reconnects by itself and says which alert it had last. */
export function followAlerts(): () => void {
  let stream: EventSource | undefined,
    ended = false;
  const query = new URLSearchParams(unit.value ? { unit: unit.value } : {});
  void (async () => {
    try {
      const before = await ask<Page>(`/v1/alerts?${query}${query.size ? "&" : ""}limit=500`);
      unseen.value = unit.value ? before.unread : before.items.filter(a => a.number > Number(stored("alertsSeen") ?? 0)).length;
      query.set("after", String(before.newest));
    } catch (error) {
      if (error instanceof Failure && error.status === 501) return;
    }
    if (ended) return;
    stream = new EventSource(`/v1/alerts/stream?${query}`);
    stream.addEventListener("alert", () => {
      came.value++;
      if (route.value.path[0] !== "alerts" || unit.value) unseen.value++;
    });
  })();
  return () => {
    ended = true;
    stream?.close();
  };
}

export function AlertsScreen() {
  const [kind, setKind] = useState(""),
    [pages, setPages] = useState<(string | null)[]>([null]);
  const query = new URLSearchParams({ limit: "50" });
  if (unit.value) query.set("unit", unit.value);
  if (kind) query.set("kinds", kind);
  if (pages.at(-1)) query.set("cursor", pages.at(-1)!);
  const answer = useAsk(`alerts ${query} ${pages.length === 1 ? came.value : ""}`, async () => {
    const page = await ask<Page>(`/v1/alerts?${query}`);
    store("alertsSeen", String(Math.max(Number(stored("alertsSeen") ?? 0), page.newest)));
    unseen.value = unit.value ? page.unread : 0;
    return page;
  });
  const mark = async (upTo: number) => {
    await ask("/v1/alerts/read", { unit: unit.value, upTo });
    freshness.value++;
  };
  return (
    <div class="page">
      <h1 id="alerts-title">{t("Cảnh báo", "Alerts")}</h1>
      <form
        class="filters"
        id="alert-filters"
        onSubmit={e => {
          e.preventDefault();
          unit.value = String(new FormData(e.currentTarget).get("unit") ?? "").trim();
          store("alertUnit", unit.value);
          setPages([null]);
        }}
      >
        <label>
          {t("Đơn vị", "Unit")}
          <input class="field" id="alert-unit" name="unit" maxLength={200} placeholder="87/PC02" defaultValue={unit.value} />
        </label>
        <label>
          {t("Loại", "Kind")}
          <select
            class="field"
            value={kind}
            onChange={e => {
              setKind(e.currentTarget.value);
              setPages([null]);
            }}
          >
            <option value="">{t("Tất cả", "All")}</option>
            {kinds.map(k => (
              <option value={k}>{word(k)}</option>
            ))}
          </select>
        </label>
        <button class="button primary" type="submit">
          {t("Xem", "Show")}
        </button>
      </form>
      <Answer of={answer}>
        {page =>
          page.total === 0 ? (
            <Empty title={t("Chưa có cảnh báo nào.", "There are no alerts.")} />
          ) : (
            <>
              <div class="line">
                <span class="note">
                  {counted(page.total, "cảnh báo", "alert", "alerts")}
                  {unit.value && t(`, ${count(page.unread)} chưa đọc`, `, ${count(page.unread)} unread`)}
                </span>
                {unit.value && page.unread > 0 && (
                  <button class="button small" id="alerts-read" type="button" onClick={() => void mark(page.newest)}>
                    {t("Đánh dấu đã đọc", "Mark read")}
                  </button>
                )}
              </div>
              <section class="card scroll">
                <table class="rows">
                  <thead>
                    <tr>
                      <th>{t("Thời gian", "Time")}</th>
                      <th>{t("Nội dung", "What")}</th>
                      <th>{t("Do tin báo", "Because of")}</th>
                      <th>{t("Gửi đơn vị", "For")}</th>
                    </tr>
                  </thead>
                  <tbody id="alerts-rows">
                    {page.items.map(a => (
                      <tr key={a.id} class={a.read === false ? "unread" : ""}>
                        <td class="nowrap">{time(a.at)}</td>
                        <td>
                          <Chip tone={a.kind === "watch-seen" ? "accent" : a.kind === "ring-new" ? "alert" : "warn"}>{word(a.kind)}</Chip>
                          <div class="sub ink">
                            <What of={a} />
                          </div>
                        </td>
                        <td>
                          {(a.because ?? []).slice(0, 3).map(r => (
                            <div>
                              <a href={reportLink(r)}>{r.id}</a> <span class="note">{r.source}</span>
                            </div>
                          ))}
                        </td>
                        <td>{(a.units ?? []).join(", ") || t("đơn vị trung ương", "central units")}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
              <nav class="pager">
                {pages.length > 1 && (
                  <button class="button" type="button" onClick={() => setPages(pages.slice(0, -1))}>
                    {t("Trang trước", "Previous page")}
                  </button>
                )}
                {page.cursor && (
                  <button class="button" type="button" onClick={() => setPages([...pages, page.cursor!])}>
                    {t("Trang sau", "Next page")}
                  </button>
                )}
              </nav>
            </>
          )
        }
      </Answer>
    </div>
  );
}

function What({ of: a }: { of: Alert }) {
  const places = [...(a.provinces ?? []), ...(a.countries ?? []).map(country)].join(", ");
  return (
    <>
      {a.ring && <a href={ringLink(a.ring)}>{t("Mở đường dây", "Open the ring")}</a>}
      {a.memberCount ? ` · ${counted(a.memberCount, "thành viên", "member", "members")}` : ""}
      {a.reportCount ? ` · ${counted(a.reportCount, "tin", "report", "reports")}` : ""}
      {places && ` · ${places}`}
      {(a.entities ?? []).slice(0, 4).map(key => (
        <>
          {" "}
          <EntityName of={key} />
        </>
      ))}
      {a.suspended && (
        <>
          {" "}
          · <a href={reportLink(a.suspended)}>{a.suspended.id}</a>
        </>
      )}
    </>
  );
}
