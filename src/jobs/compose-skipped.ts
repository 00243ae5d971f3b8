/** Tells a subscription's owner, by direct message, which posts there will not be. */
import { formatInstant } from "../core/calendar/format-period.ts";
import type { EpochMs, TimeZone } from "../core/calendar/period.ts";
import type { Message } from "../core/messages/message.ts";
import type { Shop } from "../core/shop.ts";
import type { OutboxEntry } from "../ports/outbox.ts";
import type { Subscription } from "../ports/subscriptions.ts";
import { entryOf } from "./report-entries.ts";

interface SkippedDuty {
  /** Of the duty: the same name and slot are told of once. */
  readonly name: string;
  readonly subscription: Subscription;
  readonly shop: Shop;
  readonly zone: TimeZone;
}

/** One message for all slots of one outage. @param slotsMs Oldest first. */
export function composeSkipped({ name, subscription, shop, zone }: SkippedDuty, slotsMs: readonly EpochMs[], nowMs: EpochMs): OutboxEntry {
  const { locale, place, ownerUserId, number } = subscription;
  const newestMs = slotsMs.at(-1) ?? nowMs;
  const when = formatInstant(newestMs, zone, locale);
  const summary = {
    en: `Report ${number} of ${shop.name} was not posted: Shopbell was not running at ${when} and for too long after it.`,
    zh: `${shop.name} 的报告 ${number} 未能发布：${when} 及之后较长时间内 Shopbell 未运行。`,
  }[locale];
  const others = slotsMs.length - 1;
  const earlier = { en: `${others} earlier ${others === 1 ? "one was" : "ones were"} missed too.`, zh: `此前另有 ${others} 次未发布。` }[
    locale
  ];
  const next = {
    en: "The next one comes at its usual time. To see this one now, ask for it in the channel:",
    zh: "下一次将按时发布。如需现在查看，请在频道中输入：",
  };
  // An hour of a campaign has no command of its own.
  const words = subscription.schedule.type === "hourly" ? `/shopbell run ${number}` : `/report ${subscription.schedule.type}`;
  const message: Message = {
    kind: "notice",
    locale,
    summary,
    blocks: [
      { type: "text", spans: [{ text: summary }, ...(others > 0 ? [{ text: ` ${earlier}` }] : [])] },
      { type: "text", spans: [{ text: `${next[locale]} ` }, { text: words, style: "code" }] },
    ],
    actions: [],
  };
  const entry = entryOf(subscription, { key: `${name}/skipped/${newestMs}`, message, nowMs });
  return { ...entry, place: { platform: place.platform, workspace: place.workspace, userId: ownerUserId }, ownerUserId: null };
}
