/** Imports a file of order lines: Shopbell's own columns, or a shop system's export. */
import { IntakeError } from "../intake-error.ts";
import { createOnlineRetailRows } from "../rows/online-retail-rows.ts";
import { createOrderRows } from "../rows/order-rows.ts";
import type { Preset } from "../rows/order-shapes.ts";
import { ONLINE_RETAIL, PLAIN_ORDERS, PRESETS } from "../rows/order-shapes.ts";
import type { ImportOptions, ImportReport } from "./import-file.ts";
import { importFile } from "./import-file.ts";

export interface OrderImportOptions extends ImportOptions {
  /** Whose export it is; without one, the columns of the contract. */
  readonly preset?: Preset;
}

/** Returns and cancellations that the file tells of go through the same transaction as its orders. */
export async function importOrders(options: OrderImportOptions): Promise<ImportReport> {
  const shape = options.preset ? PRESETS[options.preset] : PLAIN_ORDERS;
  try {
    return await importFile(
      {
        shape,
        source: "orders",
        open: (columns, context, batch) =>
          shape === ONLINE_RETAIL ? createOnlineRetailRows(columns, context, batch) : createOrderRows(columns, shape, context, batch),
      },
      options,
    );
  } catch (error) {
    const preset = error instanceof IntakeError && !options.preset ? presetOf(error) : null;
    if (!(error instanceof IntakeError) || !preset) throw error;
    throw new IntakeError(error.message, [...error.details, `it looks like an export that --preset ${preset} reads`], { cause: error });
  }
}

/** The preset whose every needed column stands in the list of columns found. */
function presetOf(error: IntakeError): string | null {
  const found = error.details
    .find((detail) => detail.startsWith("found: "))
    ?.slice("found: ".length)
    .toLowerCase()
    .split(", ");
  if (!found) return null;
  const fitting = Object.entries(PRESETS).find(([, shape]) =>
    shape.required.every((group) => group.some((field) => shape.fields[field].some((name) => found.includes(name.toLowerCase())))),
  );
  return fitting?.[0] ?? null;
}
