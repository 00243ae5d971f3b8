/** Says one closed hour of a campaign, small: the hour, the campaign so far, each beside what it is compared with. */
import { formatDifference, formatValue, toneOf } from "../answers/format-value.ts";
import { formatInstant, labelPeriod } from "../calendar/format-period.ts";
import type { Locale } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import type { CampaignHour, PeriodSales } from "../reports/campaign-hour.ts";
import type { Action, Block, Fact, Message } from "./message.ts";
import { whyAction } from "./why-action.ts";

export function composeCampaignHour(data: CampaignHour, locale: Locale): Message {
  const { campaign, shop, hour, soFar } = data;
  const zh = locale === "zh";
  const money = ({ sales }: PeriodSales): string => formatValue(sales, METRICS.sales, shop.currency, locale);
  const when = labelPeriod(hour.period, locale);
  const blocks: readonly Block[] = [
    {
      type: "headline",
      label: `${campaign} · ${shop.name}`,
      value: money(hour),
      period: `${zh ? "本小时净销售额" : "Net sales of the hour"} · ${when}`,
      facts: hourFacts(data, locale),
    },
    { type: "facts", facts: soFarFacts(data, locale) },
    { type: "context", lines: smallPrint(data, locale) },
  ];
  return {
    kind: "notice",
    locale,
    summary: zh
      ? `${campaign}，${shop.name}，${when}：净销售额 ${money(hour)}；活动至今 ${money(soFar)}`
      : `${campaign}, ${shop.name}, ${when}: net sales ${money(hour)}; so far ${money(soFar)}`,
    blocks,
    actions: actionsOf(data, locale),
  };
}

/** A part of an hour against a whole one would look like a fall: nothing is compared while data is late. */
function hourFacts({ hour, dayBefore, lastTimeHour, late, shop }: CampaignHour, locale: Locale): readonly Fact[] {
  const zh = locale === "zh";
  const compared: readonly (readonly [label: string, before: PeriodSales | null])[] = [
    [zh ? "对比前一天同一小时" : "vs the same hour the day before", dayBefore],
    [zh ? "对比上次活动同一小时" : "vs the same hour last time", lastTimeHour],
  ];
  return compared.flatMap(([label, before]): readonly Fact[] => {
    if (before === null || before.sales === null || hour.sales === null || late.length > 0) return [];
    return [
      {
        label,
        value: formatDifference(hour.sales, before.sales, METRICS.sales, locale),
        note: `${labelPeriod(before.period, locale)}: ${formatValue(before.sales, METRICS.sales, shop.currency, locale)}`,
        tone: toneOf(hour.sales, before.sales, METRICS.sales),
      },
    ];
  });
}

function soFarFacts({ soFar, lastTimeSoFar, late, shop }: CampaignHour, locale: Locale): readonly Fact[] {
  const zh = locale === "zh";
  const fact = (metric: "sales" | "orders", label: string): Fact => {
    const [now, before] = [soFar[metric], lastTimeSoFar?.[metric] ?? null];
    const value = formatValue(now, METRICS[metric], shop.currency, locale);
    if (now === null || before === null || late.length > 0) return { label, value, tone: "neutral" };
    const against = zh ? "对比上次" : "vs last time";
    return {
      ...{ label, value, note: `${formatDifference(now, before, METRICS[metric], locale)} ${against}` },
      tone: toneOf(now, before, METRICS[metric]),
    };
  };
  return [fact("sales", zh ? "活动至今净销售额" : "Net sales so far"), fact("orders", zh ? "活动至今订单" : "Orders so far")];
}

function smallPrint({ shop, late, lastTimeSoFar }: CampaignHour, locale: Locale): readonly string[] {
  const zh = locale === "zh";
  const lines: string[] = [];
  if (shop.simulated) lines.push(zh ? "模拟店铺：以下数字均为虚构。" : "Simulated shop: these numbers are made up.");
  for (const { source, throughMs } of late) {
    const through = formatInstant(throughMs, shop.zone, locale);
    lines.push(zh ? `暂定：${source} 的数据只到 ${through}。` : `Provisional: ${source} reaches only to ${through}.`);
  }
  if (lastTimeSoFar !== null) {
    const last = labelPeriod(lastTimeSoFar.period, locale);
    lines.push(zh ? `上次活动的同样小时数：${last}。` : `Last time, as many hours: ${last}.`);
  }
  lines.push(`${shop.zone} · ${shop.currency}`);
  return lines;
}

function actionsOf({ campaign, shop, soFar, lastTimeSoFar, late }: CampaignHour, locale: Locale): readonly Action[] {
  const zh = locale === "zh";
  const quoted = `"${campaign.replaceAll('"', '""')}"`;
  const [sales, by, shops] = zh
    ? [`销售额 活动${quoted}`, "按渠道", `店铺 ${shop.id}`]
    : [`sales during ${quoted}`, "by channel", `for ${shop.id}`];
  const isCompared = soFar.sales !== null && lastTimeSoFar !== null && lastTimeSoFar.sales !== null && late.length === 0;
  return [
    ...(isCompared ? [whyAction(`${sales} ${shops}`, locale)] : []),
    { label: zh ? "按渠道" : "By channel", words: `${sales} ${by} ${shops}`, style: "normal" },
  ];
}
