/** What detection cannot say yet of the shops that a channel hears: silence must not be taken for peace. */
import { hearsShop } from "../../core/alerts/alert-place.ts";
import { addDays } from "../../core/calendar/business-day.ts";
import { labelDay } from "../../core/calendar/format-period.ts";
import { businessDayOf, dayBounds } from "../../core/calendar/zone-clock.ts";
import type { Shop } from "../../core/shop.ts";
import type { PlacedAlertPlace } from "../../ports/alerts.ts";
import type { CommandContext } from "../command.ts";

/** A week to learn from, and some days until it is believed. */
const LEARNING_DAYS = 10;
const SHOPS_SHOWN = 3;

/** A line for each shop that is not watched as it could be; none where all is well. */
export async function describeLearning(place: PlacedAlertPlace | null, context: CommandContext): Promise<readonly string[]> {
  if (place === null || !place.isOn) return [];
  const heard = context.shops.filter(({ id }) => hearsShop(place, id));
  const lines = await Promise.all(heard.map((shop) => describeShop(shop, context)));
  return lines.filter((line) => line !== null).slice(0, SHOPS_SHOWN);
}

async function describeShop({ id, name, zone }: Shop, { store, locale, nowMs }: CommandContext): Promise<string | null> {
  const zh = locale === "zh";
  const extent = await store.measures.extent(id);
  if (extent === null) {
    return zh
      ? `${name} 还没有数据：有数据约 ${LEARNING_DAYS} 天后开始自动检测。`
      : `${name} has no data yet: detection begins some ${LEARNING_DAYS} days after the first.`;
  }
  const lastWeek = { fromMs: dayBounds(addDays(extent.lastDay, -6), zone).fromMs, toMs: dayBounds(extent.lastDay, zone).toMs };
  const range = { grain: "hours", ...lastWeek } as const;
  const hours = await store.measures.measures({ shopId: id, range, by: [], filters: [], returnsClock: "own-day" });
  if (hours.length === 0) {
    return zh
      ? `${name} 没有每小时的数据，只能检测数据源是否中断。请导入每小时的数据。`
      : `${name} tells whole days only, so only its feeds are watched. Bring in hourly rows or single orders.`;
  }
  const ready = addDays(extent.firstDay, LEARNING_DAYS);
  if (businessDayOf(nowMs, zone) >= ready) return null;
  return zh
    ? `${name} 的数据不足 ${LEARNING_DAYS} 天：约 ${labelDay(ready, locale)} 起自动检测；规则现在就有效。`
    : `${name} has less than ${LEARNING_DAYS} days of data: detection begins about ${labelDay(ready, locale)}. Rules work at once.`;
}
