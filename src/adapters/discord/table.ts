/** Draws a table as a monospace code block: the one form Discord lines up, on a phone too. */

import { cutToWidth, displayWidth } from "../../core/messages/display-width.ts";
import type { Block } from "../../core/messages/message.ts";
import { cutText } from "../../core/messages/plain-text.ts";
import { cleanLine, encodeCodeBlock } from "./escape.ts";
import { TABLE_COLUMNS } from "./limits.ts";

export type TableBlock = Extract<Block, { type: "table" }>;

interface Column {
  /** The label first, then one cell a row; one clean line each. */
  readonly cells: readonly string[];
  readonly align: "left" | "right";
  /** In columns of the monospace font. */
  readonly width: number;
}

const OPEN = "```\n";
const CLOSE = "\n```";
const GAP = "  ";
/** Names are shortened to fit a phone, but not below what still tells them apart. Numbers are not shortened for it. */
const NARROWEST_NAME = 10;
/** Measuring is slow: of a cell no more is read than the widest column can show. */
const LONGEST_CELL = 4 * TABLE_COLUMNS.desktop;

/**
 * The table in at most `limit` characters. Rows that do not fit are added to `table.more`, and `sayMore` writes the last
 * line about them. Null where not even one row fits.
 */
export function drawTable(table: TableBlock, limit: number, sayMore: (rows: number) => string): string | null {
  const columns = leaveOutColumns(shortenNames(readColumns(table)));
  const [header = "", ...rows] = drawLines(columns, table.rows.length + 1);
  const rule = columns.map((column) => "─".repeat(column.width)).join(GAP);
  const lastLine = (hidden: number) => (hidden > 0 ? [sayMore(hidden)] : []);

  let shown = rows.length;
  let length = [OPEN, CLOSE, header, rule, ...rows].reduce((sum, line) => sum + line.length + 1, 0);
  const roomForLastLine = (hidden: number) => lastLine(hidden).reduce((sum, line) => sum + line.length + 1, 0);
  while (shown > 0 && length + roomForLastLine(table.more + rows.length - shown) > limit) {
    shown -= 1;
    length -= (rows[shown]?.length ?? 0) + 1;
  }
  if (shown === 0 && rows.length > 0) return null;
  const text = OPEN + [header, rule, ...rows.slice(0, shown), ...lastLine(table.more + rows.length - shown)].join("\n") + CLOSE;
  return text.length <= limit ? text : null;
}

function readColumns(table: TableBlock): Column[] {
  return table.columns.map(({ label, align }, at) => {
    const cells = [label, ...table.rows.map((row) => row[at] ?? "")].map((cell) => cleanLine(cutText(cell, LONGEST_CELL)));
    return { cells, align, width: Math.max(1, widest(cells)) };
  });
}

/** Shortens left-aligned columns, the first first, until a phone shows a row in one line. */
function shortenNames(columns: readonly Column[]): Column[] {
  let excess = totalWidth(columns) - TABLE_COLUMNS.phone;
  return columns.map((column) => {
    if (column.align === "right" || excess <= 0) return column;
    const width = Math.max(Math.min(column.width, NARROWEST_NAME), column.width - excess);
    excess -= column.width - width;
    return shorten(column, width);
  });
}

/** Leaves out the last columns of a table that even a desktop would wrap, and says how many. */
function leaveOutColumns(columns: readonly Column[]): Column[] {
  const shown = columns.map((column) => (column.width > TABLE_COLUMNS.desktop ? shorten(column, TABLE_COLUMNS.desktop) : column));
  while (shown.length > 1 && totalWidth(shown) > TABLE_COLUMNS.desktop) shown.pop();
  const hidden = columns.length - shown.length;
  if (hidden === 0) return shown;
  const label = `+${hidden} …`;
  return [...shown, { cells: [label], align: "left", width: label.length }];
}

function shorten(column: Column, width: number): Column {
  const cells = column.cells.map((cell) => cutToWidth(cell, width));
  return { ...column, cells, width: Math.max(1, widest(cells)) };
}

function drawLines(columns: readonly Column[], count: number): string[] {
  return Array.from({ length: count }, (_, line) =>
    columns
      .map((column) => pad(column.cells[line] ?? "", column))
      .join(GAP)
      .trimEnd(),
  );
}

function pad(cell: string, column: Column): string {
  const blank = " ".repeat(Math.max(0, column.width - displayWidth(cell)));
  return column.align === "right" ? blank + encodeCodeBlock(cell) : encodeCodeBlock(cell) + blank;
}

function widest(cells: readonly string[]): number {
  return cells.reduce((width, cell) => Math.max(width, displayWidth(cell)), 0);
}

function totalWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + column.width + GAP.length, -GAP.length);
}
