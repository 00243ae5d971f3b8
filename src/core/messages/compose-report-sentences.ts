/** Two sentences of plain words: what moved net sales, and which channel is not as usual. Nothing in them is a guess. */
import { weekdayOf } from "../calendar/business-day.ts";
import { labelPeriod, labelWeekday } from "../calendar/format-period.ts";
import type { Effect, EffectName } from "../explain/explanation.ts";
import { formatMoney, formatRatio } from "../format.ts";
import type { Locale, Localized } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { USUAL_SPREADS } from "../reports/channel-standing.ts";
import { isProvisional } from "../reports/freshness-gate.ts";
import type { ReportData } from "../reports/report-data.ts";
import type { Block } from "./message.ts";
import { EFFECT_NAMES } from "./why-names.ts";

/** A factor that pulls the other way is worth a word from this share of the main one. */
const WORTH_A_WORD = 0.25;

interface Move {
  readonly up: Localized;
  readonly down: Localized;
}

/** What each factor of net sales is called when it raised them, and when it lowered them. */
const MOVES: Readonly<Partial<Record<EffectName, Move>>> = {
  traffic: { up: { en: "more traffic", zh: "流量增加" }, down: { en: "less traffic", zh: "流量减少" } },
  conversion: { up: { en: "better conversion", zh: "转化率提高" }, down: { en: "weaker conversion", zh: "转化率下降" } },
  orders: { up: { en: "more orders", zh: "订单增加" }, down: { en: "fewer orders", zh: "订单减少" } },
  aov: { up: { en: "bigger orders", zh: "客单价提高" }, down: { en: "smaller orders", zh: "客单价下降" } },
  discounts: { up: { en: "fewer discounts", zh: "折扣减少" }, down: { en: "more discounts", zh: "折扣增加" } },
  refunds: { up: { en: "fewer refunds", zh: "退款减少" }, down: { en: "more refunds", zh: "退款增加" } },
  other_channels: {
    up: { en: "more sales in the channels without sessions", zh: "无访问数据的渠道销售增加" },
    down: { en: "fewer sales in the channels without sessions", zh: "无访问数据的渠道销售减少" },
  },
};

export function composeReportSummary(data: ReportData, locale: Locale): readonly Block[] {
  const sentences = reportSentences(data, locale);
  return sentences.length === 0 ? [] : [{ type: "text", spans: [{ text: sentences.join(locale === "zh" ? "" : " ") }] }];
}

export function reportSentences(data: ReportData, locale: Locale): readonly string[] {
  return [changeSentence(data, locale), channelSentence(data, locale)].filter((sentence) => sentence !== null);
}

/** "Net sales rose by €475.50 on Fri 20 Nov 2026, mostly through more traffic (+€512.30), in spite of smaller orders (−€130.10)." */
function changeSentence({ figures, effects, late, shop }: ReportData, locale: Locale): string | null {
  const zh = locale === "zh";
  const sales = figures.get("sales");
  const previous = sales?.comparisons.find(({ kind }) => kind === "previous");
  if (sales === undefined || previous === undefined || sales.value.value === null || previous.value === null) return null;
  if (isProvisional(METRICS.sales, late)) return null;
  const change = sales.value.value - previous.value;
  const period = labelPeriod(previous.period, locale);
  const money = (minor: number): string => formatMoney(Math.abs(minor), shop.currency, locale);
  if (change === 0) return zh ? `净销售额与 ${period} 持平。` : `Net sales are the same as on ${period}.`;
  const main = effects.find(({ amount }) => Math.sign(amount) === Math.sign(change));
  // Traffic and conversion of a day whose sessions are not all in would be a wrong cause.
  const isKnown = main !== undefined && !isProvisional(METRICS.traffic, late);
  const against = isKnown
    ? effects.find(({ amount }) => Math.sign(amount) === -Math.sign(change) && Math.abs(amount) >= WORTH_A_WORD * Math.abs(main.amount))
    : undefined;
  const say = ({ factor, amount }: Effect): string => {
    const name = (MOVES[factor]?.[amount > 0 ? "up" : "down"] ?? EFFECT_NAMES[factor])[locale];
    const sum = `${amount > 0 ? "+" : "−"}${money(amount)}`;
    return zh ? `${name}（${sum}）` : `${name} (${sum})`;
  };
  if (zh) {
    const verb = change > 0 ? "增加" : "减少";
    return `净销售额比 ${period} ${verb} ${money(change)}${isKnown ? `，主要因为${say(main)}` : ""}${against === undefined ? "" : `，尽管${say(against)}`}。`;
  }
  const verb = change > 0 ? "more" : "less";
  return `Net sales were ${money(change)} ${verb} than ${period}${isKnown ? `, mostly through ${say(main)}` : ""}${against === undefined ? "" : `, in spite of ${say(against)}`}.`;
}

/** "Email stands out: €1,830.00 where a Saturday usually brings about €1,355.00 (▲ 35%)." */
function channelSentence({ channels, kind, period, late, shop, periodsBehind }: ReportData, locale: Locale): string | null {
  const zh = locale === "zh";
  const [furthest] = channels.filter(({ channel, distance }) => channel !== "" && distance !== null);
  if (furthest === undefined || furthest.expected === null || furthest.distance === null || isProvisional(METRICS.sales, late)) return null;
  const usual = usualName({ kind, period }, locale);
  if (Math.abs(furthest.distance) < USUAL_SPREADS) {
    return zh
      ? `各渠道都在近 ${periodsBehind} 个${usual}的平常范围内。`
      : `Every channel is within its usual range of the last ${periodsBehind} ${usual}s.`;
  }
  const money = (minor: number): string => formatMoney(Math.round(minor), shop.currency, locale);
  const ratio = furthest.expected === 0 ? "" : formatRatio(Math.abs(furthest.value / furthest.expected - 1), locale);
  const isUp = furthest.distance > 0;
  if (zh)
    return `${furthest.channel} 最不寻常：${money(furthest.value)}，${usual}通常约 ${money(furthest.expected)}${ratio === "" ? "" : `（${isUp ? "高" : "低"} ${ratio}）`}。`;
  return `${furthest.channel} stands out: ${money(furthest.value)} where a ${usual} usually brings about ${money(furthest.expected)}${ratio === "" ? "" : ` (${ratio} ${isUp ? "above" : "below"})`}.`;
}

const WEEKDAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** "Saturday", "week", "month": what the expectation is made of. */
export function usualName({ kind, period }: Pick<ReportData, "kind" | "period">, locale: Locale): string {
  if (kind === "weekly") return locale === "zh" ? "周" : "week";
  if (kind === "monthly") return locale === "zh" ? "月" : "month";
  if (locale === "zh") return labelWeekday(period.fromDay, locale);
  return WEEKDAY_NAMES[weekdayOf(period.fromDay) - 1] ?? "day";
}
