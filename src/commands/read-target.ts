/** The words behind `/target set` and `/target remove`: what a target is about, and how much it is. */
import { parseQuestion } from "../ask/parse-question.ts";
import { printQuestion } from "../ask/print-question.ts";
import { mainSpan } from "../core/campaigns/campaign.ts";
import { resolvingFor } from "../core/campaigns/campaign-periods.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import { parseCurrency, toDecimalString } from "../core/money.ts";
import type { Question } from "../core/questions/question.ts";
import type { Shop } from "../core/shop.ts";
import { parseTargetValue } from "../core/targets/parse-target-value.ts";
import { TARGET_METRICS, type Target, type TargetKey, targetKind } from "../core/targets/target.ts";
import { periodOfDays, resolveTargetDays } from "../core/targets/target-days.ts";
import type { CommandContext } from "./command.ts";
import type { KnownNames } from "./known-names.ts";
import { periodProblemText } from "./period-problem-text.ts";
import { askContext, findShop } from "./read-question.ts";

export type ReadTarget<T> =
  | { readonly type: "read"; readonly value: T; readonly shop: Shop }
  | { readonly type: "problem"; readonly text: string };

/** "sales 2026-11 3,000,000", "销售额 双11 渠道=email 300万": the amount stands anywhere, in one piece. */
export function readTarget(words: string, context: CommandContext, names: KnownNames): ReadTarget<Target> {
  const tokens = joinUnits(words).split(/\s+/u);
  let problem: string | null = null;
  // A year may look like an amount: the last piece that leaves a question behind is the one.
  for (let at = tokens.length - 1; at >= 0; at--) {
    const amount = tokens[at] ?? "";
    if (!/\d/.test(amount)) continue;
    const currency = parseCurrency(tokens[at + 1] ?? "");
    const rest = tokens.filter((_, index) => index !== at && !(currency !== null && index === at + 1)).join(" ");
    const key = readTargetKey(rest, context, names);
    if (key.type === "problem") {
      problem ??= key.text;
      continue;
    }
    const { shop } = key;
    if (currency !== null && currency !== shop.currency) return fail(otherCurrency(shop, context));
    const value = parseTargetValue(amount, key.value.metric, shop.currency);
    if (value === null) return fail(badAmount(amount, key.value, context));
    return { type: "read", value: { ...key.value, value }, shop };
  }
  const isAllButAmount = readTargetKey(words, context, names).type === "read";
  return fail(isAllButAmount ? noAmount(context) : (problem ?? noAmount(context)));
}

export function readTargetKey(words: string, context: CommandContext, names: KnownNames): ReadTarget<TargetKey> {
  const zh = context.locale === "zh";
  const parsed = parseQuestion(words, { ...askContext(context, names), previous: null });
  if (parsed.type === "nothing") return fail(zh ? "请先写指标和时段。" : "Say the metric and the period.");
  if (parsed.type === "unclear") return fail(parsed.problem.text[context.locale]);
  const { question } = parsed;
  const { metric } = question;
  if (metric === "kpi" || metric === "ads" || targetKind(metric) === null) return fail(noSuchTarget(context));
  const channel = channelOf(question);
  if (channel === null || question.by !== null) {
    return fail(
      zh
        ? "目标只能针对整个店铺或一个渠道，例如：渠道=email。"
        : "A target is for the whole shop or for one channel, such as channel=email.",
    );
  }
  const shop = findShop(question, context);
  if (shop === null) return fail(zh ? "请注明店铺，例如：店铺 <id>。" : "Say which shop: for <shop id>.");
  const { period } = question;
  if (period.type === "unit" && period.unit === "day" && period.offset === -1) {
    return fail(zh ? "请写明时段，例如：2026-11、本周、双11。" : "Say for which period: 2026-11, this week, Nov 11.");
  }
  const days = targetDays(question, shop, context);
  if ("problem" in days) return fail(periodProblemText(days, context.locale));
  return { type: "read", value: { shopId: shop.id, metric, channel, ...days }, shop };
}

/** Words that set the target again, on any day and in any channel: behind "target set" and, without the amount, "target remove". */
export function printTarget(target: TargetKey & { readonly value?: number }, shop: Shop, locale: CommandContext["locale"]): string {
  const question = printQuestion(questionOf(target, shop), locale);
  if (target.value === undefined) return question;
  const { unit, display } = METRICS[target.metric];
  const plain = unit === "money" ? toDecimalString(target.value, shop.currency) : String(target.value);
  return `${question} ${unit === "ratio" && display === "percent" ? `${Number((target.value * 100).toPrecision(12))}%` : plain}`;
}

/** The question whose answer says how the target stands. */
function questionOf({ metric, channel, ...days }: TargetKey, shop: Shop): Question {
  return {
    ...{ metric, period: periodOfDays(days), by: null, form: "message", returnsClock: "own-day", shop: shop.id },
    comparison: { type: "default" },
    filters: channel === "" ? [] : [{ dimension: "channel", values: [channel] }],
  };
}

function targetDays({ period }: Question, shop: Shop, { nowMs, campaigns }: CommandContext) {
  // Of campaigns of one name, the plan is for the next.
  const ahead = campaigns.filter((campaign) => mainSpan(campaign, shop.zone).toMs > nowMs);
  const days = resolveTargetDays(period, resolvingFor(shop, nowMs, ahead));
  return "problem" in days && days.problem === "unknown-campaign" ? resolveTargetDays(period, resolvingFor(shop, nowMs, campaigns)) : days;
}

function channelOf({ filters }: Question): string | null {
  const [first, ...others] = filters;
  if (first === undefined) return "";
  return first.dimension === "channel" && others.length === 0 && first.values.length === 1 ? first.values[0] : null;
}

/** "300 万" and "3.5 %" are one piece. */
function joinUnits(words: string): string {
  return words.trim().replace(/(\d)\s+(?=[千百]?[万萬亿億]|[%％千元])/gu, "$1");
}

function fail(text: string): { readonly type: "problem"; readonly text: string } {
  return { type: "problem", text };
}

function noAmount({ locale }: CommandContext): string {
  return locale === "zh" ? "请写明目标值，例如：300万、3,000,000、3.5%。" : "Say how much: 3,000,000 or 3m, 1,200, 3.5%.";
}

function badAmount(amount: string, { metric }: TargetKey, { locale }: CommandContext): string {
  const label = METRICS[metric].label[locale];
  const examples = { money: "3,000,000 · 3m · 300万", count: "1,200 · 12k", percent: "3.5%", multiple: "4 · 4.5x" }[
    METRICS[metric].display
  ];
  return locale === "zh"
    ? `“${amount}”不能作为${label}的目标值：须大于零，可以这样写：${examples}`
    : `“${amount}” is no target for ${label.toLowerCase()}: it is more than zero, written as ${examples}.`;
}

function otherCurrency({ name, currency }: Shop, { locale }: CommandContext): string {
  return locale === "zh"
    ? `${name} 以 ${currency} 记账，目标也须用 ${currency}。`
    : `${name} counts in ${currency}: give the target in ${currency}.`;
}

function noSuchTarget({ locale }: CommandContext): string {
  const names = TARGET_METRICS.map((id) => METRICS[id].names[locale][0]);
  return locale === "zh" ? `可设目标的指标：${names.join("、")}。` : `Targets can be set for ${names.join(", ")}.`;
}
