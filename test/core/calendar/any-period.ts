/** Periods of every type, sensible and not. */
import fc from "fast-check";
import type { PartialDate, Period, Weekday } from "../../../src/core/calendar/period.ts";

const anyUnit = fc.constantFrom("day", "week", "month", "quarter", "year");
const anyDate: fc.Arbitrary<PartialDate> = fc.record({
  year: fc.option(fc.integer({ min: 1970, max: 2040 })),
  month: fc.integer({ min: 0, max: 13 }),
  day: fc.integer({ min: 0, max: 32 }),
});

export const anyPeriod: fc.Arbitrary<Period> = fc.oneof(
  fc.record({ type: fc.constant("unit" as const), unit: anyUnit, offset: fc.integer({ min: -30, max: 1 }) }),
  fc.record({ type: fc.constant("to-date" as const), unit: fc.constantFrom("week", "month", "quarter", "year") }),
  fc.record({
    type: fc.constant("last" as const),
    count: fc.integer({ min: 0, max: 40 }),
    unit: fc.oneof(anyUnit, fc.constant("hour" as const)),
  }),
  fc.record({ type: fc.constant("weekday" as const), weekday: fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7) }),
  fc.record({ type: fc.constant("weekend" as const), weeksAgo: fc.nat(2) }),
  fc.record({ type: fc.constant("dates" as const), from: anyDate, to: anyDate }),
  fc.record({ type: fc.constant("dates" as const), from: anyDate, to: anyDate, yearsAgo: fc.nat(3) }),
  fc.record({ type: fc.constant("dates" as const), from: anyDate, to: anyDate, isOver: fc.constant(true as const) }),
  fc.record({ type: fc.constant("days-of-month" as const), from: fc.nat(32), to: fc.nat(32) }),
  fc.record({ type: fc.constant("days-of-month" as const), from: fc.nat(32), to: fc.nat(32), monthsAgo: fc.nat(2) }),
  fc.record({
    type: fc.constant("weekdays" as const),
    from: fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7),
    to: fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7),
    weeksAgo: fc.nat(2),
  }),
  fc.record({
    type: fc.constant("since" as const),
    start: fc.record({ type: fc.constant("weekday" as const), weekday: fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7) }),
    until: fc.constantFrom("today", "yesterday"),
  }),
  fc.record({
    type: fc.constant("named" as const),
    unit: fc.constantFrom("month", "quarter"),
    year: fc.constant(null),
    index: fc.integer({ min: 0, max: 13 }),
    which: fc.constantFrom("over" as const, { yearsAgo: 0 }, { yearsAgo: 1 }),
  }),
  fc.record({
    type: fc.constant("named" as const),
    unit: fc.constantFrom("month", "quarter", "year"),
    year: fc.option(fc.integer({ min: 1970, max: 2040 })),
    index: fc.integer({ min: 0, max: 13 }),
  }),
);
