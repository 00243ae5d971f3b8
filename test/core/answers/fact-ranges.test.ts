import { describe, expect, it } from "vitest";
import { factRanges } from "../../../src/core/answers/fact-ranges.ts";
import type { ResolvedPeriod } from "../../../src/core/calendar/period.ts";
import { BERLIN, day } from "../../contracts/store-fixture.ts";

/** Hours from one local time to another, over the days that hold them. */
function hours(from: string, to: string, fromDay: string, toDay: string): ResolvedPeriod {
  const bounds = { fromMs: Date.parse(`${from}+01:00`), toMs: Date.parse(`${to}+01:00`) };
  return { grain: "hours", ...bounds, fromDay: day(fromDay), toDay: day(toDay), zone: BERLIN, elapsedToMs: null };
}

describe("the facts of a campaign's hours", () => {
  it("are read as days where they are whole days, the last one too: its costs are known by day only", () => {
    const two = hours("2026-11-01T00:00", "2026-11-03T00:00", "2026-11-01", "2026-11-03");
    expect(factRanges(two)).toEqual([{ grain: "days", fromDay: "2026-11-01", toDay: "2026-11-03" }]);
    const one = hours("2026-11-01T00:00", "2026-11-02T00:00", "2026-11-01", "2026-11-02");
    expect(factRanges(one)).toEqual([{ grain: "days", fromDay: "2026-11-01", toDay: "2026-11-02" }]);
  });

  it("are read as hours on a day that is not over, and throughout where they begin within a day", () => {
    const running = hours("2026-11-01T00:00", "2026-11-02T20:00", "2026-11-01", "2026-11-03");
    expect(factRanges(running).map(({ grain }) => grain)).toEqual(["days", "hours"]);
    const evening = hours("2026-11-01T20:00", "2026-11-03T00:00", "2026-11-01", "2026-11-03");
    expect(factRanges(evening).map(({ grain }) => grain)).toEqual(["hours"]);
  });
});
