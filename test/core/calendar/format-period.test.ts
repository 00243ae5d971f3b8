import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayOfNumber } from "../../../src/core/calendar/business-day.ts";
import {
  formatInstant,
  labelDay,
  labelMonth,
  labelPeriod,
  labelShortDay,
  labelTime,
  labelWeekday,
  toIsoWithOffset,
} from "../../../src/core/calendar/format-period.ts";
import type { ResolvedPeriod } from "../../../src/core/calendar/period.ts";
import { daysPeriod, hoursPeriod } from "../../../src/core/calendar/resolve-period.ts";
import { anyInstant, anyZone, day, utc, zone } from "./zones.ts";

const berlin = zone("Europe/Berlin");
const NOW_MS = utc("2030-01-01T00:00:00");

function days(first: string, last: string = first): ResolvedPeriod {
  const period = daysPeriod(day(first), addDays(day(last), 1), { nowMs: NOW_MS, zone: berlin });
  if ("problem" in period) throw new Error(period.problem);
  return period;
}

function hours(from: string, to: string, where = berlin): ResolvedPeriod {
  const period = hoursPeriod(utc(from), utc(to), { nowMs: NOW_MS, zone: where });
  if ("problem" in period) throw new Error(period.problem);
  return period;
}

describe("a period's label", () => {
  it.each([
    [days("2026-11-21"), "Sat 21 Nov 2026", "2026年11月21日 周六"],
    [days("2026-11-16", "2026-11-22"), "16–22 Nov 2026", "2026年11月16–22日"],
    [days("2026-10-28", "2026-11-03"), "28 Oct – 3 Nov 2026", "2026年10月28日–11月3日"],
    [days("2025-12-28", "2026-01-03"), "28 Dec 2025 – 3 Jan 2026", "2025年12月28日 – 2026年1月3日"],
    [days("2026-02-01", "2026-02-28"), "Feb 2026", "2026年2月"],
    [days("2026-07-01", "2026-09-30"), "1 Jul – 30 Sep 2026", "2026年7月1日–9月30日"],
    [days("2025-01-01", "2025-12-31"), "2025", "2025年"],
    [days("2023-01-01", "2025-12-31"), "2023–2025", "2023–2025年"],
    [hours("2026-11-20T23:00:00", "2026-11-21T13:00:00"), "Sat 21 Nov 2026, 00:00–14:00", "2026年11月21日 周六 00:00–14:00"],
    [hours("2026-11-21T20:00:00", "2026-11-21T23:00:00"), "Sat 21 Nov 2026, 21:00–24:00", "2026年11月21日 周六 21:00–24:00"],
    [hours("2026-11-20T23:00:00", "2026-11-21T23:00:00"), "Sat 21 Nov 2026", "2026年11月21日 周六"],
    [hours("2026-10-31T23:00:00", "2026-11-22T13:00:00"), "1–22 Nov 2026, until 14:00", "2026年11月1–22日，截至14:00"],
    [hours("2026-10-31T23:00:00", "2026-11-30T13:00:00"), "1–30 Nov 2026, until 14:00", "2026年11月1–30日，截至14:00"],
    [
      hours("2026-11-10T19:00:00", "2026-11-12T01:00:00"),
      "Tue 10 Nov 2026, 20:00 – Thu 12 Nov 2026, 02:00",
      "2026年11月10日 周二 20:00 – 2026年11月12日 周四 02:00",
    ],
  ])("%# reads as people write it", (period, en, zh) => {
    expect(labelPeriod(period, "en")).toBe(en);
    expect(labelPeriod(period, "zh")).toBe(zh);
  });

  it("tells any two stretches of days apart", () => {
    const anyStretch = fc.tuple(fc.integer({ min: 20_000, max: 20_800 }), fc.integer({ min: 0, max: 400 }));
    fc.assert(
      fc.property(anyStretch, anyStretch, fc.constantFrom("en", "zh"), ([a, aLength], [b, bLength], locale) => {
        fc.pre(a !== b || aLength !== bLength);
        const label = (from: number, length: number) => labelPeriod(days(dayOfNumber(from), dayOfNumber(from + length)), locale);
        expect(label(a, aLength)).not.toBe(label(b, bLength));
      }),
    );
  });
});

describe("days and months", () => {
  it("have a long form and short ones", () => {
    expect([labelDay(day("2026-01-05"), "en"), labelDay(day("2026-01-05"), "zh")]).toEqual(["Mon 5 Jan 2026", "2026年1月5日 周一"]);
    expect([labelShortDay(day("2026-01-05"), "en"), labelShortDay(day("2026-01-05"), "zh")]).toEqual(["5 Jan", "1月5日"]);
    expect([labelMonth(day("2026-01-05"), "en"), labelMonth(day("2026-01-05"), "zh")]).toEqual(["Jan 2026", "2026年1月"]);
    expect([labelWeekday(day("2026-01-05"), "en"), labelWeekday(day("2026-01-05"), "zh")]).toEqual(["Mon", "周一"]);
  });
});

describe("an instant", () => {
  it("reads in the shop's time", () => {
    expect(formatInstant(utc("2026-11-22T13:35:59"), berlin, "en")).toBe("Sun 22 Nov 2026, 14:35");
    expect(formatInstant(utc("2026-11-22T13:35:59"), zone("Asia/Shanghai"), "zh")).toBe("2026年11月22日 周日 21:35");
  });

  it("says its offset in the hour that comes twice, and only there", () => {
    expect(labelTime(utc("2026-10-25T00:30:00"), berlin)).toBe("02:30 (UTC+2)");
    expect(labelTime(utc("2026-10-25T01:30:00"), berlin)).toBe("02:30 (UTC+1)");
    expect(labelTime(utc("2026-10-25T02:30:00"), berlin)).toBe("03:30");
    expect(labelTime(utc("2024-04-06T14:45:00"), zone("Australia/Lord_Howe"))).toBe("01:45 (UTC+11)");
    expect(labelTime(utc("2024-04-06T15:15:00"), zone("Australia/Lord_Howe"))).toBe("01:45 (UTC+10:30)");
  });

  it("has an ISO form that any parser reads back", () => {
    expect(toIsoWithOffset(utc("2026-11-22T13:35:00"), berlin)).toBe("2026-11-22T14:35:00+01:00");
    expect(toIsoWithOffset(utc("2026-11-22T13:35:00"), zone("America/St_Johns"))).toBe("2026-11-22T10:05:00-03:30");
    fc.assert(
      fc.property(anyZone, anyInstant, (anyWhere, instantMs) => {
        expect(Date.parse(toIsoWithOffset(instantMs, anyWhere))).toBe(instantMs);
      }),
    );
  });
});
