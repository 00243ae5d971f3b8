import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, weekdayOf } from "../../../src/core/calendar/business-day.ts";
import type { Weekday } from "../../../src/core/calendar/period.ts";
import { businessDayOf, firstInstantAt, localMsOf, localToInstant } from "../../../src/core/calendar/zone-clock.ts";
import { EVERY_DAY, parseTimeOfDay, printTimeOfDay, type Recurrence, type TimeOfDay } from "../../../src/core/schedule/recurrence.ts";
import { nextSlots, slotsBetween } from "../../../src/core/schedule/slots.ts";
import { anyInstant, anyZone, day, utc, zone } from "../calendar/zones.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const NINE: TimeOfDay = { hour: 9, minute: 0 };
const BERLIN = zone("Europe/Berlin");
const NEW_YORK = zone("America/New_York");

const daily = (hour: number, minute: number, weekdays: readonly Weekday[] = EVERY_DAY): Recurrence => ({
  ...{ type: "daily", at: { hour, minute }, weekdays },
});
const shown = (slots: readonly number[]) => slots.map((ms) => new Date(ms).toISOString().slice(0, 16));

const anyTime = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) });
const anyWeekday = fc.constantFrom(...EVERY_DAY);
const anyRecurrence: fc.Arbitrary<Recurrence> = fc.oneof(
  fc.record({ type: fc.constant("daily" as const), at: anyTime, weekdays: fc.uniqueArray(anyWeekday, { minLength: 1 }) }),
  fc.record({ type: fc.constant("weekly" as const), at: anyTime, weekday: anyWeekday }),
  fc.record({ type: fc.constant("monthly" as const), at: anyTime, dayOfMonth: fc.integer({ min: 1, max: 31 }) }),
  fc.record({ type: fc.constant("hourly" as const), minute: fc.integer({ min: 0, max: 59 }) }),
);

describe("slots", () => {
  it("come daily at the local time, whatever the offset", () => {
    expect(shown(nextSlots(daily(9, 0), BERLIN, utc("2026-10-24T06:59"), 3))).toEqual([
      ...["2026-10-24T07:00", "2026-10-25T08:00", "2026-10-26T08:00"],
    ]);
  });

  it("leave out other weekdays, and come never where there is none", () => {
    const weekdays = daily(9, 0, [1, 2, 3, 4, 5]);
    expect(shown(nextSlots(weekdays, BERLIN, utc("2026-11-20T08:00"), 2))).toEqual(["2026-11-23T08:00", "2026-11-24T08:00"]);
    expect(nextSlots(daily(9, 0, []), BERLIN, 0, 3)).toEqual([]);
    expect(slotsBetween(daily(9, 0, []), BERLIN, 0, DAY_MS)).toEqual([]);
    expect(nextSlots(weekdays, BERLIN, 0, 0)).toEqual([]);
  });

  it("come at the first instant after the spring gap they are in", () => {
    expect(shown(nextSlots(daily(2, 30), BERLIN, utc("2026-03-28T12:00"), 2))).toEqual(["2026-03-29T01:00", "2026-03-30T00:30"]);
    expect(shown(nextSlots(daily(2, 30), NEW_YORK, utc("2026-03-07T12:00"), 2))).toEqual(["2026-03-08T07:00", "2026-03-09T06:30"]);
  });

  it("come once in the repeated hour of autumn", () => {
    expect(shown(slotsBetween(daily(2, 30), BERLIN, utc("2026-10-24T12:00"), utc("2026-10-26T12:00")))).toEqual([
      ...["2026-10-25T00:30", "2026-10-26T01:30"],
    ]);
    expect(shown(slotsBetween(daily(1, 30), NEW_YORK, utc("2026-11-01T00:00"), utc("2026-11-01T12:00")))).toEqual(["2026-11-01T05:30"]);
  });

  it("leave out a date that the zone left out", () => {
    const apia = zone("Pacific/Apia");
    const days = nextSlots(daily(9, 0), apia, utc("2011-12-28T20:00"), 3).map((ms) => businessDayOf(ms, apia));
    expect(days).toEqual(["2011-12-29", "2011-12-31", "2012-01-01"]);
  });

  it("come weekly, and monthly on the last day of shorter months", () => {
    const weekly: Recurrence = { type: "weekly", at: NINE, weekday: 1 };
    expect(shown(nextSlots(weekly, BERLIN, utc("2026-11-22T12:00"), 2))).toEqual(["2026-11-23T08:00", "2026-11-30T08:00"]);
    const monthly: Recurrence = { type: "monthly", at: NINE, dayOfMonth: 31 };
    expect(shown(nextSlots(monthly, zone("UTC"), utc("2026-01-31T09:00"), 3))).toEqual([
      ...["2026-02-28T09:00", "2026-03-31T09:00", "2026-04-30T09:00"],
    ]);
  });

  it("come hourly, not twice in the repeated hour, nor twice at the end of a gap", () => {
    const hourly: Recurrence = { type: "hourly", minute: 5 };
    expect(shown(slotsBetween(hourly, BERLIN, utc("2026-10-24T23:30"), utc("2026-10-25T02:30")))).toEqual([
      ...["2026-10-25T00:05", "2026-10-25T02:05"],
    ]);
    expect(shown(slotsBetween(hourly, BERLIN, utc("2026-03-29T00:00"), utc("2026-03-29T02:30")))).toEqual([
      ...["2026-03-29T00:05", "2026-03-29T01:00", "2026-03-29T01:05", "2026-03-29T02:05"],
    ]);
    const onTheHour: Recurrence = { type: "hourly", minute: 0 };
    expect(shown(slotsBetween(onTheHour, BERLIN, utc("2026-03-29T00:00"), utc("2026-03-29T02:00")))).toEqual([
      ...["2026-03-29T01:00", "2026-03-29T02:00"],
    ]);
  });

  it("are strictly in order after the instant, in every zone", () => {
    fc.assert(
      fc.property(anyRecurrence, anyZone, anyInstant, (recurrence, inZone, afterMs) => {
        const slots = nextSlots(recurrence, inZone, afterMs, 5);
        expect(slots).toHaveLength(5);
        for (const [index, slotMs] of slots.entries()) expect(slotMs).toBeGreaterThan(slots[index - 1] ?? afterMs);
      }),
    );
  });

  it("are the same however the time between is cut", () => {
    fc.assert(
      fc.property(anyRecurrence, anyZone, anyInstant, fc.nat(30 * DAY_MS), fc.nat(30 * DAY_MS), (recurrence, inZone, fromMs, a, b) => {
        const [cutMs, toMs] = [fromMs + a, fromMs + a + b];
        const whole = slotsBetween(recurrence, inZone, fromMs, toMs);
        const parts = [...slotsBetween(recurrence, inZone, fromMs, cutMs), ...slotsBetween(recurrence, inZone, cutMs, toMs)];
        // A repeated hour cut in two must not come twice either.
        expect(parts).toEqual(whole);
      }),
    );
  });

  it("stand at the local time, or at the end of the gap that time is in", () => {
    fc.assert(
      fc.property(anyTime, anyZone, anyInstant, (at, inZone, afterMs) => {
        for (const slotMs of nextSlots({ type: "daily", at, weekdays: EVERY_DAY }, inZone, afterMs, 3)) {
          if (localMsOf(slotMs, inZone) % DAY_MS === at.hour * HOUR_MS + at.minute * 60_000) continue;
          // The clock jumped: a millisecond before, it showed an earlier time than the one asked for.
          const localDay = [-1, 0].map((shift) => addDays(businessDayOf(slotMs, inZone), shift));
          const asked = localDay.map((date) => localToInstant(`${date}T${printTimeOfDay(at)}`, inZone));
          expect(asked).toContainEqual({ ok: false, reason: "gap" });
        }
      }),
    );
  });

  it("come exactly once a business day where no date is left out", () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Tehran"), (at, name) => {
        const inZone = zone(name);
        const slots = slotsBetween({ type: "daily", at, weekdays: EVERY_DAY }, inZone, utc("2026-01-01T12:00"), utc("2027-01-01T12:00"));
        expect(new Set(slots.map((ms) => businessDayOf(ms, inZone))).size).toBe(365);
        expect(slots).toHaveLength(365);
      }),
      { numRuns: 20 },
    );
  });

  it("fall on the weekday of their local day", () => {
    expect(weekdayOf(day("2026-11-23"))).toBe(1);
    const [slotMs = 0] = nextSlots({ type: "weekly", at: { hour: 0, minute: 0 }, weekday: 1 }, zone("Pacific/Kiritimati"), 0, 1);
    expect(weekdayOf(businessDayOf(slotMs, zone("Pacific/Kiritimati")))).toBe(1);
    expect(firstInstantAt(localMsOf(slotMs, zone("Pacific/Kiritimati")), zone("Pacific/Kiritimati"))).toBe(slotMs);
  });
});

describe("a time of day", () => {
  it("is read on the 24-hour clock and printed with two digits", () => {
    expect(parseTimeOfDay("9:05")).toEqual({ hour: 9, minute: 5 });
    expect(parseTimeOfDay(" 23:59 ")).toEqual({ hour: 23, minute: 59 });
    for (const wrong of ["", "9", "24:00", "9:60", "9:5", "-1:00", "9:00pm"]) expect(parseTimeOfDay(wrong)).toBeNull();
    expect(printTimeOfDay({ hour: 9, minute: 5 })).toBe("09:05");
  });
});
