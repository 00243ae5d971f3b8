/** What a review says, as facts and rows: for its message and for the files that go with it. */
import type { CampaignNote, TargetMetric } from "../campaigns/campaign.ts";
import type { CampaignReview } from "../campaigns/review.ts";
import { formatChange, formatCount, formatMoney, formatRatio, formatSignedMoney } from "../format.ts";
import type { Locale, Localized } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import type { Shop } from "../shop.ts";
import type { Punctuality } from "../tasks/punctuality.ts";
import { type CampaignView, ownerName, printDuration } from "./campaign-parts.ts";
import { formatTarget } from "./compose-campaign.ts";
import type { Fact } from "./message.ts";
import { EFFECT_NAMES } from "./why-names.ts";

/** "Double 11, review: €36,501.67, 91.3% of target". */
export function summarizeReview({ pace: { sales, target } }: CampaignReview, { campaign, shop, locale }: CampaignView): string {
  const zh = locale === "zh";
  const sold = formatMoney(sales, shop.currency, locale);
  const share = target === null || target <= 0 ? null : formatRatio(sales / target, locale);
  const against = share === null ? "" : zh ? `，目标的 ${share}` : `, ${share} of target`;
  return `${campaign.name}${zh ? " 复盘：" : ", review: "}${sold}${against}`;
}

export function resultFacts({ pace: { sales, target, lastTime } }: CampaignReview, { shop, locale }: CampaignView): readonly Fact[] {
  const zh = locale === "zh";
  const fact = (label: string, before: number): Fact => ({
    ...{ label, value: formatChange(before > 0 ? sales / before - 1 : null, locale), note: formatMoney(before, shop.currency, locale) },
    tone: sales >= before ? "good" : "bad",
  });
  return [
    ...(target === null ? [] : [fact(zh ? "较目标" : "vs target", target)]),
    ...(lastTime === null ? [] : [fact(zh ? "较上次" : "vs last time", lastTime.close)]),
  ];
}

/** Those that a review tells anyway are told once, with their target beside them. */
const TOLD_ANYWAY: readonly TargetMetric[] = ["orders", "new_customers", "profit"];

/** Conversion, traffic and the like against what they were to be. */
export function targetResults({ results }: CampaignReview, { shop, locale }: CampaignView): readonly Fact[] {
  const others = results.filter(({ metric }) => !TOLD_ANYWAY.includes(metric));
  return others.map((result) => {
    const { metric, target, value } = result;
    const shown = value === null ? (locale === "zh" ? "未知" : "not known") : formatTarget(metric, value, shop.currency, locale);
    const tone = value === null ? "neutral" : value >= target ? "good" : "bad";
    return { label: METRICS[metric].label[locale], value: shown, note: printAim(result, shop, locale), tone };
  });
}

/** "▼ 40.0% · target 5%". */
function printAim({ metric, target, value }: CampaignReview["results"][number], { currency }: Shop, locale: Locale): string {
  const aim = `${locale === "zh" ? "目标 " : "target "}${formatTarget(metric, target, currency, locale)}`;
  return value === null ? aim : `${formatChange(value / target - 1, locale)} · ${aim}`;
}

/** What the distance to target or last time is made of; null where that is not known. */
export function describeEffects(
  { pace: { effects, effectsAgainst } }: CampaignReview,
  { shop, locale }: CampaignView,
): { readonly against: string; readonly parts: string } | null {
  if (effects.length === 0) return null;
  const zh = locale === "zh";
  const against = { plan: zh ? "较目标" : "Against target", "last-time": zh ? "较上次" : "Against last time" }[effectsAgainst];
  const parts = effects.map(({ factor, amount }) => `${EFFECT_NAMES[factor][locale]} ${formatSignedMoney(amount, shop.currency, locale)}`);
  return { against, parts: parts.join(" · ") };
}

export function moneyFacts(review: CampaignReview, { shop, locale }: CampaignView): readonly Fact[] {
  const zh = locale === "zh";
  const money = (minor: number) => formatMoney(minor, shop.currency, locale);
  const { newCustomers, cameBack, returns, contribution, pace, results } = review;
  const fact = (label: Localized, value: string | null, notes: readonly string[], tone: Fact["tone"] = "neutral"): readonly Fact[] => {
    if (value === null) return [];
    return [{ label: label[locale], value, tone, ...(notes.length === 0 ? {} : { note: notes.join(" · ") }) }];
  };
  const count = (value: number | null) => (value === null ? null : formatCount(value, locale));
  const amount = (value: number | null) => (value === null ? null : money(value));
  const aims = (metric: TargetMetric) => results.filter((each) => each.metric === metric).map((each) => printAim(each, shop, locale));
  const again = count(cameBack);
  return [
    ...fact({ en: "Orders", zh: "订单" }, count(pace.orders), aims("orders")),
    ...fact({ en: "New customers", zh: "新客" }, count(newCustomers), [
      ...(again === null ? [] : [zh ? `其中 ${again} 位已再次下单` : `${again} have ordered again`]),
      ...aims("new_customers"),
    ]),
    ...fact({ en: "Returns of its orders", zh: "其订单的退款" }, amount(returns), []),
    ...fact(
      { en: "Ad spend", zh: "广告花费" },
      amount(pace.adSpend),
      pace.budget === null ? [] : [`${zh ? "预算 " : "budget "}${money(pace.budget)}`],
      pace.budget !== null && pace.adSpend !== null && pace.adSpend > pace.budget ? "bad" : "neutral",
    ),
    ...fact(
      { en: "Contribution after ads and returns", zh: "扣除广告与退款的贡献" },
      amount(contribution),
      aims("profit"),
      contribution !== null && contribution < 0 ? "bad" : "neutral",
    ),
  ];
}

export const PUNCTUALITY_LABELS: Readonly<Record<Locale, readonly string[]>> = {
  en: ["Partner", "In time", "Late", "Open", "To accept", "To finish"],
  zh: ["伙伴", "准时", "逾期", "未完成", "接手用时", "完成用时"],
};

export const UNKNOWN_TIME = "–";

/** Durations are medians: how late, from offer to acceptance, from there to the end. */
export function punctualityRow(each: Punctuality, { campaign, locale }: CampaignView): readonly string[] {
  const time = (ms: number | null) => (ms === null ? UNKNOWN_TIME : printDuration(ms, locale));
  const late = each.medianLateMs === null ? String(each.late) : `${each.late} (${time(each.medianLateMs)})`;
  const who = ownerName(each.owner, campaign.roles, locale);
  return [who, `${each.inTime}/${each.steps}`, late, String(each.open), time(each.medianAcceptMs), time(each.medianFinishMs)];
}

export const NOTE_TITLES: Readonly<Record<CampaignNote["kind"], Localized>> = {
  keep: { en: "Keep", zh: "保留" },
  change: { en: "Change", zh: "改进" },
};
