/** The weekly look back at alerts, and the daily digest of those that did not ring. */
import { type Alert, startOf } from "../alerts/alert.ts";
import type { AlertReview } from "../alerts/review.ts";
import { formatInstant, labelDay } from "../calendar/format-period.ts";
import { businessDayOf } from "../calendar/zone-clock.ts";
import type { Locale, Localized } from "../locale.ts";
import { type AlertReading, alertTitle, lossText, shopNames, stateText } from "./alert-phrases.ts";
import type { Block, Fact, Message } from "./message.ts";

const ROWS_SHOWN = 10;

export function composeAlertReview(review: AlertReview, reading: AlertReading): Message {
  const { locale, zone } = reading;
  const zh = locale === "zh";
  const { rung, actedOn, expected, falseAlarms, ignored, missed } = review;
  const from = labelDay(businessDayOf(review.fromMs, zone), locale);
  const to = labelDay(businessDayOf(review.toMs - 1, zone), locale);
  const summary = zh
    ? `告警回顾 ${from}至${to}：响了 ${rung.length} 次，处理 ${actedOn.length}，误报 ${falseAlarms.length}。`
    : `Alerts from ${from} to ${to}: ${rung.length} rung, ${actedOn.length} acted on, ${falseAlarms.length} false.`;
  const fact = (label: Localized, alerts: readonly Alert[], tone: Fact["tone"] = "neutral"): Fact => ({
    label: label[locale],
    value: `${alerts.length}`,
    tone,
  });
  const facts = [
    fact({ en: "Rung", zh: "响了" }, rung),
    fact({ en: "Acted on", zh: "已处理" }, actedOn, actedOn.length > 0 ? "good" : "neutral"),
    fact({ en: "Expected", zh: "预期之内" }, expected),
    fact({ en: "False", zh: "误报" }, falseAlarms, falseAlarms.length > 0 ? "bad" : "neutral"),
    fact({ en: "Ignored", zh: "无人理会" }, ignored, ignored.length > actedOn.length ? "bad" : "neutral"),
    fact({ en: "Missed here", zh: "本频道未响" }, missed),
  ];
  return {
    ...{ kind: "notice", locale, summary },
    blocks: [
      { type: "text", spans: [{ text: summary }] },
      { type: "facts", facts },
      ...alertTable(zh ? "无人理会" : "Ignored", ignored, reading),
      ...alertTable(
        zh ? "本频道未响（静音、安静时段、计划或超出上限）" : "Missed here: muted, quiet, planned or beyond the budget",
        missed,
        reading,
      ),
      { type: "context", lines: [advice(review, locale)] },
    ],
    actions: [],
  };
}

/** What the numbers say should change. */
function advice({ rung, falseAlarms, ignored }: AlertReview, locale: Locale): string {
  const zh = locale === "zh";
  if (rung.length > 0 && falseAlarms.length * 4 > rung.length) {
    return zh
      ? "误报超过四分之一：把常见原因标为“预期”，或静音该指标。"
      : "More than a quarter were false: call what recurs “expected”, or mute the metric.";
  }
  if (rung.length > 0 && ignored.length * 2 > rung.length) {
    return zh ? "一半以上无人理会：调低每日上限，或设置升级。" : "Over half were ignored: lower the budget, or set an escalation.";
  }
  return zh ? "“误报”“预期之内”“解决”按钮让这份回顾更准。" : "The buttons False alarm, Expected and Resolve make this review tell more.";
}

/** What happened and did not ring; null where there is nothing to tell. */
export function composeAlertDigest(alerts: readonly Alert[], reading: AlertReading): Message | null {
  if (alerts.length === 0) return null;
  const zh = reading.locale === "zh";
  const summary = zh
    ? `过去一天另有 ${alerts.length} 个告警没有响。`
    : `${alerts.length} more alert${alerts.length === 1 ? "" : "s"} of the last day did not ring.`;
  const caption = zh ? "按损失排序" : "Most money first";
  return {
    ...{ kind: "notice", locale: reading.locale, summary, actions: [] },
    blocks: [{ type: "text", spans: [{ text: summary }] }, ...alertTable(caption, alerts, reading)],
  };
}

export function alertTable(caption: string, alerts: readonly Alert[], reading: AlertReading): readonly Block[] {
  if (alerts.length === 0) return [];
  const labels = reading.locale === "zh" ? ["编号", "内容", "开始", "损失", "状态"] : ["No.", "What", "Since", "Lost", "State"];
  const rows = alerts
    .slice(0, ROWS_SHOWN)
    .map((alert) => [
      `${alert.number}`,
      `${shopNames(alert, reading)} · ${alertTitle(alert, reading)}`,
      formatInstant(startOf(alert), reading.zone, reading.locale),
      lossText(alert, "soFarMinor", reading) ?? "–",
      stateText(alert.state, reading),
    ]);
  const columns = labels.map((label, index) => ({ label, align: index === 3 ? ("right" as const) : ("left" as const) }));
  return [{ type: "table", caption, columns, rows, more: alerts.length - rows.length }];
}
