/** Works out why a number misses or beats its target, with the store and the targets of its factors. */
import { closedPart } from "../core/calendar/compare-periods.ts";
import { type PeriodProblem, resolvePeriod } from "../core/calendar/resolve-period.ts";
import { resolvingFor } from "../core/campaigns/campaign-periods.ts";
import type { ExplainedMetric } from "../core/explain/explain-readings.ts";
import { explainTarget, type PlannedFactor, plannableFactors } from "../core/explain/explain-target.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import type { Question } from "../core/questions/question.ts";
import type { ExplainContext, ExplainedQuestion } from "./explain-question.ts";
import { evaluate } from "./figures-of.ts";
import { type PeriodReader, readPeriod } from "./read-period.ts";
import type { TargetBook } from "./read-targets.ts";
import { workOutTarget } from "./work-out-target.ts";

/** Null: no target covers the period, or the number is not known. */
export async function explainAgainstTarget(
  question: Question,
  metric: ExplainedMetric,
  book: TargetBook,
  { store, shop, nowMs, campaigns }: ExplainContext,
): Promise<ExplainedQuestion | PeriodProblem | null> {
  const resolved = resolvePeriod(question.period, resolvingFor(shop, nowMs, campaigns));
  if ("problem" in resolved) return resolved;
  const period = closedPart(resolved);
  const [watermarks, extent] = await Promise.all([store.watermarks(shop.id), store.extent(shop.id)]);
  const scope = { shopId: shop.id, filters: question.filters, returnsClock: question.returnsClock };
  const metrics = [METRICS[metric], METRICS.conversion];
  const reader: PeriodReader = { store, shop, scope, metrics, watermarks, firstDay: extent?.firstDay ?? null };
  const reading = await readPeriod(reader, period);
  const work = { reader, book, period: resolved, reading, nowMs };
  const plan = await workOutTarget({ ...work, metric: METRICS[metric] });
  const actual = evaluate(METRICS[metric], reading).value;
  if (plan === null || actual === null) return null;
  const factors = await Promise.all(
    plannableFactors(metric).map(async (factor): Promise<readonly PlannedFactor[]> => {
      const planned = await workOutTarget({ ...work, metric: METRICS[factor] });
      const value = evaluate(METRICS[factor], reading).value;
      return planned === null || value === null ? [] : [{ factor, planned: planned.standing.toDate, actual: value }];
    }),
  );
  const explanation = explainTarget(metric, plan.standing.toDate, actual, factors.flat());
  return {
    explanation,
    period,
    comparedWith: { target: resolved.elapsedToMs === null ? "over" : "running" },
    lacksSessions: false,
    lackSessionsBy: [],
    isUncompared: false,
    watermarks,
  };
}
