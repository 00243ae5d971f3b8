import { describe, expect, it } from "vitest";
import { findPublicHolidays } from "../../../src/adapters/holidays/find-public-holidays.ts";

describe("public holidays", () => {
  it("are the nationwide ones of a country, of every year asked for", async () => {
    const days = (await findPublicHolidays("DE", 2026, 2027)).map(({ day }) => day);
    expect(days).toEqual(expect.arrayContaining(["2026-10-03", "2026-12-25", "2027-03-29"]));
    // Bavaria alone rests on Epiphany.
    expect(days).not.toContain("2026-01-06");
  });

  it("of a country nobody knows are none", async () => {
    expect(await findPublicHolidays("XX", 2026, 2026)).toEqual([]);
  });
});
