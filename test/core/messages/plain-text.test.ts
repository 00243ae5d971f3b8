import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanPlainText, cutEncoded, cutText, isolateDirection } from "../../../src/core/messages/plain-text.ts";

const texts = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constant("👩‍👩‍👧‍👦 مرحبا 灯"),
);
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

describe("text from data", () => {
  it("is cut to its length, visibly, and never within what a reader sees as one character", () => {
    fc.assert(
      fc.property(texts, fc.nat(70), (text, limit) => {
        const cut = cutText(text, limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        if (text.length <= limit) expect(cut).toBe(text);
        fc.pre(text.length > limit && limit > 0);
        expect(cut.endsWith("…")).toBe(true);
        const ends = new Set([...graphemes.segment(text)].map(({ index, segment }) => index + segment.length));
        const kept = cut.slice(0, -1);
        expect(text.startsWith(kept)).toBe(true);
        const blanks = text.slice(kept.length).search(/\S|$/);
        expect(kept === "" || ends.has(kept.length) || ends.has(kept.length + blanks)).toBe(true);
      }),
    );
  });

  it("fits encoded, too", () => {
    const encode = (text: string) => `*${text.replace(/[*_]/g, "\\$&")}*`;
    fc.assert(
      fc.property(texts, fc.nat(70), (text, limit) => {
        expect(cutEncoded(text, limit, encode).length).toBeLessThanOrEqual(limit);
      }),
    );
    expect(cutEncoded("a*b", 6, encode)).toBe("*a\\*b*");
    expect(cutEncoded("****", 5, encode)).toBe("*\\*…*".slice(0, 5));
  });

  it("holds no control, no override of direction and no half of a character, and cleaning it again changes nothing", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const clean = cleanPlainText(text);
        expect(clean).not.toMatch(/(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069]|\n{3}/u);
        expect(clean).not.toMatch(/\p{Surrogate}/u);
        expect(cleanPlainText(clean)).toBe(clean);
      }),
    );
  });

  it("keeps right-to-left names to themselves, line by line", () => {
    expect(isolateDirection("lamp\nمرحبا")).toBe("lamp\n\u2068مرحبا\u2069");
  });
});
