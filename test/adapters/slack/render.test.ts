import { describe, expect, it } from "vitest";
import { renderMessage } from "../../../src/adapters/slack/render.ts";
import type { Block, Message } from "../../../src/core/messages/message.ts";
import { HELP, SALES } from "../../end-to-end/slack-fixture.ts";

const message = (blocks: readonly Block[], extra: Partial<Message> = {}): Message => ({
  kind: "answer",
  locale: "en",
  summary: "s",
  blocks,
  actions: [],
  ...extra,
});
const render = (value: Message) => renderMessage(value, { tables: "native", charts: "later", files: "attached" });

describe("renderMessage", () => {
  it("shows an answer the way people read it: number, comparison, table, small print, buttons", () => {
    expect(render(SALES)).toMatchSnapshot();
  });

  it("shows help as rich text with its words as code", () => {
    expect(render(HELP).blocks).toMatchSnapshot();
  });

  it("aligns a text table by what letters take on the screen", () => {
    const table = {
      type: "table",
      caption: "",
      columns: [
        { label: "渠道", align: "left" },
        { label: "Sales", align: "right" },
      ],
      rows: [
        ["线上", "1"],
        ["POS 👍", "12,345"],
      ],
      more: 0,
    } as const;
    const { blocks } = renderMessage(message([table]), { tables: "text", charts: "text", files: "inline" });
    expect(blocks).toEqual([
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_preformatted",
            elements: [{ type: "text", text: ["渠道     Sales", "线上         1", "POS 👍  12,345"].join("\n") }],
          },
        ],
      },
    ]);
  });

  it("counts the rows a long table had to leave out, together with those known before", () => {
    const rows = Array.from({ length: 500 }, (_, index) => [`channel ${index}`, "1"]);
    const table = {
      type: "table",
      caption: "All",
      columns: [
        { label: "Channel", align: "left" },
        { label: "Sales", align: "right" },
      ],
      rows,
      more: 7,
    } as const;
    const { blocks } = render(message([table]));
    const native = blocks.find((block) => block.type === "table");
    const shown = (native?.type === "table" ? native.rows.length : 0) - 1;
    expect(shown).toBeGreaterThan(50);
    expect(blocks.at(-1)).toEqual({ type: "context", elements: [{ type: "plain_text", text: `… ${507 - shown} more`, emoji: false }] });
  });

  it("takes Slack's own table for the first table only", () => {
    const table = { type: "table", caption: "", columns: [{ label: "a", align: "left" }], rows: [["b"]], more: 0 } as const;
    expect(render(message([table, table])).blocks.map((block) => block.type)).toEqual(["table", "rich_text"]);
  });

  it("gives up bold rather than let data be read as formatting", () => {
    const facts = [
      { label: "online", value: "1", tone: "neutral" },
      { label: "*online*", value: ":rocket:", tone: "neutral" },
    ] as const;
    expect(render(message([{ type: "facts", facts }])).blocks).toEqual([
      {
        type: "section",
        fields: [
          { type: "mrkdwn", text: "*online*\n1", verbatim: true },
          { type: "plain_text", text: "*online*\n:rocket:", emoji: false },
        ],
      },
    ]);
  });

  it("says how many buttons it had to leave out", () => {
    const actions = Array.from({ length: 30 }, (_, index) => ({
      label: `b${index}`,
      words: `sales last ${index} days`,
      style: "normal" as const,
    }));
    const { blocks } = render(message([], { actions, locale: "zh" }));
    expect(blocks.map((block) => block.type)).toEqual(["actions", "context"]);
    expect(JSON.stringify(blocks.at(-1))).toContain("还有 5 项");
  });

  it("says that it shortened what does not fit at all", () => {
    const text = { type: "text", spans: [{ text: "x".repeat(5_000) }] } as const;
    const { blocks } = render(message(Array.from({ length: 10 }, () => text)));
    expect(JSON.stringify(blocks.at(-1))).toContain("Shortened to fit");
  });

  it("shows pictures where they were uploaded and the chart's words where not", () => {
    const chart = SALES.blocks.find((block) => block.type === "chart");
    const { blocks, charts } = renderMessage(message(chart === undefined ? [] : [chart, chart]), {
      tables: "native",
      charts: ["F123456789", null],
      files: "attached",
    });
    expect(charts).toHaveLength(2);
    expect(blocks.map((block) => block.type)).toEqual(["image", "rich_text"]);
    expect(JSON.stringify(blocks[1])).toContain("rising from");
  });
});
