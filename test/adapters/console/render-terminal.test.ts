import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderTerminal } from "../../../src/adapters/console/render-terminal.ts";
import { displayWidth } from "../../../src/core/messages/display-width.ts";
import type { Block, ChartSpec, Message } from "../../../src/core/messages/message.ts";
import { ATTACK, CSV, KPI, PROBLEM, SALES } from "./messages.ts";

const PLAIN = { width: 80, colour: false };
const [ESC, CSI] = ["\u001b", "\u009b"];

describe("renderTerminal", () => {
  it("begins with the number and what it is compared with", () => {
    expect(renderTerminal(SALES, PLAIN).split("\n").slice(0, 4)).toEqual([
      "Net sales · Lantern & Loom · Sat 21 Nov 2026",
      "€12,431.80",
      "vs the period before       ✓ ▲ 12.4%  Fri 20 Nov 2026: €11,060.30",
      "vs same weekday last year  ! ▼ 3.1%   Sat 22 Nov 2025: €12,829.50",
    ]);
  });

  it("aligns columns by what they take on the screen", () => {
    expect(renderTerminal(SALES, PLAIN)).toContain(
      [
        "Channel           Net sales   Change  Share",
        "───────────────────────────────────────────",
        "Online shop       €8,120.40  ▲ 15.2%  65.3%",
        "Paid social       €2,310.10   ▼ 4.0%  18.6%",
        "淘宝 Marketplace  €1,204.00  ▲ 31.7%   9.7%",
        "Point of sale       €797.30   ▲ 2.2%   6.4%",
        "… 3 more",
      ].join("\n"),
    );
  });

  it("shortens names on a narrow terminal, never numbers, and counts the columns it leaves out", () => {
    const narrow = renderTerminal(SALES, { width: 36, colour: false });
    expect(narrow).toContain("Online s…  €8,120.40  ▲ 15.2%  65.3%");
    const narrower = renderTerminal(SALES, { width: 28, colour: false });
    expect(narrower).toContain("Channel   Net sales  +2");
    expect(narrower).toContain("Online…   €8,120.40  …");
  });

  it("shows what to ask next as words to type", () => {
    expect(renderTerminal(SALES, PLAIN)).toMatch(/Ask next:\n {2}sales yesterday by channel\n {2}sales yesterday vs last year\n/);
    expect(renderTerminal({ ...SALES, locale: "zh" }, PLAIN)).toContain("接着可以问：");
  });

  it("lists a problem's corrections below its own words", () => {
    const problem: Message = { ...PROBLEM, actions: [{ label: "sales", words: "sales yesterday", style: "primary" }] };
    expect(renderTerminal(problem, PLAIN)).not.toContain("Ask next");
    expect(renderTerminal(problem, PLAIN)).toMatch(/\n {2}sales yesterday\n$/);
  });

  it("puts a figure's note below it where there is no room beside it", () => {
    expect(renderTerminal(KPI, { width: 40, colour: false })).toContain("Orders                   312\n  ✓ ▲ 8.0% · 9–15 Nov 2026: 289\n");
  });

  it("prints a file as it is", () => {
    expect(renderTerminal(CSV, PLAIN)).toContain("channel,sales\nOnline shop,8120.40\n");
  });

  it("says the summary where a message has nothing else", () => {
    expect(renderTerminal({ ...PROBLEM, blocks: [], actions: [] }, PLAIN)).toBe(`${PROBLEM.summary}\n`);
  });

  it("colours on a terminal and never on a pipe", () => {
    expect(renderTerminal(SALES, { width: 80, colour: true })).toContain(`${ESC}[32m✓ ▲ 12.4%${ESC}[0m`);
    expect(renderTerminal(SALES, PLAIN)).not.toContain(ESC);
  });

  it("lets no text from data speak to the terminal", () => {
    for (const colour of [true, false]) {
      const printed = renderTerminal(ATTACK, { width: 80, colour });
      expect(withoutColours(printed)).not.toMatch(CONTROLS);
      expect(printed).not.toMatch(/[\u202a-\u202e]/);
    }
  });

  it("keeps right-to-left names from turning the line", () => {
    const printed = renderTerminal(withRows([["חנות", "5"]]), PLAIN);
    expect(printed).toContain("\u2068חנות\u2069");
  });
});

const CONTROLS = /(?!\n)\p{Cc}/u;

function withoutColours(text: string): string {
  return text.replace(new RegExp(`${ESC}\\[(?:0|1|2|31|32)m`, "g"), "");
}

function withRows(rows: readonly (readonly string[])[]): Message {
  const columns = [
    { label: "Channel", align: "left" as const },
    { label: "Sales", align: "right" as const },
  ];
  return { ...SALES, actions: [], blocks: [{ type: "table", caption: "", columns, rows, more: 0 }] };
}

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      "a",
      " ",
      "额",
      "🎉",
      "👩‍👧",
      "ש",
      "\u0301",
      "\n",
      "\t",
      ESC,
      CSI,
      "\u202e",
      "\u2066",
      "\u0007",
      "\ud800",
      "\u00ad",
    ),
    maxLength: 60,
  }),
);
const fact = fc.record({
  label: hostile,
  value: hostile,
  note: hostile,
  tone: fc.constantFrom("good" as const, "bad" as const, "neutral" as const),
});
const column = fc.record({ label: hostile, align: fc.constantFrom("left" as const, "right" as const) });
const series = fc.record({
  name: hostile,
  values: fc.array(fc.option(fc.integer()), { maxLength: 6 }),
  emphasis: fc.constantFrom("main" as const, "comparison" as const),
});
const chart: fc.Arbitrary<ChartSpec> = fc.record({
  kind: fc.constantFrom("line" as const, "bar" as const, "stacked-bar" as const, "waterfall" as const),
  title: hostile,
  subtitle: hostile,
  categories: fc.array(hostile, { maxLength: 6 }),
  series: fc.tuple(series),
  format: fc.constantFrom({ unit: "count" as const }, { unit: "percent" as const }, { unit: "money" as const, currency: "EUR" }),
  locale: fc.constantFrom("en" as const, "zh" as const),
});
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    type: fc.constant("headline" as const),
    label: hostile,
    value: hostile,
    period: hostile,
    facts: fc.array(fact, { maxLength: 3 }),
  }),
  fc.record({ type: fc.constant("text" as const), spans: fc.array(fc.record({ text: hostile }), { maxLength: 3 }) }),
  fc.record({ type: fc.constant("facts" as const), facts: fc.array(fact, { maxLength: 3 }) }),
  fc.record({
    type: fc.constant("table" as const),
    caption: hostile,
    columns: fc.array(column, { minLength: 1, maxLength: 5 }),
    rows: fc.array(fc.array(hostile, { maxLength: 6 }), { maxLength: 4 }),
    more: fc.nat(),
  }),
  fc.record({ type: fc.constant("chart" as const), chart, alt: hostile }),
  fc.record({ type: fc.constant("context" as const), lines: fc.array(hostile, { maxLength: 3 }) }),
);
const message: fc.Arbitrary<Message> = fc.record({
  kind: fc.constant("answer" as const),
  locale: fc.constantFrom("en" as const, "zh" as const),
  summary: hostile,
  blocks: fc.array(block, { maxLength: 4 }),
  actions: fc.array(fc.record({ label: hostile, words: hostile, style: fc.constant("normal" as const) }), { maxLength: 3 }),
});

describe("whatever a message holds", () => {
  it("no line is wider than the terminal and nothing but our own colours controls it", () => {
    fc.assert(
      fc.property(message, fc.integer({ min: 20, max: 120 }), fc.boolean(), (given, width, colour) => {
        const printed = withoutColours(renderTerminal(given, { width, colour }));
        expect(printed).not.toMatch(CONTROLS);
        for (const line of printed.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 300 },
    );
  });

  it("every isolate that is opened is closed on its line", () => {
    fc.assert(
      fc.property(message, fc.integer({ min: 20, max: 120 }), (given, width) => {
        for (const line of renderTerminal(given, { width, colour: false }).split("\n")) {
          expect(line.match(/\u2068/g)?.length ?? 0).toBe(line.match(/\u2069/g)?.length ?? 0);
        }
      }),
    );
  });
});
