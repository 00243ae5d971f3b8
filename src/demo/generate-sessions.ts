import { dayBounds } from "../core/calendar/zone-clock.ts";
import type { MeasureFact } from "../core/facts.ts";
import { type DemoRange, daysOf } from "./demo-range.ts";
import { DEMO_SHOP } from "./demo-shop.ts";
import { type PlannedHour, planDay } from "./plan-day.ts";

const HOUR_MS = 3_600_000;

/**
 * The site's sessions as its analytics count them, nothing in a tracking outage: by hour and channel, and of whole days
 * once more by channel and device. Devices by the hour would be twice the rows for a question that nobody asks.
 */
export function* generateSessions(range: DemoRange): Generator<MeasureFact> {
  for (const day of daysOf(range)) {
    const tracked = [...planDay(day, range.untilMs)].filter(({ incident }) => incident !== "tracking-outage");
    for (const { hourStartMs, site } of tracked) {
      const bucket = { grain: "hour", hourStartMs, day } as const;
      yield* toRows(bucket, hourStartMs + HOUR_MS, site, () => "");
    }
    const { toMs } = dayBounds(day, DEMO_SHOP.zone);
    if (toMs > range.untilMs) continue;
    const site = tracked.flatMap((hour) => hour.site);
    yield* toRows({ grain: "day", day }, toMs, site, ({ device }) => device);
  }
}

type SiteTraffic = PlannedHour["site"][number];

/** As from a real feed: no visits, no row. */
function* toRows(
  bucket: MeasureFact["bucket"],
  availableAtMs: number,
  site: readonly SiteTraffic[],
  deviceOf: (traffic: SiteTraffic) => string,
): Generator<MeasureFact> {
  const rows = new Map<string, { channel: string; device: string; sessions: number; convertedSessions: number }>();
  for (const traffic of site) {
    const [channel, device] = [traffic.channel.name, deviceOf(traffic)];
    const row = rows.get(`${channel} ${device}`) ?? { channel, device, sessions: 0, convertedSessions: 0 };
    rows.set(`${channel} ${device}`, row);
    row.sessions += traffic.visits;
    row.convertedSessions += traffic.orders;
  }
  for (const { channel, device, ...values } of rows.values()) {
    if (values.sessions > 0) yield { bucket, channel, device, country: "", category: "", values, availableAtMs };
  }
}
