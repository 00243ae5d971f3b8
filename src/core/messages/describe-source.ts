/** Whose numbers these are and how fresh: the last lines under everything that is said about a shop. */
import type { SourceReach } from "../answers/answer.ts";
import { formatInstant } from "../calendar/format-period.ts";
import type { Locale } from "../locale.ts";
import type { Shop } from "../shop.ts";

/** "Europe/Berlin · EUR · data through orders Sat 21 Nov 2026, 23:00". */
export function describeSource(shop: Shop, reach: readonly SourceReach[], locale: Locale): string {
  return `${shop.zone} · ${shop.currency} · ${describeFreshness(shop, reach, locale)}`;
}

/** Said first, where the shop is made up. */
export function describeSimulated({ simulated }: Shop, locale: Locale): readonly string[] {
  if (!simulated) return [];
  return [locale === "zh" ? "模拟店铺：以下数字均为虚构。" : "Simulated shop: these numbers are made up."];
}

function describeFreshness({ zone }: Shop, reach: readonly SourceReach[], locale: Locale): string {
  if (reach.length === 0) return locale === "zh" ? "尚无数据" : "no data yet";
  const parts = reach.map(({ source, throughMs }) => `${source} ${formatInstant(throughMs, zone, locale)}`);
  return locale === "zh" ? `数据截至 ${parts.join("、")}` : `data through ${parts.join(", ")}`;
}
