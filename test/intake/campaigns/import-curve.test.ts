import { describe, expect, it } from "vitest";
import type { Campaign } from "../../../src/core/campaigns/campaign.ts";
import { importCurve } from "../../../src/intake/campaigns/import-curve.ts";
import { IntakeError } from "../../../src/intake/intake-error.ts";
import { campaign } from "../../contracts/campaign-fixture.ts";
import { SHOP } from "../../contracts/store-fixture.ts";

/** Reads a table for the fixture's campaign; gives the weights that were stored, or what was wrong. */
async function read(text: string): Promise<readonly number[] | string> {
  let changed: Campaign | null = null;
  const open = async function* () {
    yield Buffer.from(text);
  };
  const store = {
    add: () => Promise.reject(new Error("nothing is added")),
    update: async (next: Campaign) => {
      changed = next;
      return next;
    },
    find: async () => null,
    list: async () => [],
  };
  try {
    await importCurve({ file: { name: "curve.csv", open }, campaign: campaign(), shop: SHOP, store, dryRun: false });
  } catch (cause) {
    if (!(cause instanceof IntakeError) || changed !== null) throw cause;
    return [cause.message, ...cause.details].join("\n");
  }
  const { curve }: Pick<Campaign, "curve"> = changed ?? campaign();
  return curve.type === "table" ? curve.weights : [];
}

describe("a curve's table", () => {
  it("is one weight an hour, in order or by the hour since the start", async () => {
    expect(await read("weight\n5\n3.5\n0\n")).toEqual([5, 3.5, 0]);
    expect(await read("Hour;Sales\n3;10\n0;40\n")).toEqual([40, 0, 0, 10]);
  });

  it("is refused with every mistake and its line", async () => {
    expect((await read("hour,weight\n0,-1\n0,2\nlate,3\n99999,1\n1,\n")).toString().split("\n")).toEqual([
      "curve.csv has 5 mistakes; nothing was imported",
      'curve.csv:2:2 weight: found "-1", expected a share of 0 or more, such as 3.5',
      "curve.csv:3:1 hour: has hour 0 a second time",
      'curve.csv:4:1 hour: found "late", expected the hour since the start: 0, 1, 2 …',
      expect.stringMatching(/^curve\.csv:5:1 hour: is hour 99999 of a campaign that has \d+, from 0 to \d+$/),
      "curve.csv:6:2 weight: found nothing, expected a share of 0 or more, such as 3.5",
    ]);
    expect(await read("weight\n0\n")).toBe("curve.csv holds no hour above 0");
  });
});
