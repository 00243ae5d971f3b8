/** Tables: Slack's own block, which scrolls sideways on a phone, and monospaced text where Slack does not take it. */
import type { types } from "@slack/bolt";
import { cutToWidth, displayWidth } from "../../core/messages/display-width.ts";
import type { Block } from "../../core/messages/message.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { cleanLine, literal } from "./text.ts";

export type TableContent = Extract<Block, { type: "table" }>;

/** Columns of letters a phone shows without wrapping, roughly; the first column gives way, being names. */
const FIRST_COLUMN_WIDTH = 24;
const OTHER_COLUMN_WIDTH = 16;
const CELL_CHARS = 200;

/** Makes the table with so many of its rows, header not counted. Cells are made once, however often that is called. */
export function prepareNativeTable(table: TableContent): (rows: number) => types.TableBlock {
  const cells = cleanCells(table).map((line) => line.map((cell) => ({ type: "raw_text" as const, text: literal(cell, CELL_CHARS) })));
  const column_settings = shownColumns(table).map(({ align }, index) => ({ align, is_wrapped: index === 0 }));
  return (rows) => ({ type: "table", column_settings, rows: cells.slice(0, rows + 1) });
}

/** The same in letters of one width, columns aligned by what they take on the screen. */
export function prepareTextTable(table: TableContent): (rows: number) => string {
  const columns = shownColumns(table);
  const lines = cleanCells(table).map((line) =>
    line.map((cell, index) => {
      const text = cutToWidth(cell, index === 0 ? FIRST_COLUMN_WIDTH : OTHER_COLUMN_WIDTH);
      return { text, width: displayWidth(text) };
    }),
  );
  return (rows) => {
    const shown = lines.slice(0, rows + 1);
    const widths = columns.map((_, index) => Math.max(...shown.map((line) => line[index]?.width ?? 0)));
    return shown
      .map((line) =>
        line
          .map(({ text, width }, index) => {
            const blanks = " ".repeat((widths[index] ?? 0) - width);
            return columns[index]?.align === "right" ? blanks + text : text + blanks;
          })
          .join("  ")
          .trimEnd(),
      )
      .join("\n");
  };
}

function shownColumns(table: TableContent): TableContent["columns"] {
  return table.columns.slice(0, SLACK_LIMITS.tableColumns);
}

/** Header first; no more rows and columns than Slack takes. */
function cleanCells(table: TableContent): string[][] {
  const columns = shownColumns(table);
  const lines = [columns.map((column) => column.label), ...table.rows.slice(0, SLACK_LIMITS.tableRows - 1)];
  return lines.map((texts) => columns.map((_, index) => cleanLine(texts[index] ?? "", CELL_CHARS)));
}
