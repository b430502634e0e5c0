// Small pieces that every screen uses.
import type { ComponentChildren } from "preact";
import type { Asked, Failure, Member } from "./api";
import { freshness } from "./api";
import { Glyph } from "./chart/draw";
import { t, word } from "./language";
import { nameOf } from "./names";
import { entityLink } from "./router";

/** The shape of a kind beside text. */
export const Kind = ({ kind }: { kind: string }) => (
  <svg class="kind" viewBox="0 0 14 14" width="14" height="14" role="img" aria-label={word(kind)}>
    <Glyph kind={kind} x={7} y={7} r={5} />
  </svg>
);

export const kindOf = (key: string): string => key.slice(0, key.indexOf(":"));

export const EntityName = ({ of, label }: { of: string; label?: string | null | undefined }) => (
  <a class="entity" href={entityLink(of)}>
    <Kind kind={kindOf(of)} /> <span>{nameOf(of, label)}</span>
  </a>
);

export const MemberName = ({ of }: { of: Member }) => <EntityName of={of.key} label={of.label} />;

export function Card({ title, note, children, id }: { title: string; note?: ComponentChildren; children: ComponentChildren; id?: string }) {
  return (
    <section class="card" id={id}>
      <header>
        <h2>{title}</h2>
        {note !== undefined && <span class="note">{note}</span>}
      </header>
      <div class="card-body">{children}</div>
    </section>
  );
}

/** A term and its value in a list of facts. */
export const Fact = ({ term, children, wide, class: style }: { term: string; children: ComponentChildren; wide?: boolean; class?: string }) => (
  <div class={wide ? "wide" : undefined}>
    <dt>{term}</dt>
    <dd class={style}>{children}</dd>
  </div>
);

export const Chip = ({ children, tone }: { children: ComponentChildren; tone?: "alert" | "warn" | "ok" | "accent" }) => (
  <span class={`chip${tone ? ` chip-${tone}` : ""}`}>{children}</span>
);

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="state" role="status">
      <strong>{title}</strong>
      {children && <p>{children}</p>}
    </div>
  );
}

export const Loading = () => (
  <div class="state loading" role="status">
    {t("Đang tải…", "Loading…")}
  </div>
);

function reason(failure: Failure): string {
  if (failure.status === 0)
    return t("Không nối được với máy chủ. Dữ liệu đã nhập vẫn còn trên màn hình.", "The server cannot be reached. What you entered is still on the screen.");
  if (failure.type === "/problems/starting")
    return t("Máy chủ đang khởi động và đọc lại dữ liệu. Xin chờ một lát.", "The server is starting and reads its data. Please wait a moment.");
  if (failure.type === "/problems/ring-unknown")
    return t("Không còn đường dây này: tin báo mới có thể đã gộp hoặc tách nó.", "There is no such ring now: later reports may have merged or split it.");
  if (failure.status === 404) return t("Không tìm thấy, hoặc tin báo đã được rút.", "It was not found, or its report was withdrawn.");
  if (failure.status === 501) return t("Máy chủ này không có chức năng này.", "This server does not offer it.");
  if (failure.type === "/problems/question-timeout")
    return t("Câu hỏi mất quá lâu. Xin thử lại hoặc thu hẹp.", "The question took too long. Try again, or narrow it.");
  if (failure.errors.length > 0) return failure.errors.map(e => `${e.path}: ${e.message}`).join("; ");
  return t("Máy chủ không trả lời được.", "The server could not answer.");
}

export const Problem = ({ failure }: { failure: Failure }) => (
  <div class="state problem" role="alert">
    <p>{reason(failure)}</p>
    <button type="button" class="button" onClick={() => freshness.value++}>
      {t("Thử lại", "Try again")}
    </button>
  </div>
);

/** The answer when it is there; else what the reader waits for or what went wrong. An earlier answer stays while a new one is asked for. */
export function Answer<T>({ of, children }: { of: Asked<T>; children: (data: T) => ComponentChildren }) {
  if (of.error) return <Problem failure={of.error} />;
  return of.data === undefined ? <Loading /> : <>{children(of.data)}</>;
}

/** A horizontal bar: SVG attributes need no inline style. */
export const Bar = ({ share, tone }: { share: number; tone?: string }) => (
  <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
    <rect class="bar-ground" width="100" height="6" />
    <rect class={tone ?? "bar-fill"} width={Math.max(0, Math.min(100, share * 100))} height="6" />
  </svg>
);
