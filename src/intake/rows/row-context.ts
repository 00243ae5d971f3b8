/** What every reader of rows is given, and what it leaves behind. */
import type { EpochMs } from "../../core/calendar/period.ts";
import type { MeasureFact, OrderLineFact, RefundFact } from "../../core/facts.ts";
import type { Shop } from "../../core/shop.ts";
import type { Fault } from "../readers/fault.ts";
import type { Tally } from "../readers/tally.ts";

export interface RowContext {
  readonly shop: Shop;
  /** When the import began. */
  readonly nowMs: EpochMs;
  readonly tally: Tally;
  /** Notes a bad row; `column` counts from 0, -1 = the row as a whole. Null, the fact that a bad row gives. */
  fail(line: number, column: number, found: string, fault: Fault): null;
}

/** Reads one kind of row into facts. A row with a problem leaves no fact. */
export interface RowReader {
  readRow(cells: readonly string[], line: number): void;
  /** After the last row: what waited for more rows. */
  end(): void;
}

/** Facts read and not yet written. */
export interface FactBatch {
  lines: OrderLineFact[];
  refunds: RefundFact[];
  measures: MeasureFact[];
}

export function createBatch(): FactBatch {
  return { lines: [], refunds: [], measures: [] };
}

/** The trimmed cell; "" where the file has no such column. */
export function cellOf(cells: readonly string[], column: number): string {
  return column < 0 ? "" : (cells[column] ?? "").trim();
}

/** Longest texts kept, in characters: ids are refused beyond it, names are cut. */
export const MAX_ID_CHARS = 128;
export const MAX_NAME_CHARS = 200;
export const MAX_WORD_CHARS = 60;
