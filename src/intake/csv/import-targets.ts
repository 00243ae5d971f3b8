/** A table of targets: one row each, all of the file or none of it. */
import { METRICS } from "../../core/metrics/catalogue.ts";
import type { MetricId } from "../../core/metrics/metric.ts";
import type { Shop } from "../../core/shop.ts";
import { parseTargetValue } from "../../core/targets/parse-target-value.ts";
import { TARGET_METRICS, type Target } from "../../core/targets/target.ts";
import { parseTargetDays } from "../../core/targets/target-days.ts";
import type { PutTargets, TargetStore } from "../../ports/targets.ts";
import type { TableShape } from "../columns.ts";
import { describeFault, IntakeError, ProblemList } from "../intake-error.ts";
import { cleanText } from "../readers/clean-text.ts";
import type { Fault } from "../readers/fault.ts";
import { cellOf, MAX_WORD_CHARS } from "../rows/row-context.ts";
import { describeUnknownShop } from "../unknown-shop.ts";
import { type ByteSource, readTable } from "./read-table.ts";

const SHAPE: TableShape<"shop" | "metric" | "period" | "target" | "channel"> = {
  kind: "targets",
  fields: { shop: [], metric: ["kpi"], period: ["date", "month", "days"], target: ["value", "amount", "goal"], channel: [] },
  required: [["metric"], ["period"], ["target"]],
};

export interface ImportTargets {
  readonly file: ByteSource;
  /** Whose targets rows are that name no shop; null = each row has to. */
  readonly shop: Shop | null;
  readonly shops: readonly Shop[];
  readonly store: TargetStore;
  readonly dryRun: boolean;
}

/** Null counts for a dry run. Rejects with `IntakeError` that names line and column of every bad row. */
export async function importTargets({ file, shop, shops, store, dryRun }: ImportTargets): Promise<{
  readonly rows: number;
  readonly outcome: PutTargets | null;
}> {
  const problems = new ProblemList();
  const targets: Target[] = [];
  const met = new Set<string>();
  const rows = await readTable({
    source: file,
    shape: SHAPE,
    map: {},
    encoding: "utf-8",
    open: (columns, headers) => ({
      readRow(row, line) {
        const refuse = (column: number, fault: Fault): void =>
          problems.add({ line, column: column + 1, name: headers[column] ?? "", problem: describeFault(cellOf(row, column), fault) });
        const shopId = cellOf(row, columns.shop);
        const own = shopId === "" ? shop : (shops.find(({ id }) => id === shopId) ?? null);
        if (own === null) {
          const known = shops.map(({ id }) => id);
          const problem =
            shopId === ""
              ? `no shop: add a column shop or say --shop <id> (shops: ${known.join(", ")})`
              : describeUnknownShop(shopId, known);
          return problems.add({ line, column: columns.shop + 1, name: headers[columns.shop] ?? "", problem });
        }
        const metric = findMetric(cellOf(row, columns.metric));
        if (metric === null) return refuse(columns.metric, { expected: `one of ${TARGET_METRICS.join(", ")}` });
        const days = parseTargetDays(cellOf(row, columns.period));
        if (days === null)
          return refuse(columns.period, {
            expected: "days such as 2026-11-11, 2026-11, 2026-W46, 2026-Q4, 2026 or 2026-11-01..2026-11-11",
          });
        const value = parseTargetValue(cellOf(row, columns.target), metric, own.currency);
        if (value === null) return refuse(columns.target, { expected: EXPECTED[METRICS[metric].display] });
        const channel = cleanText(cellOf(row, columns.channel), MAX_WORD_CHARS);
        const target: Target = { shopId: own.id, metric, channel, ...days, value };
        const key = JSON.stringify({ ...target, value: null });
        if (met.has(key)) return refuse(columns.period, { expected: "each metric, channel and period once; an earlier row has these" });
        met.add(key);
        targets.push(target);
      },
      end: () => {},
    }),
    onBadRow: (line, column, name, problem) => problems.add({ line, column, name, problem }),
    onBlock: async () => {},
  });
  if (problems.total > 0) {
    const count = problems.total === 1 ? "1 row" : `${problems.total.toLocaleString("en")} rows`;
    throw new IntakeError(
      `${file.name}: ${count} of ${rows.toLocaleString("en")} cannot be read; nothing was imported`,
      problems.describe(file.name),
    );
  }
  return { rows, outcome: dryRun ? null : await store.put(targets) };
}

const EXPECTED = {
  money: "an amount above zero, such as 3000000 or 1234.50",
  count: "a whole number above zero, such as 1200",
  percent: "a rate, such as 3.5% or 0.035",
  multiple: "a multiple, such as 4.5",
} as const;

/** By id or by any of its names, in either language. */
function findMetric(text: string): MetricId | null {
  const wanted = text.normalize("NFKC").toLowerCase();
  const isMeant = (id: MetricId) =>
    id === wanted || METRICS[id].names.en.some((name) => name === wanted) || METRICS[id].names.zh.some((name) => name === wanted);
  return TARGET_METRICS.find(isMeant) ?? null;
}
