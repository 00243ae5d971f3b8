import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOfNumber, weekdayOf } from "../../../src/core/calendar/business-day.ts";
import type { Weekday } from "../../../src/core/calendar/period.ts";
import { findOnlineChannels, sumAdvertisedChannels, sumOnlineChannels } from "../../../src/core/metrics/channels.ts";
import { compareValues } from "../../../src/core/metrics/compare.ts";
import { fillCovered } from "../../../src/core/metrics/fill-covered.ts";
import { foldDays } from "../../../src/core/metrics/fold-days.ts";
import { addSums, addSumsOverTime } from "../../../src/core/metrics/sum-measures.ts";
import { day } from "../calendar/zones.ts";

describe("adding sums", () => {
  it("keeps what only one side tells", () => {
    expect(addSums({ orders: 1, gross: 10 }, { orders: 2, returns: 5 })).toEqual({ orders: 3, gross: 10, returns: 5 });
    expect(addSums({}, {})).toEqual({});
  });

  it("keeps a told zero apart from nothing told", () => {
    expect(addSums({ returns: 0 }, {})).toEqual({ returns: 0 });
  });

  it("over time makes no one visitor two", () => {
    expect(addSumsOverTime({ orders: 1, visitors: 5 }, { orders: 1, visitors: 5 })).toEqual({ orders: 2 });
    expect(addSumsOverTime({ orders: 1, visitors: 5 }, { orders: 1 })).toEqual({ orders: 2 });
  });
});

describe("folding days", () => {
  const rows = [
    { keys: ["2026-11-01", "paid"], sums: { orders: 1 } },
    { keys: ["2026-11-02", "paid"], sums: { orders: 2 } },
    { keys: ["2026-11-02", "email"], sums: { orders: 4, gross: 9 } },
    { keys: ["2026-11-08", "paid"], sums: { orders: 8 } },
  ];

  it("sums weeks from the shop's first weekday, other keys apart", () => {
    expect(foldDays(rows, "week", 1)).toEqual([
      { keys: ["2026-10-26", "paid"], sums: { orders: 1 } },
      { keys: ["2026-11-02", "paid"], sums: { orders: 10 } },
      { keys: ["2026-11-02", "email"], sums: { orders: 4, gross: 9 } },
    ]);
    expect(foldDays(rows, "week", 7).map(({ keys }) => keys[0])).toEqual(["2026-11-01", "2026-11-01", "2026-11-08"]);
  });

  it("sums months", () => {
    expect(foldDays(rows, "month", 1)).toEqual([
      { keys: ["2026-11-01", "paid"], sums: { orders: 11 } },
      { keys: ["2026-11-01", "email"], sums: { orders: 4, gross: 9 } },
    ]);
  });

  it("takes the day from whichever key it is", () => {
    expect(foldDays([{ keys: ["paid", "2026-11-20"], sums: {} }], "month", 1, 1)).toEqual([{ keys: ["paid", "2026-11-01"], sums: {} }]);
  });

  it("refuses rows that are not of days", () => {
    expect(() => foldDays([{ keys: ["paid"], sums: {} }], "week", 1)).toThrow("not a business day");
  });

  it("loses and invents nothing", () => {
    const anyRow = fc.record({
      keys: fc.tuple(fc.integer({ min: 20_000, max: 20_100 }).map(dayOfNumber)),
      sums: fc.record({ orders: fc.nat(1000) }),
    });
    fc.assert(
      fc.property(fc.array(anyRow), fc.constantFrom("week", "month"), fc.constantFrom<Weekday>(1, 6, 7), (anyRows, into, weekStart) => {
        const folded = foldDays(anyRows, into, weekStart);
        const total = (list: typeof folded) => list.reduce((sum, { sums }) => sum + (sums.orders ?? 0), 0);
        expect(total(folded)).toBe(total(anyRows));
        expect(new Set(folded.map(({ keys }) => keys[0])).size).toBe(folded.length);
        if (into === "week") for (const { keys } of folded) expect(weekdayOf(day(keys[0] ?? ""))).toBe(weekStart);
      }),
    );
  });
});

describe("online channels", () => {
  const sums = (sessions: number | undefined, orders: number) => (sessions === undefined ? { orders } : { sessions, orders });

  it("are those with sessions of their own", () => {
    const rows = [
      { channel: "paid", sums: sums(100, 3) },
      { channel: "email", sums: sums(0, 0) },
      { channel: "wholesale", sums: sums(undefined, 5) },
      { channel: "partners", sums: sums(undefined, 2) },
    ];
    expect([...findOnlineChannels(rows)]).toEqual(["paid", "email"]);
    expect(sumOnlineChannels(rows)).toEqual({ sessions: 100, orders: 3 });
  });

  it("are all but those named otherwise, where sessions are known for the shop only", () => {
    const names = [
      "",
      "web",
      "Online Store",
      "POS",
      "Retail Store",
      "amazon.de",
      "phone",
      "shopify_draft_order",
      "draft orders",
      "天猫旗舰店",
      "线下门店",
      "小程序",
    ];
    const rows = names.map((channel) => ({ channel, sums: sums(channel === "" ? 1000 : undefined, 1) }));
    expect([...findOnlineChannels(rows)]).toEqual(["", "web", "Online Store", "小程序"]);
  });

  it("exclude a point of sale whose counter is called sessions", () => {
    expect([
      ...findOnlineChannels([
        { channel: "pos", sums: sums(10, 1) },
        { channel: "paid", sums: sums(10, 1) },
      ]),
    ]).toEqual(["paid"]);
  });

  it("keep converted sessions only where all of them tell", () => {
    const told = { channel: "paid", sums: { sessions: 100, convertedSessions: 2, orders: 3 } };
    const untold = { channel: "email", sums: { sessions: 50, orders: 1 } };
    expect(sumOnlineChannels([told])).toEqual({ sessions: 100, convertedSessions: 2, orders: 3 });
    expect(sumOnlineChannels([told, untold])).toEqual({ sessions: 150, orders: 4 });
  });
});

describe("advertised channels", () => {
  it("are those with spend", () => {
    const rows = [
      { channel: "paid", sums: { gross: 100, adSpend: 20 } },
      { channel: "email", sums: { gross: 50 } },
      { channel: "seo", sums: { gross: 70, adSpend: 0 } },
    ];
    expect(sumAdvertisedChannels(rows)).toEqual({ gross: 100, adSpend: 20 });
  });

  it("are all where spend is known for the shop only", () => {
    const rows = [
      { channel: "paid", sums: { gross: 100 } },
      { channel: "", sums: { adSpend: 20 } },
    ];
    expect(sumAdvertisedChannels(rows)).toEqual({ gross: 100, adSpend: 20 });
  });
});

describe("covered sums", () => {
  const orders = { throughMs: 1000, measures: ["orders", "gross", "discounts"] };
  const ads = { throughMs: 500, measures: ["adSpend"] };

  it("are zero where a source that got so far had nothing", () => {
    expect(fillCovered({ orders: 2, gross: 9 }, [orders, ads], 1000)).toEqual({ orders: 2, gross: 9, discounts: 0 });
  });

  it("stay unknown where no source got so far", () => {
    expect(fillCovered({}, [orders, ads], 1001)).toEqual({});
  });
});

describe("comparing values", () => {
  it("tells the change and its size relative to before", () => {
    expect(compareValues(112, 100)).toEqual({ change: 12, changeRatio: 0.12 });
    expect(compareValues(-50, -100)).toEqual({ change: 50, changeRatio: 0.5 });
  });

  it("relates nothing to zero or to the unknown", () => {
    expect(compareValues(5, 0)).toEqual({ change: 5, changeRatio: null });
    expect(compareValues(5, null)).toEqual({ change: null, changeRatio: null });
    expect(compareValues(null, 5)).toEqual({ change: null, changeRatio: null });
  });
});
