import { parseBusinessDay } from "../../core/calendar/business-day.ts";
import type { Holiday, HolidayStore } from "../../ports/holidays.ts";
import { StoreError } from "../../ports/stores.ts";
import { type Row, toText } from "./connection.ts";
import type { Database } from "./database.ts";
import { sql } from "./sql.ts";

const COLUMNS = { shop_id: "text", country: "text", day: "text", name: "text" } as const;

export function createHolidayStore(database: Database): HolidayStore {
  return {
    put: (holidays) => {
      // The last of several with one key is the one that stays.
      const rows = new Map(holidays.map((holiday) => [JSON.stringify(toRow(holiday).slice(0, 3)), toRow(holiday)]));
      return database.write(sql`
        INSERT INTO holidays (shop_id, country, day, name)
        SELECT r.* FROM ${database.dialect.jsonRows([...rows.values()], COLUMNS)} WHERE true
        ON CONFLICT (shop_id, country, day) DO UPDATE SET name = excluded.name WHERE holidays.name <> excluded.name`);
    },
    list: async () => (await database.read(sql`SELECT * FROM holidays ORDER BY day, country, shop_id`)).map(toHoliday),
  };
}

function toRow({ day, name, of }: Holiday): readonly string[] {
  return of.type === "shop" ? [of.shopId, "", day, name] : ["", of.country, day, name];
}

function toHoliday(row: Row): Holiday {
  const day = parseBusinessDay(toText(row.day));
  if (day === null) throw new StoreError("failed", `The store holds ${String(row.day)} where a business day belongs.`);
  const [shopId, country] = [toText(row.shop_id), toText(row.country)];
  return { day, name: toText(row.name), of: shopId === "" ? { type: "country", country } : { type: "shop", shopId } };
}
