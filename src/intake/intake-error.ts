/** What is wrong with a file: for the person who made it. */

import type { Fault } from "./readers/fault.ts";

/** One bad row. */
export interface RowProblem {
  /** From 1, as editors and spreadsheets count; the header is line 1. For items over HTTP, the position from 0. */
  readonly line: number;
  /** Position of the cell in its row, from 1; 0 = the row as a whole. */
  readonly column: number;
  /** The column's name as the file has it; "" = the row as a whole. */
  readonly name: string;
  /** "found …, expected …". */
  readonly problem: string;
}

/** The file as a whole cannot be read, or has bad rows and nothing was imported. `details` are one line each. */
export class IntakeError extends Error {
  readonly details: readonly string[];
  constructor(message: string, details: readonly string[] = [], options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = "IntakeError";
    this.details = details;
  }
}

/** `orders.csv:17:4 quantity: found "two", expected a whole number such as 2`. */
function describeProblem(file: string, { line, column, name, problem }: RowProblem): string {
  return column === 0 ? `${file}:${line} ${problem}` : `${file}:${line}:${column} ${name}: ${problem}`;
}

/** How many bad rows are kept to be shown; the others are only counted. */
const SHOWN_PROBLEMS = 50;

/** Collects bad rows, the first so many in full. */
export class ProblemList {
  readonly shown: RowProblem[] = [];
  total = 0;

  add(problem: RowProblem): void {
    this.total++;
    if (this.shown.length < SHOWN_PROBLEMS) this.shown.push(problem);
  }

  /** One line each, and how many more there are. */
  describe(file: string): string[] {
    const more = this.total - this.shown.length;
    const lines = this.shown.map((problem) => describeProblem(file, problem));
    return more > 0 ? [...lines, `… and ${more.toLocaleString("en")} more`] : lines;
  }
}

/** `found "two", expected a whole number such as 2`. */
export function describeFault(found: string, fault: Fault): string {
  return `found ${quoteFound(found)}, expected ${fault.expected}`;
}

/** A value from a file as a message may show it: one line, bounded, quoted. */
function quoteFound(text: string): string {
  const shown = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  return shown.trim() === "" ? "nothing" : JSON.stringify(shown.replace(/\p{Cs}/gu, "\ufffd"));
}
