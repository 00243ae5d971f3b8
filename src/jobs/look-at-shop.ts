/** One look at one shop: what detection, the rules and the feeds' habits find now. */
import { z } from "zod";
import type { ExpectedSpan } from "../core/alerts/expected-span.ts";
import { comesInBatches, type FeedHabit, observeFeed, silenceOf } from "../core/alerts/feed-habit.ts";
import type { Finding } from "../core/alerts/finding.ts";
import type { Incident } from "../core/anomalies/incident.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import { hourStartOf } from "../core/calendar/zone-clock.ts";
import type { Shop } from "../core/shop.ts";
import type { WatchRecord } from "../ports/alerts.ts";
import type { Store, Watermark } from "../ports/stores.ts";
import { lookAtRules } from "./look-at-rules.ts";

export interface WatchTask {
  readonly shop: Shop;
  /** What the last look ended with; null before the first. Plain data: it is kept as JSON. */
  readonly state: unknown;
  readonly nowMs: EpochMs;
  /** Hours that must teach the baseline nothing and ring nothing. */
  readonly expected: readonly ExpectedSpan[];
  /** Sources that come a few times a day at most: beyond what they have told nothing is known. */
  readonly batches: ReadonlySet<string>;
}

/** Detection: all that goes on, and what has just ended. A parameter, so that tests can say what is found. */
export type WatchShop = (task: WatchTask) => Promise<{ readonly state: unknown; readonly incidents: readonly Incident[] }>;

export interface Look {
  /** Null where nothing is new. */
  readonly record: WatchRecord | null;
  readonly findings: readonly Finding[];
  /** Detection has looked: what it does not name goes on no more. */
  readonly isDetected: boolean;
}

const instant = z.number().int();
const Seen = z.object({
  /** What the data looked like at the last look: the closed hour, and how far each source reached. */
  data: z.string(),
  feeds: z.array(
    z.object({
      ...{ source: z.string(), throughMs: instant, firstSeenMs: instant, lastSeenMs: instant, deliveries: z.number().int() },
      longest: z.array(z.object({ dayNumber: z.number().int(), gapMs: z.number() })),
    }),
  ),
  /** Rules that hold, and since when. */
  rules: z.array(z.object({ number: z.number().int(), startMs: instant, throughMs: instant, lossMinor: z.number() })),
  detection: z.unknown(),
});
type Seen = z.infer<typeof Seen>;

const NOTHING_SEEN: Seen = { data: "", feeds: [], rules: [], detection: null };

export async function lookAtShop(
  shop: Shop,
  { store, watch, nowMs }: { readonly store: Store; readonly watch: WatchShop | null; readonly nowMs: EpochMs },
): Promise<Look> {
  const [stored, watermarks] = await Promise.all([store.alerts.watched(shop.id), store.measures.watermarks(shop.id)]);
  // What another version has left is begun anew: detection learns from the store, habits in a week.
  const seen = Seen.safeParse(stored?.state).data ?? NOTHING_SEEN;
  const feeds = watermarks.map((watermark) => lookAtFeed(shop.id, seen.feeds, watermark, nowMs));
  const silences = feeds.flatMap(({ finding }) => (finding === null ? [] : [finding]));
  const data = dataOf(shop, watermarks, nowMs);
  if (data === seen.data || watermarks.length === 0) return { record: null, findings: silences, isDetected: false };
  const expected = await store.alerts.expected(shop.id, 0);
  const batches = new Set(
    feeds
      .map(({ habit }) => habit)
      .filter(comesInBatches)
      .map(({ source }) => source),
  );
  const task: WatchTask = { shop, state: seen.detection, nowMs, expected, batches };
  const { state, incidents } = watch === null ? { state: seen.detection, incidents: [] } : await watch(task);
  const ruled = await lookAtRules(shop, seen.rules, { store, nowMs, batches });
  const next: Seen = {
    ...{ data, detection: state, rules: [...ruled.holding] },
    feeds: feeds.map(({ habit }) => ({ ...habit, longest: [...habit.longest] })),
  };
  return {
    record: { shopId: shop.id, version: stored?.version ?? 0, state: next },
    isDetected: watch !== null,
    findings: [...silences, ...ruled.findings, ...incidents.map((incident) => ({ type: "departure", rule: null, ...incident }) as const)],
  };
}

/** A silence is found by the clock, and ends with the next delivery: both follow from the habit as it was. */
function lookAtFeed(
  shopId: string,
  known: readonly FeedHabit[],
  { source, throughMs }: Watermark,
  nowMs: EpochMs,
): { readonly habit: FeedHabit; readonly finding: Finding | null } {
  const before = known.find((habit) => habit.source === source) ?? null;
  const habit = observeFeed(before, source, throughMs, nowMs);
  if (before === null) return { habit, finding: null };
  return { habit, finding: habit === before ? silenceOf(shopId, habit, nowMs) : silenceOf(shopId, before, nowMs, nowMs) };
}

/** Changes with each closed hour and each delivery. */
function dataOf({ zone }: Shop, watermarks: readonly Watermark[], nowMs: EpochMs): string {
  return [hourStartOf(nowMs, zone), ...watermarks.map(({ source, throughMs }) => `${source} ${throughMs}`)].join("|");
}
