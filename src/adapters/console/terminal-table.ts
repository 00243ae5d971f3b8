/** Lays rows out in columns for a terminal: names give way first, numbers are never shortened. */
import { displayWidth, padEndToWidth, padStartToWidth } from "../../core/messages/display-width.ts";
import { cleanLine, fitColumns } from "./terminal-text.ts";

const GAP = 2;
/** Names stay long enough to be told apart. */
const NARROWEST_NAME = 8;

export interface TerminalTable {
  readonly header: string;
  /** A line under the header, as wide as the table. */
  readonly rule: string;
  readonly rows: readonly string[];
}

/** Columns that do not fit are left out at the end, and the header says how many ("+2"). No line is wider than `width`. */
export function layOutTable(
  columns: readonly { readonly label: string; readonly align: "left" | "right" }[],
  rows: readonly (readonly string[])[],
  width: number,
): TerminalTable {
  const cells = [columns.map((column) => column.label), ...rows].map((row) => columns.map((_, index) => cleanLine(row[index] ?? "")));
  const natural = columns.map((_, index) => cells.reduce((widest, row) => Math.max(widest, displayWidth(row[index] ?? "")), 0));
  const narrowed = narrow(natural, columns, width);
  const kept = countFitting(narrowed, width);
  const widths = narrowed.slice(0, kept).map((each) => Math.min(each, width));
  const dropped = columns.length - kept;

  const draw = (row: readonly string[], end: string) =>
    fitRow(
      widths.map((each, index) => {
        const cell = fitColumns(row[index] ?? "", each);
        return columns[index]?.align === "right" ? padStartToWidth(cell, each) : padEndToWidth(cell, each);
      }),
      end,
    );
  const [header = [], ...body] = cells;
  return {
    header: draw(header, dropped > 0 ? `+${dropped}` : ""),
    rule: "─".repeat(Math.min(width, totalWidth(widths))),
    rows: body.map((row) => draw(row, dropped > 0 ? "…" : "")),
  };
}

function fitRow(cells: readonly string[], end: string): string {
  return [...cells, end].join(" ".repeat(GAP)).trimEnd();
}

/** Takes what is too much from the columns of names, the widest first. */
function narrow(widths: readonly number[], columns: readonly { readonly align: "left" | "right" }[], width: number): readonly number[] {
  const narrowed = [...widths];
  for (let excess = totalWidth(narrowed) - width; excess > 0; excess -= 1) {
    const widest = Math.max(...narrowed.filter((_, index) => columns[index]?.align === "left"));
    if (widest <= NARROWEST_NAME) break;
    const at = narrowed.findIndex((each, index) => each === widest && columns[index]?.align === "left");
    narrowed[at] = widest - 1;
  }
  return narrowed;
}

/** How many columns from the left fit, with room for the mark of those that do not; at least one. */
function countFitting(widths: readonly number[], width: number): number {
  if (totalWidth(widths) <= width) return widths.length;
  const mark = GAP + `+${widths.length}`.length;
  let count = widths.length - 1;
  while (count > 1 && totalWidth(widths.slice(0, count)) + mark > width) count -= 1;
  return Math.max(1, count);
}

function totalWidth(widths: readonly number[]): number {
  return widths.reduce((sum, each) => sum + each + GAP, -GAP);
}
