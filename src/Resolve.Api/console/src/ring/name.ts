// A name that people can say: the leader's, else the method and the place.
import type { Ring } from "../api";
import { dong, short } from "../format";
import { t, typology } from "../language";
import { nameOf } from "../names";

/** Names in capitals are written as names. */
export const spoken = (name: string): string =>
  name === name.toUpperCase() ? name.toLowerCase().replace(/(^|[\s'-])\p{L}/gu, letter => letter.toUpperCase()) : name;

export function leaderOf(ring: Ring) {
  return (ring.members ?? [])
    .filter(m => m.kind === "person" && m.roles?.[0]?.role === "leader")
    .toSorted((a, b) => b.roles![0]!.score - a.roles![0]!.score || b.reportCount - a.reportCount || (a.key < b.key ? -1 : 1))[0];
}

export function topPlace(ring: Ring): string | undefined {
  const places = (ring.places34 ?? []).toSorted((a, b) => b.reports - a.reports || (a.name < b.name ? -1 : 1));
  return places.find(p => p.reports > 0)?.name ?? ring.provinces34?.[0];
}

export function ringName(ring: Ring): string {
  const leader = leaderOf(ring);
  if (leader) return `${t("Đường dây", "Ring of")} ${spoken(nameOf(leader.key, leader.label))}`;
  const method = ring.typologies?.[0]
    ? typology(ring.typologies[0])
        .replace(/^Lừa đảo /, "")
        .replace(/ \(.*\)$/, "")
    : "";
  const place = topPlace(ring),
    about = [method, place].filter(x => x).join(", ");
  return about ? `${t("Đường dây", "Ring:")} ${about}` : `${t("Đường dây", "Ring of")} ${ring.memberCount} ${t("thành viên", "members")}`;
}

export const methods = (ring: Ring): string => (ring.typologies ?? []).map(typology).join(" · ") || t("Chưa rõ thủ đoạn", "Method not known");
export const lossOf = (ring: Ring): string => short(dong(ring.loss) || ring.lossVnd);

export function placesOf(ring: Ring): string {
  const place = topPlace(ring),
    others = (ring.provinces34?.length ?? 0) - 1;
  if (!place) return t("chưa rõ nơi", "place not known");
  return others > 0 ? t(`${place} và ${others} tỉnh`, `${place} and ${others} more`) : place;
}
