/** The one message of an alert, edited as it goes on: what, since when, how much, how sure, why, and what to do first. */
import { type Alert, isLive, leadOf, shopsOf, startOf } from "../alerts/alert.ts";
import type { Departure, SilentFeed } from "../alerts/finding.ts";
import { formatInstant } from "../calendar/format-period.ts";
import type { Locale, Localized } from "../locale.ts";
import { causeText, firstCheckText } from "./alert-cause-text.ts";
import { type AlertReading, alertTitle, chanceText, departureValue, lossText, seriesName, shopNames, stateText } from "./alert-phrases.ts";
import { composeAlertChart } from "./compose-alert-chart.ts";
import type { Action, Block, Fact, Message, Span } from "./message.ts";

/** Further findings shown; more are the same story in other words. */
const FINDINGS_SHOWN = 6;

export function composeAlert(alert: Alert, reading: AlertReading): Message {
  const { locale } = reading;
  const lead = leadOf(alert);
  return {
    kind: "notice",
    locale,
    summary: alertSummary(alert, reading),
    blocks: [
      headline(alert, lead, reading),
      { type: "text", spans: [strong(locale === "zh" ? "状态：" : "State: "), { text: stateText(alert.state, reading) }] },
      ...labelled(causeText(alert, reading), { en: "Likeliest cause: ", zh: "最可能的原因：" }, locale),
      ...(isLive(alert) ? labelled(firstCheckText(alert, reading), { en: "Check first: ", zh: "先查：" }, locale) : []),
      ...(lead === null ? [] : composeAlertChart(lead, reading)),
      ...furtherFindings(alert, lead, reading),
      { type: "context", lines: smallPrint(alert, lead, reading) },
    ],
    actions: alertActions(alert, reading),
  };
}

/** "Alert 12, Lamps: orders 2 instead of 24 since Tue 10 Mar 2026, 10:00; about €240.00 lost so far." */
export function alertSummary(alert: Alert, reading: AlertReading): string {
  const zh = reading.locale === "zh";
  const lead = leadOf(alert);
  const name = alertTitle(alert, reading);
  const since = formatInstant(startOf(alert), reading.zone, reading.locale);
  const what =
    lead === null
      ? zh
        ? `${name} 自 ${since} 起没有新数据`
        : `${name} has told nothing since ${since}`
      : zh
        ? `${name} 自 ${since} 起为 ${departureValue(lead.observed, lead, reading)}，预期 ${departureValue(lead.expected, lead, reading)}`
        : `${name} ${departureValue(lead.observed, lead, reading)} instead of ${departureValue(lead.expected, lead, reading)} since ${since}`;
  const lost = lossText(alert, "soFarMinor", reading);
  const cost = lost === null ? "" : zh ? `；已损失约 ${lost}` : `; about ${lost} lost so far`;
  const over = isLive(alert) ? "" : zh ? `。${stateText(alert.state, reading)}` : `. Now ${stateText(alert.state, reading)}`;
  return zh
    ? `告警 ${alert.number}，${shopNames(alert, reading)}：${what}${cost}${over}`
    : `Alert ${alert.number}, ${shopNames(alert, reading)}: ${what}${cost}${over}`;
}

function headline(alert: Alert, lead: Departure | null, reading: AlertReading): Block {
  const { locale, zone } = reading;
  const zh = locale === "zh";
  const since = formatInstant(startOf(alert), zone, locale);
  const label = `${zh ? "告警" : "Alert"} ${alert.number} · ${shopNames(alert, reading)} · ${alertTitle(alert, reading)}`;
  const period = zh ? `自 ${since}` : `since ${since}`;
  const tone = isLive(alert) ? "bad" : "neutral";
  if (lead === null) {
    const value = zh ? "没有新数据" : "no new data";
    return {
      type: "headline",
      label,
      value,
      period,
      facts: alert.findings.flatMap((each) => (each.type === "silent-feed" ? [feedFact(each, reading)] : [])),
    };
  }
  const soFar = lossText(alert, "soFarMinor", reading);
  const perHour = lossText(alert, "perHourMinor", reading);
  // Where the numbers may be what is missing, so may be the loss.
  const isDoubtful = alert.cause?.silentSource != null || alert.cause?.ordersGone?.feed === "silent";
  const doubt = isDoubtful ? { note: zh ? "如果数据没有缺失" : "if the data is whole" } : {};
  const facts: readonly Fact[] = [
    {
      label: lead.rule === null ? (zh ? "预期" : "Expected") : zh ? "规则界限" : "Rule",
      value: departureValue(lead.expected, lead, reading),
      tone: "neutral",
    },
    ...(soFar === null ? [] : [{ label: zh ? "已损失" : "Lost so far", value: `≈ ${soFar}`, tone, ...doubt } as const]),
    ...(perHour === null ? [] : [{ label: zh ? "每小时损失" : "Lost per hour", value: `≈ ${perHour}`, tone, ...doubt } as const]),
    { label: zh ? "把握" : "How sure", value: chanceText(lead, locale), tone: "neutral" },
  ];
  return { type: "headline", label, value: departureValue(lead.observed, lead, reading), period, facts };
}

function feedFact({ source, usualGapMs }: SilentFeed, { locale }: AlertReading): Fact {
  const hours = Math.max(1, Math.round(usualGapMs / 3_600_000));
  return {
    label: source,
    value: locale === "zh" ? `通常每 ${hours} 小时内更新` : `usually new data within ${hours} h`,
    tone: "neutral",
  };
}

/** Other metrics, channels and shops of the same trouble, most money first. */
function furtherFindings(alert: Alert, lead: Departure | null, reading: AlertReading): readonly Block[] {
  const { locale, shops } = reading;
  const zh = locale === "zh";
  const others = alert.findings
    .filter((finding) => finding.type === "departure" && finding !== lead)
    .flatMap((finding) => (finding.type === "departure" ? [finding] : []))
    .sort((a, b) => b.lossMinor - a.lossMinor || b.evidenceNats - a.evidenceNats);
  if (others.length === 0) return [];
  const isMany = shopsOf(alert).length > 1;
  const rows = others.slice(0, FINDINGS_SHOWN).map((each) => {
    // Beside a rule's value stands its bound, not an expectation.
    const name = `${seriesName(each, locale)}${each.rule === null ? "" : zh ? `（规则 #${each.rule}）` : ` (rule #${each.rule})`}`;
    const shop = shops.find(({ id }) => id === each.shopId)?.name ?? each.shopId;
    const now = each.endMs === null ? departureValue(each.observed, each, reading) : zh ? "已恢复" : "recovered";
    return [isMany ? `${shop}: ${name}` : name, now, departureValue(each.expected, each, reading)];
  });
  return [
    {
      type: "table",
      caption: zh ? "同时出现" : "At the same time",
      columns: [
        { label: zh ? "指标" : "What", align: "left" },
        { label: zh ? "实际" : "Is", align: "right" },
        { label: zh ? "预期" : "Expected", align: "right" },
      ],
      rows,
      more: others.length - rows.length,
    },
  ];
}

/** Where the number comes from that the alert holds against what happened. */
const EXPECTATIONS: Readonly<Record<"detection" | "rule" | "feed", Localized>> = {
  detection: {
    en: "Expected from the shop's own past at this hour of the week, with trend and holidays; losses are estimates against it.",
    zh: "预期来自该店铺以往各周的同一时段，含趋势与节假日；损失按此估算。",
  },
  rule: {
    en: "Found by a rule: beside the value stands what the rule asks for; losses are estimates against it.",
    zh: "由规则发现：数值旁是规则的界限；损失按此估算。",
  },
  feed: { en: "Usual is the longest wait of the last four weeks.", zh: "“通常”指最近四周里最长的一次间隔。" },
};

function smallPrint(alert: Alert, lead: Departure | null, { locale, zone, shops }: AlertReading): readonly string[] {
  const zh = locale === "zh";
  const simulated = shopsOf(alert).some((id) => shops.find((shop) => shop.id === id)?.simulated === true);
  return [
    ...(simulated ? [zh ? "模拟店铺：以下数字均为虚构。" : "Simulated shop: these numbers are made up."] : []),
    `${EXPECTATIONS[lead === null ? "feed" : lead.rule === null ? "detection" : "rule"][locale]} ${zone}`,
  ];
}

function alertActions(alert: Alert, { locale }: Pick<AlertReading, "locale">): readonly Action[] {
  const zh = locale === "zh";
  const action = (en: string, chinese: string, words: string, style: Action["style"] = "normal"): Action => ({
    label: zh ? chinese : en,
    words: `alerts ${words}`,
    style,
  });
  const { number, state } = alert;
  const why = leadOf(alert) === null ? [] : [action("Why?", "为什么？", `why ${number}`)];
  const judge = [action("Expected", "预期之内", `expected ${number}`), action("False alarm", "误报", `false ${number}`)];
  if (state.type === "closed") return why;
  if (state.type === "recovered") return [...why, ...judge, action("Resolve", "解决", `resolve ${number}`)];
  return [
    ...(state.type === "acknowledged" ? [] : [action("Acknowledge", "我来处理", `ack ${number}`, "primary")]),
    action("Snooze 2 h", "暂缓 2 小时", `snooze ${number} for 2h`),
    ...judge,
    action("Resolve", "解决", `resolve ${number}`),
    ...why,
    action("More …", "更多……", `more ${number}`),
  ];
}

function labelled(text: string | null, label: Localized, locale: Locale): readonly Block[] {
  return text === null ? [] : [{ type: "text", spans: [strong(label[locale]), { text }] }];
}

function strong(text: string): Span {
  return { text, style: "strong" };
}
