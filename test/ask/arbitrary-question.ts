import fc from "fast-check";
import { FILTER_DIMENSIONS } from "../../src/ask/names.ts";
import { ASKABLE_METRICS } from "../../src/ask/vocabulary/names.ts";
import { UNIT_WORDS } from "../../src/ask/vocabulary/units.ts";
import type { PartialDate, Period } from "../../src/core/calendar/period.ts";
import type { Comparison, Filter, Question } from "../../src/core/questions/question.ts";
import { DIMENSIONS } from "../../src/core/questions/question.ts";

/** Any text that may stand in quotes, hostile ones included. */
export const anyName = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.string({ unit: fc.constantFrom('"', "“", "'", ",", "=", " ", "a", "店", "=", "\n"), maxLength: 8 }),
    fc.constantFrom(
      "by",
      "all",
      "last week",
      "昨天",
      "渠道",
      "email",
      "Paid Social",
      "中国",
      "may",
      "2026",
      "全部",
      "x-y_z",
      "É",
      "销售额",
    ),
  )
  .filter((name) => name !== "" && name === name.trim());

const units = ["day", "week", "month", "quarter", "year"] as const;
const unitPeriod = fc
  .constantFrom(...units)
  .chain((unit) =>
    fc
      .integer({ min: -UNIT_WORDS[unit].most, max: 1 })
      .map((offset): Period => ({ type: "unit", unit, offset: offset === 0 ? 0 : offset })),
  );
const lastPeriod = fc
  .constantFrom(...units, "hour" as const)
  .chain((unit) => fc.integer({ min: 1, max: UNIT_WORDS[unit].most }).map((count): Period => ({ type: "last", count, unit })));
const weekdayPeriod = fc
  .tuple(fc.constantFrom(1, 2, 3, 4, 5, 6, 7), fc.constantFrom(null, 0, 1))
  .map(([weekday, weeksAgo]): Period => ({ type: "weekday", weekday, ...(weeksAgo === null ? {} : { weeksAgo }) }) as Period);

const givenDay = fc
  .date({ min: new Date("1970-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
  .map((date): PartialDate => ({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }));
const rank = ({ year, month, day }: PartialDate) => ((year ?? 0) * 100 + month) * 100 + day;
const yearsAgo = fc.constantFrom(null, 0, 1, 2, 3, "over" as const);
const datesPeriod = fc.tuple(givenDay, givenDay, fc.boolean(), yearsAgo).map(([a, b, isOpen, years]): Period => {
  const [first, second] = isOpen
    ? [
        { ...a, year: null },
        { ...b, year: null },
      ]
    : [a, b];
  const [from, to] = rank(first) <= rank(second) ? [first, second] : [second, first];
  return { type: "dates", from, to, ...(isOpen && years !== null ? (years === "over" ? { isOver: true } : { yearsAgo: years }) : {}) };
});
const namedPeriod = fc
  .record({
    unit: fc.constantFrom("month", "quarter", "year"),
    year: fc.option(fc.integer({ min: 1970, max: 2199 })),
    part: fc.nat(11),
    which: fc.oneof(
      fc.constantFrom(undefined, "over" as const),
      fc.nat(3).map((years) => ({ yearsAgo: years })),
    ),
  })
  .map(({ unit, year, part, which }): Period => {
    if (unit === "year") return { type: "named", unit: "year", year: year ?? 2026, index: 1 };
    const index = unit === "month" ? part + 1 : (part % 4) + 1;
    return { type: "named", unit, year, index, ...(year === null && which !== undefined ? { which } : {}) };
  });
const weekendPeriod = fc
  .constantFrom(undefined, 0, 1, 2)
  .map((weeksAgo): Period => ({ type: "weekend", ...(weeksAgo === undefined ? {} : { weeksAgo }) }));
const daysOfMonthPeriod = fc
  .tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 31 }), fc.constantFrom(null, 0, 1, 2))
  .map(([a, b, monthsAgo]): Period => {
    return { type: "days-of-month", from: Math.min(a, b), to: Math.max(a, b), ...(monthsAgo === null ? {} : { monthsAgo }) };
  });
const anyWeekday = fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 5 as const, 6 as const, 7 as const);
const weekdaysPeriod = fc
  .tuple(anyWeekday, anyWeekday, fc.constantFrom(null, 0, 1, 2))
  .filter(([from, to]) => from !== to)
  .map(([from, to, weeksAgo]): Period => ({ type: "weekdays", from, to, ...(weeksAgo === null ? {} : { weeksAgo }) }));
const sincePeriod = fc
  .tuple(fc.oneof(unitPeriod, weekdayPeriod, datesPeriod, namedPeriod, daysOfMonthPeriod), fc.constantFrom("today", "yesterday"))
  .map(([start, until]): Period | null => {
    if (start.type === "dates") return { type: "since", start: { ...start, to: start.from }, until };
    if (start.type === "days-of-month") return { type: "since", start: { ...start, to: start.from }, until };
    if (start.type === "unit") return start.offset < 0 ? { type: "since", start, until } : null;
    return start.type === "weekday" || start.type === "named" ? { type: "since", start, until } : null;
  })
  .filter((period) => period !== null);
const toDatePeriod = fc.constantFrom("week", "month", "quarter", "year").map((unit) => ({ type: "to-date", unit }) as Period);
const anyYear = fc.oneof(
  fc.integer({ min: 1970, max: 2199 }).map((year) => ({ year })),
  fc.nat(3).map((years) => ({ yearsAgo: years })),
);
const campaignPeriod = fc
  .tuple(anyName, fc.option(anyYear))
  .map(([name, when]): Period => ({ type: "campaign", name, ...(when === null ? {} : { when }) }));

const plainPeriod: fc.Arbitrary<Period> = fc.oneof(
  unitPeriod,
  lastPeriod,
  weekdayPeriod,
  weekendPeriod,
  weekdaysPeriod,
  datesPeriod,
  daysOfMonthPeriod,
  namedPeriod,
  toDatePeriod,
  sincePeriod,
);
const anyPeriod: fc.Arbitrary<Period> = fc.oneof(plainPeriod, campaignPeriod);

const plainComparison: fc.Arbitrary<Comparison> = fc.constantFrom<Comparison>(
  { type: "default" },
  { type: "previous" },
  { type: "last-year", align: "weekday" },
  { type: "last-year", align: "date" },
  { type: "target" },
  { type: "none" },
);
const comparisonWith = (period: fc.Arbitrary<Period>): fc.Arbitrary<Comparison> =>
  fc.oneof(
    plainComparison,
    period.map((compared): Comparison => ({ type: "period", period: compared })),
  );

const anyFilters = (name: fc.Arbitrary<string>): fc.Arbitrary<readonly Filter[]> =>
  fc
    .tuple(fc.subarray([...FILTER_DIMENSIONS], { maxLength: 3 }), fc.uniqueArray(name, { minLength: 1, maxLength: 3 }))
    .map(([dimensions, [first = "x", ...rest]]) => dimensions.map((dimension) => ({ dimension, values: [first, ...rest] as const })));

const questionOf = (
  period: fc.Arbitrary<Period>,
  comparison: fc.Arbitrary<Comparison>,
  filters: fc.Arbitrary<readonly Filter[]>,
  shop: fc.Arbitrary<string | null>,
): fc.Arbitrary<Question> =>
  fc.record({
    metric: fc.constantFrom(...ASKABLE_METRICS),
    period,
    by: fc.option(fc.constantFrom(...DIMENSIONS)),
    filters,
    comparison,
    shop,
    form: fc.constantFrom("message", "chart", "table", "csv"),
    returnsClock: fc.constantFrom("own-day", "order-day"),
  });

/** Every question there is a way to ask. */
export const anyQuestion = questionOf(anyPeriod, comparisonWith(anyPeriod), anyFilters(anyName), fc.option(anyName));

/** Questions of grammar words only: no name that case or width could change. */
export const namelessQuestion = questionOf(plainPeriod, comparisonWith(plainPeriod), fc.constant([]), fc.constant(null));

/** Questions whose clauses cannot run into each other: two periods side by side ("vs Nov 1" before "2026") can. */
export const shufflableQuestion = questionOf(anyPeriod, plainComparison, anyFilters(anyName), fc.option(anyName));
