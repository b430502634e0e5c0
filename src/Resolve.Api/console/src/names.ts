// What an entity is called on the screen: never its key, a hash or a bank's BIN.
import { serverWords, t } from "./language";

export interface AccountName {
  bank: string;
  code: string;
  number: string;
}

const grouped = (digits: string): string => (digits.length === 10 ? `${digits.slice(0, 4)} ${digits.slice(4, 7)} ${digits.slice(7)}` : digits);

function phoneName(value: string): string {
  if (value.startsWith("+84")) return grouped("0" + value.slice(3));
  if (!value.startsWith("+")) return value.replace(/^unknown:/, "");
  const rest = value.slice(1),
    head = rest.length > 9 ? rest.length - 9 : rest.length % 3 || 3;
  return `+${[rest.slice(0, head), ...(rest.slice(head).match(/.{1,3}/g) ?? [])].join(" ")}`;
}

const ledgers: Record<string, string> = { tron: "TRON", eth: "Ethereum", btc: "Bitcoin", iban: "IBAN" };

/** The bank and the number of an account's key. */
export function accountName(key: string): AccountName {
  const [, system = "", ...rest] = key.split(":");
  const bank = serverWords.value.banks[system],
    last = rest[rest.length - 1] ?? "";
  if (bank) return { bank: bank[1], code: bank[0], number: last };
  if (system === "card") {
    const issuer = serverWords.value.banks[rest[0] ?? ""];
    const name = issuer ? `${t("Thẻ", "Card")} ${issuer[1]}` : t("Thẻ", "Card");
    return { bank: name, code: name, number: t("số được giấu", "number kept secret") };
  }
  if (system === "unknown") return { bank: t("Chưa rõ NH", "Bank unknown"), code: "?", number: last };
  if (system === "bic") return { bank: rest[0] ?? "", code: rest[0] ?? "", number: last };
  const ledger = ledgers[system] ?? (/^\d+$/.test(system) ? t("Chưa rõ NH", "Bank unknown") : system.toUpperCase());
  return { bank: ledger, code: ledger, number: last };
}

const isWallet = (key: string): boolean => /^account:(tron|eth|btc):/.test(key);

/** Long addresses of wallets keep their first and last characters. */
const shortened = (text: string): string => (text.length > 22 ? `${text.slice(0, 6)}…${text.slice(-6)}` : text);

/** What an entity is called: the label of a person, the readable form of a number. */
export function nameOf(key: string, label?: string | null): string {
  const colon = key.indexOf(":"),
    kind = key.slice(0, colon),
    value = key.slice(colon + 1);
  switch (kind) {
    case "phone":
      return phoneName(value);
    case "account": {
      const account = accountName(key);
      return `${account.bank} ${isWallet(key) ? shortened(account.number) : account.number}`;
    }
    case "device": {
      const [type = "", ...rest] = value.split(":");
      return `${rest.length > 0 ? type.toUpperCase() : ""} ${rest.join(":") || type}`.trim();
    }
    case "online":
      return onlineName(value);
    case "person":
      return label || t("Chưa rõ tên", "Name unknown");
    default:
      return value;
  }
}

function onlineName(value: string): string {
  const colon = value.indexOf(":"),
    platform = colon > 0 ? value.slice(0, colon) : "",
    rest = value.slice(colon + 1);
  const last = rest.includes(":") ? rest.slice(rest.indexOf(":") + 1) : rest;
  if (["domain", "web", "url", "email"].includes(platform)) return last;
  return platform ? `${last} (${platform[0]!.toUpperCase()}${platform.slice(1)})` : last;
}

/** How a key stands in an address of this page. */
export const keyPath = (key: string): string => encodeURIComponent(key);

export const unitOf = (source: string, unit: string | null | undefined): string => unit || source;
