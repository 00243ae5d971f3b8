/** Messages as a hostile shop would fill them: long, many, in every script, full of markup. */
import fc from "fast-check";
import type { Action, Block, ChartSpec, Fact, Message, Span } from "../../../src/core/messages/message.ts";

const INJECTIONS = [
  "<!channel>",
  "<!here|hi>",
  "<@U0ANN>",
  "<#C0SALES|sales>",
  "<!date^0^{date}|x>",
  "<!subteam^S1>",
  "<https://evil.example|shop>",
  "http://evil.example/?a=b&c=<d>",
  "@everyone @here @channel",
  "*bold* _it_ ~gone~ `code` ```block```",
  "> quote\n• list",
  ":rocket: :+1:",
  "&lt;!channel&gt;",
  "&amp;",
];
const SCRIPTS = [
  "👩‍👩‍👧‍👦",
  "🏳️‍🌈🇩🇪👍🏽",
  "汉字,标点。",
  "مرحبا بالعالم",
  "שלום‮abc",
  "e\u0301\u0302\u0303",
  "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
  "\uD800",
  "x\uDC00y",
  "\u0000\u0007\t",
  "\u2066\u2067\u202E",
  '"\\"',
];

const shortText = fc.oneof(fc.constantFrom(...INJECTIONS, ...SCRIPTS, "", " ", "\n"), fc.string({ unit: "binary", maxLength: 30 }));
/** Up to some ten thousand characters. */
const text = fc.oneof(
  shortText,
  fc.array(shortText, { maxLength: 8 }).map((parts) => parts.join(" ")),
  fc.tuple(shortText, fc.integer({ min: 1, max: 2_000 })).map(([part, times]) => part.repeat(times)),
);

const fact: fc.Arbitrary<Fact> = fc.record(
  { label: text, value: text, note: text, tone: fc.constantFrom("good", "bad", "neutral") },
  { requiredKeys: ["label", "value", "tone"] },
);
const span: fc.Arbitrary<Span> = fc.record({ text, style: fc.constantFrom("strong", "code") }, { requiredKeys: ["text"] });

/** Many of the same: hundreds of rows cost nothing to think up. */
function many<T>(one: fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> {
  return fc
    .tuple(fc.array(one, { maxLength: 4 }), fc.integer({ min: 1, max: most / 4 }))
    .map(([few, times]) => Array.from({ length: times }, () => few).flat());
}

const chart: ChartSpec = {
  kind: "line",
  title: "Net sales <!channel>",
  subtitle: "by day",
  categories: ["a"],
  series: [{ name: "s", values: [1], emphasis: "main" }],
  format: { unit: "count" },
  locale: "en",
};

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant("headline" as const), label: text, value: text, period: text, facts: many(fact, 100) }),
  fc.record({ type: fc.constant("text" as const), spans: many(span, 100) }),
  fc.record({ type: fc.constant("facts" as const), facts: many(fact, 300) }),
  fc.record({
    type: fc.constant("table" as const),
    caption: text,
    columns: fc.array(fc.record({ label: text, align: fc.constantFrom("left" as const, "right" as const) }), { maxLength: 25 }),
    rows: many(fc.array(text, { maxLength: 25 }), 400),
    more: fc.nat(1_000_000),
  }),
  fc.record({ type: fc.constant("chart" as const), chart: fc.constant(chart), alt: text }),
  fc.record({ type: fc.constant("file" as const), name: text, mime: fc.constant("text/csv" as const), content: text }),
  fc.record({ type: fc.constant("context" as const), lines: many(text, 40) }),
);

const action: fc.Arbitrary<Action> = fc.record({ label: text, words: text, style: fc.constantFrom("normal", "primary") });

export const hostileMessage: fc.Arbitrary<Message> = fc.record({
  kind: fc.constantFrom("answer", "help", "problem", "notice"),
  locale: fc.constantFrom("en", "zh"),
  summary: text,
  blocks: fc.oneof(fc.array(block, { maxLength: 6 }), many(block, 60)),
  actions: many(action, 200),
});
