import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayNumberOf } from "../../../src/core/calendar/business-day.ts";
import type { TimeZone } from "../../../src/core/calendar/period.ts";
import { parseTimeZone } from "../../../src/core/calendar/time-zone.ts";
import {
  businessDayOf,
  dayBounds,
  firstInstantAt,
  hourStartOf,
  hourStarts,
  localMsOf,
  localToInstant,
  nextHourStart,
} from "../../../src/core/calendar/zone-clock.ts";
import { anyInstant, anyZone, day, utc, zone } from "./zones.ts";

const HOUR_MS = 3_600_000;

function hoursOf(text: string, name: string): { readonly long: number; readonly starts: number } {
  const { fromMs, toMs } = dayBounds(day(text), zone(name));
  return { long: (toMs - fromMs) / HOUR_MS, starts: hourStarts(fromMs, toMs, zone(name)).length };
}

/** The platform's own opinion of the local time, by another road than ours. */
function localByIntl(instantMs: number, zoneName: TimeZone): string {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: zoneName, dateStyle: "short", timeStyle: "medium" }).format(instantMs);
  return parts.replace(" ", "T");
}

describe("a time zone", () => {
  it("is read in any case and keeps the name people use", () => {
    expect(parseTimeZone("asia/kolkata")).toBe("Asia/Kolkata");
    expect(parseTimeZone(" Europe/Berlin ")).toBe("Europe/Berlin");
    expect(parseTimeZone("utc")).toBe("UTC");
  });

  it.each(["", "+05:30", "Z", "Europe/Atlantis", "Berlin", "12", "Europe/Berlin; DROP TABLE"])("refuses %j", (name) => {
    expect(parseTimeZone(name)).toBeNull();
  });
});

describe("business days", () => {
  it.each([
    ["23 hours where clocks go forward", "2026-03-29", "Europe/Berlin", 23, 23],
    ["25 hours where they go back", "2026-10-25", "Europe/Berlin", 25, 25],
    ["23 hours where midnight itself is skipped", "2018-11-04", "America/Sao_Paulo", 23, 23],
    ["25 hours where the hour before midnight comes twice", "2018-02-17", "America/Sao_Paulo", 25, 25],
    ["23 hours from one o'clock in Beirut", "2024-03-31", "Asia/Beirut", 23, 23],
    ["23 hours from one o'clock in Cairo", "2024-04-26", "Africa/Cairo", 23, 23],
    ["23 and a half hours on Lord Howe", "2024-10-06", "Australia/Lord_Howe", 23.5, 24],
    ["24 and a half hours on Lord Howe", "2024-04-07", "Australia/Lord_Howe", 24.5, 25],
    ["22 hours in Troll, whose summer time is two hours", "2024-03-31", "Antarctica/Troll", 22, 22],
    ["no hour where the zone crossed the date line", "2011-12-30", "Pacific/Apia", 0, 0],
    ["24 hours of a half-hour zone", "2026-11-22", "Asia/Kolkata", 24, 24],
  ])("have %s", (_, text, name, long, starts) => {
    expect(hoursOf(text, name)).toEqual({ long, starts });
  });

  it("begin at one where there is no midnight", () => {
    const { fromMs } = dayBounds(day("2018-11-04"), zone("America/Sao_Paulo"));
    expect(localByIntl(fromMs, zone("America/Sao_Paulo"))).toBe("2018-11-04T01:00:00");
    expect(businessDayOf(fromMs - 1, zone("America/Sao_Paulo"))).toBe("2018-11-03");
  });

  it("do not come back where clocks are set back over midnight", () => {
    // Until 2011 Newfoundland set its clocks back at 00:01, to 23:01 of the day before.
    const stJohns = zone("America/St_Johns");
    const { fromMs, toMs } = dayBounds(day("2006-10-29"), stJohns);
    const againYesterdayMs = fromMs + 30 * 60_000;
    expect(localByIntl(againYesterdayMs, stJohns)).toBe("2006-10-28T23:30:00");
    expect(businessDayOf(againYesterdayMs, stJohns)).toBe("2006-10-29");
    expect(toMs - fromMs).toBe(25 * HOUR_MS);
  });

  it("tile time: each instant belongs to exactly the day whose bounds hold it", () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (anyWhere, instantMs) => {
        const business = businessDayOf(instantMs, anyWhere);
        const { fromMs, toMs } = dayBounds(business, anyWhere);
        expect(instantMs).toBeGreaterThanOrEqual(fromMs);
        expect(instantMs).toBeLessThan(toMs);
        expect(dayBounds(addDays(business, 1), anyWhere).fromMs).toBe(toMs);
        expect(dayBounds(addDays(business, -1), anyWhere).toMs).toBe(fromMs);
        expect(businessDayOf(fromMs, anyWhere)).toBe(business);
        expect(businessDayOf(toMs - 1, anyWhere)).toBe(business);
        expect(businessDayOf(fromMs - 1, anyWhere) < business).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });
});

describe("the local clock", () => {
  it("agrees with the platform's own", () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (anyWhere, instantMs) => {
        expect(new Date(localMsOf(instantMs, anyWhere)).toISOString().slice(0, 19)).toBe(localByIntl(instantMs, anyWhere));
      }),
      { numRuns: 1000 },
    );
  });

  it("agrees with it on both sides of every change from 1975 to 2040", () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (anyWhere, instantMs) => {
        const offset = localMsOf(instantMs, anyWhere) - instantMs;
        let changeMs = instantMs;
        // The hour in which the offset differs, at most two years on.
        for (let step = 0; step < 24 * 730 && localMsOf(changeMs, anyWhere) - changeMs === offset; step++) changeMs += HOUR_MS;
        for (const atMs of [changeMs - HOUR_MS, changeMs - 1000, changeMs]) {
          expect(new Date(localMsOf(atMs, anyWhere)).toISOString().slice(0, 19)).toBe(localByIntl(atMs, anyWhere));
        }
      }),
      { numRuns: 200 },
    );
  });

  it("tiles time by hours that begin with the wall clock's or with a change of it", () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (anyWhere, instantMs) => {
        const startMs = hourStartOf(instantMs, anyWhere);
        const nextMs = nextHourStart(instantMs, anyWhere);
        expect(startMs).toBeLessThanOrEqual(instantMs);
        expect(nextMs).toBeGreaterThan(instantMs);
        expect(nextMs - startMs).toBeLessThanOrEqual(HOUR_MS);
        expect(hourStartOf(startMs, anyWhere)).toBe(startMs);
        expect(hourStartOf(nextMs - 1, anyWhere)).toBe(startMs);
        expect(hourStartOf(nextMs, anyWhere)).toBe(nextMs);
        expect(businessDayOf(startMs, anyWhere)).toBe(businessDayOf(nextMs - 1, anyWhere));
        const isWholeHour = new Date(localMsOf(startMs, anyWhere)).toISOString().slice(14, 19) === "00:00";
        const isChange = localMsOf(startMs, anyWhere) - startMs !== localMsOf(startMs - 1, anyWhere) - (startMs - 1);
        expect(isWholeHour || isChange).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it("begins hours on the half in half-hour zones", () => {
    expect(hourStartOf(utc("2026-11-22T09:10:00"), zone("Asia/Kolkata"))).toBe(utc("2026-11-22T08:30:00"));
    expect(hourStartOf(utc("2026-11-22T09:10:00"), zone("Asia/Kathmandu"))).toBe(utc("2026-11-22T08:15:00"));
  });

  it("divides a business day into its hours without rest", () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (anyWhere, instantMs) => {
        const { fromMs, toMs } = dayBounds(businessDayOf(instantMs, anyWhere), anyWhere);
        const starts = hourStarts(fromMs, toMs, anyWhere);
        expect(starts[0]).toBe(fromMs);
        expect(nextHourStart(starts.at(-1) ?? 0, anyWhere)).toBe(toMs);
        expect(starts).toContain(hourStartOf(instantMs, anyWhere));
      }),
      { numRuns: 500 },
    );
  });
});

describe("a local time", () => {
  const berlin = zone("Europe/Berlin");

  it("becomes its instant", () => {
    expect(localToInstant("2026-11-22T14:35", berlin)).toEqual({ ok: true, ms: utc("2026-11-22T13:35:00"), ambiguous: false });
    expect(localToInstant("2026-07-01 08:00:09.250", berlin)).toEqual({ ok: true, ms: utc("2026-07-01T06:00:09.250"), ambiguous: false });
  });

  it("is refused where the clock jumps over it", () => {
    expect(localToInstant("2026-03-29T02:30", berlin)).toEqual({ ok: false, reason: "gap" });
    expect(localToInstant("2026-03-29T03:00", berlin)).toEqual({ ok: true, ms: utc("2026-03-29T01:00:00"), ambiguous: false });
    expect(localToInstant("2011-12-30T12:00", zone("Pacific/Apia"))).toEqual({ ok: false, reason: "gap" });
    expect(localToInstant("2018-11-04T00:30", zone("America/Sao_Paulo"))).toEqual({ ok: false, reason: "gap" });
  });

  it("is the earlier of two instants in the hour that comes twice", () => {
    expect(localToInstant("2026-10-25T02:30", berlin)).toEqual({ ok: true, ms: utc("2026-10-25T00:30:00"), ambiguous: true });
    expect(localToInstant("2026-10-25T03:00", berlin)).toEqual({ ok: true, ms: utc("2026-10-25T02:00:00"), ambiguous: false });
    expect(localToInstant("2026-10-25T01:59:59", berlin)).toEqual({ ok: true, ms: utc("2026-10-24T23:59:59"), ambiguous: false });
  });

  it.each([
    "2026-02-30T10:00",
    "2026-01-01T24:00",
    "2026-01-01T10:60",
    "2026-01-01T10:00:60",
    "2026-01-01",
    "2026-1-1T10:00",
    "2026-01-01T10:00Z",
    "2026-01-01T10:00:00Z",
    "2026-01-01T10:00:00.",
    "2026-01-01T10:00:00,5",
    "2026-01-01T1x:00",
    "2026/01/01 10:00",
    "",
  ])("is invalid as %j", (text) => {
    expect(localToInstant(text, berlin)).toEqual({ ok: false, reason: "invalid" });
  });

  it("finds its way back from every instant", () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (anyWhere, instantMs) => {
        const local = localByIntl(instantMs, anyWhere);
        const found = localToInstant(local, anyWhere);
        if (!found.ok) throw new Error(`${local} ${anyWhere} is ${found.reason}`);
        expect(localByIntl(found.ms, anyWhere)).toBe(local);
        expect(found.ms).toBeLessThanOrEqual(instantMs);
        expect(found.ambiguous || found.ms === instantMs).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(localToInstant(text, berlin).ok).toBe(false);
      }),
    );
  });

  it("in a gap is followed by the instant at which the gap ends", () => {
    const midnight = dayNumberOf(day("2018-11-04")) * 24 * HOUR_MS;
    expect(firstInstantAt(midnight + 30 * 60_000, zone("America/Sao_Paulo"))).toBe(utc("2018-11-04T03:00:00"));
  });
});
