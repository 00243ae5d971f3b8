import { describe, expect, it } from "vitest";
import { buildCohorts, windowToShow } from "../../../src/core/customers/cohorts.ts";
import { day } from "../../contracts/store-fixture.ts";

const counts = { customers: 10, secondWithin: [1, 2, 3, 4], secondEver: 5 };

describe("cohorts", () => {
  it("show a rate only where the month's last newcomer has had the whole window", () => {
    const cohorts = buildCohorts(
      [
        { month: day("2026-02-01"), ...counts },
        { month: day("2026-01-01"), ...counts },
      ],
      day("2026-04-02"),
    );
    expect(cohorts.map(({ month, rates }) => [month, rates])).toEqual([
      ["2026-01-01", [0.1, 0.2, null, null]],
      // 28 February and 30 days is 30 March, and 60 days 29 April.
      ["2026-02-01", [0.1, null, null, null]],
    ]);
    expect(windowToShow(cohorts, 2)).toBe(0);
    expect(windowToShow(cohorts, 1)).toBe(1);
    expect(windowToShow(cohorts, 5)).toBe(0);
  });
});
