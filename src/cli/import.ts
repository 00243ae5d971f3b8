/** `shopbell import orders|refunds|metrics <file>`. */
import { setFlagsFromString } from "node:v8";
import { Command, InvalidArgumentError, Option } from "commander";
import { systemClock } from "../adapters/system/system-clock.ts";
import type { ColumnMap } from "../intake/columns.ts";
import { ENCODINGS, type Encoding } from "../intake/csv/decode-text.ts";
import type { ImportOptions, ImportReport } from "../intake/csv/import-file.ts";
import { importMetrics } from "../intake/csv/import-metrics.ts";
import { importOrders } from "../intake/csv/import-orders.ts";
import { importRefunds } from "../intake/csv/import-refunds.ts";
import { PRESETS, type Preset } from "../intake/rows/order-shapes.ts";
import type { Store } from "../ports/stores.ts";
import { requireConfig, requireShop, withStore } from "./context.ts";
import type { Configure } from "./index.ts";
import { openInput } from "./open-input.ts";
import { printReport } from "./print-report.ts";
import { createProgress } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

interface Options {
  readonly shop?: string;
  readonly preset?: Preset;
  readonly map: ColumnMap;
  readonly source?: string;
  readonly encoding: Encoding;
  readonly dryRun?: boolean;
  readonly skipBadRows?: boolean;
  readonly json?: boolean;
}

type Run = (store: Store, base: Omit<ImportOptions, "shop">, options: Options) => Promise<ImportReport>;

const FORMAT =
  "CSV with a header row, separated by commas, semicolons or tabs, in UTF-8. Times without an offset are the shop's local time.";

const KINDS: readonly {
  readonly name: string;
  readonly summary: string;
  readonly fields: string;
  readonly rereads: boolean;
  readonly run: Run;
}[] = [
  {
    name: "orders",
    summary: "import order lines, one row each",
    fields: `Needs order_id, placed_at, quantity, unit_price. Takes also channel, customer_id, sku, product, discount (the line's own),
tax, shipping, order_discount (the order's: the same on each of its rows, counted once), status, currency, country,
cancelled_at, refunded_amount. Customers are kept as hashes.`,
    rereads: false,
    run: async (store, base, options) =>
      importOrders({ ...base, shop: await requireShop(store.shops, options.shop), ...(options.preset && { preset: options.preset }) }),
  },
  {
    name: "refunds",
    summary: "import refunds, one row a refund or one of its lines",
    fields: "Needs refund_id, refunded_at, amount. Takes also order_id, sku, product, quantity, reason, currency, channel, country.",
    rereads: false,
    run: async (store, base, options) => importRefunds({ ...base, shop: await requireShop(store.shops, options.shop) }),
  },
  {
    name: "metrics",
    summary: "import hourly or daily measures of one shop or several",
    fields: `Needs timestamp (the start of an hour) or date, and at least one of sessions, visitors, add_to_carts, checkouts,
converted_sessions, orders, units, revenue (before discounts and refunds), discounts, refunds, ad_spend, cogs, new_customers.
Takes also shop, channel, device, country, category, available_at.`,
    rereads: true,
    run: async (store, base, options) => {
      const shop = options.shop === undefined ? null : await requireShop(store.shops, options.shop);
      return importMetrics({ ...base, shop, shops: await store.shops.list() });
    },
  },
];

export const configure: Configure = (command, terminal) => {
  for (const { name, summary, fields, rereads, run } of KINDS) {
    const kind = new Command(name)
      .copyInheritedSettings(command)
      .description(summary)
      .argument("<file>", "the CSV file; - for standard input")
      .option("--shop <id>", "whose facts these are (default: the only shop there is)")
      .addOption(
        new Option("--map <field=column>", "take a field from a column of another name; field= leaves it out (repeatable)")
          .argParser(collectMap)
          .default({}, "none"),
      )
      .option("--source <name>", `names the feed: rows replace earlier rows of the same feed (default: ${name})`)
      .addOption(new Option("--encoding <name>", "of the file").choices(ENCODINGS).default("utf-8"))
      .option("--dry-run", "read and check everything, change nothing")
      .option("--skip-bad-rows", "import the rows that are fine and list the others; without it one bad row stops all")
      .option("--json", "print the outcome as JSON")
      .addHelpText("after", `\n${FORMAT}\n${fields}\nImporting the same file twice changes nothing.`)
      .action((path: string, options: Options) => runImport(path, options, { rereads, run, terminal, kind: name }));
    if (name === "orders") {
      kind.addOption(new Option("--preset <shop system>", "the file is this system's export").choices(Object.keys(PRESETS)));
    }
    command.addCommand(kind);
  }
};

async function runImport(
  path: string,
  options: Options,
  { rereads, run, terminal, kind }: { readonly rereads: boolean; readonly run: Run; readonly terminal: Terminal; readonly kind: string },
): Promise<void> {
  // What an import leaves behind dies with its page: by V8's own rule the heap would double before it looks for it.
  setFlagsFromString("--heap-growing-percent=30");
  const config = requireConfig();
  const input = await openInput(path, rereads);
  try {
    const report = await withStore(config, async (store) => {
      const progress = createProgress(terminal, systemClock, input.bytes);
      const base = {
        file: input.source,
        facts: store.facts,
        nowMs: systemClock.nowMs(),
        map: options.map,
        encoding: options.encoding,
        skipBadRows: options.skipBadRows ?? false,
        dryRun: options.dryRun ?? false,
        onProgress: ({ rows, bytesRead }: { readonly rows: number; readonly bytesRead: number }) => progress.update(rows, bytesRead),
        ...(options.source !== undefined && { source: options.source }),
      };
      try {
        return await run(store, base, options);
      } finally {
        progress.clear();
      }
    });
    printReport(terminal, report, { file: input.source.name, kind, json: options.json ?? false });
  } finally {
    await input.close();
  }
}

function collectMap(value: string, before: ColumnMap): ColumnMap {
  const equals = value.indexOf("=");
  if (equals < 1) throw new InvalidArgumentError("Write field=column, such as --map placed_at=Date.");
  return { ...before, [value.slice(0, equals).trim()]: value.slice(equals + 1).trim() };
}
