/** `shopbell campaign import <file>` and `shopbell campaign list`. */
import { systemClock } from "../adapters/system/system-clock.ts";
import { formatInstant, toIsoWithOffset } from "../core/calendar/format-period.ts";
import { type Campaign, mainSpan } from "../core/campaigns/campaign.ts";
import { campaignNames, sameName } from "../core/campaigns/find-campaign.ts";
import { printPlan } from "../core/campaigns/print-plan.ts";
import type { Shop } from "../core/shop.ts";
import { importCampaigns } from "../intake/campaigns/import-campaigns.ts";
import { importCurve } from "../intake/campaigns/import-curve.ts";
import { countOf, printJson, requireConfig, SILENT_LOG, withStore } from "./context.ts";
import { InputError } from "./errors.ts";
import type { Configure } from "./index.ts";
import { openInput } from "./open-input.ts";

const FORMATS = `
CSV: shop, name, start, end, then any of sales, orders, units, traffic, conversion, aov, new_customers, profit (targets) and budget.
YAML also takes channels, phases (preparation, warm-up, main, return), curve, countdown, steps, places, lead and roles;
docs/campaigns.md has an example, and campaign export prints what is planned in this form.
Times without an offset are the shop's local time; a date as the end includes that day. Importing a file twice changes nothing.`;

export const configure: Configure = (command, terminal) => {
  command
    .command("import")
    .argument("<file>", "a .yaml, .yml or .csv file")
    .description("plan the campaigns of a file: all of them, or none")
    .option("--dry-run", "read and check everything, change nothing")
    .option("--json", "print the outcome as JSON")
    .addHelpText("after", FORMATS)
    .action(async (path: string, options: { readonly dryRun?: boolean; readonly json?: boolean }) => {
      const config = requireConfig();
      const input = await openInput(path, false);
      try {
        const { openReach } = await import("../app.ts");
        const isReachable = await openReach(config, SILENT_LOG);
        const counts = await withStore(config, async ({ shops, campaigns }) =>
          importCampaigns({
            ...{ file: input.source, shops: await shops.list(), store: campaigns },
            ...{ nowMs: systemClock.nowMs(), isReachable, dryRun: options.dryRun ?? false },
          }),
        );
        if (options.json) return printJson(terminal, { ...counts, dry_run: options.dryRun ?? false });
        const { added, changed, unchanged } = counts;
        const said = `${countOf(added, "campaign")} added, ${changed} changed, ${unchanged} unchanged`;
        terminal.out(`${options.dryRun ? `${said} (dry run: nothing was written)` : said}.\n`);
      } finally {
        await input.close();
      }
    });

  command
    .command("curve")
    .argument("<name>", "the campaign's name: the one that is on or comes next")
    .argument("<file>", "a CSV: hour (since the start, from 0; may be left out) and weight, one row an hour")
    .description("spread a campaign's target over its hours as a table says")
    .option("--shop <id>", "of this shop")
    .option("--dry-run", "read and check everything, change nothing")
    .action(async (name: string, path: string, options: { readonly shop?: string; readonly dryRun?: boolean }) => {
      const config = requireConfig();
      const input = await openInput(path, false);
      try {
        await withStore(config, async (store) => {
          const [shops, campaigns] = await Promise.all([store.shops.list(), store.campaigns.list()]);
          const placed = place(campaigns, shops, options.shop).filter(
            ({ campaign }) => campaign.state === "planned" && sameName(campaign.name, name),
          );
          const found = placed.findLast(({ toMs }) => toMs > systemClock.nowMs()) ?? placed[0];
          if (found === undefined) throw new InputError(noSuch(name, campaigns));
          const { campaign, shop } = found;
          const dryRun = options.dryRun ?? false;
          const { hours } = await importCurve({ file: input.source, campaign, shop, store: store.campaigns, dryRun });
          const said = `${countOf(hours, "hour")} read for ${campaign.name}`;
          terminal.out(`${dryRun ? `${said} (dry run: nothing was written)` : said}.\n`);
        });
      } finally {
        await input.close();
      }
    });

  command
    .command("export")
    .argument("[name]", "its name; none = all that are planned")
    .description("print campaigns as YAML: the form that import reads")
    .option("--shop <id>", "of this shop only")
    .action(async (name: string | undefined, options: { readonly shop?: string }) => {
      await withStore(requireConfig(), async (store) => {
        const [shops, campaigns] = await Promise.all([store.shops.list(), store.campaigns.list()]);
        const wanted = campaigns.filter(
          (each) =>
            each.state === "planned" &&
            (options.shop === undefined || each.shopIds.includes(options.shop)) &&
            (name === undefined || sameName(each.name, name)),
        );
        if (wanted.length === 0) throw new InputError(name === undefined ? "no campaign is planned" : noSuch(name, campaigns));
        terminal.out(printPlan(wanted, shops));
      });
    });

  command
    .command("list")
    .description("list the campaigns, the next first")
    .option("--shop <id>", "of this shop only")
    .option("--json", "print them as JSON")
    .action(async (options: { readonly shop?: string; readonly json?: boolean }) => {
      await withStore(requireConfig(), async (store) => {
        const [shops, campaigns] = await Promise.all([store.shops.list(), store.campaigns.list()]);
        const placed = place(campaigns, shops, options.shop);
        if (options.json) return printJson(terminal, placed.map(toJson));
        if (placed.length === 0) return terminal.out("No campaign yet. Plan some: shopbell campaign import campaigns.csv\n");
        terminal.out(placed.map((each) => `${describe(each)}\n`).join(""));
      });
    });
};

interface Placed {
  readonly campaign: Campaign;
  readonly shop: Shop;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Beside their first shops, the latest first. */
function place(campaigns: readonly Campaign[], shops: readonly Shop[], shopId: string | undefined): readonly Placed[] {
  return campaigns
    .filter(({ shopIds }) => shopId === undefined || shopIds.includes(shopId))
    .flatMap((campaign) => {
      const shop = shops.find(({ id }) => id === campaign.shopIds[0]);
      return shop === undefined ? [] : [{ campaign, shop, ...mainSpan(campaign, shop.zone) }];
    })
    .sort((a, b) => b.fromMs - a.fromMs);
}

function noSuch(name: string, campaigns: readonly Campaign[]): string {
  return `no campaign is called “${name}” (campaigns: ${campaignNames(campaigns).slice(0, 10).join(", ") || "none yet"})`;
}

function describe({ campaign: { name, shopIds, state }, shop: { zone }, fromMs, toMs }: Placed): string {
  const cancelled = state === "cancelled" ? " (cancelled)" : "";
  return `${name}${cancelled}: ${formatInstant(fromMs, zone, "en")} – ${formatInstant(toMs, zone, "en")}, ${shopIds.join(", ")}`;
}

function toJson({ campaign, shop: { zone }, fromMs, toMs }: Placed): object {
  const { id, name, shopIds, state, targets } = campaign;
  return { id, name, shops: shopIds, start: toIsoWithOffset(fromMs, zone), end: toIsoWithOffset(toMs, zone), state, targets };
}
