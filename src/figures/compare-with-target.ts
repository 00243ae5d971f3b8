/** An answer's parts beside their targets, where "vs target" asks for it. */
import type { Breakdown, Trend } from "../core/answers/answer.ts";
import { bucketKeyOfDay } from "../core/answers/time-buckets.ts";
import { addDays } from "../core/calendar/business-day.ts";
import type { TimeDimension } from "../core/questions/question.ts";
import { type TargetPlan, type TargetWork, workOutTarget } from "./work-out-target.ts";

/** Hours have no targets of their own. */
function planByBucket({ days, standing }: TargetPlan, grain: TimeDimension, weekStart: Parameters<typeof bucketKeyOfDay>[2]) {
  const sums = new Map<string, number>();
  if (days === null || grain === "hour") return sums;
  for (const [index, value] of days.entries()) {
    const key = bucketKeyOfDay(addDays(standing.period.fromDay, index), grain, weekStart);
    sums.set(key, (sums.get(key) ?? 0) + value);
  }
  return sums;
}

export function compareTrend(trend: Trend, plan: TargetPlan, { reader }: TargetWork): Trend {
  const sums = planByBucket(plan, trend.grain, reader.shop);
  const before = trend.keys.map((key) => sums.get(key) ?? null);
  return before.every((value) => value === null) ? trend : { ...trend, before, against: "target" };
}

/** By time the plan, by channel each channel's own target; other parts have none. */
export async function compareBreakdown(breakdown: Breakdown, plan: TargetPlan | null, work: TargetWork): Promise<Breakdown> {
  const { dimension, rows } = breakdown;
  const targets =
    dimension === "channel"
      ? await targetsByChannel(
          rows.map(({ key }) => key),
          work,
        )
      : bucketTargets();
  if (targets.size === 0) return breakdown;
  return { ...breakdown, against: "target", rows: rows.map((row) => ({ ...row, before: targets.get(row.key) ?? null })) };

  function bucketTargets(): ReadonlyMap<string, number> {
    const isTime = dimension === "day" || dimension === "week" || dimension === "month";
    return plan === null || !isTime ? new Map() : planByBucket(plan, dimension, work.reader.shop);
  }
}

async function targetsByChannel(channels: readonly string[], work: TargetWork): Promise<ReadonlyMap<string, number>> {
  const { reader, book } = work;
  const wanted = channels.filter((key) => key !== "" && book.targets.some(({ channel }) => channel.toLowerCase() === key.toLowerCase()));
  if (reader.scope.filters.length > 0) return new Map();
  const found = await Promise.all(
    wanted.map(async (channel) => {
      const scope = { ...reader.scope, filters: [{ dimension: "channel" as const, values: [channel] as const }] };
      const plan = await workOutTarget({ ...work, reader: { ...reader, scope }, reading: null });
      return plan === null ? [] : [[channel, plan.standing.toDate] as const];
    }),
  );
  return new Map(found.flat());
}
