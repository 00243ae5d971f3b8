/** What every message about a campaign is put together from: names, times and steps in words. */
import { formatInstant, labelDays, labelShortDay, labelTime } from "../calendar/format-period.ts";
import type { EpochMs, TimeZone } from "../calendar/period.ts";
import { businessDayOf, dayBounds } from "../calendar/zone-clock.ts";
import { type Campaign, mainSpan, type PhaseKind } from "../campaigns/campaign.ts";
import { translateStep } from "../campaigns/run-sheet-template.ts";
import type { Locale, Localized } from "../locale.ts";
import type { Shop } from "../shop.ts";
import type { Owner } from "../tasks/step.ts";
import { type Blockage, type DueStep, findBlockages } from "../tasks/step-order.ts";
import { personOf } from "../tasks/step-reminders.ts";
import type { Action } from "./message.ts";

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

export const PHASE_NAMES: Readonly<Record<PhaseKind, Localized>> = {
  preparation: { en: "Preparation", zh: "筹备" },
  "warm-up": { en: "Warm-up", zh: "预热" },
  main: { en: "Main phase", zh: "正式期" },
  return: { en: "Returns", zh: "返场与退货" },
};

/** A campaign beside the shop whose clock its people go by. */
export interface CampaignView {
  readonly campaign: Campaign;
  readonly shop: Shop;
  readonly nowMs: EpochMs;
  readonly locale: Locale;
}

/** "3 days", "5 hours", "20 minutes"; the largest unit that gives at least two of it, or one hour. */
export function printDuration(ms: number, locale: Locale): string {
  const size = Math.abs(ms);
  const hours = Math.round(size / HOUR_MS);
  const [count, en, zh] =
    hours >= 2 * DAY_HOURS
      ? [Math.round(hours / DAY_HOURS), "day", "天"]
      : size >= HOUR_MS
        ? [hours, "hour", "小时"]
        : [Math.max(Math.round(size / 60_000), 1), "minute", "分钟"];
  return locale === "zh" ? `${count}${zh}` : `${count} ${en}${count === 1 ? "" : "s"}`;
}

/** "Omar", "Omar (ads)", "ads", "nobody". */
export function ownerName(owner: Owner | null, roles: Campaign["roles"], locale: Locale): string {
  if (owner === null) return locale === "zh" ? "无人负责" : "nobody";
  const person = personOf(owner, roles);
  if (owner.type === "person") return owner.person.name;
  if (person === null) return owner.role;
  return locale === "zh" ? `${person.name}（${owner.role}）` : `${person.name} (${owner.role})`;
}

/** "3. Pages and pictures are finished". */
export function stepName({ step }: Pick<DueStep, "step">, locale: Locale): string {
  return `${step.number}. ${translateStep(step.title, locale)}`;
}

/** "Omar (design) holds up Li (ads), Ann (email): 4. Pages are finished, 2 days late"; null where nobody waits. */
export function blockingLine(steps: readonly DueStep[], roles: Campaign["roles"], nowMs: EpochMs, locale: Locale): string | null {
  const lines = findBlockages(steps, nowMs).map((blockage) => printBlockage(blockage, roles, nowMs, locale));
  return lines.length === 0 ? null : lines.join(locale === "zh" ? "；" : "; ");
}

function printBlockage({ blocker, waiting }: Blockage, roles: Campaign["roles"], nowMs: EpochMs, locale: Locale): string {
  const zh = locale === "zh";
  const by = ownerName(blocker.step.owner, roles, locale);
  const others = [...new Set(waiting.map(({ step }) => ownerName(step.owner, roles, locale)))].filter((name) => name !== by);
  const late = printDuration(nowMs - blocker.dueMs, locale);
  const held = others.length === 0 ? (zh ? `${waiting.length} 项` : `${waiting.length} steps`) : others.join(zh ? "、" : ", ");
  return zh
    ? `${by} 卡住了 ${held}：${stepName(blocker, locale)}，已晚 ${late}`
    : `${by} holds up ${held}: ${stepName(blocker, locale)}, ${late} late`;
}

/** "29 Oct, 18:00": the plan says the year. */
export function shortDue(dueMs: EpochMs, { shop: { zone }, locale }: Pick<CampaignView, "shop" | "locale">): string {
  return `${labelShortDay(businessDayOf(dueMs, zone), locale)}${locale === "zh" ? " " : ", "}${labelTime(dueMs, zone)}`;
}

export interface SheetCounts {
  readonly done: number;
  readonly total: number;
  readonly late: number;
}

export function countSteps(steps: readonly DueStep[], nowMs: EpochMs): SheetCounts {
  const open = steps.filter(({ step }) => step.done === null);
  return { done: steps.length - open.length, total: steps.length, late: open.filter(({ dueMs }) => dueMs < nowMs).length };
}

/** "5 of 14 steps done, 1 late". */
export function printCounts({ done, total, late }: SheetCounts, locale: Locale): string {
  if (locale === "zh") return `${total} 项中已完成 ${done} 项${late > 0 ? `，逾期 ${late} 项` : ""}`;
  return `${done} of ${total} steps done${late > 0 ? `, ${late} late` : ""}`;
}

export function mainDates({ campaign, shop: { zone }, locale }: Omit<CampaignView, "nowMs">): string {
  const { fromMs, toMs } = mainSpan(campaign, zone);
  const [first, last] = [businessDayOf(fromMs, zone), businessDayOf(toMs - 1, zone)];
  const isWholeDays = dayBounds(first, zone).fromMs === fromMs && dayBounds(last, zone).toMs === toMs;
  if (isWholeDays) return labelDays(first, last, locale);
  if (first === last) return `${formatInstant(fromMs, zone, locale)}–${printEnd(toMs, zone, locale).slice(-"24:00".length)}`;
  return `${formatInstant(fromMs, zone, locale)} – ${printEnd(toMs, zone, locale)}`;
}

/** What ends at midnight ends for people with the day before: "Wed 11 Nov 2026, 24:00". */
export function printEnd(toMs: EpochMs, zone: TimeZone, locale: Locale): string {
  const text = formatInstant(toMs, zone, locale);
  return text.endsWith("00:00") ? formatInstant(toMs - 1, zone, locale).replace(/\d\d:\d\d$/, "24:00") : text;
}

/** A button about one campaign: `campaign done #id 3`. */
export function campaignAction(
  label: Localized,
  verb: string,
  { campaign, locale }: Pick<CampaignView, "campaign" | "locale">,
  rest: string | number = "",
  style: Action["style"] = "normal",
): Action {
  return { label: label[locale], words: `campaign ${verb} #${campaign.id} ${rest}`.trim(), style };
}
