import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutToWidth, displayWidth, padEndToWidth, padStartToWidth } from "../../../src/core/messages/display-width.ts";

describe("displayWidth", () => {
  it.each([
    ["", 0],
    ["Net sales", 9],
    ["销售额", 6],
    ["ｆｕｌｌ", 8],
    ["ｶﾞ", 2],
    ["한국어", 6],
    ["\u1112\u1161\u11ab", 2],
    ["e\u0301te\u0301", 3],
    ["🛍", 1],
    ["🛍️", 2],
    ["🎉", 2],
    ["👩‍👩‍👧‍👦", 2],
    ["🇩🇪", 2],
    ["1️⃣", 2],
    ["👍🏽", 2],
    ["שלום", 4],
    ["a\u200bb\u2066c\u2069", 3],
    ["▲ 12.4%", 7],
    ["…", 1],
  ])("gives %j %i columns", (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });
});

/** Text in which every script and every invisible character that breaks naive counting is likely. */
const texts = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom("a", "额", "🎉", "👩‍👧", "🇩🇪", "\u0301", "\u200d", "\ufe0f", "ש", " ", "\u1b00") }),
);

describe("cutToWidth", () => {
  it("leaves what fits as it is and says so with an ellipsis where it does not", () => {
    expect(cutToWidth("销售额", 6)).toBe("销售额");
    expect(cutToWidth("销售额", 5)).toBe("销售…");
    expect(cutToWidth("销售额", 4)).toBe("销…");
    expect(cutToWidth("Net sales", 5)).toBe("Net…");
    expect(cutToWidth("Net sales", 0)).toBe("");
  });

  it("is never wider than asked", () => {
    fc.assert(
      fc.property(texts, fc.nat({ max: 30 }), (text, columns) => {
        expect(displayWidth(cutToWidth(text, columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });

  it("keeps whole graphemes from the beginning", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 30 }), (text, columns) => {
        const cut = cutToWidth(text, columns);
        if (cut === text) return;
        const whole = Array.from(new Intl.Segmenter("en").segment(text), (part) => part.segment);
        const prefixes = whole.map((_, index) => `${whole.slice(0, index).join("").trimEnd()}…`);
        expect(prefixes).toContain(cut);
      }),
    );
  });
});

describe("padEndToWidth and padStartToWidth", () => {
  it("fill up to the width and never cut", () => {
    fc.assert(
      fc.property(texts, fc.nat({ max: 30 }), (text, columns) => {
        expect(padEndToWidth(text, columns).startsWith(text)).toBe(true);
        expect(padStartToWidth(text, columns).endsWith(text)).toBe(true);
        expect(displayWidth(padStartToWidth(text, columns))).toBeGreaterThanOrEqual(columns - 1);
      }),
    );
    expect(padEndToWidth("额", 4)).toBe("额  ");
    expect(padStartToWidth("额", 4)).toBe("  额");
    expect(padStartToWidth("sales", 2)).toBe("sales");
  });
});
