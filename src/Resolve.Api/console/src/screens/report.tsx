// A report: its text with what was read out of it marked, its mentions, and what it states.
import { ask, reportAddress, useAsk, type Stored } from "../api";
import { Answer, Card, Chip, EntityName, Fact, kindOf } from "../components";
import { time, wholeMoney, type Money } from "../format";
import { t, typology, word } from "../language";
import { nameOf } from "../names";

interface Body {
  narrative?: string;
  unit?: string;
  receivedAt?: string;
  occurredAt?: string;
  province?: string;
  status?: string;
  typologies?: string[];
  loss?: Money;
  mentions?: { ref?: string; value?: string; name?: string; kind: string }[];
}
interface Piece {
  text: string;
  kind?: string;
}
interface Parsed {
  steps: string[];
}

/** Cuts the text at what the scanner found, by its own places. */
export function pieces(text: string, steps: readonly string[]): Piece[] {
  const found = steps
    .flatMap(s => {
      const read = /^(\w+) at (\d+), length (\d+):/.exec(s);
      return read ? [{ kind: read[1]!, start: Number(read[2]), length: Number(read[3]) }] : [];
    })
    .sort((a, b) => a.start - b.start);
  const out: Piece[] = [];
  let at = 0;
  for (const f of found) {
    if (f.start < at || f.start + f.length > text.length) continue;
    if (f.start > at) out.push({ text: text.slice(at, f.start) });
    out.push({ text: text.slice(f.start, f.start + f.length), kind: f.kind });
    at = f.start + f.length;
  }
  if (at < text.length) out.push({ text: text.slice(at) });
  return out;
}

export function ReportScreen({ source, id }: { source: string; id: string }) {
  const answer = useAsk(`report ${source} ${id}`, async () => {
    const stored = await ask<Stored>(reportAddress({ source, id })),
      body = stored.report as Body;
    const read = body.narrative ? await ask<Parsed>("/v1/parse", { kind: "narrative", value: body.narrative }) : { steps: [] };
    return { stored, body, parts: pieces(body.narrative ?? "", read.steps) };
  });
  return (
    <div class="page">
      <h1>
        {t("Tin báo", "Report")} {id}
      </h1>
      <Answer of={answer}>
        {({ stored, body, parts }) => (
          <div class="two">
            <div>
              <Card title={t("Nội dung", "Text")} note={t("phần đọc được được tô đậm", "what was read is marked")}>
                {parts.length > 0 ? (
                  <p class="narrative" id="narrative">
                    {parts.map(p => (p.kind ? <mark class={`mark-${p.kind}`}>{p.text}</mark> : p.text))}
                  </p>
                ) : (
                  <p class="note">{t("Tin báo không có lời kể.", "The report has no text.")}</p>
                )}
              </Card>
              <Card title={t("Đã nhận ra", "What it names")} note={String(stored.mentions?.length ?? 0)}>
                <table class="rows inner">
                  <tbody>
                    {(stored.mentions ?? []).map(m => {
                      const key = m.entity ?? m.candidates?.[0],
                        written = body.mentions?.find(x => x.ref === m.ref);
                      return (
                        <tr>
                          <td>
                            {m.entity ? (
                              <EntityName of={m.entity} label={written?.name ?? null} />
                            ) : key ? (
                              <span>{nameOf(key)}</span>
                            ) : (
                              (written?.name ?? written?.value ?? "–")
                            )}
                          </td>
                          <td>{word(m.role)}</td>
                          <td class="note">
                            {m.entity && kindOf(m.entity) !== "person" && written?.value
                              ? `“${written.value}”`
                              : m.reason
                                ? t("chưa đọc được chắc chắn", "not read with certainty")
                                : ""}
                          </td>
                        </tr>
                      );
                    })}
                  </tbody>
                </table>
              </Card>
            </div>
            <Card title={t("Tin báo này", "This report")}>
              <dl class="pairs">
                <Fact term={t("Đơn vị", "Unit")}>{body.unit ?? source}</Fact>
                <Fact term={t("Nguồn", "Source")}>{source}</Fact>
                <Fact term={t("Nhận lúc", "Received")}>{time(body.receivedAt)}</Fact>
                {body.occurredAt && <Fact term={t("Xảy ra", "Happened")}>{time(body.occurredAt)}</Fact>}
                {body.province && <Fact term={t("Nơi", "Place")}>{body.province}</Fact>}
                {body.loss && <Fact term={t("Thiệt hại", "Loss")}>{wholeMoney(body.loss)}</Fact>}
                {body.status && (
                  <Fact term={t("Tình trạng", "Status")}>
                    <Chip>{word(body.status)}</Chip>
                  </Fact>
                )}
                {(body.typologies ?? []).length > 0 && <Fact term={t("Thủ đoạn", "Method")}>{body.typologies!.map(typology).join("; ")}</Fact>}
              </dl>
            </Card>
          </div>
        )}
      </Answer>
    </div>
  );
}
