/** One hour of a metric in the words of people: what it was, what it should have been, and what the difference cost. */

import type { HourRecord } from "./hour-record.ts";
import type { WatchedMetric } from "./incident.ts";

/** Sums that make the metric: `observed / over` beside `expected / over`; `over` is 1 where it is no ratio. */
export interface HourMeasure {
  readonly observed: number;
  readonly expected: number;
  readonly over: number;
  /** Net sales missing, in minor units; negative where there is more than expected. */
  readonly lossMinor: number;
}

/** Null where the hour does not tell the metric for the channel ("all": for any). */
export function measureHour({ forecast, rows }: HourRecord, metric: WatchedMetric, channel: string): HourMeasure | null {
  const sum = { sessions: 0, orders: 0, value: 0, returns: 0, spend: 0, due: { traffic: 0, orders: 0, value: 0, spend: 0, visitValue: 0 } };
  let isTold = false;
  for (const row of rows.values()) {
    const due = forecast.channels.get(row.channel);
    if (due === undefined || (channel !== "all" && channel !== row.channel)) continue;
    const { orders, valueMinor, sessions } = row;
    isTold ||= metric === "refund_rate" ? row.returnsMinor !== null : metric === "roas" ? row.adSpendMinor !== null : true;
    sum.sessions += sessions ?? 0;
    sum.orders += orders ?? 0;
    sum.value += valueMinor ?? 0;
    sum.returns += row.returnsMinor ?? 0;
    sum.spend += row.adSpendMinor ?? 0;
    sum.due.traffic += due.traffic;
    sum.due.orders += (sessions ?? due.traffic) * due.conversion;
    sum.due.visitValue += (sessions ?? due.traffic) * due.conversion * due.orderValue;
    sum.due.value += due.traffic * due.conversion * due.orderValue;
    sum.due.spend += (sessions ?? 0) * due.cost;
  }
  if (!isTold) return null;
  const { due } = sum;
  // Money on the value of the whole hour: nothing is known of a value where nothing was ordered.
  const perOrder = due.visitValue > 0 && due.orders > 0 ? due.visitValue / due.orders : 0;
  switch (metric) {
    case "sessions":
      return { observed: sum.sessions, expected: due.traffic, over: 1, lossMinor: due.value - sum.value };
    case "tracking":
      return { observed: sum.sessions, expected: due.traffic, over: 1, lossMinor: 0 };
    case "orders":
    case "sales":
      return { observed: sum.orders, expected: due.orders, over: 1, lossMinor: due.value - sum.value };
    case "conversion":
      return { observed: sum.orders, expected: due.orders, over: sum.sessions, lossMinor: due.visitValue - sum.value };
    case "aov":
      return { observed: sum.value, expected: sum.orders * perOrder, over: sum.orders, lossMinor: sum.orders * perOrder - sum.value };
    case "refund_rate":
      return { observed: sum.returns, expected: forecast.returns, over: sum.value, lossMinor: sum.returns - forecast.returns };
    case "roas":
    case "ad_spend":
      // Sales over spend: the expected spend of these visits would have brought the same sales.
      return {
        observed: sum.value,
        expected: due.spend > 0 ? (sum.value * sum.spend) / due.spend : sum.value,
        over: sum.spend,
        lossMinor: 0,
      };
  }
}
