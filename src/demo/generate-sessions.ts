import type { MeasureFact } from "../core/facts.ts";
import { type DemoRange, daysOf } from "./demo-range.ts";
import { planDay } from "./plan-day.ts";

const HOUR_MS = 3_600_000;

/** The site's sessions by hour, channel and device, as its analytics count them: nothing in a tracking outage. */
export function* generateSessions(range: DemoRange): Generator<MeasureFact> {
  for (const day of daysOf(range)) {
    for (const { hourStartMs, incident, site } of planDay(day, range.untilMs)) {
      if (incident === "tracking-outage") continue;
      for (const { channel, device, visits, orders } of site) {
        // As from a real feed: no visits, no row.
        if (visits === 0) continue;
        yield {
          bucket: { grain: "hour", hourStartMs, day },
          channel: channel.name,
          device,
          country: "",
          category: "",
          values: { sessions: visits, convertedSessions: orders },
          availableAtMs: hourStartMs + HOUR_MS,
        };
      }
    }
  }
}
