/** Which channels take part in traffic x conversion x average order value, and which have sales of their own. */
import type { MeasureSums } from "./metric.ts";
import { addSums } from "./sum-measures.ts";

export interface ChannelSums {
  /** "" = the source does not tell. */
  readonly channel: string;
  readonly sums: MeasureSums;
}

/** Words in a channel's name that say its orders do not come out of sessions on the shop's own site. */
const OFFLINE_WORDS = new Set(
  "pos retail store stores offline marketplace amazon ebay etsy walmart phone telephone draft drafts wholesale b2b".split(" "),
);
const OFFLINE_PHRASES = ["门店", "线下", "电话", "批发", "天猫", "淘宝", "京东", "拼多多", "亚马逊"];
/** "Online Store" is Shopify's name for the shop's own site. */
const ONLINE_WORDS = new Set("online web website app".split(" "));

/**
 * The online channels: those with sessions of their own. Where sessions are known for the shop as a whole only, all but
 * the ones whose names say point of sale, marketplace, phone or draft. Give it the whole period, not single days: a
 * channel without a visit one day is still online.
 */
export function findOnlineChannels(rows: readonly ChannelSums[]): ReadonlySet<string> {
  const withSessions = rows.filter(({ sums }) => sums.sessions !== undefined).map(({ channel }) => channel);
  const isByChannel = withSessions.some((channel) => channel !== "");
  const channels = isByChannel ? withSessions : rows.map(({ channel }) => channel);
  return new Set(channels.filter((channel) => !isOfflineName(channel)));
}

/**
 * Sums of the online channels. Converted sessions are kept only where every one of them with sessions tells them: half a
 * numerator over a whole denominator is no rate.
 */
export function sumOnlineChannels(rows: readonly ChannelSums[], online: ReadonlySet<string> = findOnlineChannels(rows)): MeasureSums {
  const own = rows.filter(({ channel }) => online.has(channel));
  const { convertedSessions, ...sums } = own.reduce<MeasureSums>((total, row) => addSums(total, row.sums), {});
  const allTell = own.every((row) => row.sums.sessions === undefined || row.sums.convertedSessions !== undefined);
  return convertedSessions !== undefined && allTell ? { ...sums, convertedSessions } : sums;
}

/** Sums of the channels with ad spend; all of them where spend is not told by channel. */
export function sumAdvertisedChannels(rows: readonly ChannelSums[]): MeasureSums {
  const isByChannel = rows.some(({ channel, sums }) => channel !== "" && (sums.adSpend ?? 0) > 0);
  const own = isByChannel ? rows.filter(({ sums }) => (sums.adSpend ?? 0) > 0) : rows;
  return own.reduce<MeasureSums>((total, row) => addSums(total, row.sums), {});
}

function isOfflineName(channel: string): boolean {
  const name = channel.toLowerCase();
  const words = name.split(/[^a-z0-9]+/);
  if (words.some((word) => ONLINE_WORDS.has(word))) return false;
  return words.some((word) => OFFLINE_WORDS.has(word)) || OFFLINE_PHRASES.some((phrase) => name.includes(phrase));
}
