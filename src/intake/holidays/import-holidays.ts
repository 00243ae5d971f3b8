/** A CSV of holidays into the store: `country` or `shop`, `date, name`; all of it, or none. */
import { parseBusinessDay } from "../../core/calendar/business-day.ts";
import type { Shop } from "../../core/shop.ts";
import type { Holiday, HolidayStore } from "../../ports/holidays.ts";
import type { Columns, TableShape } from "../columns.ts";
import { type ByteSource, readTable } from "../csv/read-table.ts";
import { IntakeError, ProblemList } from "../intake-error.ts";
import { cellOf } from "../rows/row-context.ts";
import { describeUnknownShop } from "../unknown-shop.ts";

type Field = "country" | "shop" | "date" | "name";

const SHAPE: TableShape<Field> = {
  kind: "holidays",
  fields: { country: [], shop: [], date: ["day"], name: ["holiday"] },
  required: [["date"], ["name"], ["country", "shop"]],
};

export interface HolidayImport {
  readonly days: number;
  /** Of these, new or under a new name. */
  readonly changed: number;
}

/** Rejects with `IntakeError` that names every mistake. */
export async function importHolidays(file: ByteSource, shops: readonly Shop[], store: HolidayStore): Promise<HolidayImport> {
  const problems = new ProblemList();
  const holidays: Holiday[] = [];
  await readTable({
    ...{ source: file, shape: SHAPE, map: {}, encoding: "utf-8" },
    open: (columns, headers) => ({
      readRow: (cells, line) => {
        const refuse = (field: Field, problem: string): null => {
          problems.add({ line, column: columns[field] + 1, name: headers[columns[field]] ?? field, problem });
          return null;
        };
        const holiday = readHoliday(cells, columns, shops, refuse);
        if (holiday !== null) holidays.push(holiday);
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
  return { days: holidays.length, changed: holidays.length === 0 ? 0 : await store.put(holidays) };
}

function readHoliday(
  cells: readonly string[],
  columns: Columns<Field>,
  shops: readonly Shop[],
  refuse: (field: Field, problem: string) => null,
): Holiday | null {
  const cell = (field: Field): string => cellOf(cells, columns[field]).trim();
  const day = parseBusinessDay(cell("date").replaceAll("/", "-"));
  if (day === null) return refuse("date", `${JSON.stringify(cell("date"))}: expected a day such as 2026-12-25`);
  const name = cell("name");
  if (name === "") return refuse("name", "expected a name, such as Christmas Day");
  const [shopId, country] = [cell("shop"), cell("country").toUpperCase()];
  if ((shopId === "") === (country === "")) return refuse(columns.shop >= 0 ? "shop" : "country", "expected either a shop or a country");
  if (shopId === "") {
    if (!/^[A-Z]{2}$/.test(country)) return refuse("country", `${JSON.stringify(country)}: expected two letters, such as DE`);
    return { day, name, of: { type: "country", country } };
  }
  const ids = shops.map(({ id }) => id);
  return ids.includes(shopId) ? { day, name, of: { type: "shop", shopId } } : refuse("shop", describeUnknownShop(shopId, ids));
}
