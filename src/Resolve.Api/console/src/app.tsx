// The frame around every screen: navigation, the search box, the language.
import { useEffect, useRef } from "preact/hooks";
import { Empty } from "./components";
import { language, switchLanguage, t } from "./language";
import { go, route, searchLink } from "./router";
import { AlertsScreen, followAlerts, unseen } from "./screens/alerts";
import { EntityScreen } from "./screens/entity";
import { ReportScreen } from "./screens/report";
import { RingScreen } from "./screens/ring";
import { RingsScreen } from "./screens/rings";
import { SearchScreen } from "./screens/search";

/** After "g": the screens by letter. */
const screens: Record<string, string> = { h: "#/", r: "#/rings", a: "#/alerts" };

export function App() {
  const [first = "", ...rest] = route.value.path,
    box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    document.documentElement.lang = language.value;
  }, [language.value]);
  useEffect(followAlerts, []);
  useEffect(() => keys(box), []);
  return (
    <>
      <a
        class="skip"
        href="#main"
        onClick={e => {
          e.preventDefault();
          document.getElementById("main")?.focus();
        }}
      >
        {t("Đến nội dung chính", "To the main content")}
      </a>
      <header class="top">
        <a class="brand" href="#/">
          <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
            <circle class="brand-ring" cx="9" cy="9" r="8" />
            <circle class="brand-dot" cx="9" cy="9" r="3" />
          </svg>
          Resolve
        </a>
        <nav aria-label={t("Chính", "Main")}>
          <Tab to="#/" on={first === ""}>
            {t("Tra cứu", "Search")}
          </Tab>
          <Tab to="#/rings" on={first === "rings" || first === "ring"}>
            {t("Đường dây", "Rings")}
          </Tab>
          <Tab to="#/alerts" on={first === "alerts"}>
            {t("Cảnh báo", "Alerts")}
            {unseen.value > 0 && (
              <span class="count" id="alerts-badge">
                {unseen.value > 99 ? "99+" : unseen.value}
              </span>
            )}
          </Tab>
        </nav>
        <form
          class="quick"
          role="search"
          onSubmit={e => {
            e.preventDefault();
            if (box.current?.value.trim()) go(searchLink(box.current.value.trim()));
          }}
        >
          <input
            ref={box}
            id="quick"
            type="search"
            maxLength={2000}
            autocomplete="off"
            aria-label={t("Tra cứu số, tài khoản, tên", "Search numbers, accounts, names")}
            placeholder={t("Số, tài khoản, tên…", "Number, account, name…")}
          />
          <kbd aria-hidden="true">/</kbd>
        </form>
        <button
          id="language"
          class="language"
          type="button"
          lang={language.value === "vi" ? "en" : "vi"}
          aria-label={language.value === "vi" ? "English" : "Tiếng Việt"}
          onClick={switchLanguage}
        >
          {language.value === "vi" ? "EN" : "VI"}
        </button>
      </header>
      <main id="main" tabIndex={-1}>
        <Screen first={first} rest={rest} />
      </main>
    </>
  );
}

const Tab = ({ to, on, children }: { to: string; on: boolean; children: preact.ComponentChildren }) => (
  <a href={to} aria-current={on ? "page" : undefined}>
    {children}
  </a>
);

function Screen({ first, rest }: { first: string; rest: string[] }) {
  switch (first) {
    case "":
      return <SearchScreen />;
    case "rings":
      return <RingsScreen />;
    case "ring":
      return <RingScreen id={rest[0] ?? ""} tab={rest[1] ?? "summary"} />;
    case "entity":
      return <EntityScreen of={rest[0] ?? ""} />;
    case "report":
      return <ReportScreen source={rest[0] ?? ""} id={rest[1] ?? ""} />;
    case "alerts":
      return <AlertsScreen />;
    default:
      return (
        <div class="page">
          <Empty title={t("Không có trang này.", "There is no such page.")}>
            <a href="#/">{t("Về trang tra cứu", "To the search page")}</a>
          </Empty>
        </div>
      );
  }
}

/** "/" goes to the search box; "g" and a letter to a screen. */
function keys(box: { current: HTMLInputElement | null }): () => void {
  let pending = 0;
  const listen = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
    if (event.key === "/") {
      event.preventDefault();
      (document.getElementById("paste") ?? box.current)?.focus();
    } else if (event.key === "g") pending = Date.now();
    else if (Date.now() - pending < 1200 && screens[event.key]) {
      pending = 0;
      go(screens[event.key]!);
    }
  };
  addEventListener("keydown", listen);
  return () => removeEventListener("keydown", listen);
}
