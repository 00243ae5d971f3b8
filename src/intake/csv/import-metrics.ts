/** Imports a file of hourly or daily measures, of one shop or of several. */
import type { Shop } from "../../core/shop.ts";
import type { FactStore } from "../../ports/stores.ts";
import type { Columns } from "../columns.ts";
import { describeFault, IntakeError, ProblemList } from "../intake-error.ts";
import { countLeftOut, createTally } from "../readers/tally.ts";
import type { MetricField } from "../rows/metric-rows.ts";
import { createMetricRows, METRICS_TABLE } from "../rows/metric-rows.ts";
import type { FactBatch, RowContext, RowReader } from "../rows/row-context.ts";
import { cellOf, createBatch } from "../rows/row-context.ts";
import { describeUnknownShop } from "../unknown-shop.ts";
import { addOutcomes, NO_OUTCOME, writeFacts } from "../write-facts.ts";
import type { ImportOptions, ImportReport } from "./import-file.ts";
import { badRowsError, importFile } from "./import-file.ts";
import { readColumns, readTable } from "./read-table.ts";

export interface MetricsImportOptions extends Omit<ImportOptions, "shop"> {
  /** The only shop to import; null = the file's own column says, or there is only one. */
  readonly shop: Shop | null;
  /** All shops there are. */
  readonly shops: readonly Shop[];
}

/** Rows of several shops that wait to be written: bounds the memory, whatever the order of the rows. */
const MAX_WAITING = 200_000;

/**
 * A file of one shop is one transaction. A file of several is read twice: all of it is checked before any of it is
 * written, shop by shop; should the store fail in between, the same import again completes it.
 */
export async function importMetrics(options: MetricsImportOptions): Promise<ImportReport> {
  const { file, map = {}, encoding = "utf-8", shops } = options;
  const columns = await readColumns({ source: file, shape: METRICS_TABLE, map, encoding });
  const only = options.shop ?? (shops.length === 1 && columns.shop < 0 ? (shops[0] ?? null) : null);
  if (only) return importFile({ shape: METRICS_TABLE, source: "metrics", open: openOneShop }, { ...options, shop: only });
  if (columns.shop < 0) {
    const known = shops.map((shop) => shop.id).join(", ");
    throw new IntakeError(`${file.name} has no column shop: say whose metrics these are, --shop <id>`, [`shops: ${known || "none yet"}`]);
  }
  const checked = await readShops(options, null);
  return options.dryRun ? checked : readShops(options, options.facts);
}

/** Rows of other shops are left out. */
function openOneShop(columns: Columns<MetricField>, context: RowContext, batch: FactBatch): RowReader {
  const rows = createMetricRows(columns, context, batch);
  return {
    readRow(cells, line) {
      const shop = cellOf(cells, columns.shop);
      if (shop === "" || shop === context.shop.id) rows.readRow(cells, line);
      else countLeftOut(context.tally, "rows of other shops");
    },
    end: rows.end,
  };
}

/** Reads the whole file, each row for its shop; writes where it is given a store, checks only where not. */
async function readShops(options: MetricsImportOptions, facts: FactStore | null): Promise<ImportReport> {
  const { file, shops, nowMs, skipBadRows = false } = options;
  const problems = new ProblemList();
  const tally = createTally();
  const counts = { lines: 0, refunds: 0, measures: 0 };
  const open = new Map<string, { readonly shop: Shop; readonly batch: FactBatch; readonly reader: RowReader }>();
  let outcome = NO_OUTCOME;

  function openRows(columns: Columns<MetricField>, headers: readonly string[]): RowReader {
    const fail: RowContext["fail"] = (line, column, found, fault) => {
      problems.add({ line, column: column + 1, name: headers[column] ?? "", problem: describeFault(found, fault) });
      return null;
    };
    const readerOf = (id: string): RowReader | null => {
      const shop = shops.find((known) => known.id === id);
      if (!shop) return null;
      const batch = createBatch();
      const reader = createMetricRows(columns, { shop, nowMs, tally, fail }, batch);
      open.set(id, { shop, batch, reader });
      return reader;
    };
    return {
      readRow(cells, line) {
        const id = cellOf(cells, columns.shop);
        const reader = open.get(id)?.reader ?? readerOf(id);
        if (reader) reader.readRow(cells, line);
        else
          fail(line, columns.shop, id, {
            expected: `a shop: ${describeUnknownShop(
              id,
              shops.map((shop) => shop.id),
            )}`,
          });
      },
      end: () => {},
    };
  }

  async function writeWaiting(): Promise<void> {
    for (const { shop, batch } of open.values()) {
      const { measures } = batch;
      batch.measures = [];
      counts.measures += measures.length;
      if (!facts || measures.length === 0) continue;
      const writing = { facts, shop, source: options.source ?? "metrics", origin: file.name, nowMs };
      outcome = addOutcomes(outcome, await writeFacts({ ...createBatch(), measures }, writing));
    }
  }

  const rows = await readTable({
    source: file,
    shape: METRICS_TABLE,
    map: options.map ?? {},
    encoding: options.encoding ?? "utf-8",
    open: openRows,
    onBadRow: (line, column, name, problem) => problems.add({ line, column, name, problem }),
    onBlock: async (progress) => {
      let waiting = 0;
      for (const { batch } of open.values()) waiting += batch.measures.length;
      if (!facts || waiting >= MAX_WAITING) await writeWaiting();
      options.onProgress?.(progress);
    },
  });
  if (problems.total > 0 && !skipBadRows) throw badRowsError(file.name, problems, rows);
  await writeWaiting();
  return {
    rows,
    outcome: facts ? outcome : null,
    facts: counts,
    badRows: problems.describe(file.name),
    badRowCount: problems.total,
    tally,
  };
}
