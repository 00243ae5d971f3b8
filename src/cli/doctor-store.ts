/** The doctor on the store: tables, shops, feeds that fell silent, posts that did not go out. */
import { openStore } from "../adapters/prisma/open-store.ts";
import { historyKey, readStoreHistory, type StoreHistory } from "../adapters/prisma/read-store-history.ts";
import { parseTimeZone } from "../core/calendar/time-zone.ts";
import type { Shop } from "../core/shop.ts";
import type { Place } from "../ports/chat-platform.ts";
import { type Finding, fault, ok, warning } from "../ports/finding.ts";
import { type OutboxStore, scopesOf } from "../ports/outbox.ts";
import { type Store, StoreError } from "../ports/stores.ts";
import { countOf } from "./context.ts";

const DAY_MS = 86_400_000;
/** Long enough to see the habit of a feed that comes once a month. */
const HABIT_MS = 100 * DAY_MS;
/** A feed silent for this many of its usual gaps has probably stopped. */
const GAPS_SILENT = 3;
/** What failed longer ago is history. */
const FAILURES_MS = 7 * DAY_MS;
const FAILURES_SHOWN = 5;
const FAILURES_READ = 200;
/** A running bot has nothing due for longer, unless a platform refuses or asks to wait. */
const BACKLOG_MS = 15 * 60_000;

export interface StoreExamination {
  readonly findings: readonly Finding[];
  /** Where active subscriptions post, each place once. */
  readonly places: readonly Place[];
}

/** Never rejects: a store that cannot be read is a finding. */
export async function examineStore(url: string, nowMs: number): Promise<StoreExamination> {
  const kind = url.startsWith("file:") ? "SQLite" : "PostgreSQL";
  try {
    const store = await openStore({ url, role: "tool" });
    try {
      const history = await readStoreHistory(url, nowMs - HABIT_MS);
      // Tables of another version answer with errors that say nothing to people.
      if (history.pendingMigrations.length > 0) return { findings: [describePending(kind, history)], places: [] };
      const shops = await examineShops(store, history, nowMs);
      const findings = [ok("store", `${kind}, reachable and up to date`), ...shops, ...(await examineOutbox(store.outbox, nowMs))];
      return { findings, places: distinctPlaces((await store.subscriptions.active()).map(({ place }) => place)) };
    } finally {
      await store.close();
    }
  } catch (error) {
    const next =
      error instanceof StoreError && error.code === "not-migrated" ? "shopbell migrate" : "correct DATABASE_URL, or start the database";
    return { findings: [fault("store", `${kind}: ${error instanceof Error ? error.message : String(error)}`, next)], places: [] };
  }
}

function describePending(kind: string, { pendingMigrations }: StoreHistory): Finding {
  const found = `${kind}, ${countOf(pendingMigrations.length, "migration")} pending: ${pendingMigrations.join(", ")}`;
  return fault("store", found, "shopbell migrate, or restart the bot: it migrates on start");
}

async function examineShops(store: Store, history: StoreHistory, nowMs: number): Promise<readonly Finding[]> {
  const shops = await store.shops.list();
  if (shops.length === 0) return [warning("shops", "none yet", "shopbell demo, or shopbell shop add <id> …")];
  return (await Promise.all(shops.map((shop) => examineShop(shop, store, history, nowMs)))).flat();
}

async function examineShop(shop: Shop, store: Store, history: StoreHistory, nowMs: number): Promise<readonly Finding[]> {
  const check = `shop ${shop.id}`;
  const zone = parseTimeZone(shop.zone)
    ? []
    : [fault(check, `unknown zone ${shop.zone}`, `shopbell shop set ${shop.id} --timezone <IANA>`)];
  const marks = await store.measures.watermarks(shop.id);
  if (marks.length === 0) return [...zone, warning(check, "no facts yet", `shopbell import orders <file> --shop ${shop.id}`)];
  const feeds = marks.map(({ source, throughMs }) => {
    const found = `${source} through ${toMinute(throughMs)}`;
    const gapDays = usualGapDays(history.importDays.get(historyKey(shop.id, source)) ?? []);
    if (shop.simulated || nowMs - throughMs <= GAPS_SILENT * gapDays * DAY_MS) return ok(check, found);
    const silentDays = Math.floor((nowMs - throughMs) / DAY_MS);
    const silence = `silent for ${countOf(silentDays, "day")}, usually news every ${gapDays === 1 ? "day" : `${gapDays} days`}`;
    return warning(check, `${found}: ${silence}`, `import what came since, or check what feeds ${source}`);
  });
  return [...zone, ...feeds];
}

/** The median of the gaps between days with an import; 1, the shortest there is, where too few came to know a habit. */
export function usualGapDays(importDays: readonly number[]): number {
  const gaps = importDays
    .slice(1)
    .map((day, at) => day - (importDays[at] ?? day))
    .sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? 1;
}

async function examineOutbox(outbox: OutboxStore, nowMs: number): Promise<readonly Finding[]> {
  const check = "posts";
  const findings: Finding[] = [];
  const { entries, oldestMs } = await outbox.backlog(nowMs);
  if (oldestMs !== null && nowMs - oldestMs > BACKLOG_MS) {
    const found = `${countOf(entries, "post")} due and not sent, the oldest since ${toMinute(oldestMs)}`;
    findings.push(warning(check, found, "start the bot (npm start); where it runs, its log says what holds them back"));
  }
  const all = await outbox.list({ workspace: null, states: ["failed"], limit: FAILURES_READ });
  const failed = all.filter(({ finishedMs }) => finishedMs !== null && nowMs - finishedMs <= FAILURES_MS);
  for (const { place, summary, finishedMs, reason, detail } of failed.slice(0, FAILURES_SHOWN)) {
    const found = `“${summary}” to ${scopesOf(place).place} failed at ${toMinute(finishedMs ?? nowMs)}`;
    findings.push(warning(check, found, detail ?? reason ?? "the bot's log of that time says more"));
  }
  if (failed.length > FAILURES_SHOWN) {
    const found = `${failed.length - FAILURES_SHOWN} more failed within a week`;
    findings.push(warning(check, found, "/shopbell status in a channel shows what became of its posts"));
  }
  return findings.length > 0 ? findings : [ok(check, "none failed within a week, none overdue")];
}

function distinctPlaces(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [scopesOf(place).place, place])).values()];
}

function toMinute(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}Z`;
}
