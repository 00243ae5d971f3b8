import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeOption } from "../../src/ask/complete-option.ts";
import { parseQuestion } from "../../src/ask/parse-question.ts";
import { LOCALES } from "../../src/core/locale.ts";
import { anyName } from "./arbitrary-question.ts";
import { SHOP } from "./context.ts";

const PREFIXES = { period: "", by: "by", in: "in", vs: "vs", for: "for", as: "as" } as const;
const OPTIONS = ["period", "by", "in", "vs", "for", "as"] as const;

describe("completeOption", () => {
  it("offers the usual values, most usual first, before anything is typed", () => {
    expect(completeOption("period", "", SHOP, "en").slice(0, 4)).toEqual(["yesterday", "today", "last 7 days", "this week"]);
    expect(completeOption("period", "", SHOP, "zh").slice(0, 4)).toEqual(["昨天", "今天", "最近7天", "本周"]);
    expect(completeOption("by", "", SHOP, "en")[0]).toBe("channel");
    expect(completeOption("vs", "", SHOP, "en").slice(0, 3)).toEqual(["previous period", "last year", "last year by date"]);
    expect(completeOption("vs", "", SHOP, "zh").slice(0, 3)).toEqual(["环比", "同比", "按日期同比"]);
    expect(completeOption("for", "", SHOP, "en")).toEqual(["berlin", '"Berlin Store"', '"上海店"']);
    expect(completeOption("as", "", SHOP, "en")).toEqual(["chart", "table", "csv"]);
    expect(completeOption("in", "", SHOP, "en").slice(0, 2)).toEqual(["channel=paid", "channel=email"]);
  });

  it("puts what is typed first where it is a value already, in canonical words", () => {
    expect(completeOption("period", "past 14 days", SHOP, "en")[0]).toBe("last 14 days");
    expect(completeOption("period", "2026-11-01 to 2026-11-11", SHOP, "zh")[0]).toBe("2026-11-01..2026-11-11");
    expect(completeOption("vs", "nov", SHOP, "en")[0]).toBe("November");
  });

  it("turns a number into counts", () => {
    expect(completeOption("period", "14", SHOP, "en")).toEqual(["last 14 days", "last 14 weeks", "last 14 months", "last 14 hours"]);
  });

  it("finds values by their beginning, by a later word, by a name in the other language, and through a slip", () => {
    expect(completeOption("period", "mon", SHOP, "en")).toContain("last month");
    expect(completeOption("period", "昨", SHOP, "en")[0]).toBe("yesterday");
    expect(completeOption("period", "yestre", SHOP, "en")[0]).toBe("yesterday");
    expect(completeOption("by", "coun", SHOP, "en")).toEqual(["country", "code"]);
    expect(completeOption("by", "渠", SHOP, "en")[0]).toBe("channel");
    expect(completeOption("period", "black", SHOP, "en")).toEqual(['during "Black Friday"']);
    expect(completeOption("in", "em", SHOP, "en")[0]).toBe("channel=email");
    expect(completeOption("in", "mug", SHOP, "en")).toEqual(['product="Blue Mug"']);
  });

  it("adds a value to a list", () => {
    expect(completeOption("in", "channel=paid,em", SHOP, "en")).toEqual(["channel=paid,email"]);
  });

  it("offers nothing for an option it does not know, and nothing that fits nothing", () => {
    expect(completeOption("colour", "", SHOP, "en")).toEqual([]);
    expect(completeOption("by", "xyzzy", SHOP, "en")).toEqual([]);
  });

  it("offers at most 25 values of at most 100 characters, each of which parses behind its word", () => {
    const names = fc.uniqueArray(
      fc.oneof(
        anyName,
        fc.string({ minLength: 90, maxLength: 130 }).map((name) => `n${name.trim()}`),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...OPTIONS),
        fc.string({ maxLength: 8 }),
        fc.constantFrom(...LOCALES),
        names,
        (option, typed, locale, list) => {
          const context = { shopNames: list, campaignNames: list, valueNames: { product: list, channel: ["email"] }, previous: null };
          for (const search of [typed, ""]) {
            const values = completeOption(option, search, context, locale);
            expect(values.length).toBeLessThanOrEqual(25);
            for (const value of values) {
              expect(value.length).toBeLessThanOrEqual(100);
              expect([value, parseQuestion(`sales ${PREFIXES[option]} ${value}`, context).type]).toEqual([value, "question"]);
            }
          }
        },
      ),
    );
  });
});
