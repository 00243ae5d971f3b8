/** Says which targets there are and how they stand. */
import { formatDifference, formatValue, toneOf, UNKNOWN_VALUE } from "../answers/format-value.ts";
import { addDays } from "../calendar/business-day.ts";
import { labelPeriod } from "../calendar/format-period.ts";
import { dayBounds } from "../calendar/zone-clock.ts";
import { formatCompact, formatCompactMoney, formatRatio } from "../format.ts";
import type { Locale } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import type { Shop } from "../shop.ts";
import type { StoodTarget, TargetStanding } from "../targets/stand-target.ts";
import type { Target, TargetDays } from "../targets/target.ts";
import { describeTarget } from "./compose-target-outlook.ts";
import type { Action, Block, Message } from "./message.ts";

export interface ComposeTargetsOptions {
  readonly locale: Locale;
  readonly shop: Shop;
  /** Targets that are over and not shown. */
  readonly over: number;
  /** Running and coming ones that are not shown. */
  readonly more: number;
  readonly actions: readonly Action[];
}

export function composeTargets(rows: readonly StoodTarget[], { locale, shop, over, more, actions }: ComposeTargetsOptions): Message {
  const zh = locale === "zh";
  const summary = zh
    ? `${shop.name}：${rows.length + more} 个目标`
    : `${shop.name}: ${rows.length + more} ${rows.length + more === 1 ? "target" : "targets"}`;
  const past =
    over === 0 ? [] : [zh ? `另有 ${over} 个已结束。` : `${over} ${rows.length === 0 ? "" : "more "}${over === 1 ? "is" : "are"} over.`];
  return {
    kind: "notice",
    locale,
    summary,
    blocks: [
      ...(rows.length === 0 ? [none(locale, over)] : [table(rows, shop, locale, more)]),
      { type: "context", lines: [...(shop.simulated ? [simulated(locale)] : []), ...howItWorks(locale), ...past] },
    ],
    actions,
    data: { shop: shop.id, currency: shop.currency, targets: rows.map((row) => rowToJson(row)) },
  };
}

/** "Net sales · Nov 2026 · channel email". */
export function nameTarget(target: Target, shop: Shop, locale: Locale): string {
  return [
    METRICS[target.metric].label[locale],
    labelTargetDays(target, shop, locale),
    ...(target.channel === "" ? [] : [target.channel]),
  ].join(" · ");
}

function labelTargetDays({ fromDay, toDay }: TargetDays, { zone }: Shop, locale: Locale): string {
  const [fromMs, toMs] = [dayBounds(fromDay, zone).fromMs, dayBounds(addDays(toDay, -1), zone).toMs];
  return labelPeriod({ grain: "days", fromMs, toMs, fromDay, toDay, zone, elapsedToMs: null }, locale);
}

function table(rows: readonly StoodTarget[], shop: Shop, locale: Locale, more: number): Block {
  const zh = locale === "zh";
  const labels = zh ? ["目标", "目标值", "已完成", "对比进度", "预计期末"] : ["What", "Target", "Reached", "vs plan", "By the end"];
  return {
    type: "table",
    caption: zh ? `${shop.name} 的目标` : `Targets of ${shop.name}`,
    columns: labels.map((label, index) => ({ label, align: index === 0 ? "left" : "right" })),
    rows: rows.map(({ target, standing }) => {
      const metric = METRICS[target.metric];
      const forecast = standing?.outlook?.forecast ?? null;
      const short = (value: number) =>
        metric.unit === "money" ? formatCompactMoney(value, shop.currency, locale) : formatCompact(value, locale);
      const reached = standing?.actual ?? null;
      return [
        nameTarget(target, shop, locale),
        formatValue(target.value, metric, shop.currency, locale),
        standing === null
          ? zh
            ? "未开始"
            : "not begun"
          : reached === null
            ? UNKNOWN_VALUE
            : metric.formula.type === "sum"
              ? formatRatio(reached / target.value, locale)
              : formatValue(reached, metric, shop.currency, locale),
        standing === null ? UNKNOWN_VALUE : formatDifference(reached, standing.toDate, metric, locale),
        forecast === null ? UNKNOWN_VALUE : short(forecast.point),
      ];
    }),
    more,
  };
}

function none(locale: Locale, over: number): Block {
  const text =
    locale === "zh"
      ? `${over === 0 ? "还没有目标" : "目前没有进行中或将来的目标"}。例如：target set 销售额 2026-12 300万`
      : `${over === 0 ? "No target yet" : "No target for now or later"}. Set one, for example: target set sales 2026-12 3,000,000`;
  return { type: "text", spans: [{ text }] };
}

function howItWorks(locale: Locale): readonly string[] {
  return [
    locale === "zh"
      ? "目标按店铺自身的星期、季节、节假日与活动规律分摊到每一天；“对比进度”即与至今应完成的部分相比。"
      : "A target is spread over its days by the shop's own weeks, seasons, holidays and campaigns; “vs plan” is against what should be in by now.",
  ];
}

function simulated(locale: Locale): string {
  return locale === "zh" ? "模拟店铺：以下数字均为虚构。" : "Simulated shop: these numbers are made up.";
}

/** Plain numbers: minor units of the shop's currency, counts, ratios. */
function rowToJson({ target, standing }: StoodTarget) {
  const { metric, channel, fromDay, toDay, value } = target;
  return {
    ...{ metric, channel: channel === "" ? null : channel, from: fromDay, to: toDay, value },
    ...(standing === null
      ? { begun: false }
      : { begun: true, toDate: standing.toDate, actual: standing.actual, forecast: standing.outlook?.forecast?.point ?? null }),
  };
}

export interface TargetChange {
  readonly locale: Locale;
  readonly shop: Shop;
  readonly target: Target;
  /** What stood there before. */
  readonly before: Target | null;
  readonly type: "set" | "removed";
  readonly standing: TargetStanding | null;
  readonly actions: readonly Action[];
}

export function composeTargetChange({ locale, shop, target, before, type, standing, actions }: TargetChange): Message {
  const zh = locale === "zh";
  const metric = METRICS[target.metric];
  const say = (value: number) => formatValue(value, metric, shop.currency, locale);
  const name = nameTarget(target, shop, locale);
  const was =
    before === null || before.value === target.value ? "" : zh ? `（原为 ${say(before.value)}）` : ` (it was ${say(before.value)})`;
  const colon = zh ? "：" : ": ";
  const text =
    type === "set"
      ? `${zh ? "已设目标" : "Target set"}${colon}${name}${colon}${say(target.value)}${was}`
      : `${zh ? "已删除目标" : "Target removed"}${colon}${name}${colon}${say(target.value)}`;
  const blocks: Block[] = [{ type: "text", spans: [{ text, style: "strong" }] }];
  if (standing !== null && standing.outlook !== null) {
    blocks.push({ type: "text", spans: [{ text: describeTarget(standing, metric, shop.currency, locale) }] });
  } else if (standing !== null && standing.actual !== null) {
    const tone = toneOf(standing.actual, standing.toDate, metric);
    const note = formatDifference(standing.actual, standing.toDate, metric, locale);
    blocks.push({ type: "facts", facts: [{ label: metric.label[locale], value: say(standing.actual), note, tone }] });
  }
  return { kind: "notice", locale, summary: text, blocks, actions };
}
