/** Reports as duties of the clock. */
import { formatInstant } from "../core/calendar/format-period.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import type { Message } from "../core/messages/message.ts";
import { slotsBetween } from "../core/schedule/slots.ts";
import type { OutboxEntry } from "../ports/outbox.ts";
import type { Store } from "../ports/stores.ts";
import type { Duty, DutySource } from "./duty.ts";
import { listReportDuties, type ReportDuty, runReport } from "./report-duty.ts";
import { entryOf } from "./report-entries.ts";

/** A report that has waited for its data as long as it may still needs a tick to be posted. */
const LAST_LOOK_MS = 10 * 60_000;

export function createReportSource(store: Store): DutySource {
  return { duties: async () => (await listReportDuties(store)).map((duty) => toDuty(duty, store)) };
}

function toDuty(duty: ReportDuty, store: Store): Duty {
  const { name, recurrence, zone, sinceMs, windowMs, subscription } = duty;
  return {
    key: name,
    sinceMs,
    windowMs: Math.max(windowMs, subscription.waitMs + LAST_LOOK_MS),
    slots: (afterMs, throughMs) => slotsBetween(recurrence, zone, afterMs, throughMs),
    run: async (slotMs, nowMs) => {
      const run = await runReport(duty, slotMs, nowMs, store);
      if (run.type === "postponed") return { type: "later", atMs: run.untilMs, reason: run.reason };
      return { type: "done", outcome: run.outcome, entries: run.entries };
    },
    skipped: (slotsMs, nowMs) => [composeSkipped(duty, slotsMs, nowMs)],
  };
}

/** To the owner's direct messages: which reports there will not be. */
function composeSkipped({ name, subscription, shop, zone }: ReportDuty, slotsMs: readonly EpochMs[], nowMs: EpochMs): OutboxEntry {
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
  const message: Message = {
    kind: "notice",
    locale,
    summary,
    blocks: [
      { type: "text", spans: [{ text: summary }, ...(others > 0 ? [{ text: ` ${earlier}` }] : [])] },
      { type: "text", spans: [{ text: `${next[locale]} ` }, { text: `/report ${subscription.schedule.type}`, style: "code" }] },
    ],
    actions: [],
  };
  const entry = entryOf(subscription, { key: `${name}/skipped/${newestMs}`, message, nowMs });
  return { ...entry, place: { platform: place.platform, workspace: place.workspace, userId: ownerUserId }, ownerUserId: null };
}
