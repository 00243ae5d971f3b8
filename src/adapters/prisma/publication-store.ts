import { z } from "zod";
import { parseBusinessDay } from "../../core/calendar/business-day.ts";
import type { BusinessDay } from "../../core/calendar/period.ts";
import { PUBLISHED_METRICS } from "../../core/reports/published-figures.ts";
import { StoreError } from "../../ports/stores.ts";
import type { Publication, PublicationStore } from "../../ports/subscriptions.ts";
import { type Row, toInt, toText } from "./connection.ts";
import type { Database } from "./database.ts";
import { sql } from "./sql.ts";

const STATES: readonly Publication["state"][] = ["provisional", "complete"];

const Figures = z.partialRecord(z.enum(PUBLISHED_METRICS), z.number().nullable());

export function createPublicationStore(database: Database): PublicationStore {
  return {
    find: async (key) => {
      const [row] = await database.read(sql`SELECT * FROM publications WHERE key = ${key}`);
      return row ? toPublication(row) : null;
    },
    put: async ({ key, subscriptionId, shopId, fromDay, toDay, slotMs, state, postedAtMs, figures, notices, checkAtMs }) => {
      await database.write(sql`
        INSERT INTO publications (key, subscription_id, shop_id, from_day, to_day, slot_ms, state, posted_at_ms, figures, notices, check_at_ms)
        VALUES (${key}, ${subscriptionId}, ${shopId}, ${fromDay}, ${toDay}, ${slotMs}, ${state}, ${postedAtMs}, ${JSON.stringify(figures)}, ${notices}, ${checkAtMs})
        ON CONFLICT (key) DO UPDATE SET state = excluded.state, posted_at_ms = excluded.posted_at_ms, figures = excluded.figures,
          notices = excluded.notices, check_at_ms = excluded.check_at_ms`);
    },
    due: async (nowMs, limit) => {
      const rows = await database.read(sql`
        SELECT * FROM publications WHERE check_at_ms <= ${nowMs} ORDER BY check_at_ms, key LIMIT ${limit}`);
      return rows.map(toPublication);
    },
    prune: (beforeMs) => database.write(sql`DELETE FROM publications WHERE slot_ms < ${beforeMs}`),
  };
}

function toPublication(row: Row): Publication {
  const state = STATES.find((known) => known === row.state);
  if (state === undefined) throw new StoreError("failed", `The store holds a publication in the state ${String(row.state)}.`);
  return {
    key: toText(row.key),
    subscriptionId: toText(row.subscription_id),
    shopId: toText(row.shop_id),
    fromDay: toDay(row.from_day),
    toDay: toDay(row.to_day),
    slotMs: toInt(row.slot_ms),
    state,
    postedAtMs: toInt(row.posted_at_ms),
    figures: Figures.parse(JSON.parse(toText(row.figures))),
    notices: toInt(row.notices),
    checkAtMs: row.check_at_ms === null ? null : toInt(row.check_at_ms),
  };
}

function toDay(value: unknown): BusinessDay {
  const day = parseBusinessDay(toText(value));
  if (day === null) throw new StoreError("failed", `The store holds ${String(value)} where a day belongs.`);
  return day;
}
