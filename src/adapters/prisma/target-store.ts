import { parseBusinessDay } from "../../core/calendar/business-day.ts";
import type { BusinessDay } from "../../core/calendar/period.ts";
import { METRIC_IDS } from "../../core/metrics/metric.ts";
import type { Target, TargetKey } from "../../core/targets/target.ts";
import { StoreError } from "../../ports/stores.ts";
import type { TargetStore } from "../../ports/targets.ts";
import { type Row, toText } from "./connection.ts";
import type { Database } from "./database.ts";
import { sql } from "./sql.ts";

export function createTargetStore(database: Database): TargetStore {
  const find: TargetStore["find"] = async (key) => firstTarget(await database.read(selectOne(key)));
  return {
    find,
    put: (targets) =>
      database.transact(async (connection) => {
        const outcome = { added: 0, changed: 0, unchanged: 0 };
        for (const target of targets) {
          const { shopId, metric, channel, fromDay, toDay, value } = target;
          const before = firstTarget(await connection.query(selectOne(target)));
          outcome[before === null ? "added" : before.value === value ? "unchanged" : "changed"]++;
          await connection.execute(sql`
            INSERT INTO targets (shop_id, metric, channel, from_day, to_day, value)
            VALUES (${shopId}, ${metric}, ${channel}, ${fromDay}, ${toDay}, ${value})
            ON CONFLICT (shop_id, metric, channel, from_day, to_day) DO UPDATE SET value = excluded.value`);
        }
        return outcome;
      }),
    remove: async (key) => {
      const { shopId, metric, channel, fromDay, toDay } = key;
      const before = await find(key);
      const removed = await database.write(sql`
        DELETE FROM targets
        WHERE shop_id = ${shopId} AND metric = ${metric} AND channel = ${channel} AND from_day = ${fromDay} AND to_day = ${toDay}`);
      return removed > 0 ? before : null;
    },
    list: async (shopId, days) => {
      const rows = await database.read(
        days === null
          ? sql`SELECT * FROM targets WHERE shop_id = ${shopId} ORDER BY from_day, to_day, metric, channel`
          : sql`
              SELECT * FROM targets WHERE shop_id = ${shopId} AND from_day < ${days.toDay} AND to_day > ${days.fromDay}
              ORDER BY from_day, to_day, metric, channel`,
      );
      return rows.map(toTarget);
    },
  };
}

function selectOne({ shopId, metric, channel, fromDay, toDay }: TargetKey) {
  return sql`
    SELECT * FROM targets
    WHERE shop_id = ${shopId} AND metric = ${metric} AND channel = ${channel} AND from_day = ${fromDay} AND to_day = ${toDay}`;
}

function firstTarget([row]: readonly Row[]): Target | null {
  return row ? toTarget(row) : null;
}

function toTarget(row: Row): Target {
  const metric = METRIC_IDS.find((id) => id === row.metric);
  const value = Number(row.value);
  if (metric === undefined || !Number.isFinite(value)) {
    throw new StoreError(
      "failed",
      `The store holds a target for ${String(row.metric)} of ${String(row.value)}, which this version does not know.`,
    );
  }
  return {
    shopId: toText(row.shop_id),
    metric,
    channel: toText(row.channel),
    fromDay: toDay(row.from_day),
    toDay: toDay(row.to_day),
    value,
  };
}

function toDay(value: unknown): BusinessDay {
  const day = parseBusinessDay(toText(value));
  if (day === null) throw new StoreError("failed", `The store holds ${String(value)} where a day belongs.`);
  return day;
}
