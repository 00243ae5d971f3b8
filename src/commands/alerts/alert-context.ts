/** What the parts of `/alerts` share: whose alerts this channel hears, which one is meant, on which clock times are said. */
import { type Alert, isLive } from "../../core/alerts/alert.ts";
import { hears } from "../../core/alerts/alert-place.ts";
import { REOPEN_MS } from "../../core/alerts/group-findings.ts";
import type { TimeZone } from "../../core/calendar/period.ts";
import { parseTimeZone } from "../../core/calendar/time-zone.ts";
import type { AlertReading } from "../../core/messages/alert-phrases.ts";
import { alertSummary } from "../../core/messages/compose-alert.ts";
import { composeProblem } from "../../core/messages/compose-problem.ts";
import type { Message } from "../../core/messages/message.ts";
import type { PlacedAlertPlace } from "../../ports/alerts.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { problemResult } from "../problem-result.ts";

export type FoundAlert = { readonly alert: Alert; readonly rest: string } | { readonly problem: CommandResult };

/** "12 because of the sale": the alert of that number; without one the only one that lives here. */
export async function findAlert(words: string, context: CommandContext): Promise<FoundAlert> {
  const { store, locale } = context;
  const zh = locale === "zh";
  const match = /^#?(\d{1,9})\b\s*(.*)$/su.exec(words.trim());
  if (match !== null) {
    const alert = await store.alerts.find(Number(match[1]));
    // "snooze 2h" begins with a number too.
    if (alert !== null && isHeard(alert, await ownPlace(context), context)) return { alert, rest: (match[2] ?? "").trim() };
    const text = zh ? `这里没有告警 ${match[1]}。` : `There is no alert ${match[1]} here.`;
    return { problem: problemResult(context, composeProblem({ locale, text, suggestions: ["alerts list"] })) };
  }
  const live = (await heardAlerts(context)).filter(isLive);
  const [only, ...others] = live;
  if (only !== undefined && others.length === 0) return { alert: only, rest: words.trim() };
  const reading = await readingOf(context);
  const text =
    only === undefined
      ? zh
        ? "目前没有进行中的告警。"
        : "No alert is going on."
      : zh
        ? `请说明是哪一个：\n${live.map((alert) => alertSummary(alert, reading)).join("\n")}`
        : `Say which one:\n${live.map((alert) => alertSummary(alert, reading)).join("\n")}`;
  return { problem: problemResult(context, composeProblem({ locale, text, suggestions: ["alerts list"] })) };
}

/** Live and lately ended alerts of the shops this channel hears. */
export async function heardAlerts(context: CommandContext, overSinceMs = context.nowMs - REOPEN_MS): Promise<readonly Alert[]> {
  const place = await ownPlace(context);
  return (await context.store.alerts.since(overSinceMs)).filter((alert) => isHeard(alert, place, context));
}

export function ownPlace({ store, request }: CommandContext): Promise<PlacedAlertPlace | null> {
  return store.alerts.place(request.place);
}

/** A channel that hears nothing by itself may still ask: about its own shop, or about all where it has none. */
function isHeard({ findings }: Alert, place: PlacedAlertPlace | null, { shop }: CommandContext): boolean {
  return findings.some((finding) => (place === null ? shop === null || finding.shopId === shop.id : hears(place, finding)));
}

const UTC = parseTimeZone("UTC");

/** On the channel's clock, else that of its shop. */
export async function zoneOf(context: CommandContext): Promise<TimeZone> {
  const zone = (await ownPlace(context))?.zone ?? context.shop?.zone ?? context.shops[0]?.zone ?? UTC;
  if (zone === null) throw new Error("UTC is a time zone");
  return zone;
}

export async function readingOf(context: CommandContext): Promise<AlertReading> {
  return { shops: context.shops, locale: context.locale, zone: await zoneOf(context) };
}

/** A reply that only the asker needs to see: what the channel must know stands in the alert's own thread. */
export function saidOf({ newId }: CommandContext, message: Message): CommandResult {
  return { id: newId(), message, onlyForAsker: true, question: null };
}

export function noticeOf(context: CommandContext, text: string, actions: Message["actions"] = []): CommandResult {
  const blocks = text.split("\n").map((line) => ({ type: "text", spans: [{ text: line }] }) as const);
  return saidOf(context, { kind: "notice", locale: context.locale, summary: text, blocks, actions });
}
