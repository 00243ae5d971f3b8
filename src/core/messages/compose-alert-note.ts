/** What the thread under an alert is told: one short line for each thing that happens. */
import { type Alert, type AlertEvent, leadOf } from "../alerts/alert.ts";
import type { Departure } from "../alerts/finding.ts";
import { formatInstant } from "../calendar/format-period.ts";
import { formatMoney } from "../format.ts";
import type { Locale } from "../locale.ts";
import { type AlertReading, lossText, VERDICTS } from "./alert-phrases.ts";
import { alertSummary } from "./compose-alert.ts";
import type { Message } from "./message.ts";

/** Null where the message itself has said it. */
export function composeAlertNote(alert: Alert, event: AlertEvent, reading: AlertReading): Message | null {
  const text = noteText(alert, event, reading);
  if (text === null) return null;
  return { kind: "notice", locale: reading.locale, summary: text, blocks: [{ type: "text", spans: [{ text }] }], actions: [] };
}

function noteText(alert: Alert, event: AlertEvent, reading: AlertReading): string | null {
  const { locale, zone, shops } = reading;
  const zh = locale === "zh";
  const lost = lossText(alert, "soFarMinor", reading);
  const cost = lost === null ? "" : zh ? `，共损失约 ${lost}` : `; about ${lost} was lost in all`;
  switch (event.type) {
    case "opened":
      return null;
    case "recovered":
      return recoveredText(alert, cost, locale);
    case "re-opened":
      return zh ? `又出现了：${alertSummary(alert, reading)}。` : `It is back. ${alertSummary(alert, reading)}.`;
    case "snooze-over":
      return zh
        ? `暂缓时间已到，问题仍在：${alertSummary(alert, reading)}。`
        : `The snooze is over, and it goes on. ${alertSummary(alert, reading)}.`;
    case "worse": {
      const currency = shops.find(({ id }) => id === alert.findings[0]?.shopId)?.currency;
      if (currency === undefined) return zh ? "情况变差。" : "It has got worse.";
      const [from, to] = [formatMoney(event.fromMinorPerHour, currency, locale), formatMoney(event.toMinorPerHour, currency, locale)];
      return zh ? `情况变差：每小时损失从约 ${from} 升至约 ${to}。` : `It has got worse: about ${to} an hour is lost, after ${from}.`;
    }
    case "acknowledged":
      return zh ? `${event.by.name} 已接手。` : `${event.by.name} has taken it.`;
    case "assigned":
      return zh ? `${event.by.name} 已将其交给 ${event.to.name}。` : `${event.by.name} has given it to ${event.to.name}.`;
    case "snoozed": {
      const until = event.untilMs === null ? (zh ? "情况变差时" : "it gets worse") : formatInstant(event.untilMs, zone, locale);
      return zh ? `${event.by.name} 已暂缓至${until}。` : `${event.by.name} has snoozed it until ${until}.`;
    }
    case "closed": {
      const verdict = VERDICTS[event.verdict][locale];
      const reason = event.reason === "" ? "" : zh ? `：${event.reason}` : `: ${event.reason}`;
      return zh ? `${event.by.name} 标记为${verdict}${reason}${cost}。` : `${event.by.name} says: ${verdict}${reason}${cost}.`;
    }
    case "escalated": {
      const to = event.to === "" ? (zh ? "开启告警的人" : "whoever turned alerts on here") : event.to;
      return zh ? `一直无人接手，已通知 ${to}。` : `Nobody has taken it yet: ${to} has been told.`;
    }
  }
}

/** Restated or explained, there was no trouble to come back from, and no loss. */
function recoveredText(alert: Alert, cost: string, locale: Locale): string {
  const zh = locale === "zh";
  const campaign = alert.cause?.lateCampaign ?? null;
  if (campaign !== null) return zh ? `活动“${campaign}”可以解释，不是问题。` : `The campaign “${campaign}” explains it: no trouble.`;
  if (wasNothing(leadOf(alert))) {
    return zh ? "按数据源更正后的数字，这段时间一切正常。" : "By the numbers as they are told now, nothing was wrong.";
  }
  return zh ? `已恢复正常${cost}。` : `Back to what is expected${cost}.`;
}

/** Less than what detection can follow as a departure; rules and feeds tell nothing of it. */
const LEAST_DEPARTURE = 0.1;

function wasNothing(lead: Departure | null): boolean {
  return lead !== null && lead.rule === null && lead.expected > 0 && Math.abs(lead.observed / lead.expected - 1) < LEAST_DEPARTURE;
}
