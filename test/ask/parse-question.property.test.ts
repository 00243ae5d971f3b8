import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AskContext } from "../../src/ask/names.ts";
import { parseQuestion } from "../../src/ask/parse-question.ts";
import { printClauses, printQuestion } from "../../src/ask/print-question.ts";
import { COMPARISONS_AFTER_VS } from "../../src/ask/vocabulary/comparisons.ts";
import { FILLERS, FORM_WORDS, KEYWORDS } from "../../src/ask/vocabulary/keywords.ts";
import { DIMENSION_PHRASES, METRIC_PHRASES } from "../../src/ask/vocabulary/names.ts";
import {
  LAST_WORDS,
  PERIOD_PHRASES,
  SINCE_CLOSERS,
  SINCE_OPENERS,
  UNTIL_WORDS,
  YEARS_AFTER,
  YEARS_BEFORE,
} from "../../src/ask/vocabulary/periods.ts";
import { LOCALES } from "../../src/core/locale.ts";
import type { Question } from "../../src/core/questions/question.ts";
import { anyQuestion, namelessQuestion, shufflableQuestion } from "./arbitrary-question.ts";
import { NO_NAMES, question, SHOP } from "./context.ts";

const locale = fc.constantFrom(...LOCALES);
const asked = (words: string, context: AskContext = NO_NAMES) => parseQuestion(words, context);
const understood = (expected: Question) => ({ type: "question", question: expected, followUp: false });

/** Lines made of the grammar's own words and marks: where it is easiest to go wrong. */
const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[METRIC_PHRASES, PERIOD_PHRASES, DIMENSION_PHRASES, COMPARISONS_AFTER_VS, FORM_WORDS].flatMap((list) =>
          list.map(([phrase]) => phrase),
        ),
      ),
      fc.constantFrom(...Object.values(KEYWORDS).flat(), ...LAST_WORDS, ...FILLERS),
      fc.constantFrom(...[YEARS_BEFORE, YEARS_AFTER, UNTIL_WORDS].flat().map(([phrase]) => phrase), ...SINCE_OPENERS, ...SINCE_CLOSERS),
      fc.constantFrom(
        "7",
        "31",
        "2026",
        "11/31",
        "-",
        "..",
        "=",
        ",",
        '"',
        "“",
        "”",
        "'",
        "月",
        "日",
        "年",
        "第",
        "季度",
        "号",
        "the",
        "th",
        "11月",
        "Nov",
        "email",
        "双11",
        "slaes",
      ),
    ),
    { maxLength: 14 },
  )
  .chain((words) => fc.constantFrom(" ", "", ", ").map((separator) => words.join(separator)));

describe("parseQuestion, on any text", () => {
  it("never throws, and whatever it suggests is a question in the same place", () => {
    const contexts = fc.constantFrom(NO_NAMES, SHOP, { ...SHOP, previous: question({ by: "channel" }) });
    const texts = fc.oneof(fc.string({ unit: "binary", maxLength: 520 }), fc.string({ unit: "grapheme", maxLength: 60 }), soup);
    fc.assert(
      fc.property(texts, contexts, (text, context) => {
        const result = asked(text, context);
        if (result.type !== "unclear") return;
        expect(result.suggestions.length).toBeLessThanOrEqual(5);
        for (const suggestion of result.suggestions)
          expect([suggestion, asked(suggestion, context).type]).toEqual([suggestion, "question"]);
      }),
      { numRuns: 600 },
    );
  });

  it("reads back what it prints of any text it understands", () => {
    fc.assert(
      fc.property(soup, locale, (text, language) => {
        const result = asked(text, SHOP);
        if (result.type !== "question") return;
        expect(asked(printQuestion(result.question, language), SHOP)).toEqual(result);
      }),
      { numRuns: 600 },
    );
  });
});

describe("printQuestion", () => {
  it("prints what parses to the same question, in both languages", () => {
    fc.assert(
      fc.property(anyQuestion, locale, (any, language) => {
        const words = printQuestion(any, language);
        fc.pre(words.length <= 500);
        expect(asked(words)).toEqual(understood(any));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("parseQuestion, on the same question said otherwise", () => {
  it("does not mind the order of the clauses or the mix of languages", () => {
    const shuffled = fc.tuple(shufflableQuestion, locale, locale).chain(([any, first, second]) =>
      fc
        .shuffledSubarray(
          printClauses(any, first).map((clause, index) => (index % 2 === 0 ? clause : (printClauses(any, second)[index] ?? clause))),
          {
            minLength: printClauses(any, first).length,
          },
        )
        .map((clauses) => ({ any, words: clauses.join(" ") })),
    );
    fc.assert(
      fc.property(shuffled, ({ any, words }) => {
        fc.pre(words.length <= 500);
        expect([words, asked(words)]).toEqual([words, understood(any)]);
      }),
      { numRuns: 600 },
    );
  });

  it("does not mind case, width, spaces or a slash", () => {
    const widen = (text: string) => text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
    const disguises: readonly ((text: string) => string)[] = [
      (text) => text.toUpperCase(),
      (text) => widen(text),
      (text) => text.replaceAll(" ", "   "),
      (text) => text.replaceAll(" ", "\u3000"),
      (text) => `/${text}`,
      (text) => `  ${text} ?! `,
    ];
    fc.assert(
      fc.property(namelessQuestion, locale, fc.subarray([...disguises], { minLength: 1 }), (any, language, chosen) => {
        const words = chosen.reduce((text, disguise) => disguise(text), printQuestion(any, language));
        fc.pre(words.length <= 500);
        expect([words, asked(words)]).toEqual([words, understood(any)]);
      }),
      { numRuns: 600 },
    );
  });
});
