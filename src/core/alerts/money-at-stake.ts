/** What an alert costs: so far, and each hour that it goes on. */
import type { MinorUnits } from "../money.ts";
import type { Departure, Finding } from "./finding.ts";

export interface ShopLoss {
  readonly shopId: string;
  /** Net sales missing against the expectation; never negative. */
  readonly soFarMinor: MinorUnits;
  /** Zero once nothing of it goes on. */
  readonly perHourMinor: MinorUnits;
}

/**
 * One loss a shop. Conversion, orders and sales of the same hours tell the same missing money, and so do a channel and
 * the total it is in: of metrics the largest counts, and channels count only where the total is not among the findings.
 */
export function lossesOf(findings: readonly Finding[]): readonly ShopLoss[] {
  const departures = findings.filter((finding) => finding.type === "departure");
  const shopIds = [...new Set(findings.map(({ shopId }) => shopId))].sort();
  return shopIds.map((shopId) => {
    const own = departures.filter((each) => each.shopId === shopId);
    const channels = own.some(({ channel }) => channel === "all") ? ["all"] : [...new Set(own.map(({ channel }) => channel))];
    const sum = (of: (departure: Departure) => number) => channels.reduce((total, channel) => total + largest(own, channel, of), 0);
    return {
      shopId,
      soFarMinor: Math.round(sum(({ lossMinor }) => lossMinor)),
      perHourMinor: Math.round(sum(({ endMs, lossMinorPerHour }) => (endMs === null ? lossMinorPerHour : 0))),
    };
  });
}

/** Of a channel's metrics the one with the largest sum over its episodes. */
function largest(departures: readonly Departure[], channel: string, of: (departure: Departure) => number): number {
  const byMetric = new Map<string, number>();
  for (const each of departures) {
    if (each.channel === channel) byMetric.set(each.metric, (byMetric.get(each.metric) ?? 0) + of(each));
  }
  return Math.max(0, ...byMetric.values());
}

/** For comparing alerts and one alert with its past. Currencies are not converted: shops of one operator mostly share one. */
export function perHourOf(findings: readonly Finding[]): MinorUnits {
  return lossesOf(findings).reduce((total, { perHourMinor }) => total + perHourMinor, 0);
}
