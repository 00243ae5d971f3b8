/**
 * What a change of net sales is made of, in money: the logarithmic mean Divisia index (Ang 2005, LMDI-I) over sales =
 * sessions x conversion x order value of the online channels; returns and other channels are terms of their own.
 */
import type { Reading } from "../answers/reading.ts";
import { splitLevels } from "../explain/split-levels.ts";
import { findOnlineChannels, sumOnlineChannels } from "../metrics/channels.ts";
import type { MeasureSums } from "../metrics/metric.ts";
import { addSums } from "../metrics/sum-measures.ts";

export type Factor = "traffic" | "conversion" | "orders" | "aov" | "returns" | "other-channels";

export interface FactorEffect {
  readonly factor: Factor;
  /** Minor units; all effects together are the change of net sales, to the last one. */
  readonly amount: number;
}

/** Biggest first. Without sessions, orders take the place of traffic and conversion. Empty where either side knows no orders. */
export function factorEffects(now: Reading, before: Reading): readonly FactorEffect[] {
  const online = findOnlineChannels([...now.channels, ...before.channels]);
  const [a, b] = [splitSales(now, online), splitSales(before, online)];
  if (a === null || b === null) return [];
  const hasSessions = (a.sessions ?? 0) > 0 && (b.sessions ?? 0) > 0;
  const factors = hasSessions ? (["traffic", "conversion", "aov"] as const) : (["orders", "aov"] as const);
  const levels = ({ sessions = 0, orders, sales }: SalesParts) => (hasSessions ? [sessions, orders, sales] : [orders, sales]);
  const isSplit = [a.sales, b.sales, a.orders, b.orders].every((value) => value > 0);
  // Where one side sold nothing online, orders carry the whole change: the other factors are undefined there.
  const onlineEffects: readonly FactorEffect[] = isSplit
    ? splitLevels(levels(b), levels(a)).map((amount, index) => ({ factor: factors[index] ?? "aov", amount }))
    : [{ factor: "orders", amount: a.sales - b.sales }];
  const effects: readonly FactorEffect[] = [
    ...onlineEffects,
    { factor: "returns", amount: b.returns - a.returns },
    { factor: "other-channels", amount: a.other - b.other },
  ];
  const change = a.sales - a.returns + a.other - (b.sales - b.returns + b.other);
  return roundToSum(effects, change).filter(({ amount }) => amount !== 0);
}

interface SalesParts {
  readonly sessions: number | undefined;
  readonly orders: number;
  readonly sales: number;
  readonly other: number;
  readonly returns: number;
}

function splitSales({ channels }: Reading, online: ReadonlySet<string>): SalesParts | null {
  const all = channels.reduce<MeasureSums>((sum, { sums }) => addSums(sum, sums), {});
  const own = sumOnlineChannels(channels, online);
  if (all.gross === undefined || all.orders === undefined) return null;
  const sales = beforeReturns(own);
  return { sessions: own.sessions, orders: own.orders ?? 0, sales, other: beforeReturns(all) - sales, returns: all.returns ?? 0 };
}

function beforeReturns({ gross = 0, discounts = 0 }: MeasureSums): number {
  return gross - discounts;
}

/** Whole minor units, biggest first; what rounding lost goes to the biggest. */
function roundToSum(effects: readonly FactorEffect[], total: number): readonly FactorEffect[] {
  const [biggest, ...others] = effects
    .map(({ factor, amount }) => ({ factor, amount: Math.round(amount) }))
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  if (biggest === undefined) return [];
  const rest = others.reduce((sum, { amount }) => sum + amount, 0);
  return [{ ...biggest, amount: total - rest }, ...others];
}
