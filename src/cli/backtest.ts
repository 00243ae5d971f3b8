/** `shopbell backtest`: what detection would have said, with at each hour only what was known then. */
import { InvalidArgumentError } from "commander";
import { findPublicHolidays } from "../adapters/holidays/find-public-holidays.ts";
import type { DetectedIncident } from "../core/anomalies/detector.ts";
import { parseBusinessDay } from "../core/calendar/business-day.ts";
import { formatInstant } from "../core/calendar/format-period.ts";
import type { BusinessDay } from "../core/calendar/period.ts";
import { dayBounds } from "../core/calendar/zone-clock.ts";
import type { Shop } from "../core/shop.ts";
import { readWatchedRows } from "../figures/read-watched-rows.ts";
import { replayShop } from "../figures/replay-shop.ts";
import { readShopCalendar } from "../figures/shop-calendar.ts";
import { DEFAULT_FALSE_ALARMS } from "../figures/watch-shop.ts";
import { countOf, requireConfig, requireShop, withStore } from "./context.ts";
import { InputError } from "./errors.ts";
import type { Configure } from "./index.ts";

interface BacktestOptions {
  readonly shop?: string;
  readonly from?: BusinessDay;
  readonly to?: BusinessDay;
  readonly falseAlarms: number;
  readonly json?: boolean;
}

export const configure: Configure = (command, terminal) => {
  command
    .option("--shop <id>", "whose numbers (default: the only shop there is)")
    .option("--from <date>", "say only what was found from this day on; earlier days still teach", parseDay)
    .option("--to <date>", "and until the end of this day", parseDay)
    .option("--false-alarms <n>", "accepted false alarms a month", parseRate, DEFAULT_FALSE_ALARMS)
    .option("--json", "print one alert a line as JSON")
    .addHelpText("after", "\nDetection is the one that watches live. The first ten days of data only teach.")
    .action(async (options: BacktestOptions) => {
      if (options.from && options.to && options.from > options.to)
        throw new InputError(`--from ${options.from} is after --to ${options.to}`);
      await withStore(requireConfig(), async (store) => {
        const shop = await requireShop(store.shops, options.shop);
        const extent = await store.measures.extent(shop.id);
        if (extent === null) throw new InputError(`${shop.id} has no data yet: shopbell import metrics <file> --shop ${shop.id}`);
        const range = {
          fromMs: dayBounds(extent.firstDay, shop.zone).fromMs,
          toMs: dayBounds(options.to && options.to < extent.lastDay ? options.to : extent.lastDay, shop.zone).toMs,
        };
        const rows = await readWatchedRows(store, shop, range.fromMs, range.toMs);
        const calendar = await readShopCalendar(store, findPublicHolidays, shop, range, []);
        const last = rows.at(-1);
        const detector = replayShop(
          rows,
          calendar,
          options.falseAlarms,
          Math.min(range.toMs, last === undefined ? 0 : last.hourMs + 3_600_000),
        );
        const sinceMs = options.from === undefined ? 0 : dayBounds(options.from, shop.zone).fromMs;
        const found = detector.incidents.filter(({ detectedAtMs }) => detectedAtMs > sinceMs);
        if (options.json) return terminal.out(found.map((incident) => `${JSON.stringify(toJson(shop, incident))}\n`).join(""));
        const days = Math.round((range.toMs - Math.max(range.fromMs, sinceMs)) / 86_400_000);
        terminal.out(`${countOf(found.length, "alert")} in ${countOf(days, "day")} of ${shop.name}.\n`);
        terminal.out(found.map((incident) => `${describe(shop, incident)}\n`).join(""));
      });
    });
};

function toJson(shop: Shop, { metric, channel, direction, startMs, detectedAtMs, endMs }: DetectedIncident): object {
  const iso = (ms: number) => new Date(ms).toISOString().replace(".000Z", "Z");
  const end = endMs === null ? null : iso(endMs);
  return { shop: shop.id, metric, channel, direction, start: iso(startMs), detected_at: iso(detectedAtMs), end };
}

function describe({ zone }: Shop, { metric, channel, direction, startMs, detectedAtMs, endMs }: DetectedIncident): string {
  const at = (ms: number) => formatInstant(ms, zone, "en");
  const where = channel === "all" ? "" : ` in ${channel}`;
  const ended = endMs === null ? "still going on" : `over ${at(endMs)}`;
  return `${metric}${where} ${direction} since ${at(startMs)}; noticed ${at(detectedAtMs)}, ${ended}`;
}

function parseDay(text: string): BusinessDay {
  const day = parseBusinessDay(text);
  if (day === null) throw new InvalidArgumentError("write a day such as 2026-11-01.");
  return day;
}

function parseRate(text: string): number {
  const rate = Number(text);
  if (!(rate > 0 && rate <= 100)) throw new InvalidArgumentError("write how many false alarms a month you accept, such as 0.25.");
  return rate;
}
