/** The shop's two campaigns a year, on the dates that everybody knows. */
import { addDays, businessDayFromParts, partsOf, weekdayOf } from "../core/calendar/business-day.ts";
import type { BusinessDay } from "../core/calendar/period.ts";

/** What one day of a campaign does, as multiples of a usual day. */
interface CampaignDay {
  readonly visits: number;
  readonly conversion: number;
  /** Off every price in the online shop. */
  readonly priceOff: number;
}

export interface DemoCampaign {
  readonly name: string;
  /** The campaign's first day in a year. */
  firstDay(year: number): BusinessDay;
  readonly days: readonly [CampaignDay, ...CampaignDay[]];
}

/** Before Double 11 people look and wait; on Black Friday's weekend they come and buy for days. */
export const DEMO_CAMPAIGNS: readonly DemoCampaign[] = [
  {
    name: "Double 11",
    firstDay: (year) => dateOf(year, 11, 9),
    days: [
      { visits: 1.3, conversion: 0.75, priceOff: 0 },
      { visits: 1.6, conversion: 0.7, priceOff: 0 },
      { visits: 2.8, conversion: 1.6, priceOff: 0.22 },
    ],
  },
  {
    name: "Black Friday",
    firstDay: fourthThursday,
    days: [
      { visits: 1.4, conversion: 0.95, priceOff: 0.1 },
      { visits: 2.7, conversion: 1.4, priceOff: 0.25 },
      { visits: 1.8, conversion: 1.2, priceOff: 0.2 },
      { visits: 1.7, conversion: 1.2, priceOff: 0.2 },
      { visits: 2.2, conversion: 1.35, priceOff: 0.2 },
    ],
  },
];

/** The campaign a day belongs to, and what it does there; null on usual days. */
export function campaignOn(day: BusinessDay): (CampaignDay & { readonly campaign: DemoCampaign }) | null {
  const { year, month } = partsOf(day);
  if (month !== 11 && month !== 12) return null;
  for (const campaign of DEMO_CAMPAIGNS) {
    const first = campaign.firstDay(year);
    const effect = campaign.days.find((_, index) => addDays(first, index) === day);
    if (effect !== undefined) return { campaign, ...effect };
  }
  return null;
}

/** Thanksgiving: Black Friday is the day after it. */
function fourthThursday(year: number): BusinessDay {
  const first = dateOf(year, 11, 1);
  return addDays(first, ((4 - weekdayOf(first) + 7) % 7) + 21);
}

function dateOf(year: number, month: number, day: number): BusinessDay {
  const date = businessDayFromParts({ year, month, day });
  if (date === null) throw new Error(`the demo shop does not reach the year ${year}`);
  return date;
}
