/** Public holidays from date-holidays, which carries the rules of some two hundred countries. */
import Holidays from "date-holidays";
import { parseBusinessDay } from "../../core/calendar/business-day.ts";
import type { Holiday, PublicHolidays } from "../../ports/holidays.ts";

const known = new Map<string, readonly Holiday[]>();

/** Nationwide ones only: where a region alone rests, its shops say so with a file. */
export const findPublicHolidays: PublicHolidays = async (country, fromYear, toYear) => {
  const key = `${country} ${fromYear} ${toYear}`;
  const found = known.get(key) ?? work(country, fromYear, toYear);
  known.set(key, found);
  return found;
};

function work(country: string, fromYear: number, toYear: number): readonly Holiday[] {
  const calendar = new Holidays();
  if (!Object.hasOwn(calendar.getCountries(), country)) return [];
  calendar.init(country, { types: ["public"] });
  const years = Array.from({ length: Math.max(0, toYear - fromYear + 1) }, (_, index) => fromYear + index);
  return years.flatMap((year) =>
    calendar.getHolidays(year).flatMap(({ date, name }) => {
      const day = parseBusinessDay(date.slice(0, 10));
      return day === null ? [] : [{ day, name, of: { type: "country", country } } as const];
    }),
  );
}
