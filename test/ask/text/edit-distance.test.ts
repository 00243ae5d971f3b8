import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance } from "../../../src/ask/text/edit-distance.ts";
import { nearestNames } from "../../../src/ask/text/nearest-names.ts";

const distance = (a: string, b: string, most = 9) => editDistance([...a], [...b], most);

describe("editDistance", () => {
  it.each([
    ["sales", "sales", 0],
    ["slaes", "sales", 1],
    ["sale", "sales", 1],
    ["yestreday", "yesterday", 1],
    ["chanel", "channel", 1],
    ["销受额", "销售额", 1],
    ["", "abc", 3],
    ["ca", "abc", 3],
  ])("from %j to %j is %i", (a, b, edits) => {
    expect(distance(a, b)).toBe(edits);
  });

  it("is the same both ways, and cutting it off never changes what lies below", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 7 });
    fc.assert(
      fc.property(word, word, fc.nat(4), (a, b, most) => {
        expect(distance(a, b)).toBe(distance(b, a));
        expect(distance(a, b, most)).toBe(Math.min(distance(a, b), most + 1));
      }),
    );
  });
});

describe("nearestNames", () => {
  it("finds names through a slip, nearest first, and none where the name is known", () => {
    expect(nearestNames("emial", ["paid", "email", "e-mail"])).toEqual(["email"]);
    expect(nearestNames("Email", ["email", "emails"])).toEqual([]);
    expect(nearestNames("uk", ["us"])).toEqual([]);
  });
});
