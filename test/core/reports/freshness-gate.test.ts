import { describe, expect, it } from "vitest";
import { decideFreshness, type GateFacts } from "../../../src/core/reports/freshness-gate.ts";

const HOUR = 3_600_000;
const END = Date.parse("2026-11-21T23:00:00Z");
const SLOT = END + 9 * HOUR;
const behind = (hours: number, source = "analytics") => ({ source, throughMs: END - hours * HOUR, measures: ["sessions" as const] });

function decide(facts: Partial<GateFacts>) {
  return decideFreshness({ nowMs: SLOT, slotMs: SLOT, waitMs: 2 * HOUR, periodToMs: END, late: [], ...facts });
}

describe("the freshness gate", () => {
  it("lets a report go at once where every source has passed the period's end", () => {
    expect(decide({})).toEqual({ decision: "post", reason: "fresh" });
  });

  it("holds it back while a source is some hours behind, until the wait is over and not an instant longer", () => {
    const late = [behind(3)];
    expect(decide({ late })).toMatchObject({ decision: "wait", reason: "waiting-for-sources", untilMs: SLOT + 2 * HOUR });
    expect(decide({ late, nowMs: SLOT + 2 * HOUR - 1 }).decision).toBe("wait");
    expect(decide({ late, nowMs: SLOT + 2 * HOUR })).toEqual({ decision: "post", reason: "waited-long-enough", late });
    expect(decide({ late, waitMs: 0 })).toMatchObject({ decision: "post", reason: "waited-long-enough" });
  });

  it("does not wait for sources that have been silent for days, but for the others beside them", () => {
    expect(decide({ late: [behind(100)] })).toMatchObject({ decision: "post", reason: "late-sources-are-dormant" });
    expect(decide({ late: [behind(100), behind(1, "ads")] }).decision).toBe("wait");
  });
});
