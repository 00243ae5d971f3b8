/**
 * What goes wrong in the shop: one thing in every thirty days, so that any sixty days hold one from beginning to end.
 * When and what follows from the calendar alone: tomorrow does not change what happened today.
 */
import { addDays, dayNumberOf, dayOfNumber } from "../core/calendar/business-day.ts";
import type { BusinessDay, EpochMs } from "../core/calendar/period.ts";
import { dayBounds, hourStarts } from "../core/calendar/zone-clock.ts";
import { campaignOn } from "./campaigns.ts";
import { DEMO_SHOP } from "./demo-shop.ts";
import { createRandom, drawIndex } from "./random.ts";

/**
 * `checkout-failure`: visits go on, hardly an order gets through. `tracking-outage`: orders go on, nothing counts the
 * visits. `paid-stopped`: no visits from paid ads, no spend. `bad-batch`: teaware sold in this time comes back broken.
 */
export const INCIDENT_KINDS = ["checkout-failure", "tracking-outage", "paid-stopped", "bad-batch"] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

export interface DemoIncident {
  readonly kind: IncidentKind;
  readonly fromMs: EpochMs;
  /** Exclusive. */
  readonly toMs: EpochMs;
}

const BLOCK_DAYS = 30;
/** The longest incident with all that follows from it: a bad batch is sold for five days and comes back for ten. */
const AFTERMATH_DAYS = 16;

/** Hours of the day it may begin in, and how many it lasts. */
const SHAPES: Readonly<
  Record<IncidentKind, { readonly fromHour: number; readonly untilHour: number; readonly hours: readonly [number, number] }>
> = {
  "checkout-failure": { fromHour: 10, untilHour: 17, hours: [4, 6] },
  "tracking-outage": { fromHour: 7, untilHour: 12, hours: [7, 14] },
  "paid-stopped": { fromHour: 0, untilHour: 18, hours: [26, 50] },
  "bad-batch": { fromHour: 0, untilHour: 1, hours: [96, 120] },
};

/** Incidents that begin on one of the days, `toDay` exclusive, in order of time. */
export function incidentsBetween(fromDay: BusinessDay, toDay: BusinessDay): readonly DemoIncident[] {
  const [first, last] = [dayNumberOf(fromDay), dayNumberOf(toDay) - 1].map((number) => Math.floor(number / BLOCK_DAYS));
  const fromMs = dayBounds(fromDay, DEMO_SHOP.zone).fromMs;
  const toMs = dayBounds(toDay, DEMO_SHOP.zone).fromMs;
  const incidents: DemoIncident[] = [];
  for (let block = first ?? 0; block <= (last ?? -1); block++) incidents.push(incidentOf(block));
  return incidents.filter((incident) => incident.fromMs >= fromMs && incident.fromMs < toMs);
}

/** What is wrong at an instant. */
export function incidentAt(instantMs: EpochMs, day: BusinessDay): IncidentKind | null {
  const incident = incidentOf(Math.floor(dayNumberOf(day) / BLOCK_DAYS));
  return instantMs >= incident.fromMs && instantMs < incident.toMs ? incident.kind : null;
}

const known = new Map<number, DemoIncident>();

function incidentOf(block: number): DemoIncident {
  const incident = known.get(block) ?? drawIncident(block);
  known.set(block, incident);
  return incident;
}

/** The kinds take turns; it begins and ends within its thirty days and leaves the campaigns alone. */
function drawIncident(block: number): DemoIncident {
  const random = createRandom("demo", "incident", block);
  const kind = INCIDENT_KINDS[((block % INCIDENT_KINDS.length) + INCIDENT_KINDS.length) % INCIDENT_KINDS.length] ?? "checkout-failure";
  const days = Array.from({ length: BLOCK_DAYS - AFTERMATH_DAYS }, (_, index) => dayOfNumber(block * BLOCK_DAYS + index)).filter((day) =>
    [0, 1, 2, 3, 4, 5].every((later) => campaignOn(addDays(day, later)) === null),
  );
  const day = days[drawIndex(random, days.length)] ?? dayOfNumber(block * BLOCK_DAYS);
  const { fromHour, untilHour, hours } = SHAPES[kind];
  const { fromMs, toMs } = dayBounds(day, DEMO_SHOP.zone);
  const startMs = hourStarts(fromMs, toMs, DEMO_SHOP.zone)[fromHour + drawIndex(random, untilHour - fromHour)] ?? fromMs;
  const lastsHours = hours[0] + drawIndex(random, hours[1] - hours[0] + 1);
  return { kind, fromMs: startMs, toMs: startMs + lastsHours * 3_600_000 };
}
