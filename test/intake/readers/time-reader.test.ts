import { describe, expect, it } from "vitest";
import { createTally } from "../../../src/intake/readers/tally.ts";
import { createTimeReader } from "../../../src/intake/readers/time-reader.ts";
import { makeShop } from "../make-shop.ts";

function read(text: string, zone = "Europe/Berlin"): unknown {
  const moment = createTimeReader(makeShop("s", zone).zone, createTally()).read(text);
  return "ms" in moment ? new Date(moment.ms).toISOString() : moment;
}

describe("the time reader", () => {
  it.each([
    ["2026-11-01T08:26:00Z", "2026-11-01T08:26:00.000Z"],
    ["2026-11-01T08:26:00+01:00", "2026-11-01T07:26:00.000Z"],
    ["2026-11-01 08:26:00 +0100", "2026-11-01T07:26:00.000Z"],
    ["2026-11-01 08:26:00 -0530", "2026-11-01T13:56:00.000Z"],
    ["2026-11-01T08:26:00.123456Z", "2026-11-01T08:26:00.123Z"],
    ["2026-11-01 08:26:00 UTC", "2026-11-01T08:26:00.000Z"],
    ["2026-11-01 08:26:00", "2026-11-01T07:26:00.000Z"],
    ["2026/11/01 8:26", "2026-11-01T07:26:00.000Z"],
    ["2026-07-01T08:26", "2026-07-01T06:26:00.000Z"],
    ["2026-11-01", "2026-10-31T23:00:00.000Z"],
    ["2026-10-25 02:30", "2026-10-25T00:30:00.000Z"],
  ])("reads %s", (text, instant) => {
    expect(read(text)).toBe(instant);
  });

  it.each([
    "",
    "yesterday",
    "2026-13-01 08:00",
    "2026-02-30 08:00",
    "2026-02-30T08:00Z",
    "2026-11-01 25:00",
    "2026-11-01 08:61",
    "1762000000",
  ])("refuses %j", (text) => {
    expect(read(text)).toEqual({ expected: "a time such as 2026-11-01T08:26:00+01:00, or 2026-11-01 08:26:00 in the shop's zone" });
  });

  it("names the hour that the clock left out", () => {
    expect(read("2026-03-29 02:30")).toEqual({
      expected: "a time that exists in Europe/Berlin: on 2026-03-29 clocks went from 02:00 to 03:00",
    });
    expect(read("2026-10-04 02:15", "Australia/Lord_Howe")).toEqual({
      expected: "a time that exists in Australia/Lord_Howe: on 2026-10-04 clocks went from 02:00 to 02:30",
    });
  });

  it("does not guess whether 01/02/2026 is January or February", () => {
    expect(read("01/02/2026 08:00")).toHaveProperty("expected", expect.stringContaining("the year first"));
  });

  it("refuses years that are typing errors", () => {
    expect(read("0206-11-01 08:00")).toEqual({ expected: "a year from 1990 to 2100" });
  });

  it("counts the times it had to decide", () => {
    const tally = createTally();
    const times = createTimeReader(makeShop("s").zone, tally);
    for (const text of ["2026-10-25 02:30", "2026-11-01", "2026-11-02 10:00"]) times.read(text);
    expect([tally.repeatedHours, tally.dateOnly]).toEqual([1, 1]);
  });
});
