/** The search for causes over what the store tells by one dimension and by two. */

import { factRanges } from "../core/answers/fact-ranges.ts";
import type { ResolvedPeriod } from "../core/calendar/period.ts";
import type { ExplainedMetric } from "../core/explain/explain-readings.ts";
import { type Cause, findCauses } from "../core/explain/find-causes.ts";
import type { NamedSums } from "../core/explain/split-parts.ts";
import { addTotals, type Cell, NOTHING, type Totals } from "../core/explain/table.ts";
import type { TableMetric } from "../core/explain/table-metric.ts";
import { findOnlineChannels } from "../core/metrics/channels.ts";
import type { MeasureSums } from "../core/metrics/metric.ts";
import type { WhyDimension } from "./explain-question.ts";
import type { PeriodReader } from "./read-period.ts";

/** Dimensions that sources tell sessions by. */
const SEARCHED = ["channel", "device", "country", "category"] as const satisfies readonly WhyDimension[];
type Searched = (typeof SEARCHED)[number];

const AS_TABLE: Readonly<Partial<Record<ExplainedMetric, TableMetric>>> = {
  sales: "sales",
  gross: "sales",
  profit: "sales",
  orders: "orders",
  traffic: "traffic",
  conversion: "conversion",
  aov: "aov",
};

/** The causes of the pair of dimensions that shows the largest; null where no source tells sessions by any dimension. */
export async function findStoredCauses(
  reader: PeriodReader,
  metric: ExplainedMetric,
  names: ReadonlyMap<WhyDimension, readonly NamedSums[]>,
  before: ResolvedPeriod,
  after: ResolvedPeriod,
): Promise<readonly Cause[] | null> {
  const tableMetric = AS_TABLE[metric];
  if (tableMetric === undefined) return null;
  const told = SEARCHED.filter((dimension) => (names.get(dimension) ?? []).filter((each) => isTold(each)).length > 1);
  if (told.length === 0) return null;
  const pairs = told.flatMap((first, index) => told.slice(index + 1).map((second) => [first, second]));
  const online = findOnlineChannels(
    (names.get("channel") ?? []).map(({ key, before: b, after: a }) => ({ channel: key, sums: { ...b, ...a } })),
  );
  const tables = await Promise.all(
    (pairs.length > 0 ? pairs : told.map((each) => [each])).map((dimensions) => readCells(reader, dimensions, before, after, online)),
  );
  const lengths = { daysBefore: before.toMs - before.fromMs, daysAfter: after.toMs - after.fromMs };
  const found = tables.map(({ dimensions, cells }) => (cells.length < 2 ? [] : findCauses({ dimensions, cells, ...lengths }, tableMetric)));
  const sizeOf = ([first]: readonly Cause[]) => Math.abs(first?.amount ?? 0);
  return found.reduce<readonly Cause[]>((best, causes) => (sizeOf(causes) > sizeOf(best) ? causes : best), []);
}

async function readCells(
  { store, scope }: PeriodReader,
  dimensions: readonly Searched[],
  before: ResolvedPeriod,
  after: ResolvedPeriod,
  online: ReadonlySet<string>,
): Promise<{ readonly dimensions: readonly string[]; readonly cells: readonly Cell[] }> {
  const cells = new Map<string, { readonly keys: readonly string[]; before: Totals; after: Totals }>();
  const channelAt = dimensions.indexOf("channel");
  for (const [side, period] of [
    ["before", before],
    ["after", after],
  ] as const) {
    for (const range of factRanges(period)) {
      for (const { keys, sums } of await store.measures({ ...scope, range, by: dimensions })) {
        if (channelAt >= 0 && !online.has(keys[channelAt] ?? "")) continue;
        const name = JSON.stringify(keys);
        const cell = cells.get(name) ?? { keys, before: NOTHING, after: NOTHING };
        cell[side] = addTotals(cell[side], totalsOf(sums));
        cells.set(name, cell);
      }
    }
  }
  return { dimensions, cells: [...cells.values()] };
}

function totalsOf({ sessions = 0, orders = 0, gross = 0, discounts = 0 }: MeasureSums): Totals {
  return { sessions, orders, revenue: gross - discounts };
}

function isTold({ before, after }: NamedSums): boolean {
  return (before.sessions ?? after.sessions) !== undefined && (before.orders ?? after.orders) !== undefined;
}
