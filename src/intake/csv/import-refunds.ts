/** Imports a file of refunds. */
import { createRefundRows, REFUNDS } from "../rows/refund-rows.ts";
import type { ImportOptions, ImportReport } from "./import-file.ts";
import { importFile } from "./import-file.ts";

export function importRefunds(options: ImportOptions): Promise<ImportReport> {
  return importFile({ shape: REFUNDS, source: "refunds", open: createRefundRows }, options);
}
