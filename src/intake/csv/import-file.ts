/** One file into one shop, in one transaction: all of it, or none. */
import type { EpochMs } from "../../core/calendar/period.ts";
import type { Shop } from "../../core/shop.ts";
import type { FactStore, FactWriter, ImportOutcome } from "../../ports/stores.ts";
import type { ColumnMap, Columns, TableShape } from "../columns.ts";
import { describeFault, IntakeError, ProblemList } from "../intake-error.ts";
import type { Tally } from "../readers/tally.ts";
import { createTally } from "../readers/tally.ts";
import type { FactBatch, RowContext, RowReader } from "../rows/row-context.ts";
import { createBatch } from "../rows/row-context.ts";
import type { Encoding } from "./decode-text.ts";
import type { ByteSource } from "./read-table.ts";
import { readTable } from "./read-table.ts";

export interface ImportOptions {
  readonly file: ByteSource;
  readonly shop: Shop;
  readonly facts: FactStore;
  readonly nowMs: EpochMs;
  /** Names the feed: rows replace earlier rows of the same source. Default: the kind of table. */
  readonly source?: string;
  readonly map?: ColumnMap;
  readonly encoding?: Encoding;
  /** Leave bad rows out and import the others. */
  readonly skipBadRows?: boolean;
  /** Read and check everything, write nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: (progress: ImportProgress) => void;
}

interface ImportProgress {
  readonly rows: number;
  readonly bytesRead: number;
}

export interface ImportReport {
  /** Rows below the header. */
  readonly rows: number;
  /** What became of them; null for a dry run. */
  readonly outcome: ImportOutcome | null;
  /** Facts read: what a dry run would write. */
  readonly facts: { readonly lines: number; readonly refunds: number; readonly measures: number };
  /** Bad rows that were left out, one line each. */
  readonly badRows: readonly string[];
  readonly badRowCount: number;
  readonly tally: Tally;
}

/** What one kind of table adds. */
export interface TableKind<F extends string> {
  readonly shape: TableShape<F>;
  /** The feed's name where none is given. */
  readonly source: string;
  readonly open: (columns: Columns<F>, context: RowContext, batch: FactBatch) => RowReader;
}

/** A batch this large is written; the store is fastest with some thousand. */
const BATCH_FACTS = 5_000;

/** Rejects with `IntakeError` where the file is bad, and with the store's error where that fails: nothing is imported then. */
export async function importFile<F extends string>(kind: TableKind<F>, options: ImportOptions): Promise<ImportReport> {
  const { file, shop, nowMs, skipBadRows = false, dryRun = false } = options;
  const problems = new ProblemList();
  const tally = createTally();
  const facts = { lines: 0, refunds: 0, measures: 0 };
  let rows = 0;

  async function work(writer: FactWriter | null): Promise<void> {
    const batch = createBatch();
    rows = await readTable({
      source: file,
      shape: kind.shape,
      map: options.map ?? {},
      encoding: options.encoding ?? "utf-8",
      open: (columns, headers) => {
        const fail: RowContext["fail"] = (line, column, found, fault) => {
          problems.add({ line, column: column + 1, name: headers[column] ?? "", problem: describeFault(found, fault) });
          return null;
        };
        return kind.open(columns, { shop, nowMs, tally, fail }, batch);
      },
      onBadRow: (line, column, name, problem) => problems.add({ line, column, name, problem }),
      onBlock: async (progress) => {
        // After the first bad row the rest is only checked: none of it will stay.
        const keep = writer !== null && (skipBadRows || problems.total === 0);
        await writeBatch(keep ? writer : null, batch, facts);
        options.onProgress?.(progress);
      },
    });
    if (problems.total > 0 && !skipBadRows) throw badRowsError(file.name, problems, rows);
  }

  if (dryRun) await work(null);
  let badFile: IntakeError | null = null;
  const meta = { shopId: shop.id, source: options.source ?? kind.source, origin: file.name, startedAtMs: nowMs };
  const importing = dryRun
    ? null
    : options.facts.importFacts(meta, (writer) =>
        work(writer).catch((error: unknown) => {
          if (error instanceof IntakeError) badFile = error;
          throw error;
        }),
      );
  // The store reports whatever ends an import as its own error; a bad file is the file's.
  const outcome = (await importing?.catch((error: unknown) => Promise.reject(badFile ?? error))) ?? null;
  return { rows, outcome, facts, badRows: problems.describe(file.name), badRowCount: problems.total, tally };
}

/** Empties the batch into the writer, or, without one, only counts it. */
async function writeBatch(
  writer: FactWriter | null,
  batch: FactBatch,
  facts: { lines: number; refunds: number; measures: number },
): Promise<void> {
  const { lines, refunds, measures } = batch;
  Object.assign(batch, createBatch());
  facts.lines += lines.length;
  facts.refunds += refunds.length;
  facts.measures += measures.length;
  if (!writer) return;
  for (let at = 0; at < lines.length; at += BATCH_FACTS) await writer.putOrderLines(lines.slice(at, at + BATCH_FACTS));
  for (let at = 0; at < refunds.length; at += BATCH_FACTS) await writer.putRefunds(refunds.slice(at, at + BATCH_FACTS));
  for (let at = 0; at < measures.length; at += BATCH_FACTS) await writer.putMeasures(measures.slice(at, at + BATCH_FACTS));
}

export function badRowsError(file: string, problems: ProblemList, rows: number): IntakeError {
  const count = problems.total === 1 ? "1 row" : `${problems.total.toLocaleString("en")} rows`;
  return new IntakeError(`${file}: ${count} of ${rows.toLocaleString("en")} cannot be read; nothing was imported`, [
    ...problems.describe(file),
    "correct them, or import the others with --skip-bad-rows",
  ]);
}
