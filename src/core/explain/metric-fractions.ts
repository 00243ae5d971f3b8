/** The ratios that can be split across parts, as fractions of measures. */
import type { Reading } from "../answers/reading.ts";
import { type ChannelSums, sumOnlineChannels } from "../metrics/channels.ts";
import type { MeasureSums } from "../metrics/metric.ts";
import type { Fraction, RatioPart } from "./split-ratio.ts";

export type RatioMetric = "conversion" | "aov" | "refund_rate" | "roas";

/** A part's fraction; the part is a channel where `channel` is given. */
export type FractionOf = (sums: MeasureSums, channel: string | null) => Fraction;

const NONE: Fraction = { numerator: 0, denominator: 0 };

/** Counts conversion in both periods from the same: converted sessions where both tell them, else orders. */
export function fractionOf(metric: RatioMetric, before: Reading, after: Reading, online: ReadonlySet<string>): FractionOf {
  const net = ({ gross = 0, discounts = 0 }: MeasureSums) => gross - discounts;
  switch (metric) {
    case "conversion": {
      const tells = ({ channels }: Reading) => sumOnlineChannels(channels, online).convertedSessions !== undefined;
      const above = tells(before) && tells(after) ? "convertedSessions" : "orders";
      return (sums, channel) =>
        channel !== null && !online.has(channel) ? NONE : { numerator: sums[above] ?? 0, denominator: sums.sessions ?? 0 };
    }
    case "aov":
      return (sums) => ({ numerator: net(sums), denominator: sums.orders ?? 0 });
    case "refund_rate":
      return (sums) => ({ numerator: sums.returns ?? 0, denominator: net(sums) });
    case "roas": {
      const isByChannel = [...before.channels, ...after.channels].some(({ channel, sums }) => channel !== "" && (sums.adSpend ?? 0) > 0);
      return (sums, channel) =>
        isByChannel && channel !== null && (sums.adSpend ?? 0) <= 0 ? NONE : { numerator: net(sums), denominator: sums.adSpend ?? 0 };
    }
  }
}

export function ratioParts(fraction: FractionOf, before: readonly ChannelSums[], after: readonly ChannelSums[]): readonly RatioPart[] {
  const find = (rows: readonly ChannelSums[], key: string) => rows.find(({ channel }) => channel === key)?.sums ?? {};
  const keys = [...new Set([...before, ...after].map(({ channel }) => channel))];
  return keys.map((key) => ({ key, before: fraction(find(before, key), key), after: fraction(find(after, key), key) }));
}
