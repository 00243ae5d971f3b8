/** Tables: Slack's own block, which scrolls sideways on a phone, and monospaced text where Slack does not take it. */
import type { KnownBlock } from "@slack/web-api";
import { cutToWidth, displayWidth, padEndToWidth, padStartToWidth } from "../../core/messages/display-width.ts";
import type { Block } from "../../core/messages/message.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { cleanLine, literal } from "./text.ts";

export type TableContent = Extract<Block, { type: "table" }>;

/** Columns of letters a phone shows without wrapping, roughly; the first column gives way, being names. */
const FIRST_COLUMN_WIDTH = 24;
const OTHER_COLUMN_WIDTH = 16;
const CELL_CHARS = 200;

/** `rows` = how many rows of the table to show, header not counted. */
export function renderNativeTable(table: TableContent, rows: number): KnownBlock {
  const columns = table.columns.slice(0, SLACK_LIMITS.tableColumns);
  const cells = (texts: readonly string[]) =>
    columns.map((_, index) => ({ type: "raw_text" as const, text: literal(cleanLine(texts[index] ?? ""), CELL_CHARS) }));
  return {
    type: "table",
    column_settings: columns.map(({ align }, index) => ({ align, is_wrapped: index === 0 })),
    rows: [cells(columns.map((column) => column.label)), ...table.rows.slice(0, rows).map(cells)],
  };
}

/** The same in letters of one width, columns aligned by what they take on the screen. */
export function renderTextTable(table: TableContent, rows: number): string {
  const columns = table.columns.slice(0, SLACK_LIMITS.tableColumns);
  const width = (index: number) => (index === 0 ? FIRST_COLUMN_WIDTH : OTHER_COLUMN_WIDTH);
  const lines = [columns.map((column) => column.label), ...table.rows.slice(0, rows)].map((texts) =>
    columns.map((_, index) => cutToWidth(cleanLine(texts[index] ?? ""), width(index))),
  );
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => displayWidth(line[index] ?? ""))));
  return lines
    .map((line) =>
      line
        .map((cell, index) =>
          columns[index]?.align === "right" ? padStartToWidth(cell, widths[index] ?? 0) : padEndToWidth(cell, widths[index] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
