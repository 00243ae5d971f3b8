/** One look at a shop's rules: those that come true with the last hour that is known, and those that no longer hold. */
import { drawRule } from "../core/alerts/draw-rule.ts";
import { type HeldRule, holdRule, readRule, rowsByHour, ruleFinding } from "../core/alerts/evaluate-rule.ts";
import type { Departure } from "../core/alerts/finding.ts";
import { DAY_MS } from "../core/calendar/business-day.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import { hourStartOf, nextHourStart } from "../core/calendar/zone-clock.ts";
import type { Shop } from "../core/shop.ts";
import { readWatchedRows } from "../figures/read-watched-rows.ts";
import type { Store } from "../ports/stores.ts";

/** The longest rule looks at a week, against the week before. */
const LOOK_BACK_MS = 15 * DAY_MS;

export async function lookAtRules(
  shop: Shop,
  held: readonly HeldRule[],
  { store, nowMs, batches }: { readonly store: Store; readonly nowMs: EpochMs; readonly batches: ReadonlySet<string> },
): Promise<{ readonly holding: readonly HeldRule[]; readonly findings: readonly Departure[] }> {
  const rules = (await store.alerts.rules()).filter((rule) => rule.shopId === shop.id);
  const concerned = rules.filter(({ number, state }) => state === "active" || held.some((each) => each.number === number));
  if (concerned.length === 0) return { holding: [], findings: [] };
  const rows = await readWatchedRows(store, shop, hourStartOf(nowMs - LOOK_BACK_MS, shop.zone), nowMs, batches);
  const lastMs = rows.at(-1)?.hourMs;
  if (lastMs === undefined) return { holding: held, findings: [] };
  const byHour = rowsByHour(rows);
  const throughMs = nextHourStart(lastMs, shop.zone);
  const holding: HeldRule[] = [];
  const findings: Departure[] = [];
  for (const rule of concerned) {
    const known = held.find(({ number }) => number === rule.number) ?? null;
    const drawn = () => drawRule(rule.condition, byHour, throughMs, nowMs);
    const reading = readRule(rule.condition, byHour, throughMs, nowMs);
    if (rule.state === "active" && reading === null) {
      // Unknown hours neither begin nor end anything.
      if (known !== null) holding.push(known);
    } else if (rule.state === "active" && reading?.holds === true) {
      const now = holdRule(rule, reading, known, throughMs);
      holding.push(now);
      findings.push(ruleFinding(rule, reading, now, { endMs: null, nowMs, hours: drawn() }));
    } else if (known !== null) {
      const last = reading ?? { value: 0, bound: 0, lossMinor: 0 };
      findings.push(ruleFinding(rule, last, known, { endMs: Math.max(throughMs, known.startMs + 1), nowMs, hours: drawn() }));
    }
  }
  return { holding, findings };
}
