/** How far each channel is from what is usual for it. */

export interface ChannelStanding {
  readonly channel: string;
  /** Net sales of the period, minor units. */
  readonly value: number;
  /** Mean of the earlier periods; null where too few of them are known. */
  readonly expected: number | null;
  /** (value - expected) / spread, the spread being their standard deviation and at least a tenth of the mean. */
  readonly distance: number | null;
}

/** Fewer earlier periods say nothing about what is usual. */
const LEAST_PERIODS = 4;

/** A channel that sold the same every week is not "far away" for a few cents. */
const LEAST_SPREAD_RATIO = 0.1;

/** Within so many spreads a channel is as usual. */
export const USUAL_SPREADS = 2;

/**
 * Furthest from its own expectation first; channels without one come last, biggest first.
 *
 * @param earlier The channels' sales in each earlier period; a channel absent from one sold nothing in it.
 */
export function standChannels(
  now: ReadonlyMap<string, number>,
  earlier: readonly ReadonlyMap<string, number>[],
): readonly ChannelStanding[] {
  const channels = new Set([now, ...earlier].flatMap((sales) => [...sales.keys()]));
  return [...channels]
    .map((channel) =>
      standChannel(
        channel,
        now.get(channel) ?? 0,
        earlier.map((sales) => sales.get(channel) ?? 0),
      ),
    )
    .sort((a, b) => Math.abs(b.distance ?? 0) - Math.abs(a.distance ?? 0) || b.value - a.value || (a.channel < b.channel ? -1 : 1));
}

function standChannel(channel: string, value: number, earlier: readonly number[]): ChannelStanding {
  if (earlier.length < LEAST_PERIODS) return { channel, value, expected: null, distance: null };
  const mean = earlier.reduce((sum, sales) => sum + sales, 0) / earlier.length;
  const variance = earlier.reduce((sum, sales) => sum + (sales - mean) ** 2, 0) / (earlier.length - 1);
  const spread = Math.max(Math.sqrt(variance), Math.abs(mean) * LEAST_SPREAD_RATIO);
  return { channel, value, expected: mean, distance: spread === 0 ? 0 : (value - mean) / spread };
}
