/** A planned window is announced before it begins and closed when it is over. */
import type { AlertPlace, PlannedWindow } from "../alerts/alert-place.ts";
import { formatInstant } from "../calendar/format-period.ts";
import type { TimeZone } from "../calendar/period.ts";
import type { Locale } from "../locale.ts";
import type { Message } from "./message.ts";

export function composeWindowNotice(
  which: "before" | "after",
  window: PlannedWindow,
  { locale, zone }: Pick<AlertPlace, "locale" | "zone">,
): Message {
  const when = printWindow(window, zone, locale);
  const text = {
    before: {
      en: `A planned window begins: ${when}. What goes wrong in it does not ring.`,
      zh: `计划内时段即将开始：${when}。期间开始的异常不会响。`,
    },
    after: {
      en: `The planned window is over: ${when}. What has not come back an hour from now rings.`,
      zh: `计划内时段已结束：${when}。一小时后仍未恢复的异常会响。`,
    },
  }[which][locale];
  return { kind: "notice", locale, summary: text, blocks: [{ type: "text", spans: [{ text }] }], actions: [] };
}

/** "Wed 11 Mar 2026, 02:00 – Wed 11 Mar 2026, 04:00 (moving servers)". */
export function printWindow({ fromMs, toMs, reason }: PlannedWindow, zone: TimeZone, locale: Locale): string {
  const what = reason === "" ? "" : ` (${reason})`;
  return `${formatInstant(fromMs, zone, locale)} – ${formatInstant(toMs, zone, locale)}${what}`;
}
