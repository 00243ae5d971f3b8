import { describe, expect, it } from "vitest";
import { parseBusinessDay } from "../../../src/core/calendar/business-day.ts";
import { localMsOf } from "../../../src/core/calendar/zone-clock.ts";
import { BERLIN, must } from "../../contracts/store-fixture.ts";
import { between, DAY_MS, detect, HOUR_MS, NO_PLANS, START_MS, simulateRows } from "./simulate-shop.ts";

const day = (days: number) => START_MS + days * DAY_MS;

describe("the detector", () => {
  it("is quiet over three months of an ordinary shop, through a change of the clock", () => {
    expect(detect(simulateRows(90), 90)).toEqual([]);
  });

  it("names a checkout that fails as conversion, within hours, and its end", () => {
    const failed = between(40.4, 40.9);
    const [found, ...others] = detect(
      simulateRows(45, (hourMs) => (failed(hourMs) ? { conversion: 0 } : {})),
      45,
    );
    expect(others).toEqual([]);
    expect(found).toMatchObject({ metric: "conversion", channel: "all", direction: "down" });
    expect(must(found).detectedAtMs - day(40.4)).toBeLessThanOrEqual(4 * HOUR_MS);
    expect(Math.abs(must(must(found).endMs) - day(40.9))).toBeLessThanOrEqual(3 * HOUR_MS);
    expect(must(found).sums.lossMinor).toBeGreaterThan(0);
  });

  it("names the one channel whose visits stop", () => {
    const stopped = between(40.3, 41.3);
    const event = (hourMs: number, channel: string) => (stopped(hourMs) && channel === "paid" ? { visits: 0 } : {});
    const found = detect(simulateRows(45, event), 45);
    expect(found).toMatchObject([{ metric: "sessions", channel: "paid", direction: "down" }]);
  });

  it("finds a slow drift of conversion", () => {
    const event = (hourMs: number) => ({ conversion: 1 - 0.4 * Math.min(1, Math.max(0, (hourMs - day(40)) / (21 * DAY_MS))) });
    const found = detect(simulateRows(65, event), 65);
    expect(found).toContainEqual(expect.objectContaining({ metric: "conversion", direction: "down" }));
  });

  it("does not take a drift for the new usual as soon as it is found: mended a day later, it rings for nothing else", () => {
    const drift = (hourMs: number) => ({ conversion: 1 - 0.5 * Math.min(1, Math.max(0, (hourMs - day(40)) / (40 * DAY_MS))) });
    const [found] = detect(simulateRows(80, drift), 80).filter(({ metric }) => metric === "conversion");
    const mendedMs = must(found).detectedAtMs + DAY_MS;
    const event = (hourMs: number) => (hourMs < mendedMs ? drift(hourMs) : {});
    const all = detect(simulateRows(100, event), 100).filter(({ metric }) => metric === "conversion");
    expect(must(found).detectedAtMs - must(found).startMs).toBeGreaterThan(7 * DAY_MS);
    expect(all).toMatchObject([{ direction: "down" }]);
    expect(must(must(all[0]).endMs)).toBeGreaterThan(must(found).detectedAtMs);
  });

  it("rings once when visits fall for good, and again when they fall from there", () => {
    const event = (hourMs: number) => ({ visits: hourMs < day(40) ? 1 : hourMs < day(80) ? 0.6 : 0.2 });
    const found = detect(simulateRows(85, event), 85).filter(({ metric }) => metric === "sessions");
    expect(found).toMatchObject([{ direction: "down" }, { direction: "down" }]);
    expect(must(found[1]).detectedAtMs).toBeGreaterThan(day(80));
  });

  it("takes no dead feed for the new usual: its return after three weeks ends the alarm and rings no other", () => {
    const silent = between(40, 61);
    const rows = simulateRows(75).map((row) =>
      silent(row.hourMs) ? { ...row, sessions: 0, orders: 0, valueMinor: 0, adSpendMinor: 0 } : row,
    );
    const found = detect(rows, 75);
    expect(found).toMatchObject([{ metric: "sessions", channel: "all", direction: "down" }]);
    expect(Math.abs(must(must(found[0]).endMs) - day(61))).toBeLessThanOrEqual(3 * HOUR_MS);
  });

  it("learns a new rhythm: Sundays that have become busy ring at first, and no more once they have come back", () => {
    const isBusy = (hourMs: number) => hourMs >= day(28) && new Date(localMsOf(hourMs, BERLIN)).getUTCDay() === 0;
    const found = detect(
      simulateRows(84, (hourMs) => (isBusy(hourMs) ? { visits: 3 } : {})),
      84,
    );
    expect(found[0]).toMatchObject({ metric: "sessions", direction: "up" });
    expect(found.filter(({ detectedAtMs }) => detectedAtMs > day(63))).toEqual([]);
  });

  it("finds at once that visitors have become dear, where their price wanders from day to day", () => {
    const price = (hourMs: number) => Math.exp(0.25 * Math.sin((hourMs - START_MS) / (2.3 * DAY_MS))) * (hourMs < day(40.4) ? 1 : 2.5);
    const found = detect(
      simulateRows(42, (hourMs) => ({ price: price(hourMs) })),
      42,
    );
    expect(found).toMatchObject([{ metric: "roas", channel: "paid", direction: "down" }]);
    expect(must(found[0]).detectedAtMs - day(40.4)).toBeLessThanOrEqual(2 * HOUR_MS);
  });

  it("calls it tracking when visits go uncounted while orders go on", () => {
    const lost = between(40.4, 40.9);
    const [found] = detect(
      simulateRows(45, (hourMs) => (lost(hourMs) ? { counted: 0 } : {})),
      45,
    );
    expect(found).toMatchObject({ metric: "tracking", channel: "all", direction: "down" });
  });

  it("takes visits that do not buy for what they are", () => {
    const bots = between(40.4, 40.8);
    const event = (hourMs: number, channel: string) => (bots(hourMs) && channel === "organic" ? { visits: 4, conversion: 0.25 } : {});
    expect(detect(simulateRows(45, event), 45)).toMatchObject([{ metric: "sessions", channel: "organic", direction: "up" }]);
  });

  it("does not ring in a campaign that it knows, and in one that it does not know rings at once", () => {
    const campaign = between(40, 43);
    const rows = simulateRows(48, (hourMs) => (campaign(hourMs) ? { visits: 4 } : {}));
    expect(detect(rows, 48, { campaigns: [{ fromMs: day(40), toMs: day(43) }] })).toEqual([]);
    expect(detect(rows, 48)).toMatchObject([{ metric: "sessions", direction: "up" }]);
  });

  it("does not ring on a holiday", () => {
    const holiday = between(40, 41);
    const rows = simulateRows(45, (hourMs) => (holiday(hourMs) ? { visits: 0.6 } : {}));
    expect(detect(rows, 45, { holidays: new Set([must(parseBusinessDay("2026-03-14"))]) })).toEqual([]);
  });

  it("finds a fault inside a campaign", () => {
    const [campaign, fault] = [between(40, 44), between(42.4, 42.8)];
    const rows = simulateRows(48, (hourMs) => (campaign(hourMs) ? { visits: 4, conversion: fault(hourMs) ? 0.2 : 1.2 } : {}));
    const found = detect(rows, 48, { campaigns: [{ fromMs: day(40), toMs: day(44) }] });
    expect(found).toMatchObject([{ metric: "conversion", direction: "down" }]);
  });

  it("takes missing hours for unknown, and weighs late rows when they come", () => {
    const fault = between(40.4, 41);
    const rows = simulateRows(45, (hourMs) => (fault(hourMs) ? { conversion: 0 } : {})).map((row) =>
      fault(row.hourMs) ? { ...row, availableAtMs: day(41.5) } : row,
    );
    const [found, ...others] = detect(rows, 45);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ metric: "conversion", detectedAtMs: day(41.5) });
  });

  it("uses rows of last week as they are restated", () => {
    const gone = between(38, 39);
    const told = simulateRows(45).map((row) => (gone(row.hourMs) ? { ...row, orders: 0, valueMinor: 0 } : row));
    const restated = simulateRows(45).filter((row) => gone(row.hourMs));
    const again = [...told, ...restated.map((row) => ({ ...row, availableAtMs: day(39) }))];
    const open = (rows: typeof again) => detect(rows, 45).find(({ metric }) => metric === "conversion")?.sums.observed;
    expect(open(again)).toBeDefined();
    expect(
      detect(
        again.filter((row) => !(gone(row.hourMs) && row.orders === 0)),
        45,
      ),
    ).toEqual([]);
  });

  it("says nothing after three days of data, whatever happens", () => {
    expect(
      detect(
        simulateRows(3, (hourMs) => (hourMs > day(2) ? { visits: 0 } : {})),
        3,
      ),
    ).toEqual([]);
  });

  it("works in the third week", () => {
    const [found] = detect(
      simulateRows(20, (hourMs) => (between(17.3, 18)(hourMs) ? { visits: 0 } : {})),
      20,
    );
    expect(found).toMatchObject({ metric: "sessions", direction: "down" });
  });

  it("rings nothing in hours that somebody called expected", () => {
    const fault = between(40.4, 41);
    const rows = simulateRows(45, (hourMs) => (fault(hourMs) ? { conversion: 0 } : {}));
    expect(detect(rows, 45, { ...NO_PLANS, expected: [{ fromMs: day(40), toMs: day(41), metric: null, channel: null }] })).toEqual([]);
  });

  it("called expected of one channel, is silent of that channel and of its part of the total, and of nothing else", () => {
    const fault = between(40.4, 41);
    const expected = [{ fromMs: day(40), toMs: day(41), metric: "conversion", channel: "paid" }] as const;
    const look = (failing: readonly string[]) => {
      const rows = simulateRows(45, (hourMs, channel) => (fault(hourMs) && failing.includes(channel) ? { conversion: 0 } : {}));
      return detect(rows, 45, { expected });
    };
    expect(look(["paid"])).toEqual([]);
    expect(look(["organic"])).toMatchObject([{ metric: "conversion", channel: "organic", direction: "down" }]);
    expect(look(["organic", "paid"])).toMatchObject([{ metric: "conversion", channel: "organic", direction: "down" }]);
  });

  it("learns nothing from a channel's expected hours, and goes on learning from the others", () => {
    const spell = between(30, 37);
    const rows = simulateRows(45, (hourMs, channel) => (spell(hourMs) && channel === "paid" ? { conversion: 0 } : {}));
    const expected = [{ fromMs: day(30), toMs: day(37), metric: "conversion", channel: "paid" }] as const;
    expect(detect(rows, 45, { expected })).toEqual([]);
  });

  it("does not look ahead: what is found by an hour does not depend on later ones", () => {
    const rows = simulateRows(60, (hourMs) => (between(40.4, 41)(hourMs) ? { conversion: 0.2 } : {}));
    const whole = detect(rows, 60).filter(({ detectedAtMs }) => detectedAtMs <= day(42));
    const cut = detect(
      rows.filter(({ availableAtMs }) => availableAtMs <= day(42)),
      42,
    );
    expect(cut.map(({ detectedAtMs, metric }) => [metric, detectedAtMs])).toEqual(
      whole.map(({ detectedAtMs, metric }) => [metric, detectedAtMs]),
    );
  });
});
