/** The metrics a table of sessions, orders and revenue can tell. */
import type { Totals } from "./table.ts";

export const TABLE_METRICS = ["sales", "orders", "traffic", "conversion", "aov"] as const;
export type TableMetric = (typeof TABLE_METRICS)[number];

/** Null where the denominator is zero. */
export function tableValue(metric: TableMetric, { sessions, orders, revenue }: Totals): number | null {
  switch (metric) {
    case "sales":
      return revenue;
    case "orders":
      return orders;
    case "traffic":
      return sessions;
    case "conversion":
      return sessions > 0 ? orders / sessions : null;
    case "aov":
      return orders > 0 ? revenue / orders : null;
  }
}

/** As people and files name them: "revenue" is sales, "sessions" is traffic. */
export function parseTableMetric(name: string): TableMetric | null {
  const word = name.trim().toLowerCase();
  const metric = { revenue: "sales", sessions: "traffic", visits: "traffic", cvr: "conversion" }[word] ?? word;
  return TABLE_METRICS.find((each) => each === metric) ?? null;
}
