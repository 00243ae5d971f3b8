import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stateProfit } from "../../../src/core/answers/profit-statement.ts";
import { type Reading, withKnownZeros } from "../../../src/core/answers/reading.ts";
import type { MeasureSums } from "../../../src/core/metrics/metric.ts";

const CONTEXT = { late: [], against: "previous" } as const;

function reading(channels: Readonly<Record<string, MeasureSums>>): Reading {
  return { channels: Object.entries(channels).map(([channel, sums]) => ({ channel, sums })), customers: null };
}

const amount = fc.integer({ min: 0, max: 1e9 });
const anyChannel = fc.record(
  { gross: amount, discounts: amount, returns: amount, cogs: amount, adSpend: amount },
  { requiredKeys: ["gross"] },
);
const anyReading = fc
  .record({ email: anyChannel, paid: anyChannel }, { requiredKeys: ["email"] })
  .map(({ email, paid }) => reading(paid === undefined ? { email } : { email, paid }));

describe("a profit statement", () => {
  it("comes down from turnover to contribution without a remainder, whatever is not told", () => {
    fc.assert(
      fc.property(anyReading, fc.option(anyReading), (now, before) => {
        const { lines } = stateProfit(now, before, CONTEXT);
        for (const side of ["value", "before"] as const) {
          const of = (id: string) => lines.find((line) => line.id === id)?.[side] ?? null;
          const [gross, sales, profit] = [of("gross"), of("sales"), of("profit")];
          if (gross === null || sales === null) continue;
          expect(sales).toBe(gross - (of("discounts") ?? 0) - (of("returns") ?? 0));
          if (profit !== null) expect(profit).toBe(sales - (of("cogs") ?? 0) - (of("adSpend") ?? 0));
        }
      }),
    );
  });

  it("names what is missing and takes none of it for zero", () => {
    const { lines, missing } = stateProfit(reading({ web: { gross: 1_000, adSpend: 100 } }), null, CONTEXT);
    expect(missing).toEqual(["discounts", "returns", "cogs"]);
    expect(lines.find(({ id }) => id === "cogs")?.value).toBeNull();
    expect(lines.find(({ id }) => id === "profit")?.value).toBe(900);
  });

  it("has no contribution where no cost is known", () => {
    const { lines } = stateProfit(reading({ web: { gross: 1_000 } }), null, CONTEXT);
    expect(lines.find(({ id }) => id === "profit")?.value).toBeNull();
  });

  it("does not compare contributions of which only one knows a cost", () => {
    const now = reading({ web: { gross: 1_000, cogs: 400, adSpend: 100 } });
    const { lines, toldOnce } = stateProfit(now, reading({ web: { gross: 1_000, adSpend: 100 } }), CONTEXT);
    expect(toldOnce).toEqual(["cogs"]);
    expect(lines.find(({ id }) => id === "profit")).toEqual({ id: "profit", value: 500, before: null });
    expect(lines.find(({ id }) => id === "sales")?.before).toBe(1_000);
  });

  it("tells spend and ROAS of each channel with spend, of the shop as a whole where spend names no channel", () => {
    const now = reading({
      paid: { gross: 900, discounts: 100, adSpend: 200 },
      social: { gross: 100, adSpend: 300 },
      email: { gross: 500 },
    });
    expect(stateProfit(now, null, CONTEXT).channels).toEqual([
      { channel: "social", spend: 300, sales: 100, roas: 1 / 3, before: { spend: null, roas: null } },
      { channel: "paid", spend: 200, sales: 800, roas: 4, before: { spend: null, roas: null } },
    ]);
    const blended = reading({ email: { gross: 600 }, "": { adSpend: 200 } });
    expect(stateProfit(blended, null, CONTEXT).channels).toEqual([
      { channel: "", spend: 200, sales: 600, roas: 3, before: { spend: null, roas: null } },
    ]);
  });
});

describe("known zeros", () => {
  it("are what no row told of ads, but never of the cost of goods that were sold", () => {
    const sold = withKnownZeros(reading({ web: { gross: 1_000 } }), ["cogs", "adSpend"]);
    expect(sold.channels.map(({ sums }) => sums)).toEqual([{ gross: 1_000 }, { adSpend: 0 }]);
    const quiet = withKnownZeros(reading({ web: { sessions: 5 } }), ["gross", "cogs"]);
    expect(quiet.channels.map(({ sums }) => sums)).toEqual([{ sessions: 5 }, { gross: 0, cogs: 0 }]);
  });
});
