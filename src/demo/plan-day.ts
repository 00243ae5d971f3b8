/** How many come and how many buy, hour by hour: what really happens, whether or not anything counts it. */
import type { BusinessDay, EpochMs } from "../core/calendar/period.ts";
import { dayBounds, hourStarts, localMsOf } from "../core/calendar/zone-clock.ts";
import { campaignOn } from "./campaigns.ts";
import {
  DEVICE_CONVERSION,
  type DemoChannel,
  type Device,
  MARKETPLACE,
  ONLINE_CHANNELS,
  type OnlineChannel,
  type OtherChannel,
  POS,
} from "./channels.ts";
import { DEMO_SHOP } from "./demo-shop.ts";
import { type IncidentKind, incidentAt } from "./incidents.ts";
import { createRandom, drawCount, drawNoise, type Random } from "./random.ts";
import { levelOn, newsletterWeek, seasonOn, siteHour, siteWeek, storeHour, storeWeek } from "./rhythm.ts";

interface SiteTraffic {
  readonly channel: OnlineChannel;
  readonly device: Device;
  readonly visits: number;
  /** Never more than visits. */
  readonly orders: number;
}

export interface PlannedHour {
  readonly day: BusinessDay;
  readonly hourStartMs: EpochMs;
  readonly incident: IncidentKind | null;
  readonly site: readonly SiteTraffic[];
  readonly elsewhere: readonly { readonly channel: DemoChannel; readonly orders: number }[];
}

/** Visits of the site for each order of a usual day, all channels together: with their conversion four in five orders. */
const VISITS_PER_ORDER = 30;
const DAILY_SPREAD = 0.07;
const CHECKOUT_FAILURE_CONVERSION = 0.06;
const PAID_STOPPED_VISITS = 0.01;
const DEVICES: readonly Device[] = ["mobile", "desktop"];
const HOUR_MS = 3_600_000;

/** The day's hours in order of time, up to `untilMs`: a part of a day is the beginning of the whole. */
export function* planDay(day: BusinessDay, untilMs: EpochMs): Generator<PlannedHour> {
  const random = createRandom("demo", "traffic", day);
  const campaign = campaignOn(day) ?? { visits: 1, conversion: 1 };
  const usual = levelOn(day) * seasonOn(day);
  const moods = new Map<DemoChannel, number>(
    [...ONLINE_CHANNELS, MARKETPLACE, POS].map((channel) => [channel, usual * drawNoise(random, DAILY_SPREAD)]),
  );
  const ordersElsewhere = (channel: OtherChannel, share: number) => ({
    channel,
    orders: drawCount(random, (moods.get(channel) ?? 0) * channel.share * share),
  });
  const { fromMs, toMs } = dayBounds(day, DEMO_SHOP.zone);
  for (const hourStartMs of hourStarts(fromMs, Math.min(toMs, untilMs), DEMO_SHOP.zone)) {
    const hour = Math.floor(localMsOf(hourStartMs, DEMO_SHOP.zone) / HOUR_MS) % 24;
    const incident = incidentAt(hourStartMs, day);
    const conversion = campaign.conversion * (incident === "checkout-failure" ? CHECKOUT_FAILURE_CONVERSION : 1);
    yield {
      day,
      hourStartMs,
      incident,
      site: ONLINE_CHANNELS.flatMap((channel) => {
        const week = channel.name === "email" ? newsletterWeek(day) : siteWeek(day);
        const stopped = incident === "paid-stopped" && channel.name === "paid" ? PAID_STOPPED_VISITS : 1;
        const visits = (moods.get(channel) ?? 0) * VISITS_PER_ORDER * channel.share * week * siteHour(hour) * campaign.visits * stopped;
        return DEVICES.map((device) => drawTraffic(random, channel, device, visits, conversion));
      }),
      elsewhere: [
        // The marketplace has its own Black Friday: half as wild.
        ordersElsewhere(MARKETPLACE, siteWeek(day) * siteHour(hour) * ((1 + campaign.visits) / 2)),
        ordersElsewhere(POS, storeWeek(day) * storeHour(hour)),
      ],
    };
  }
}

function drawTraffic(random: Random, channel: OnlineChannel, device: Device, visitsExpected: number, conversion: number): SiteTraffic {
  const share = device === "mobile" ? channel.mobile : 1 - channel.mobile;
  const visits = drawCount(random, visitsExpected * share);
  const orders = drawCount(random, visits * channel.conversion * DEVICE_CONVERSION[device] * conversion);
  return { channel, device, visits, orders: Math.min(orders, visits) };
}
