import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findOnlineChannels, sumAdvertisedChannels, sumOnlineChannels } from "../../../src/core/metrics/channels.ts";
import { compareValues } from "../../../src/core/metrics/compare.ts";
import { addSums } from "../../../src/core/metrics/sum-measures.ts";

describe("adding sums", () => {
  it("keeps what only one side tells", () => {
    expect(addSums({ orders: 1, gross: 10 }, { orders: 2, returns: 5 })).toEqual({ orders: 3, gross: 10, returns: 5 });
    expect(addSums({}, {})).toEqual({});
  });

  it("takes either side first", () => {
    const anySums = fc.record({ orders: fc.nat(), gross: fc.nat(), returns: fc.nat() }, { requiredKeys: [] });
    fc.assert(
      fc.property(anySums, anySums, (a, b) => {
        expect(addSums(a, b)).toEqual(addSums(b, a));
      }),
    );
  });

  it("keeps a told zero apart from nothing told", () => {
    expect(addSums({ returns: 0 }, {})).toEqual({ returns: 0 });
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
