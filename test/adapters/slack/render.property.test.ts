/** Whatever a shop's data holds, what we send keeps Slack's limits, mentions nobody and breaks no character. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SLACK_LIMITS } from "../../../src/adapters/slack/limits.ts";
import { type RenderOptions, renderMessage } from "../../../src/adapters/slack/render.ts";
import { validateBlocks } from "../../emulators/slack/validate-blocks.ts";
import { hostileMessage } from "./hostile-messages.ts";

const options: fc.Arbitrary<RenderOptions> = fc.record({
  tables: fc.constantFrom("native", "text"),
  charts: fc.constantFrom<RenderOptions["charts"][]>("later", "text", ["F000000001", null, "F000000002"]),
  files: fc.constantFrom("attached", "inline"),
});

/** Every string Slack reads as markup, and every string it shows as it is. */
function collectTexts(value: unknown, marked: string[] = [], literal: string[] = []): { marked: string[]; literal: string[] } {
  if (Array.isArray(value)) for (const item of value) collectTexts(item, marked, literal);
  else if (typeof value === "object" && value !== null) {
    const node: Record<string, unknown> = { ...value };
    if (typeof node.text === "string") (node.type === "text" || node.type === "raw_text" ? literal : marked).push(node.text);
    if (typeof node.alt_text === "string") marked.push(node.alt_text);
    for (const child of Object.values(node)) collectTexts(child, marked, literal);
  }
  return { marked, literal };
}

const whole = new Intl.Segmenter("en", { granularity: "grapheme" });

describe("renderMessage", () => {
  it("keeps every limit, mentions nobody, links nothing and turns no layout, for every message", () => {
    fc.assert(
      fc.property(hostileMessage, options, (message, chosen) => {
        const { text, blocks } = renderMessage(message, chosen);
        expect(text.length).toBeLessThanOrEqual(SLACK_LIMITS.text);
        expect(text).not.toBe("");
        expect(validateBlocks(blocks, { maxBlocks: 50, knowsTables: true, isFileReady: () => true })).toBeNull();
        expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(SLACK_LIMITS.blocksJson);

        const { marked, literal } = collectTexts(blocks, [text]);
        for (const shown of marked) {
          expect(shown).not.toMatch(/[<>]/);
          expect(shown).not.toMatch(/&(?!amp;|lt;|gt;)/);
          expect(shown).not.toMatch(/@(everyone|here|channel)/i);
        }
        for (const shown of [...marked, ...literal]) {
          expect(shown).not.toMatch(/[\u202A-\u202E]|(?!\n)\p{Cc}/u);
          expect(shown.match(/\u2068/g)?.length).toBe(shown.match(/\u2069/g)?.length);
        }
      }),
      { numRuns: 80 },
    );
  });

  it("never leaves half a character where it cuts", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "é", "汉", "&", "<", "م"),
        fc.integer({ min: 1, max: 4_000 }),
        options,
        (sign, times, chosen) => {
          const name = sign.repeat(times);
          const { text, blocks } = renderMessage(
            {
              kind: "answer",
              locale: "en",
              summary: name,
              blocks: [
                {
                  type: "headline",
                  label: name,
                  value: name,
                  period: name,
                  facts: [{ label: name, value: name, note: name, tone: "good" }],
                },
                { type: "text", spans: [{ text: name, style: "strong" }] },
                { type: "context", lines: [name] },
              ],
              actions: [{ label: name, words: "sales", style: "normal" }],
            },
            chosen,
          );
          const { marked, literal } = collectTexts(blocks, [text]);
          for (const shown of [...marked, ...literal]) {
            expect(shown).not.toMatch(/\p{Surrogate}/u);
            const signs = [...whole.segment(shown.replace(/&amp;/g, "&").replace(/&lt;/g, "<"))].map(({ segment }) => segment);
            const strange = signs.filter((segment) => segment !== sign && !/^[…\s*🟢\u2068\u2069]+$/u.test(segment));
            expect(strange).toEqual([]);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
