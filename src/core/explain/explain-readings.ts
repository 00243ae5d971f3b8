/** Explains a metric's change from what the store tells of two periods: factors, with terms of their own for what has none. */
import { evaluateReading, type Reading } from "../answers/reading.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { type ChannelSums, findOnlineChannels, sumOnlineChannels } from "../metrics/channels.ts";
import type { MeasureSums, MetricId } from "../metrics/metric.ts";
import { addSums } from "../metrics/sum-measures.ts";
import { allocateUnits } from "./allocate-units.ts";
import type { Effect, EffectName, Explanation } from "./explanation.ts";
import { fractionOf, type RatioMetric, ratioParts } from "./metric-fractions.ts";
import { splitLevels } from "./split-levels.ts";
import { splitRatio } from "./split-ratio.ts";

export const EXPLAINED_METRICS = ["sales", "gross", "orders", "traffic", "conversion", "aov", "refund_rate", "roas", "profit"] as const;
export type ExplainedMetric = (typeof EXPLAINED_METRICS)[number];
type SumMetric = Exclude<ExplainedMetric, RatioMetric>;

export type ReadingsExplained = Omit<Explanation, "splits" | "causes"> & {
  /** Sessions are not told for both periods: traffic and conversion cannot be told apart. */
  readonly lacksSessions: boolean;
};

export function explainReadings(metric: ExplainedMetric, before: Reading, after: Reading): ReadingsExplained {
  const online = findOnlineChannels([...before.channels, ...after.channels]);
  const [value0, value1] = [evaluateReading(metric, before, online).value, evaluateReading(metric, after, online).value];
  const unit = METRICS[metric].unit;
  const sides = { before: sidesOf(before.channels, online), after: sidesOf(after.channels, online) };
  const lacksSessions = !hasSessions(sides.before.own) || !hasSessions(sides.after.own);
  if (value0 === null || value1 === null) return { unit, before: value0, after: value1, change: null, effects: [], lacksSessions };
  if (isRatio(metric)) {
    const effects = ratioEffects(metric, before, after, online);
    if (unit === "ratio") return { unit, before: value0, after: value1, change: value1 - value0, effects, lacksSessions };
    const [whole0, whole1] = [Math.round(value0), Math.round(value1)];
    return { unit, before: whole0, after: whole1, change: whole1 - whole0, effects: inUnits(effects, whole1 - whole0), lacksSessions };
  }
  return { unit, before: value0, after: value1, change: value1 - value0, effects: sumEffects(metric, sides, lacksSessions), lacksSessions };
}

interface Sides {
  /** Channels inside traffic x conversion x order value. */
  readonly own: MeasureSums;
  readonly others: MeasureSums;
  readonly all: MeasureSums;
}

function sidesOf(channels: readonly ChannelSums[], online: ReadonlySet<string>): Sides {
  const add = (part: readonly ChannelSums[]) => part.reduce<MeasureSums>((total, { sums }) => addSums(total, sums), {});
  return {
    own: sumOnlineChannels(channels, online),
    others: add(channels.filter(({ channel }) => !online.has(channel))),
    all: add(channels),
  };
}

/** Each in whole units; together the change of the metric. */
function sumEffects(
  metric: SumMetric,
  { before, after }: { readonly before: Sides; readonly after: Sides },
  lacksSessions: boolean,
): readonly Effect[] {
  // Without sessions no channel is outside: orders x order value covers them all.
  const side = lacksSessions && metric !== "traffic" ? "all" : "own";
  const levels = levelsOf(metric, lacksSessions);
  const valuesOf = (sums: Sides) => levels.map(([, measure]) => sums[side][measure] ?? 0);
  const [levels0, levels1] = [valuesOf(before), valuesOf(after)];
  const factors = allocateUnits(splitLevels(levels0, levels1), (levels1.at(-1) ?? 0) - (levels0.at(-1) ?? 0));
  const difference = (of: (sums: Sides) => number) => of(after) - of(before);
  const effects: Effect[] = levels.map(([factor], index) => ({ factor, amount: factors[index] ?? 0 }));
  const add = (factor: EffectName, amount: number) => {
    if (amount !== 0) effects.push({ factor, amount });
  };
  const isNet = metric === "sales" || metric === "profit";
  if (isNet) {
    add("discounts", -difference((sums) => sums[side].discounts ?? 0));
    add("refunds", -difference(({ all }) => all.returns ?? 0));
  }
  if (side === "own") {
    const measure = metric === "orders" ? "orders" : metric === "traffic" ? "sessions" : "gross";
    add(
      "other_channels",
      difference(({ others }) => (others[measure] ?? 0) - (isNet ? (others.discounts ?? 0) : 0)),
    );
  }
  if (metric === "profit") {
    add("cogs", -difference(({ all }) => all.cogs ?? 0));
    add("ad_spend", -difference(({ all }) => all.adSpend ?? 0));
  }
  return effects;
}

type Levels = readonly (readonly [EffectName, "sessions" | "orders" | "gross"])[];

function levelsOf(metric: SumMetric, lacksSessions: boolean): Levels {
  if (metric === "traffic") return [["traffic", "sessions"]];
  const count: Levels = lacksSessions
    ? [["orders", "orders"]]
    : [
        ["traffic", "sessions"],
        ["conversion", "orders"],
      ];
  return metric === "orders" ? count : [...count, ["aov", "gross"]];
}

/** By channel, where channels are told; else all of it is the rate. */
function ratioEffects(metric: RatioMetric, before: Reading, after: Reading, online: ReadonlySet<string>): readonly Effect[] {
  const split = splitRatio(ratioParts(fractionOf(metric, before, after, online), before.channels, after.channels));
  const total = (of: "rate" | "mix") => (split?.effects ?? []).reduce((sum, effect) => sum + effect[of], 0);
  return [
    { factor: "rate", amount: total("rate") },
    { factor: "mix", amount: total("mix") },
  ];
}

function inUnits(effects: readonly Effect[], change: number): readonly Effect[] {
  const units = allocateUnits(
    effects.map(({ amount }) => amount),
    change,
  );
  return effects.map(({ factor }, index) => ({ factor, amount: units[index] ?? 0 }));
}

function hasSessions({ sessions, orders }: MeasureSums): boolean {
  return sessions !== undefined && orders !== undefined;
}

function isRatio(metric: ExplainedMetric): metric is RatioMetric {
  return metric === "conversion" || metric === "aov" || metric === "refund_rate" || metric === "roas";
}

/** Of a bundle the metric that stands for it; null where a metric has no factors to tell apart. */
export function explainedMetric(metric: MetricId | "kpi" | "ads"): ExplainedMetric | null {
  if (metric === "kpi") return "sales";
  if (metric === "ads") return "roas";
  return EXPLAINED_METRICS.find((each) => each === metric) ?? null;
}
