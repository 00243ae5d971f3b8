import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIMITS } from "../../../src/adapters/discord/limits.ts";
import { type RenderedDiscordMessage, renderMessage } from "../../../src/adapters/discord/render.ts";
import { displayWidth } from "../../../src/core/messages/display-width.ts";
import type { Action, Block, ChartSpec, Fact, Message } from "../../../src/core/messages/message.ts";
import { textChart } from "../../../src/core/messages/text-chart.ts";

const picture = new Uint8Array([137, 80, 78, 71]);

const chart: ChartSpec = {
  kind: "line",
  title: "Net sales",
  subtitle: "by hour",
  categories: ["a"],
  series: [{ name: "now", values: [1], emphasis: "main" }],
  format: { unit: "count" },
  locale: "en",
};

function message(blocks: readonly Block[], rest: Partial<Message> = {}): Message {
  return { kind: "answer", locale: "en", summary: "Net sales: $12,340", blocks, actions: [], ...rest };
}

const fact = (label: string, value: string, note: string, tone: Fact["tone"] = "neutral"): Fact => ({ label, value, note, tone });

describe("an answer", () => {
  const rendered = renderMessage(
    message(
      [
        {
          type: "headline",
          label: "Net sales",
          value: "$12,340.00",
          period: "Sat 21 Nov 2026",
          facts: [fact("vs Fri 20 Nov", "▲ 12.4%", "$10,979.00", "good")],
        },
        {
          type: "table",
          caption: "By channel",
          columns: [
            { label: "Channel", align: "left" },
            { label: "Net sales", align: "right" },
          ],
          rows: [
            ["online", "$9,000.00"],
            ["微信小程序", "$340.00"],
          ],
          more: 14,
        },
        { type: "chart", chart, alt: "Sales rose from noon." },
        { type: "file", name: "sales.csv", mime: "text/csv", content: "a,b\n" },
        { type: "context", lines: ["Net sales = gross - discounts - returns", "Europe/Berlin, EUR"] },
      ],
      { actions: [{ label: "By channel", words: "sales yesterday by channel", style: "primary" }] },
    ),
    { pictures: [picture] },
  );

  it("is one embed in reading order under one line for notifications", () => {
    expect(rendered.content).toBe("Net sales: $12,340");
    expect(rendered.embeds).toEqual([
      {
        color: 0x2e9e6b,
        title: "Net sales · Sat 21 Nov 2026",
        description: "# $12,340.00",
        fields: [
          { name: "vs Fri 20 Nov", value: "**▲ 12.4%**\n$10,979.00", inline: true },
          { name: "By channel", value: expect.stringContaining("```") },
        ],
        image: { url: "attachment://chart.png" },
        footer: { text: "Net sales = gross - discounts - returns\nEurope/Berlin, EUR" },
      },
    ]);
  });

  it("carries the chart with its words for people who do not see it, and the file", () => {
    expect(rendered.files.map(({ name, description }) => ({ name, description }))).toEqual([
      { name: "chart.png", description: "Sales rose from noon." },
      { name: "sales.csv", description: "" },
    ]);
  });

  it("lines up the table by display width and counts the rows it does not show", () => {
    const lines = rendered.embeds[0]?.fields?.[1]?.value.split("\n") ?? [];
    expect(lines).toEqual([
      "```",
      "Channel     Net sales",
      "──────────  ─────────",
      "online      $9,000.00",
      "微信小程序    $340.00",
      "… 14 more",
      "```",
    ]);
  });

  it("has a button that says its words", () => {
    expect(rendered.components[0]?.components[0]).toMatchObject({ label: "By channel", custom_id: "w:sales yesterday by channel" });
    expect(rendered.keptWords.size).toBe(0);
  });
});

describe("what does not fit", () => {
  const longRows = Array.from({ length: 300 }, (_, row) => [
    `A rather long product name that goes on, number ${row}`,
    "1,234",
    "$56,789.00",
  ]);
  const table: Block = {
    type: "table",
    caption: "Products",
    columns: [
      { label: "Product", align: "left" },
      { label: "Units", align: "right" },
      { label: "Net sales", align: "right" },
    ],
    rows: longRows,
    more: 7,
  };

  it("is cut visibly, and a phone shows each row in one line", () => {
    const { embeds } = renderMessage(message([table]), { pictures: [] });
    const lines = embeds[0]?.description?.split("\n") ?? [];
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(40);
    const rows = lines.filter((line) => line.includes("$56,789.00")).length;
    expect(rows).toBeGreaterThan(60);
    expect(lines.at(-2)).toBe(`… ${300 - rows + 7} more`);
  });

  it("says so in the message's own language", () => {
    const { embeds } = renderMessage(message([table], { locale: "zh" }), { pictures: [] });
    expect(embeds[0]?.description).toMatch(/… 还有 \d+ 行\n```$/);
  });

  it("counts whole parts that are left out", () => {
    const charts = Array.from({ length: 13 }, (): Block => ({ type: "chart", chart, alt: "x" }));
    const { embeds, files } = renderMessage(message(charts), { pictures: charts.map(() => picture) });
    expect(embeds).toHaveLength(10);
    expect(files).toHaveLength(10);
    expect(embeds.at(-1)?.footer?.text).toBe("… 3 more parts do not fit into a Discord message");
  });

  it("keeps long words of a button behind a token that depends on the words alone", () => {
    const words = `sales yesterday in product=${"很长的名字".repeat(30)}`;
    const action: Action = { label: "Again", words, style: "normal" };
    const first = renderMessage(message([], { actions: [action, { ...action, label: "Twice" }] }), { pictures: [] });
    const second = renderMessage(message([], { actions: [action] }), { pictures: [] });
    expect([...first.keptWords.values()]).toEqual([words]);
    expect(first.keptWords).toEqual(second.keptWords);
    const [token] = first.keptWords.keys();
    expect(first.components[0]?.components.map((button) => button.custom_id)).toEqual([`t:${token}`]);
  });
});

describe("short messages", () => {
  it("do not say their summary twice", () => {
    const spans = [{ text: "Net sales: " }, { text: "$12,340", style: "strong" as const }];
    expect(renderMessage(message([{ type: "text", spans }]), { pictures: [] })).toMatchObject({
      content: "Net sales: $12,340",
      embeds: [],
    });
  });

  it("draw a chart in text where there is no picture of it", () => {
    const { embeds, files } = renderMessage(message([{ type: "chart", chart, alt: "Sales rose." }]), { pictures: [null] });
    expect(files).toEqual([]);
    expect(embeds[0]?.description).toBe(`\`\`\`\n${textChart(chart, 40)}\n\`\`\``);
  });

  it("list text side by side that a phone would wrap", () => {
    const columns = [
      { label: "Ask", align: "left" as const },
      { label: "and get", align: "left" as const },
    ];
    const rows = [
      ["kpi yesterday", "all key figures at once"],
      ["sales last week by channel", "split by channel, product, country, day …"],
    ];
    const { embeds } = renderMessage(message([{ type: "table", caption: "Examples", columns, rows, more: 2 }]), { pictures: [] });
    expect(embeds[0]?.description).toBe(
      "**Examples**\n- **kpi yesterday** — all key figures at once\n- **sales last week by channel** — split by channel, product, country, day …\n… 2 more",
    );
  });

  it("are never empty", () => {
    expect(renderMessage(message([], { summary: " " }), { pictures: [] }).content).toBe("…");
  });
});

const HOSTILE = [
  "@everyone",
  "@here",
  "@EVERYONE",
  "<@123456789012345678>",
  "<@&123456789012345678>",
  "<#123456789012345678>",
  "</sales:123456789012345678>",
  "<t:1700000000:R>",
  "<:shop:123456789012345678>",
  "[free](https://evil.example)",
  "<https://evil.example>",
  "https://evil.example/x",
  "discord.gg/abcdef",
  "||spoiler||",
  "```",
  "`",
  "**",
  "\\",
  "\n# big",
  "\n-# small",
  "\n> quote",
  "\n- item",
  "\n1. item",
  "\u202Eevil",
  "\u2067x",
  "مرحبا بالعالم",
  "👩‍👩‍👧‍👦",
  "🇩🇪",
  "e\u0301\u0302\u0303",
  "\uD800",
  "\u0000",
  "\u200B",
  "很长的产品名称",
  " ",
  "",
];

const text = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary", maxLength: 20 }), fc.string({ maxLength: 100 })), {
    maxLength: 8,
  })
  .chain((parts) => fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 100).map((times) => parts.join("").repeat(times)));
const tone = fc.constantFrom("good" as const, "bad" as const, "neutral" as const);
const facts = fc.array(fc.record({ label: text, value: text, note: text, tone }), { maxLength: 30 });
const style = fc.constantFrom("strong" as const, "code" as const);
const spans = fc.array(fc.oneof(fc.record({ text }), fc.record({ text, style })), { maxLength: 5 });
const align = fc.constantFrom("left" as const, "right" as const);
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant("headline" as const), label: text, value: text, period: text, facts }),
  fc.record({ type: fc.constant("text" as const), spans }),
  fc.record({ type: fc.constant("facts" as const), facts }),
  fc.record({
    type: fc.constant("table" as const),
    caption: text,
    columns: fc.array(fc.record({ label: text, align }), { maxLength: 9 }),
    rows: fc.array(fc.array(text, { maxLength: 9 }), { maxLength: 30 }),
    more: fc.nat(),
  }),
  text.map((alt) => ({ type: "chart" as const, chart, alt })),
  fc.record({ type: fc.constant("file" as const), name: text, mime: fc.constant("text/csv" as const), content: text }),
  fc.record({ type: fc.constant("context" as const), lines: fc.array(text, { maxLength: 5 }) }),
);
const hostileMessage: fc.Arbitrary<Message> = fc.record({
  kind: fc.constantFrom("answer" as const, "help" as const, "problem" as const, "notice" as const),
  locale: fc.constantFrom("en" as const, "zh" as const),
  summary: text,
  blocks: fc.array(block, { maxLength: 12 }),
  actions: fc.array(fc.record({ label: text, words: text, style: fc.constantFrom("normal" as const, "primary" as const) }), {
    maxLength: 30,
  }),
});

/** Everything shown through Discord's markdown. */
function markdownOf({ content, embeds }: RenderedDiscordMessage): string[] {
  return [
    content,
    ...embeds.flatMap((embed) => [
      embed.title ?? "",
      embed.description ?? "",
      ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    ]),
  ];
}

/** What is left for markup, read from left to right, after code blocks, code and escaped characters are taken as they stand. */
function unescaped(markdown: string): string {
  return markdown.replace(/```\n[\s\S]*?\n```|`[^`]+`(?!`)|\\[^0-9A-Za-z\s]/g, "");
}

describe("hostile messages", () => {
  it("hold every limit, are well-formed and never empty", () => {
    fc.assert(
      fc.property(hostileMessage, (hostile) => {
        const rendered = renderMessage(hostile, { pictures: hostile.blocks.filter((b) => b.type === "chart").map(() => picture) });
        expect(rendered.content.length).toBeLessThanOrEqual(LIMITS.contentChars);
        expect(rendered.content.trim() !== "" || rendered.embeds.length > 0).toBe(true);
        expect(rendered.embeds.length).toBeLessThanOrEqual(LIMITS.embeds);
        let total = 0;
        for (const embed of rendered.embeds) {
          expect(embed.title?.length ?? 1).toBeGreaterThan(0);
          expect(embed.title?.length ?? 0).toBeLessThanOrEqual(LIMITS.embedTitleChars);
          expect(embed.description?.length ?? 0).toBeLessThanOrEqual(LIMITS.embedDescriptionChars);
          expect(embed.footer?.text.length ?? 0).toBeLessThanOrEqual(LIMITS.footerChars);
          expect(embed.fields?.length ?? 0).toBeLessThanOrEqual(LIMITS.embedFields);
          for (const field of embed.fields ?? []) {
            expect(field.name.length).toBeGreaterThan(0);
            expect(field.name.length).toBeLessThanOrEqual(LIMITS.fieldNameChars);
            expect(field.value.trim().length).toBeGreaterThan(0);
            expect(field.value.length).toBeLessThanOrEqual(LIMITS.fieldValueChars);
            total += field.name.length + field.value.length;
          }
          total += (embed.title?.length ?? 0) + (embed.description?.length ?? 0) + (embed.footer?.text.length ?? 0);
        }
        expect(total).toBeLessThanOrEqual(LIMITS.embedsTotalChars);
        expect(rendered.components.length).toBeLessThanOrEqual(LIMITS.buttonRows);
        const buttons = rendered.components.flatMap((row) => row.components);
        expect(new Set(buttons.map((button) => button.custom_id)).size).toBe(buttons.length);
        for (const button of buttons) {
          expect(button.custom_id.length).toBeLessThanOrEqual(LIMITS.customIdChars);
          expect(button.label?.length ?? 0).toBeGreaterThan(0);
          expect(button.label?.length ?? 0).toBeLessThanOrEqual(LIMITS.buttonLabelChars);
        }
        expect(new Set(rendered.files.map((file) => file.name)).size).toBe(rendered.files.length);
        for (const file of rendered.files) {
          expect(file.name).toMatch(/^[A-Za-z0-9-][A-Za-z0-9._-]*$/);
          expect(file.description.length).toBeLessThanOrEqual(LIMITS.fileDescriptionChars);
        }
        expect(JSON.stringify(rendered)).not.toMatch(/\\ud[89a-f]/i);
      }),
      { numRuns: 150 },
    );
  });

  it("mention nobody, link nowhere and break out of nothing", () => {
    fc.assert(
      fc.property(hostileMessage, (hostile) => {
        for (const markdown of markdownOf(renderMessage(hostile, { pictures: [] }))) {
          expect(markdown).not.toMatch(/@(everyone|here)/i);
          const seen = unescaped(markdown);
          expect(seen).not.toContain("```");
          expect(seen).not.toMatch(/<(@|#|\/|t:|a?:|id:|https?:)/);
          expect(seen).not.toContain("||");
          expect(seen).not.toMatch(/https?:\/\//);
          expect(seen).not.toMatch(/discord\.gg/);
          expect(seen).not.toMatch(/\]\(/);
          expect(seen).not.toMatch(/[\u202A-\u202E\u2066\u2067]/);
        }
      }),
      { numRuns: 150 },
    );
  });
});
