/** Which channel an incident is in: the one explanation that fits all channels best. */
import { countLikelihoodRatio } from "./tails.ts";

/** Sums over the incident's window. */
export interface ChannelSums {
  readonly channel: string;
  readonly observed: number;
  readonly expected: number;
  readonly dispersion: number;
}

/**
 * One channel changed, or all of them by the same factor: either has one free number, so the higher likelihood wins. Other
 * channels that are as usual speak for one; others that moved alike, for all.
 */
export function attribute(channels: readonly ChannelSums[]): string {
  const known = channels.filter(({ expected }) => expected > 0);
  if (known.length < 2) return "all";
  const total = known.reduce((sum, { observed }) => sum + observed, 0) / known.reduce((sum, { expected }) => sum + expected, 0);
  const gain = (each: ChannelSums, ratio: number) =>
    countLikelihoodRatio(each.observed, each.expected * Math.max(ratio, 1e-3), each.expected, each.dispersion);
  const best = known
    .map((each) => ({ channel: each.channel, gain: gain(each, each.observed / each.expected) }))
    .reduce((a, b) => (b.gain > a.gain ? b : a));
  return best.gain > known.reduce((sum, each) => sum + gain(each, total), 0) ? best.channel : "all";
}
