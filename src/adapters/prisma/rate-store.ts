import { parseBusinessDay } from "../../core/calendar/business-day.ts";
import { parseCurrency } from "../../core/money.ts";
import { type CurrencyRate, parseRate } from "../../core/rates.ts";
import type { RateStore } from "../../ports/rates.ts";
import { StoreError } from "../../ports/stores.ts";
import { type Row, toText } from "./connection.ts";
import type { Database } from "./database.ts";
import { type Sql, sql } from "./sql.ts";

export function createRateStore(database: Database): RateStore {
  return {
    list: async () => (await database.read(sql`SELECT * FROM currency_rates ORDER BY from_currency, to_currency`)).map(toRate),
    put: ({ from, to, rate, day }) =>
      database.transact(async (connection) => {
        await connection.execute(deleteRate(from, to));
        await connection.execute(sql`
          INSERT INTO currency_rates (from_currency, to_currency, rate, day) VALUES (${from}, ${to}, ${rate}, ${day})`);
      }),
    remove: async (one, other) => (await database.write(deleteRate(one, other))) > 0,
  };
}

function deleteRate(one: string, other: string): Sql {
  return sql`DELETE FROM currency_rates
    WHERE (from_currency = ${one} AND to_currency = ${other}) OR (from_currency = ${other} AND to_currency = ${one})`;
}

function toRate(row: Row): CurrencyRate {
  const [from, to] = [parseCurrency(toText(row.from_currency)), parseCurrency(toText(row.to_currency))];
  const [rate, day] = [parseRate(toText(row.rate)), parseBusinessDay(toText(row.day))];
  if (from === null || to === null || rate === null || day === null) throw new StoreError("failed", "The store holds a rate that is none.");
  return { from, to, rate, day };
}
