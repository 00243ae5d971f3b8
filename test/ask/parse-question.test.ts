import { describe, expect, it } from "vitest";
import { parseQuestion } from "../../src/ask/parse-question.ts";
import { ASKABLE_METRICS, metricNames } from "../../src/ask/vocabulary/names.ts";
import { NO_NAMES, question, SHOP } from "./context.ts";
import { MISTAKES, PHRASES } from "./phrases.ts";

describe("parseQuestion", () => {
  it.each(PHRASES)("reads %s", (words, parts) => {
    expect(parseQuestion(words, SHOP)).toEqual({ type: "question", question: question(parts), followUp: false });
  });

  it("knows every metric by every name of the catalogue", () => {
    for (const metric of ASKABLE_METRICS) {
      for (const name of [...metricNames(metric).names.en, ...metricNames(metric).names.zh]) {
        expect([name, parseQuestion(name, NO_NAMES)]).toEqual([
          name,
          { type: "question", question: question({ metric }), followUp: false },
        ]);
      }
    }
  });

  it.each(MISTAKES)("finds what is wrong with %s and corrects it", (words, code, suggestions) => {
    const result = parseQuestion(words, SHOP);
    expect(result).toMatchObject({ type: "unclear", problem: { code } });
    if (result.type !== "unclear") return;
    expect(result.suggestions.slice(0, suggestions.length)).toEqual(suggestions);
  });

  it("says which words it understood and which it did not", () => {
    expect(parseQuestion("sales yestreday by channel", SHOP)).toMatchObject({
      understood: [
        { clause: "metric", words: "sales" },
        { clause: "by", words: "by channel" },
      ],
      unknown: ["yestreday"],
    });
  });

  it.each(["", "   ", "hello there", "thanks!", "what is this", "👍", "???", "你好"])("takes %j for no question", (words) => {
    expect(parseQuestion(words, SHOP)).toEqual({ type: "nothing" });
  });

  it("refuses a text too long to be a question without reading it", () => {
    const result = parseQuestion(`sales ${"x".repeat(500)}`, SHOP);
    expect(result).toMatchObject({ type: "unclear", problem: { code: "too-long" }, suggestions: [] });
  });

  it("says every problem in both languages", () => {
    for (const [words] of MISTAKES) {
      const result = parseQuestion(words, SHOP);
      expect(result.type === "unclear" && result.problem.text.en.length > 20 && /\p{Script=Han}/u.test(result.problem.text.zh)).toBe(true);
    }
  });

  it("takes any shop as written where the place knows none", () => {
    expect(parseQuestion("sales for tokyo", NO_NAMES)).toEqual({
      type: "question",
      question: question({ shop: "tokyo" }),
      followUp: false,
    });
  });

  it("takes a quoted value as it is, however near it comes to a known name", () => {
    const filters = [{ dimension: "channel", values: ["emial"] }] as const;
    expect(parseQuestion('sales in channel="emial"', SHOP)).toEqual({ type: "question", question: question({ filters }), followUp: false });
  });
});

describe("a follow-up", () => {
  const previous = question({
    metric: "conversion",
    period: { type: "unit", unit: "week", offset: -1 },
    filters: [
      { dimension: "channel", values: ["paid"] },
      { dimension: "country", values: ["DE"] },
    ],
    comparison: { type: "previous" },
  });
  const context = { ...SHOP, previous };
  const refined = (parts: object) => ({ type: "question", question: { ...previous, ...parts }, followUp: true });

  it.each([
    ["by channel", { by: "channel" }],
    ["and by product?", { by: "product" }],
    ["last month", { period: { type: "unit", unit: "month", offset: -1 } }],
    ["what about last month?", { period: { type: "unit", unit: "month", offset: -1 } }],
    ["vs last year", { comparison: { type: "last-year", align: "weekday" } }],
    ["vs none", { comparison: { type: "none" } }],
    ["vs default", { comparison: { type: "default" } }],
    ["as csv", { form: "csv" }],
    ["orders", { metric: "orders" }],
    ["orders by day", { metric: "orders", by: "day" }],
    ["for berlin", { shop: "berlin" }],
    ["按渠道", { by: "channel" }],
    ["上个月呢？", { period: { type: "unit", unit: "month", offset: -1 } }],
    ["同比", { comparison: { type: "last-year", align: "weekday" } }],
  ])("%s replaces the clause it names and keeps the rest", (words, parts) => {
    expect(parseQuestion(words, context)).toEqual(refined(parts));
  });

  it("replaces the filter of the same dimension and keeps the others", () => {
    const german = { dimension: "country", values: ["DE"] };
    expect(parseQuestion("in channel=email", context)).toEqual(refined({ filters: [{ dimension: "channel", values: ["email"] }, german] }));
    expect(parseQuestion("only email", context)).toEqual(refined({ filters: [{ dimension: "channel", values: ["email"] }, german] }));
    expect(parseQuestion("all channels", context)).toEqual(refined({ filters: [german] }));
    expect(parseQuestion("所有渠道", context)).toEqual(refined({ filters: [german] }));
  });

  it("stands alone with a metric and a period", () => {
    const alone = {
      type: "question",
      question: question({ metric: "orders", period: { type: "unit", unit: "day", offset: 0 } }),
      followUp: false,
    };
    expect(parseQuestion("orders today", context)).toEqual(alone);
  });

  it("is nothing where no word of it is about numbers", () => {
    expect(parseQuestion("thanks!", context)).toEqual({ type: "nothing" });
    expect(parseQuestion("ok great job", context)).toEqual({ type: "nothing" });
  });

  it("is corrected as a follow-up", () => {
    expect(parseQuestion("by chanel", context)).toMatchObject({
      suggestions: ["conversion last week by channel in channel=paid in country=DE vs previous period"],
    });
  });
});
