/** Campaigns of a CSV file as drafts: `shop, name, start, end` and optional targets, one campaign a row. */
import type { Columns, TableShape } from "../columns.ts";
import { type ByteSource, readTable } from "../csv/read-table.ts";
import { cellOf } from "../rows/row-context.ts";
import type { CampaignDraft, Cell, Refuse } from "./draft.ts";

const TARGET_FIELDS = ["sales", "orders", "units", "traffic", "conversion", "aov", "new_customers", "profit"] as const;
type Field = "shop" | "name" | "start" | "end" | "budget" | (typeof TARGET_FIELDS)[number];

const SHAPE: TableShape<Field> = {
  kind: "campaigns",
  fields: {
    ...{ shop: [], name: ["campaign"], start: ["from"], end: ["to"], budget: [], sales: ["target", "target_sales", "revenue"] },
    ...{ orders: ["target_orders"], units: ["target_units"], traffic: ["target_traffic", "sessions"], conversion: ["target_conversion"] },
    ...{ aov: ["target_aov"], new_customers: ["target_new_customers"], profit: ["target_profit"] },
  },
  required: [["shop"], ["name"], ["start"], ["end"]],
};

/** Rejects with `IntakeError` where the file as a whole cannot be read. */
export async function readCsv(source: ByteSource, refuse: Refuse): Promise<readonly CampaignDraft[]> {
  const drafts: CampaignDraft[] = [];
  await readTable({
    ...{ source, shape: SHAPE, map: {}, encoding: "utf-8" },
    open: (columns, headers) => ({ readRow: (row, line) => drafts.push(toDraft(row, line, columns, headers)), end: () => {} }),
    onBadRow: (line, column, name, problem) => refuse({ name, text: "", line, column }, problem),
    onBlock: async () => {},
  });
  return drafts;
}

function toDraft(row: readonly string[], line: number, columns: Columns<Field>, headers: readonly string[]): CampaignDraft {
  const cell = (field: Field, name = headers[columns[field]] ?? field): Cell => ({
    ...{ name, text: cellOf(row, columns[field]), line, column: columns[field] + 1 },
  });
  const given = (field: Field): boolean => cellOf(row, columns[field]) !== "";
  return {
    ...{
      at: { name: "", text: "", line, column: 0 },
      name: cell("name"),
      shops: [cell("shop")],
      channels: [],
      curve: null,
      steps: null,
      countdown: null,
    },
    ...{ language: null, lead: null, roles: [], places: [] },
    phases: [{ kind: "main", start: cell("start"), end: cell("end") }],
    targets: TARGET_FIELDS.filter(given).map((field) => cell(field, field)),
    budget: given("budget") ? cell("budget") : null,
  };
}
