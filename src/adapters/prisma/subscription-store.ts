import type { Weekday } from "../../core/calendar/period.ts";
import { parseTimeZone } from "../../core/calendar/time-zone.ts";
import { LOCALES } from "../../core/locale.ts";
import type { SubscriptionSchedule } from "../../core/reports/report-schedule.ts";
import { REPORT_SECTIONS } from "../../core/reports/report-section.ts";
import { EVERY_DAY, parseTimeOfDay, printTimeOfDay, type TimeOfDay } from "../../core/schedule/recurrence.ts";
import { StoreError } from "../../ports/stores.ts";
import type { Subscription, SubscriptionStore } from "../../ports/subscriptions.ts";
import { type Row, toInt, toText, toTextOrNull } from "./connection.ts";
import type { Database } from "./database.ts";
import { toPlatform } from "./platforms.ts";
import { sql } from "./sql.ts";

const STATES: readonly Subscription["state"][] = ["active", "paused", "removed"];

const ALL_SECTIONS = "all";

/** Two people subscribing at the same instant want the same number: the later one takes the next. */
const ATTEMPTS = 5;

export function createSubscriptionStore(database: Database): SubscriptionStore {
  const find: SubscriptionStore["find"] = async (id) => {
    const [row] = await database.read(sql`SELECT * FROM subscriptions WHERE id = ${id}`);
    return row ? toSubscription(row) : null;
  };
  return {
    add: async (subscription) => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        if ((await insert(database, subscription)) === 0) continue;
        const added = await find(subscription.id);
        if (added !== null) return added;
      }
      throw new StoreError("exists", `The subscription ${subscription.id} is there already.`);
    },
    update: async ({ id, schedule, zone, shopIds, locale, sections, waitMs, ownerUserId, state, sinceMs }) => {
      const written = await database.write(sql`
        UPDATE subscriptions SET kind = ${schedule.type}, at = ${printTimeOfDay(timeOf(schedule))}, days = ${daysOf(schedule)}, zone = ${zone},
          shop_ids = ${shopIds.join(",")}, locale = ${locale}, sections = ${printSections(sections)}, wait_ms = ${waitMs},
          owner_user_id = ${ownerUserId}, state = ${state}, since_ms = ${sinceMs}
        WHERE id = ${id}`);
      if (written === 0) throw new StoreError("not-found", `There is no subscription ${id}.`);
    },
    find,
    ofPlace: async ({ platform, workspace, channel }) => {
      const rows = await database.read(sql`
        SELECT * FROM subscriptions WHERE platform = ${platform} AND workspace = ${workspace} AND channel = ${channel} ORDER BY number`);
      return rows.map(toSubscription);
    },
    active: async () => (await database.read(sql`SELECT * FROM subscriptions WHERE state = 'active' ORDER BY id`)).map(toSubscription),
  };
}

async function insert(database: Database, subscription: Omit<Subscription, "number">): Promise<number> {
  const { id, place, schedule, zone, shopIds, locale, sections, waitMs, ownerUserId, state, sinceMs, createdAtMs } = subscription;
  const { platform, workspace, channel } = place;
  const [row] = await database.read(sql`
    SELECT COALESCE(MAX(number), 0) + 1 AS next FROM subscriptions
    WHERE platform = ${platform} AND workspace = ${workspace} AND channel = ${channel}`);
  return database.write(sql`
    INSERT INTO subscriptions (id, platform, workspace, channel, number, kind, at, days, zone, shop_ids, locale, sections, wait_ms,
      owner_user_id, state, since_ms, created_at_ms)
    VALUES (${id}, ${platform}, ${workspace}, ${channel}, ${toInt(row?.next)}, ${schedule.type}, ${printTimeOfDay(timeOf(schedule))}, ${daysOf(schedule)}, ${zone},
      ${shopIds.join(",")}, ${locale}, ${printSections(sections)}, ${waitMs}, ${ownerUserId}, ${state}, ${sinceMs}, ${createdAtMs})
    ON CONFLICT DO NOTHING`);
}

/** Who wants all of a report wants what is added to it later, too. */
function printSections(sections: Subscription["sections"]): string {
  return REPORT_SECTIONS.every((section) => sections.includes(section)) ? ALL_SECTIONS : sections.join(",");
}

/** Of an hourly one, its minute. */
function timeOf(schedule: SubscriptionSchedule): TimeOfDay {
  return schedule.type === "hourly" ? { hour: 0, minute: schedule.minute } : schedule.at;
}

function daysOf(schedule: SubscriptionSchedule): string {
  switch (schedule.type) {
    case "daily":
      return schedule.weekdays.join(",");
    case "weekly":
      return String(schedule.weekday);
    case "monthly":
      return String(schedule.dayOfMonth);
    case "hourly":
      return "";
  }
}

function toSubscription(row: Row): Subscription {
  const zone = toTextOrNull(row.zone);
  const [firstShop = "", ...otherShops] = toText(row.shop_ids).split(",");
  const sections = toText(row.sections).split(",");
  return {
    id: toText(row.id),
    number: toInt(row.number),
    place: { platform: toPlatform(row.platform), workspace: toText(row.workspace), channel: toText(row.channel), thread: null },
    schedule: toSchedule(row),
    zone: zone === null ? null : known(parseTimeZone(zone), "zone", zone),
    shopIds: [firstShop, ...otherShops],
    locale: known(
      LOCALES.find((locale) => locale === row.locale),
      "locale",
      row.locale,
    ),
    sections: REPORT_SECTIONS.filter((section) => sections.includes(ALL_SECTIONS) || sections.includes(section)),
    waitMs: toInt(row.wait_ms),
    ownerUserId: toText(row.owner_user_id),
    state: known(
      STATES.find((state) => state === row.state),
      "state",
      row.state,
    ),
    sinceMs: toInt(row.since_ms),
    createdAtMs: toInt(row.created_at_ms),
  };
}

function toSchedule(row: Row): SubscriptionSchedule {
  const at = known(parseTimeOfDay(toText(row.at)), "time", row.at);
  const days = toText(row.days).split(",").map(Number);
  const weekdays: readonly Weekday[] = EVERY_DAY.filter((weekday) => days.includes(weekday));
  switch (row.kind) {
    case "daily":
      return { type: "daily", at, weekdays };
    case "weekly":
      return { type: "weekly", at, weekday: known(weekdays[0], "weekday", row.days) };
    case "monthly":
      return { type: "monthly", at, dayOfMonth: toInt(days[0]) };
    case "hourly":
      return { type: "hourly", minute: at.minute };
    default:
      throw unknownValue("kind", row.kind);
  }
}

function known<T>(value: T | null | undefined, what: string, found: unknown): T {
  if (value === null || value === undefined) throw unknownValue(what, found);
  return value;
}

function unknownValue(what: string, found: unknown): StoreError {
  return new StoreError("failed", `The store holds a subscription with the ${what} ${String(found)}, which this version does not know.`);
}
