import { describe, expect, it } from "vitest";
import { standChannels } from "../../../src/core/reports/channel-standing.ts";

const sales = (values: Record<string, number>) => new Map(Object.entries(values));

describe("channel standing", () => {
  it("puts the channel first that is furthest from its own usual, not the biggest", () => {
    const earlier = [90, 100, 110, 100].map((email) => sales({ email, web: email * 50 }));
    const [first, second] = standChannels(sales({ email: 160, web: 5_100 }), earlier);
    expect(first).toMatchObject({ channel: "email", value: 160, expected: 100 });
    expect(first?.distance).toBeCloseTo(6, 5);
    expect(second).toMatchObject({ channel: "web", expected: 5_000 });
  });

  it("counts a channel that has fallen silent, and takes nothing for usual from fewer than four periods", () => {
    const earlier = Array.from({ length: 4 }, () => sales({ paid: 200 }));
    expect(standChannels(sales({}), earlier)).toEqual([{ channel: "paid", value: 0, expected: 200, distance: -10 }]);
    expect(standChannels(sales({ paid: 1 }), earlier.slice(1))).toEqual([{ channel: "paid", value: 1, expected: null, distance: null }]);
  });
});
