/**
 * RFC 4180 text to rows of cells, block by block.
 *
 * Own code for speed: a line without quotes, nearly every line there is, is one `indexOf` and one `split`. Rows wait for
 * their end, so a quoted cell may hold line ends and stand across blocks.
 */
import { IntakeError } from "../intake-error.ts";

export type Delimiter = "," | ";" | "\t";

interface CsvRows {
  readonly rows: readonly (readonly string[])[];
  /** The line each row begins on, from 1. */
  readonly lines: readonly number[];
}

export interface CsvParser {
  /** Rows that are complete with this text. Blank lines are no rows. */
  push(text: string): CsvRows;
  /** The last row, where the file does not end with a line end. */
  end(): CsvRows;
}

/** A row this long is an unclosed quote that swallows the file. */
const MAX_ROW_CHARS = 1 << 20;

/** `push` and `end` throw `IntakeError` where quoting is broken: what follows cannot be told apart any more. */
export function createCsvParser(delimiter: Delimiter, file: string): CsvParser {
  let rest = "";
  let line = 1;

  function parse(text: string, last: boolean): CsvRows {
    const rows: string[][] = [];
    const lines: number[] = [];
    let at = 0;
    let nextQuote = text.indexOf('"');
    while (at < text.length) {
      const newline = text.indexOf("\n", at);
      if (newline < 0 && !last) break;
      const end = newline < 0 ? text.length : newline;
      if (nextQuote >= 0 && nextQuote < at) nextQuote = text.indexOf('"', at);
      if (nextQuote < 0 || nextQuote >= end) {
        const stop = end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
        if (stop > at) {
          rows.push(text.slice(at, stop).split(delimiter));
          lines.push(line);
        }
        at = end + 1;
        line++;
        continue;
      }
      const row = readQuotedRow(text, at, delimiter);
      if (row.type === "broken") throw brokenQuote(file, line + countNewlines(text, at, row.at), row.problem);
      if (row.type === "open") {
        if (last || text.length - at > MAX_ROW_CHARS) {
          throw brokenQuote(file, line + countNewlines(text, at, row.at), "the quote that opens here is never closed");
        }
        break;
      }
      rows.push(row.cells);
      lines.push(line);
      line += countNewlines(text, at, row.end);
      at = row.end;
    }
    rest = text.slice(at);
    return { rows, lines };
  }

  return { push: (text) => parse(rest === "" ? text : rest + text, false), end: () => parse(rest, true) };
}

type QuotedRow =
  /** `end` is the start of the next row. */
  | { readonly type: "row"; readonly cells: string[]; readonly end: number }
  | { readonly type: "open"; readonly at: number }
  | { readonly type: "broken"; readonly at: number; readonly problem: string };

function readQuotedRow(text: string, start: number, delimiter: Delimiter): QuotedRow {
  const cells: string[] = [];
  let at = start;
  while (true) {
    if (text[at] === '"') {
      const close = findClosingQuote(text, at + 1);
      if (close < 0) return { type: "open", at };
      const inside = text.slice(at + 1, close);
      cells.push(inside.includes('"') ? inside.replaceAll('""', '"') : inside);
      at = close + 1;
    } else {
      // A quote within an unquoted cell is only a character: 12" vinyl.
      const end = endOfCell(text, at, delimiter);
      cells.push(text.slice(at, end));
      at = end;
    }
    if (text[at] === delimiter) {
      at++;
      continue;
    }
    if (at >= text.length) return { type: "row", cells, end: at };
    if (text[at] === "\n") return { type: "row", cells, end: at + 1 };
    if (text[at] === "\r" && (text[at + 1] === "\n" || at + 1 === text.length)) return { type: "row", cells, end: at + 2 };
    return { type: "broken", at, problem: 'text after a closing quote; write a quote within a quoted cell twice, "like ""this"""' };
  }
}

function findClosingQuote(text: string, from: number): number {
  for (let quote = text.indexOf('"', from); quote >= 0; quote = text.indexOf('"', quote + 2)) {
    if (text[quote + 1] !== '"') return quote;
  }
  return -1;
}

function endOfCell(text: string, from: number, delimiter: Delimiter): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== "\n" && !(text[at] === "\r" && text[at + 1] === "\n")) at++;
  return at;
}

function countNewlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

function brokenQuote(file: string, line: number, problem: string): IntakeError {
  return new IntakeError(`${file}:${line} ${problem}`);
}
