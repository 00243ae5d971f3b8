import { describe, expect, it } from "vitest";
import { indexNames } from "../../src/ask/names.ts";
import { parseQuestion } from "../../src/ask/parse-question.ts";
import { readClauses } from "../../src/ask/read-clauses.ts";
import type { Token } from "../../src/ask/text/tokenize.ts";
import { tokenize } from "../../src/ask/text/tokenize.ts";
import { SHOP } from "./context.ts";

/** What a grammar with backtracking would choke on: beginnings of clauses that never come to an end. */
const HOSTILE: readonly string[] = [
  "a",
  "a ",
  "前",
  "销",
  "上",
  "1-",
  "1 ",
  "Nov 1-",
  "11月",
  "last 7 ",
  "in channel=a,",
  "channel=a",
  "in channel paid and ",
  "email,",
  "by by ",
  "vs ",
  "vs last ",
  "for ",
  "top 5 ",
  "三",
  '"a" ',
  "2026-",
  "渠道=邮",
  "=",
  "和",
];

/** How many times the readers look at a token of the text. */
function looksAt(text: string): number {
  let looks = 0;
  const line = tokenize(text);
  const tokens = new Proxy(line.tokens, {
    get(target: readonly Token[], key, receiver) {
      if (typeof key === "string" && /^\d+$/.test(key)) looks++;
      return Reflect.get(target, key, receiver);
    },
  });
  readClauses({ line: { ...line, tokens }, names: indexNames(SHOP) });
  return looks;
}

describe("the work of reading", () => {
  it.each(HOSTILE)("grows no faster than the text: %j over and over", (part) => {
    const short = looksAt(part.repeat(100 / part.length));
    const long = looksAt(part.repeat(400 / part.length));
    expect(long).toBeLessThanOrEqual(4.6 * short + 400);
  });

  it("looks at each token a bounded number of times", () => {
    for (const part of HOSTILE) {
      const text = part.repeat(500 / part.length);
      expect([part, looksAt(text) / tokenize(text).tokens.length]).toEqual([part, expect.toSatisfy((looks: number) => looks < 500)]);
    }
  });

  it("corrects only lines that are wrong in few places", () => {
    expect(parseQuestion("slaes ".repeat(80), SHOP)).toMatchObject({ type: "nothing" });
    expect(parseQuestion(`sales ${"zzzz ".repeat(80)}`, SHOP)).toMatchObject({ type: "unclear", suggestions: [] });
  });
});
