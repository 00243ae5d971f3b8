/** Where a shop's numbers come from. */

import { MEASURES, type Measure } from "../../core/metrics/metric.ts";
import { ORDER_MEASURES } from "./columns.ts";
import { type Row, toText } from "./connection.ts";
import type { Sources } from "./rebuild-rollups.ts";
import { type Sql, sql } from "./sql.ts";

export async function readSources(query: (statement: Sql) => Promise<readonly Row[]>, shopId: string): Promise<Sources> {
  const [facts] = await query(sql`
    SELECT (SELECT 1 FROM orders WHERE shop_id = ${shopId} LIMIT 1) AS orders, (SELECT 1 FROM refund_lines WHERE shop_id = ${shopId} LIMIT 1) AS refunds`);
  const orders = facts?.orders !== null;
  const refunds = facts?.refunds !== null;
  const rows = await query(sql`
    SELECT w.source, w.measures FROM watermarks w
    WHERE w.shop_id = ${shopId} AND EXISTS (SELECT 1 FROM measures m WHERE m.shop_id = w.shop_id AND m.source = w.source)
    ORDER BY w.run_id, w.source`);
  const tellers = new Map<Measure, string>();
  for (const row of rows) for (const measure of parseMeasures(row.measures)) tellers.set(measure, toText(row.source));
  for (const measure of ORDER_MEASURES) if (orders || (refunds && measure === "returns")) tellers.delete(measure);
  return { orders, refunds, tellers };
}

export function parseMeasures(column: unknown): readonly Measure[] {
  const names = toText(column).split(",");
  return MEASURES.filter((measure) => names.includes(measure));
}

export function sameTellers(a: Sources, b: Sources): boolean {
  return JSON.stringify([...a.tellers].sort()) === JSON.stringify([...b.tellers].sort());
}
