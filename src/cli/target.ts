/** `shopbell target import <file>` and `shopbell target list`. */

import { addDays } from "../core/calendar/business-day.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import { toDecimalString } from "../core/money.ts";
import type { Shop } from "../core/shop.ts";
import type { Target } from "../core/targets/target.ts";
import { importTargets } from "../intake/csv/import-targets.ts";
import { countOf, printJson, requireConfig, requireShop, withStore } from "./context.ts";
import type { Configure } from "./index.ts";
import { openInput } from "./open-input.ts";

const FORMAT = `
CSV with a header row: metric, period, target and, where needed, channel and shop. A period is a day (2026-11-11), a month
(2026-11), an ISO week (2026-W46), a quarter (2026-Q4), a year or a range (2026-11-01..2026-11-11). Money is in the shop's
currency, rates are 3.5% or 0.035. A row replaces the target for the same metric, channel and days; importing a file twice changes
nothing.`;

export const configure: Configure = (command, terminal) => {
  command
    .command("import")
    .argument("<file>", "the CSV file; - for standard input")
    .description("set the targets of a file: all of them, or none")
    .option("--shop <id>", "whose they are where the file does not say (default: the only shop there is)")
    .option("--dry-run", "read and check everything, change nothing")
    .option("--json", "print the outcome as JSON")
    .addHelpText("after", FORMAT)
    .action(async (path: string, options: { readonly shop?: string; readonly dryRun?: boolean; readonly json?: boolean }) => {
      const config = requireConfig();
      const input = await openInput(path, false);
      try {
        const { rows, outcome } = await withStore(config, async ({ shops, targets }) => {
          const known = await shops.list();
          const shop = options.shop === undefined && known.length > 1 ? null : await requireShop(shops, options.shop);
          return importTargets({ file: input.source, shop, shops: known, store: targets, dryRun: options.dryRun ?? false });
        });
        if (options.json) return printJson(terminal, { rows, ...outcome, dry_run: outcome === null });
        if (outcome === null) return terminal.out(`${countOf(rows, "target")} read without a fault (dry run: nothing was written).\n`);
        const { added, changed, unchanged } = outcome;
        terminal.out(`${countOf(added, "target")} added, ${changed} changed, ${unchanged} unchanged.\n`);
      } finally {
        await input.close();
      }
    });

  command
    .command("list")
    .description("list the targets, by day")
    .option("--shop <id>", "whose (default: the only shop there is)")
    .option("--json", "print them as JSON")
    .action(async (options: { readonly shop?: string; readonly json?: boolean }) => {
      await withStore(requireConfig(), async (store) => {
        const shop = await requireShop(store.shops, options.shop);
        const targets = await store.targets.list(shop.id, null);
        if (options.json)
          return printJson(
            terminal,
            targets.map((target) => toJson(target, shop)),
          );
        if (targets.length === 0) return terminal.out('No target yet. Set one: shopbell ask "target set sales 2026-12 3,000,000"\n');
        terminal.out(targets.map((target) => `${describe(target, shop)}\n`).join(""));
      });
    });
};

function describe(target: Target, shop: Shop): string {
  const { metric, channel, fromDay, toDay } = target;
  const last = addDays(toDay, -1);
  const days = last === fromDay ? fromDay : `${fromDay}..${last}`;
  return [days, metric, ...(channel === "" ? [] : [`channel=${channel}`]), writeValue(target, shop)].join(" ");
}

function toJson(target: Target, shop: Shop): object {
  const { metric, channel, fromDay, toDay } = target;
  return { shop: shop.id, metric, channel: channel === "" ? null : channel, from: fromDay, to: toDay, target: writeValue(target, shop) };
}

/** Money as a decimal string, as in answers. */
function writeValue({ metric, value }: Target, { currency }: Shop): string | number {
  return METRICS[metric].unit === "money" ? toDecimalString(value, currency) : value;
}
