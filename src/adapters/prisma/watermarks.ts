import { MEASURES } from "../../core/metrics/metric.ts";
import type { Watermark } from "../../ports/stores.ts";
import { type Connection, type Row, toInt, toText } from "./connection.ts";
import type { ImportState } from "./import-state.ts";
import { parseMeasures } from "./sources.ts";
import { sql } from "./sql.ts";

/** Notes what the source tells and how far. A watermark never moves back: what is in stays in. */
export async function moveWatermark(
  connection: Connection,
  state: ImportState,
  throughMs: number | null,
  changedMeasures: boolean,
): Promise<void> {
  if (throughMs === null) return;
  const [row] = await connection.query(sql`SELECT * FROM watermarks WHERE shop_id = ${state.shopId} AND source = ${state.source}`);
  const known = row ? parseMeasures(row.measures) : [];
  const measures = MEASURES.filter((measure) => state.told.has(measure) || known.includes(measure)).join(",");
  const runId = changedMeasures || !row ? state.runId : toInt(row.run_id);
  const furthestMs = Math.max(throughMs, row ? toInt(row.through_ms) : throughMs);
  await connection.execute(sql`
    INSERT INTO watermarks (shop_id, source, through_ms, measures, run_id)
    VALUES (${state.shopId}, ${state.source}, ${furthestMs}, ${measures}, ${runId})
    ON CONFLICT (shop_id, source) DO UPDATE SET through_ms = excluded.through_ms, measures = excluded.measures, run_id = excluded.run_id`);
}

export function toWatermark(row: Row): Watermark {
  return { source: toText(row.source), throughMs: toInt(row.through_ms), measures: parseMeasures(row.measures) };
}
