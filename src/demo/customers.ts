/**
 * Who buys. A customer is the day they would first come and a number within it; who returns is drawn from the days
 * before. So a return needs no memory of what was generated before it, and nothing after it can change it.
 */
import { dayNumberOf, dayOfNumber } from "../core/calendar/business-day.ts";
import type { BusinessDay } from "../core/calendar/period.ts";
import type { DemoChannel } from "./channels.ts";
import { createDraw, createRandom, type Random } from "./random.ts";
import { levelOn } from "./rhythm.ts";

interface Country {
  readonly code: string;
  readonly share: number;
  /** The rate that prices without tax are charged with, in percent. */
  readonly taxPercent: number;
}

const HOME_COUNTRY: Country = { code: "DE", share: 0.68, taxPercent: 19 };
const COUNTRIES: readonly [Country, ...Country[]] = [
  HOME_COUNTRY,
  { code: "AT", share: 0.12, taxPercent: 20 },
  { code: "CH", share: 0.07, taxPercent: 0 },
  { code: "NL", share: 0.06, taxPercent: 21 },
  { code: "FR", share: 0.04, taxPercent: 20 },
  { code: "CN", share: 0.03, taxPercent: 0 },
];
const drawCountry = createDraw(COUNTRIES, ({ share }) => share);

export interface Buyer {
  /** Null = a guest. */
  readonly customer: string | null;
  readonly country: Country;
}

/** Nobody comes back sooner than after a week; after that fewer and fewer do. */
const SOONEST_RETURN_DAYS = 7;
const MEAN_RETURN_DAYS = 95;
/** Of a day's new customers, as many as this share of its orders can come back. */
const KNOWN_SHARE = 0.5;
/** A few come again and again, most never. */
const LOYALTY = 4;

/** Draws the buyers of one day, one call an order. */
export function createBuyers(day: BusinessDay): (random: Random, channel: DemoChannel) => Buyer {
  const dayNumber = dayNumberOf(day);
  let newToday = 0;
  return (random, channel) => {
    if (random() < channel.guests) return { customer: null, country: channel.name === "pos" ? HOME_COUNTRY : drawCountry(random) };
    const customer = random() < channel.returning ? drawKnown(random, dayNumber) : nameCustomer(dayNumber, newToday++);
    return { customer, country: drawCountry(createRandom("demo", "country", customer)) };
  };
}

function drawKnown(random: Random, dayNumber: number): string {
  const day = dayNumber - SOONEST_RETURN_DAYS + Math.floor(MEAN_RETURN_DAYS * Math.log(1 - random()));
  const count = KNOWN_SHARE * levelOn(dayOfNumber(day));
  return nameCustomer(day, Math.floor(count * random() ** LOYALTY));
}

/** Opaque, as a keyed hash of an address would be. */
function nameCustomer(dayNumber: number, index: number): string {
  return `demo-${String(dayNumber * 1000 + index).padStart(9, "0")}`;
}
