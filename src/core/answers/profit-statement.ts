/** From turnover to contribution, line by line, beside the period it is compared with; nothing missing is taken for zero. */
import type { EpochMs } from "../calendar/period.ts";
import { evaluateMetric } from "../metrics/evaluate.ts";
import type { Measure, MeasureSums } from "../metrics/metric.ts";
import { addSums } from "../metrics/sum-measures.ts";
import type { ComparisonKind } from "./answer.ts";
import { evaluateReading, type Reading } from "./reading.ts";

/** What is subtracted on the way, in its order. No source tells payment and shipping costs: there is no measure for them. */
export const DEDUCTIONS = ["discounts", "returns", "cogs", "adSpend"] as const satisfies readonly Measure[];
export type Deduction = (typeof DEDUCTIONS)[number];

/** Costs that tell contribution from sales: an amount of one period only makes the two no longer comparable. */
const COSTS: readonly Deduction[] = ["cogs", "adSpend"];

export interface StatementLine {
  readonly id: "gross" | Deduction | "sales" | "profit";
  /** Minor units; what is subtracted is positive here. Null: nobody told. */
  readonly value: number | null;
  readonly before: number | null;
}

export interface AdvertisedChannel {
  /** "" where spend is not told by channel. */
  readonly channel: string;
  readonly spend: number;
  /** Gross - discounts of the channel; of all channels where spend is not told by channel. */
  readonly sales: number | null;
  readonly roas: number | null;
  readonly before: { readonly spend: number | null; readonly roas: number | null };
}

export interface LateCost {
  readonly measure: Deduction;
  readonly throughMs: EpochMs;
}

export interface ProfitStatement {
  readonly lines: readonly StatementLine[];
  /** Channels with ad spend in either period, most spend first. */
  readonly channels: readonly AdvertisedChannel[];
  /** What no source tells of this period. */
  readonly missing: readonly Deduction[];
  /** Costs told for one of the two periods only: their contributions are not comparable. */
  readonly toldOnce: readonly Deduction[];
  /** Costs that reach less far than the period: the sales since then stand without them. */
  readonly late: readonly LateCost[];
  /** Which comparison `before` belongs to; null = none. */
  readonly against: ComparisonKind | null;
}

/** @param before Null where there is nothing to compare with. */
export function stateProfit(now: Reading, before: Reading | null, context: Pick<ProfitStatement, "late" | "against">): ProfitStatement {
  const [sums, sumsBefore] = [totalOf(now), before === null ? null : totalOf(before)];
  const toldOnce = sumsBefore === null ? [] : COSTS.filter((cost) => (sums[cost] === undefined) !== (sumsBefore[cost] === undefined));
  const amount = (of: MeasureSums | null, id: StatementLine["id"]): number | null => {
    if (of === null) return null;
    return id === "sales" || id === "profit" || id === "gross" ? evaluateMetric(id, of).value : (of[id] ?? null);
  };
  const ids = ["gross", "discounts", "returns", "sales", "cogs", "adSpend", "profit"] as const;
  return {
    ...context,
    lines: ids.map((id) => ({
      id,
      value: amount(sums, id),
      before: id === "profit" && toldOnce.length > 0 ? null : amount(sumsBefore, id),
    })),
    channels: advertisedChannels(now, before),
    missing: DEDUCTIONS.filter((each) => sums[each] === undefined),
    toldOnce,
  };
}

function advertisedChannels(now: Reading, before: Reading | null): readonly AdvertisedChannel[] {
  const spendOf = (reading: Reading | null, channel: string) => partOf(reading, channel)?.adSpend ?? null;
  const names = new Set(
    [now, before]
      .flatMap((reading) => reading?.channels ?? [])
      .filter(({ sums }) => (sums.adSpend ?? 0) > 0)
      .map(({ channel }) => channel),
  );
  const roasOf = (reading: Reading | null, channel: string): number | null => {
    if (reading === null) return null;
    // Spend under no channel is everybody's.
    if (channel === "") return names.size > 1 ? null : evaluateReading("roas", reading).value;
    return evaluateMetric("roas", partOf(reading, channel) ?? {}).value;
  };
  return [...names]
    .map((channel): AdvertisedChannel => {
      const { gross, discounts = 0 } = (channel === "" ? totalOf(now) : partOf(now, channel)) ?? {};
      return {
        channel,
        spend: spendOf(now, channel) ?? 0,
        sales: gross === undefined || (channel === "" && names.size > 1) ? null : gross - discounts,
        roas: roasOf(now, channel),
        before: { spend: spendOf(before, channel), roas: roasOf(before, channel) },
      };
    })
    .sort((a, b) => b.spend - a.spend || (a.channel < b.channel ? -1 : 1));
}

function partOf(reading: Reading | null, channel: string): MeasureSums | undefined {
  return reading?.channels.find((each) => each.channel === channel)?.sums;
}

function totalOf({ channels }: Reading): MeasureSums {
  return channels.reduce<MeasureSums>((total, { sums }) => addSums(total, sums), {});
}
