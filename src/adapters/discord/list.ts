/** Draws a table of words as a list: cut to a phone's width its columns would say nothing, but lines of a list wrap. */

import { displayWidth } from "../../core/messages/display-width.ts";
import { cutEncoded } from "../../core/messages/plain-text.ts";
import { cleanLine, encodeMarkdown } from "./escape.ts";
import { TABLE_COLUMNS } from "./limits.ts";
import type { TableBlock } from "./table.ts";

const CELL_CHARS = 500;

/** No numbers to line up, and too wide for a phone. */
export function isProse({ columns, rows }: TableBlock): boolean {
  const isWide = (row: readonly string[]) => displayWidth(row.join("  ").slice(0, 2 * TABLE_COLUMNS.phone)) > TABLE_COLUMNS.phone;
  return columns.length > 1 && columns.every(({ align }) => align === "left") && rows.some(isWide);
}

/** As `drawTable`, with the same promises. */
export function drawList(table: TableBlock, limit: number, sayMore: (rows: number) => string): string | null {
  const items = table.rows.map((row) => drawItem(row.slice(0, table.columns.length)));
  const draw = (shown: number) => {
    const hidden = table.more + items.length - shown;
    return [...items.slice(0, shown), ...(hidden > 0 ? [sayMore(hidden)] : [])].join("\n");
  };
  let shown = items.length;
  while (shown > 0 && draw(shown).length > limit) shown -= 1;
  return shown === 0 ? null : draw(shown);
}

function drawItem(row: readonly string[]): string {
  const [head = "", ...rest] = row.map((cell) => cutEncoded(cleanLine(cell), CELL_CHARS, encodeMarkdown)).filter((cell) => cell !== "");
  return `- ${[...(head === "" ? [] : [`**${head}**`]), ...rest].join(" — ")}`;
}
