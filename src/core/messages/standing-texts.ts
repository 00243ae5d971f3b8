/** Words that channels and shops side by side share. */
import { formatPoints, formatRatio } from "../format.ts";
import type { Locale } from "../locale.ts";
import { USUAL_SPREADS } from "../reports/channel-standing.ts";
import type { Yardstick } from "../reports/standing-figures.ts";

export const UNKNOWN = "–";

/** Beyond this the earlier periods hardly moved, and the number means no more. */
const FURTHEST_SHOWN = 99;

/** "+3.1", "-0.4": in spreads of the earlier periods; one that stands out is marked. */
export function formatDistance(distance: number | null): string {
  if (distance === null) return UNKNOWN;
  if (Math.abs(distance) > FURTHEST_SHOWN) return `! ${distance > 0 ? ">" : "<-"}${FURTHEST_SHOWN}`;
  const rounded = Math.round(distance * 10) / 10;
  const text = rounded === 0 ? "0" : `${rounded > 0 ? "+" : ""}${rounded.toFixed(1)}`;
  return Math.abs(distance) < USUAL_SPREADS ? text : `! ${text}`;
}

/** A share and its change: "42%", "+1.2 pp". */
export function formatShare(share: number | null, before: number | null, locale: Locale): readonly [string, string] {
  return [
    share === null ? UNKNOWN : formatRatio(share, locale),
    share === null || before === null ? UNKNOWN : formatPoints(share - before, locale),
  ];
}

export function describeYardstick({ kind, periods }: Yardstick, locale: Locale): string {
  const zh = locale === "zh";
  if (periods < 4)
    return zh
      ? "可比的同类时段不足 4 个，还说不出平常水平。"
      : "Fewer than 4 earlier periods alike are known: what is usual cannot be told yet.";
  const alike = {
    daily: zh ? "个相同的星期几" : "same weekdays",
    weekly: zh ? "个等长的周" : "stretches of as many weeks",
    monthly: zh ? "个等长的月份" : "stretches by the month",
  }[kind];
  return zh
    ? `平常：之前 ${periods} ${alike}的平均；距离以其标准差（至少为平均的 10%）衡量，“!”表示超过 ${USUAL_SPREADS} 个。`
    : `Usually: the mean of the ${periods} ${alike} before; distance in their standard deviations (at least 10% of the mean), “!” from ${USUAL_SPREADS} on.`;
}
