/** Rows of metrics files into `measures`. A row replaces the earlier row of its source, bucket and dimensions. */
import type { MeasureFact } from "../../core/facts.ts";
import { MEASURES } from "../../core/metrics/metric.ts";
import { cleanText } from "./clean-text.ts";
import { columnOf } from "./columns.ts";
import type { Connection } from "./connection.ts";
import type { Columns, ColumnType, Dialect } from "./dialect.ts";
import type { ImportState } from "./import-state.ts";
import { raw, sql } from "./sql.ts";

const KEY_COLUMNS = {
  grain: "text",
  day: "text",
  at_ms: "int",
  channel: "text",
  device: "text",
  country: "text",
  category: "text",
} as const satisfies Columns;
const VALUE_COLUMNS = MEASURES.map(columnOf);
const ALL_COLUMNS: Columns = {
  ...KEY_COLUMNS,
  hour_ms: "int",
  available_at_ms: "int",
  ...Object.fromEntries(VALUE_COLUMNS.map((name): [string, ColumnType] => [name, "int"])),
};

export async function writeMeasures(
  connection: Connection,
  dialect: Dialect,
  state: ImportState,
  facts: readonly MeasureFact[],
): Promise<void> {
  // The last of several rows with one key is the one that stays.
  const rows = new Map(facts.map((fact) => [keyOf(fact), toRow(fact)]));
  const differs = VALUE_COLUMNS.map((name) => `measures.${name} IS DISTINCT FROM excluded.${name}`).join(" OR ");
  // A row that is there with the same values stays as it is, `available_at_ms` too: it was known since then.
  const changed = await connection.execute(sql`
    INSERT INTO measures (shop_id, source, ${raw(Object.keys(ALL_COLUMNS).join(", "))})
    SELECT ${state.shopId}, ${state.source}, r.* FROM ${dialect.jsonRows([...rows.values()], ALL_COLUMNS)} WHERE true
    ON CONFLICT (shop_id, source, ${raw(Object.keys(KEY_COLUMNS).join(", "))}) DO UPDATE SET
      ${raw(["hour_ms", "available_at_ms", ...VALUE_COLUMNS].map((name) => `${name} = excluded.${name}`).join(", "))}
    WHERE ${raw(differs)}`);

  state.measures += rows.size;
  state.unchangedMeasures += rows.size - changed;
  for (const { bucket, values } of facts) {
    if (changed > 0) state.days.add(bucket.day);
    for (const measure of MEASURES) if (values[measure] !== undefined) state.told.add(measure);
    if (bucket.grain === "hour") {
      if (state.latestHourMs === null || bucket.hourStartMs > state.latestHourMs) state.latestHourMs = bucket.hourStartMs;
    } else if (state.latestDay === null || bucket.day > state.latestDay) state.latestDay = bucket.day;
  }
}

function toRow({ bucket, channel, device, country, category, values, availableAtMs }: MeasureFact): readonly (string | number | null)[] {
  const hourMs = bucket.grain === "hour" ? bucket.hourStartMs : 0;
  return [
    ...[bucket.grain, bucket.day, hourMs, channel, device, country, category, hourMs, availableAtMs],
    ...MEASURES.map((measure) => values[measure] ?? null),
  ];
}

function keyOf({ bucket, channel, device, country, category }: MeasureFact): string {
  const hourMs = bucket.grain === "hour" ? bucket.hourStartMs : 0;
  return JSON.stringify([bucket.day, hourMs, ...[channel, device, country, category].map(cleanText)]);
}
