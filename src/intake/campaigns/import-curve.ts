/** A campaign's planned curve from a table: how much of its target each hour since the start is to bring. */
import { type Campaign, mainSpan } from "../../core/campaigns/campaign.ts";
import type { Shop } from "../../core/shop.ts";
import type { CampaignStore } from "../../ports/campaigns.ts";
import type { TableShape } from "../columns.ts";
import { type ByteSource, readTable } from "../csv/read-table.ts";
import { describeFault, IntakeError, ProblemList } from "../intake-error.ts";
import { cellOf } from "../rows/row-context.ts";

const HOUR_MS = 3_600_000;

const SHAPE: TableShape<"hour" | "weight"> = {
  kind: "curve",
  fields: { hour: ["hours", "hour_since_start"], weight: ["share", "sales", "target", "plan", "revenue"] },
  required: [["weight"]],
};

export interface CurveImportOptions {
  readonly file: ByteSource;
  readonly campaign: Campaign;
  /** Whose clock says how many hours the campaign has. */
  readonly shop: Shop;
  readonly store: CampaignStore;
  /** Checks everything, changes nothing. */
  readonly dryRun: boolean;
}

/** One row an hour, in order, or with the hour since the start (0, 1, …). Rejects with `IntakeError` that names every mistake. */
export async function importCurve({ file, campaign, shop, store, dryRun }: CurveImportOptions): Promise<{ readonly hours: number }> {
  const { fromMs, toMs } = mainSpan(campaign, shop.zone);
  const hours = Math.ceil((toMs - fromMs) / HOUR_MS);
  const problems = new ProblemList();
  const weights = new Map<number, number>();
  await readTable({
    ...{ source: file, shape: SHAPE, map: {}, encoding: "utf-8" },
    open: (columns, headers) => ({
      readRow: (row, line) => {
        const refuse = (field: "hour" | "weight", problem: string) =>
          problems.add({ line, column: columns[field] + 1, name: headers[columns[field]] ?? field, problem });
        const [hourText, weightText] = [cellOf(row, columns.hour), cellOf(row, columns.weight)];
        const hour = columns.hour < 0 ? weights.size : /^\d{1,5}$/.test(hourText) ? Number(hourText) : Number.NaN;
        const weight = /^\d+(?:\.\d+)?$/.test(weightText) ? Number(weightText) : Number.NaN;
        if (Number.isNaN(weight)) refuse("weight", describeFault(weightText, { expected: "a share of 0 or more, such as 3.5" }));
        if (Number.isNaN(hour)) refuse("hour", describeFault(hourText, { expected: "the hour since the start: 0, 1, 2 …" }));
        else if (hour >= hours) refuse("hour", `is hour ${hour} of a campaign that has ${hours}, from 0 to ${hours - 1}`);
        else if (weights.has(hour)) refuse("hour", `has hour ${hour} a second time`);
        else weights.set(hour, Number.isNaN(weight) ? 0 : weight);
      },
      end: () => {},
    }),
    onBadRow: (line, column, name, problem) => problems.add({ line, column, name, problem }),
    onBlock: async () => {},
  });
  if (problems.total > 0) {
    const count = problems.total === 1 ? "a mistake" : `${problems.total} mistakes`;
    throw new IntakeError(`${file.name} has ${count}; nothing was imported`, problems.describe(file.name));
  }
  const last = Math.max(-1, ...weights.keys());
  const table = Array.from({ length: last + 1 }, (_, hour) => weights.get(hour) ?? 0);
  if (table.every((weight) => weight === 0)) throw new IntakeError(`${file.name} holds no hour above 0`);
  if (!dryRun) await store.update({ ...campaign, curve: { type: "table", weights: table } });
  return { hours: table.length };
}
