import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONSOLE_LIMITS } from "../../../src/adapters/console/limits.ts";
import { renderMessage } from "../../../src/adapters/console/render.ts";
import { ATTACK, CSV, HOSTILE, SALES } from "./messages.ts";

describe("renderMessage", () => {
  it("keeps what fits as it is, markup and all: the page writes text as text", () => {
    expect(renderMessage(ATTACK).blocks[0]).toMatchObject({ label: HOSTILE, value: HOSTILE });
    expect(renderMessage(SALES).blocks[1]).toEqual(SALES.blocks[1]);
  });

  it("names charts and files by their number and says the chart in letters", () => {
    const chart = renderMessage(SALES).blocks[2];
    expect(chart).toMatchObject({ type: "chart", index: 0, title: "Net sales by day" });
    expect(chart).toHaveProperty("text", expect.stringContaining("Nov 8 … Nov 14"));
    expect(renderMessage(CSV).blocks[1]).toEqual({ type: "file", index: 0, name: "sales 销售额.csv", rows: 2 });
  });

  it("counts the rows it leaves out", () => {
    const rows = Array.from({ length: CONSOLE_LIMITS.tableRows + 7 }, (_, index) => [String(index)]);
    const table = { type: "table" as const, caption: "", columns: [{ label: "n", align: "right" as const }], rows, more: 3 };
    expect(renderMessage({ ...SALES, blocks: [table] }).blocks[0]).toMatchObject({
      more: 10,
      rows: rows.slice(0, CONSOLE_LIMITS.tableRows),
    });
  });

  it("cuts visibly and never through a letter", () => {
    fc.assert(
      fc.property(fc.constantFrom("a", "额", "👩‍👩‍👧‍👦", "e\u0301"), fc.integer({ min: 3_000, max: 5_000 }), (letter, count) => {
        const given = letter.repeat(count);
        const [text] = renderMessage({ ...SALES, blocks: [{ type: "context", lines: [given] }] }).blocks;
        const line = text?.type === "context" ? (text.lines[0] ?? "") : "";
        expect(line.length).toBeLessThanOrEqual(CONSOLE_LIMITS.text);
        expect(line === given || line === `${letter.repeat((line.length - 1) / letter.length)}…`).toBe(true);
      }),
    );
  });
});
