/** The pace card: where the campaign is, where it should be, where it will close, and why. Made to be edited in place. */
import { formatInstant, labelShortDay, labelTime } from "../calendar/format-period.ts";
import type { EpochMs } from "../calendar/period.ts";
import { businessDayOf } from "../calendar/zone-clock.ts";
import type { Milestone, Pace } from "../campaigns/pace/pace.ts";
import { formatChange, formatCompactMoney, formatCount, formatMoney, formatRatio, formatSignedMoney } from "../format.ts";
import type { Locale, Localized } from "../locale.ts";
import { type CampaignView, campaignAction } from "./campaign-parts.ts";
import type { Block, Fact, Message, Tone } from "./message.ts";
import { paceChart } from "./pace-chart.ts";
import { EFFECT_NAMES } from "./why-names.ts";

export function composePace(pace: Pace, view: CampaignView): Message {
  const { campaign, shop, locale } = view;
  const zh = locale === "zh";
  const money = (minor: number) => formatMoney(minor, shop.currency, locale);
  const isOver = pace.hoursOver === pace.hoursInAll;
  const blocks: Block[] = [
    {
      type: "headline",
      label: `${campaign.name} · ${shop.name}`,
      value: money(pace.sales),
      period: progressText(pace, view),
      facts: comparisonFacts(pace, view),
    },
  ];
  if (pace.projection !== null && !isOver) {
    const { close, low, high } = pace.projection;
    // Nobody knows a close to the cent.
    const about = (minor: number) => formatCompactMoney(minor, shop.currency, locale);
    const range = zh ? `80% 可能在 ${about(low)} 到 ${about(high)} 之间` : `80% range ${about(low)} – ${about(high)}`;
    const needed = neededText(pace, view);
    blocks.push({
      type: "text",
      spans: [
        { text: zh ? "预计收于 " : "Projected close ", style: "strong" },
        { text: `${about(close)}${zh ? "，" : ", "}${range}${againstTarget(close, pace, locale)}` },
        ...(needed === null ? [] : [{ text: `${zh ? "。" : ". "}${needed}` }]),
      ],
    });
  }
  blocks.push(...effectsText(pace, view), ...costFacts(pace, view));
  if (pace.products.length > 0) {
    blocks.push({
      type: "text",
      spans: [
        { text: zh ? "热销 " : "Top products ", style: "strong" },
        { text: pace.products.map(({ name, sales }) => `${name} ${money(sales)}`).join(" · ") },
      ],
    });
  }
  blocks.push(...soldOutText(pace, view), ...paceChart(pace, view));
  blocks.push({ type: "context", lines: [smallPrint(pace, view)] });
  return {
    ...{ kind: "notice", locale, blocks, summary: summarize(pace, view) },
    actions: [
      { label: zh ? "为什么？" : "Why?", words: `why sales during "${campaign.name}" for ${shop.id}`, style: "primary" },
      campaignAction({ en: "Refresh", zh: "刷新" }, "pace", view),
      ...(isOver
        ? [campaignAction({ en: "Review", zh: "复盘" }, "review", view)]
        : [campaignAction({ en: "Plan", zh: "计划" }, "show", view)]),
    ],
  };
}

/** One line, once: "Double 11 has reached 50% of its target: €60,000.00 after 120 of 264 hours." */
export function composeMilestone(milestone: Milestone, pace: Pace, { campaign, shop, locale }: CampaignView): Message {
  const zh = locale === "zh";
  const sold = formatMoney(pace.sales, shop.currency, locale);
  const after = zh ? `${pace.hoursInAll} 小时中的前 ${pace.hoursOver} 小时` : `${pace.hoursOver} of ${pace.hoursInAll} hours`;
  const what: Localized =
    milestone === "last-time"
      ? { en: "has passed all of last time", zh: "已超过上次全程" }
      : milestone === "100"
        ? { en: "has reached its target", zh: "已达成目标" }
        : { en: `has reached ${milestone}% of its target`, zh: `已完成目标的 ${milestone}%` };
  const summary = zh ? `${campaign.name} ${what.zh}：${after} ${sold}。` : `${campaign.name} ${what.en}: ${sold} after ${after}.`;
  return { ...{ kind: "notice", locale, summary, blocks: [{ type: "text", spans: [{ text: summary, style: "strong" }] }], actions: [] } };
}

function summarize(pace: Pace, { campaign, shop, locale }: CampaignView): string {
  const zh = locale === "zh";
  const sold = formatMoney(pace.sales, shop.currency, locale);
  const plan =
    pace.planned === null || pace.planned === 0
      ? ""
      : `${zh ? "，较计划 " : ", "}${changeText(pace.sales, pace.planned, locale)}${zh ? "" : " vs plan"}`;
  return `${campaign.name}${zh ? "：" : ": "}${sold}${plan}`;
}

function progressText({ hoursOver, hoursInAll, asOfMs }: Pace, { shop, locale }: CampaignView): string {
  const share = Math.round((100 * hoursOver) / Math.max(hoursInAll, 1));
  const when = formatInstant(asOfMs, shop.zone, locale);
  return locale === "zh"
    ? `${hoursInAll} 小时中的第 ${hoursOver} 小时（${share}%），截至 ${when}`
    : `${hoursOver} of ${hoursInAll} hours (${share}%), until ${when}`;
}

function comparisonFacts(pace: Pace, { shop, locale }: CampaignView): readonly Fact[] {
  const zh = locale === "zh";
  const fact = (label: string, before: number): Fact => ({
    ...{
      label,
      value: changeText(pace.sales, before, locale),
      note: formatMoney(before, shop.currency, locale),
      tone: toneOf(pace.sales, before),
    },
  });
  return [
    ...(pace.planned === null ? [] : [fact(zh ? "较计划至今" : "vs plan to now", pace.planned)]),
    ...(pace.lastTime === null ? [] : [fact(zh ? "较上次同时段" : "vs last time to now", pace.lastTime.soFar)]),
    ...(pace.target === null
      ? []
      : [
          {
            label: zh ? "目标" : "Target",
            value: formatMoney(pace.target, shop.currency, locale),
            ...partNote(pace, locale),
            tone: "neutral" as const,
          },
        ]),
  ];
}

function partNote({ targetShare }: Pace, locale: Locale): { readonly note?: string } {
  if (targetShare === 1) return {};
  const share = formatRatio(targetShare, locale);
  return { note: locale === "zh" ? `占全部店铺目标的 ${share}` : `its part, ${share}, of all shops' target` };
}

function againstTarget(close: number, { target }: Pace, locale: Locale): string {
  if (target === null || target <= 0) return "";
  const share = Math.round((100 * close) / target);
  return locale === "zh" ? `（目标的 ${share}%）` : ` (${share}% of target)`;
}

function neededText({ neededPerHour, plannedPerHour, perHour, target, sales }: Pace, { shop, locale }: CampaignView): string | null {
  const zh = locale === "zh";
  if (target !== null && sales >= target) return zh ? "目标已达成" : "The target is reached";
  if (neededPerHour === null || perHour === null) return null;
  const needed = formatMoney(neededPerHour, shop.currency, locale);
  const so = formatMoney(perHour, shop.currency, locale);
  const planned = plannedPerHour === null ? null : formatMoney(plannedPerHour, shop.currency, locale);
  if (zh) return `余下每小时需 ${needed}（${planned === null ? "" : `计划 ${planned}，`}至今每小时 ${so}）`;
  return `Needed for the rest: ${needed} an hour (${planned === null ? "" : `planned ${planned}, `}so far ${so})`;
}

function effectsText({ effects, effectsAgainst }: Pace, { shop, locale }: CampaignView): readonly Block[] {
  if (effects.length === 0) return [];
  const zh = locale === "zh";
  const against = { plan: zh ? "较计划 " : "Against plan ", "last-time": zh ? "较上次 " : "Against last time " }[effectsAgainst];
  const parts = effects.map(({ factor, amount }) => `${EFFECT_NAMES[factor][locale]} ${formatSignedMoney(amount, shop.currency, locale)}`);
  return [{ type: "text", spans: [{ text: against, style: "strong" }, { text: parts.join(" · ") }] }];
}

function costFacts({ orders, adSpend, budget, contribution }: Pace, { shop, locale }: CampaignView): readonly Block[] {
  const zh = locale === "zh";
  const money = (minor: number) => formatMoney(minor, shop.currency, locale);
  const facts: Fact[] = [{ label: zh ? "订单" : "Orders", value: formatCount(orders, locale), tone: "neutral" }];
  if (adSpend !== null) {
    const note = budget === null ? {} : { note: zh ? `预算 ${money(budget)}` : `of ${money(budget)}` };
    facts.push({
      label: zh ? "广告花费" : "Ad spend",
      value: money(adSpend),
      ...note,
      tone: budget !== null && adSpend > budget ? "bad" : "neutral",
    });
  }
  if (contribution !== null)
    facts.push({ label: zh ? "利润贡献" : "Contribution", value: money(contribution), tone: contribution < 0 ? "bad" : "neutral" });
  return [{ type: "facts", facts }];
}

function soldOutText({ soldOut, asOfMs }: Pace, { shop, locale }: CampaignView): readonly Block[] {
  if (soldOut.length === 0) return [];
  const zh = locale === "zh";
  const today = businessDayOf(asOfMs, shop.zone);
  const since = (sinceMs: EpochMs) => {
    const day = businessDayOf(sinceMs, shop.zone);
    const time = labelTime(sinceMs, shop.zone);
    return day === today ? time : `${labelShortDay(day, locale)}${zh ? " " : ", "}${time}`;
  };
  const parts = soldOut.map(({ product, sinceMs, ordersAnHour, salesAnHour }) => {
    const rate = Math.max(Math.round(ordersAnHour), 1);
    const orders = formatCount(rate, locale);
    const stake = formatCompactMoney(salesAnHour, shop.currency, locale);
    return zh
      ? `${product}（${since(sinceMs)} 起无订单，此前每小时约 ${orders} 单；每小时少卖约 ${stake}）`
      : `${product} (none since ${since(sinceMs)}; ${orders} order${rate === 1 ? "" : "s"} an hour before; about ${stake} an hour lost)`;
  });
  return [
    { type: "text", spans: [{ text: zh ? "可能已售罄 " : "Likely sold out ", style: "strong" }, { text: parts.join(zh ? "；" : " · ") }] },
  ];
}

function smallPrint({ asOfMs, lastTime }: Pace, { shop, locale }: CampaignView): string {
  const zh = locale === "zh";
  const simulated = shop.simulated ? (zh ? " · 模拟数据" : " · simulated") : "";
  const last =
    lastTime === null ? "" : `${zh ? " · 上次全程 " : " · last time in all "}${formatCompactMoney(lastTime.close, shop.currency, locale)}`;
  const when = labelTime(asOfMs, shop.zone);
  return zh
    ? `净销售额，整点数据至 ${when}（${shop.zone}）${last}${simulated}`
    : `Net sales of the hours that are over at ${when} (${shop.zone})${last}${simulated}`;
}

function changeText(now: number, before: number, locale: Locale): string {
  return formatChange(before > 0 ? now / before - 1 : null, locale);
}

function toneOf(now: number, before: number): Tone {
  if (before <= 0 || Math.abs(now / before - 1) < 0.005) return "neutral";
  return now > before ? "good" : "bad";
}
