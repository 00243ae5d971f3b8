import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quote } from "../../../src/ask/text/quotes.ts";
import { tokenize } from "../../../src/ask/text/tokenize.ts";

const texts = (line: string) => tokenize(line).tokens.map(({ text }) => text);

describe("tokenize", () => {
  it.each([
    ["Yesterday's SALES", ["yesterday", "sales"]],
    ["2026Q3", ["2026", "q", "3"]],
    ["上周by渠道", ["上", "周", "by", "渠", "道"]],
    ["year-to-date", ["year", "to", "date"]],
    ["Nov 1-11", ["nov", "1", "-", "11"]],
    ["ｔｏｄａｙ　２", ["today", "2"]],
    ["銷售額", ["销", "售", "额"]],
    ["channel=“Paid Social”", ["channel", "=", "Paid Social"]],
    ["a 'b c' o'brien", ["a", "b c", "o'brien"]],
    ['say "unclosed', ["say", '"', "unclosed"]],
  ])("splits %j", (line, expected) => {
    expect(texts(line)).toEqual(expected);
  });

  it("keeps anything in quotes as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        fc.pre(text.trim() === text && text !== "");
        expect(tokenize(`in x=${quote(text)},y`).tokens[3]).toMatchObject({ kind: "quoted", text });
      }),
    );
  });

  it("points into its text, left to right", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const line = tokenize(text);
        let end = 0;
        for (const token of line.tokens) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          end = token.end;
        }
        expect(end).toBeLessThanOrEqual(line.text.length);
      }),
    );
  });
});
