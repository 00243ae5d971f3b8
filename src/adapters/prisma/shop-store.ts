import type { Weekday } from "../../core/calendar/period.ts";
import { parseTimeZone } from "../../core/calendar/time-zone.ts";
import { parseCurrency } from "../../core/money.ts";
import type { Shop } from "../../core/shop.ts";
import { type ShopStore, StoreError } from "../../ports/stores.ts";
import { type Connection, type Row, toInt, toText, toTextOrNull } from "./connection.ts";
import type { Database } from "./database.ts";
import { moveToZone } from "./move-to-zone.ts";
import { sql } from "./sql.ts";

export function createShopStore(database: Database): ShopStore {
  return {
    list: async () => (await database.read(sql`SELECT * FROM shops ORDER BY id`)).map(toShop),
    find: async (id) => {
      const [row] = await database.read(sql`SELECT * FROM shops WHERE id = ${id}`);
      return row ? toShop(row) : null;
    },
    add: async (shop) => {
      const added = await database.write(sql`
        INSERT INTO shops (id, name, zone, currency, country, week_start, simulated)
        VALUES (${shop.id}, ${shop.name}, ${shop.zone}, ${shop.currency}, ${shop.country}, ${shop.weekStart}, ${shop.simulated})
        ON CONFLICT DO NOTHING`);
      if (added === 0) throw new StoreError("exists", `There is a shop ${shop.id} already. Change it with: shopbell shop set ${shop.id}`);
    },
    update: (shop) =>
      database.transact(async (connection) => {
        const before = await findShop(connection, shop.id);
        await connection.execute(sql`
          UPDATE shops SET name = ${shop.name}, zone = ${shop.zone}, currency = ${shop.currency}, country = ${shop.country},
            week_start = ${shop.weekStart}, simulated = ${shop.simulated}
          WHERE id = ${shop.id}`);
        if (before.zone !== shop.zone) await moveToZone(connection, database.dialect, shop.id, shop.zone);
      }),
  };
}

/** Rejects with code `not-found`. */
export async function findShop(connection: Connection, id: string): Promise<Shop> {
  const [row] = await connection.query(sql`SELECT * FROM shops WHERE id = ${id}`);
  if (!row) throw new StoreError("not-found", `There is no shop ${id}. See: shopbell shop list`);
  return toShop(row);
}

function toShop(row: Row): Shop {
  const id = toText(row.id);
  const zone = parseTimeZone(toText(row.zone));
  const currency = parseCurrency(toText(row.currency));
  const weekStart = WEEKDAYS.find((weekday) => weekday === toInt(row.week_start));
  if (!zone || !currency || !weekStart) {
    throw new StoreError(
      "failed",
      `Shop ${id} has a zone, currency or week start that this version does not know. Correct it with: shopbell shop set ${id}`,
    );
  }
  return { id, name: toText(row.name), zone, currency, country: toTextOrNull(row.country), weekStart, simulated: toBoolean(row.simulated) };
}

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** SQLite keeps 0 and 1. */
function toBoolean(value: unknown): boolean {
  return value === true || Number(value) === 1;
}
