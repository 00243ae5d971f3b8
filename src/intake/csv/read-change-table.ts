/** A table of two periods to the cells that a change is explained from: every column that is no measure is a dimension. */
import { type Cell, type ChangeTable, NOTHING, type Totals } from "../../core/explain/table.ts";
import { fieldsOf, type TableShape } from "../columns.ts";
import { describeFault, IntakeError, ProblemList } from "../intake-error.ts";
import { cleanText } from "../readers/clean-text.ts";
import { readCount } from "../readers/count-reader.ts";
import type { Fault } from "../readers/fault.ts";
import { createMoneyReader } from "../readers/money-reader.ts";
import { createTally } from "../readers/tally.ts";
import { cellOf, MAX_WORD_CHARS } from "../rows/row-context.ts";
import { type ByteSource, readTable } from "./read-table.ts";

/** The file does not say its currency: two decimals, as most have. */
export const TABLE_MONEY_DIGITS = 2;

const SHAPE: TableShape<"period" | "sessions" | "orders" | "revenue"> = {
  kind: "tables to explain",
  fields: { period: [], sessions: ["sessions", "visits"], orders: [], revenue: ["revenue", "sales"] },
  required: [["period"], ["orders"], ["revenue"]],
};

const MOST_CELLS = 200_000;

/** Rows of the same period and values are added up. Rejects with `IntakeError` that names every bad row. */
export async function readChangeTable(source: ByteSource, daysBefore: number, daysAfter: number): Promise<ChangeTable> {
  const problems = new ProblemList();
  const money = createMoneyReader(TABLE_MONEY_DIGITS, createTally());
  const cells = new Map<string, { keys: readonly string[]; before: Totals; after: Totals }>();
  const seen = { before: false, after: false };
  let dimensions: readonly { readonly name: string; readonly column: number }[] = [];

  const rows = await readTable({
    source,
    shape: SHAPE,
    map: {},
    encoding: "utf-8",
    open: (columns, headers) => {
      const measures = new Set(fieldsOf(SHAPE).map((field) => columns[field]));
      dimensions = headers.flatMap((name, column) => (measures.has(column) || name === "" ? [] : [{ name, column }]));
      return {
        readRow(row, line) {
          const refuse = (column: number, fault: Fault): void =>
            problems.add({ line, column: column + 1, name: headers[column] ?? "", problem: describeFault(cellOf(row, column), fault) });
          const period = cellOf(row, columns.period).trim().toLowerCase();
          if (period !== "before" && period !== "after") return refuse(columns.period, { expected: '"before" or "after"' });
          const sessions = columns.sessions < 0 ? 0 : readCount(cellOf(row, columns.sessions));
          if (typeof sessions !== "number" || sessions < 0) return refuse(columns.sessions, { expected: "a whole number, 0 or more" });
          const orders = readCount(cellOf(row, columns.orders));
          if (typeof orders !== "number" || orders < 0) return refuse(columns.orders, { expected: "a whole number, 0 or more" });
          const revenue = money.amount(cellOf(row, columns.revenue));
          if (typeof revenue !== "number") return refuse(columns.revenue, revenue);
          const keys = dimensions.map(({ column }) => cleanText(cellOf(row, column), MAX_WORD_CHARS));
          const name = JSON.stringify(keys);
          const cell = cells.get(name) ?? { keys, before: NOTHING, after: NOTHING };
          const old = cell[period];
          cell[period] = { sessions: old.sessions + sessions, orders: old.orders + orders, revenue: old.revenue + revenue };
          cells.set(name, cell);
          seen[period] = true;
        },
        end: () => {},
      };
    },
    onBadRow: (line, column, name, problem) => problems.add({ line, column, name, problem }),
    onBlock: async () => {
      if (cells.size > MOST_CELLS) {
        throw new IntakeError(
          `${source.name}: more than ${MOST_CELLS.toLocaleString("en")} combinations of values; leave out columns that name single orders`,
        );
      }
    },
  });
  if (problems.total > 0) {
    const count = problems.total === 1 ? "1 row" : `${problems.total.toLocaleString("en")} rows`;
    throw new IntakeError(`${source.name}: ${count} of ${rows.toLocaleString("en")} cannot be read`, problems.describe(source.name));
  }
  for (const period of ["before", "after"] as const) {
    if (!seen[period]) throw new IntakeError(`${source.name}: no row has the period "${period}"; each row is of before or after`);
  }
  return { dimensions: dimensions.map(({ name }) => name), cells: [...cells.values()] satisfies readonly Cell[], daysBefore, daysAfter };
}
