/** A campaign's plan on one page, and the list of campaigns. */
import { formatInstant } from "../calendar/format-period.ts";
import { type Campaign, mainSpan, PHASE_KINDS, phaseSpan, TARGET_METRICS } from "../campaigns/campaign.ts";
import { dueSteps } from "../campaigns/run-sheet.ts";
import { formatCount, formatMoney, formatRatio } from "../format.ts";
import type { Locale } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import type { Currency } from "../money.ts";
import {
  type CampaignView,
  campaignAction,
  countSteps,
  mainDates,
  PHASE_NAMES,
  printCounts,
  printDuration,
  printEnd,
} from "./campaign-parts.ts";
import type { Action, Block, Fact, Message } from "./message.ts";

const LISTED = 12;
export const CURVE_NAMES = {
  usual: { en: "as last time, else the shop's own hours", zh: "沿用上次，否则按店铺平日时段" },
  "last-time": { en: "as last time", zh: "沿用上次" },
  "shop-hours": { en: "the shop's own hours", zh: "按店铺平日时段" },
  table: { en: "a table of hours", zh: "按上传的时段表" },
} as const;

export interface CampaignShown {
  /** What was just done to it; null where it is only looked at. */
  readonly done: string | null;
  /** Names of others at the same time. */
  readonly overlaps: readonly string[];
  readonly undo: Action | null;
}

export function composeCampaign(view: CampaignView, { done, overlaps, undo }: CampaignShown): Message {
  const { campaign, shop, nowMs, locale } = view;
  const zh = locale === "zh";
  const steps = dueSteps(campaign, shop.zone);
  const places = campaign.places.length;
  const blocks: Block[] = [
    ...(done === null ? [] : [{ type: "text", spans: [{ text: done }] } as const]),
    {
      type: "headline",
      label: `${campaign.name} · ${shop.name}`,
      value: stateText(view),
      period: mainDates(view),
      facts: targetFacts(view),
    },
    phaseTable(view),
  ];
  if (overlaps.length > 0) {
    const names = overlaps.map((name) => `“${name}”`).join(zh ? "、" : ", ");
    blocks.push({ type: "text", spans: [{ text: zh ? `与 ${names} 时间重叠。` : `It overlaps with ${names}.` }] });
  }
  if (steps.length > 0) blocks.push({ type: "text", spans: [{ text: printCounts(countSteps(steps, nowMs), locale) }] });
  blocks.push({
    type: "context",
    lines: [
      ...(campaign.channels.length === 0 ? [] : [`${zh ? "渠道：" : "Channels: "}${campaign.channels.join(zh ? "、" : ", ")}`]),
      `${zh ? "目标分布：" : "Curve: "}${CURVE_NAMES[campaign.curve.type][locale]} · ${zh ? "倒计时：" : "Countdown: "}${campaign.countdown.join(" ")}`,
      places === 0
        ? zh
          ? `尚未在任何频道播报：在频道里说 campaign here #${campaign.id}`
          : `Posted nowhere yet: say “campaign here” in a channel.`
        : zh
          ? `在 ${places} 个频道播报`
          : `Posted in ${places} channel${places === 1 ? "" : "s"}`,
    ],
  });
  return {
    ...{ kind: "notice", locale, blocks },
    summary: done ?? `${campaign.name}${zh ? "：" : ": "}${stateText(view)}${zh ? "，" : ", "}${mainDates(view)}`,
    actions: [
      ...(undo === null ? [] : [undo]),
      ...(steps.length === 0 ? [] : [campaignAction({ en: "Run sheet", zh: "流程表" }, "sheet", view, "", "primary")]),
      ...(nowMs >= mainSpan(campaign, shop.zone).fromMs ? [campaignAction({ en: "Pace", zh: "进度" }, "pace", view)] : []),
      ...(nowMs >= mainSpan(campaign, shop.zone).toMs ? [campaignAction({ en: "Review", zh: "复盘" }, "review", view)] : []),
      ...(campaign.state === "planned" ? [campaignAction({ en: "Post here", zh: "在此播报" }, "here", view)] : []),
    ],
  };
}

/** Those to come first, then those that are over, newest first. */
export function composeCampaignList(views: readonly CampaignView[], locale: Locale): Message {
  const zh = locale === "zh";
  const isOver = ({ campaign, shop, nowMs }: CampaignView) => mainSpan(campaign, shop.zone).toMs <= nowMs;
  const startOf = ({ campaign, shop }: CampaignView) => mainSpan(campaign, shop.zone).fromMs;
  const coming = views.filter((view) => !isOver(view)).sort((a, b) => startOf(a) - startOf(b));
  const over = views.filter(isOver).sort((a, b) => startOf(b) - startOf(a));
  const listed = [...coming, ...over].slice(0, LISTED);
  const summary =
    views.length === 0
      ? zh
        ? "还没有活动。"
        : "No campaign is planned yet."
      : zh
        ? `${coming.length} 个进行中或待开始的活动，${over.length} 个已结束。`
        : `${coming.length} campaign${coming.length === 1 ? "" : "s"} running or to come, ${over.length} over.`;
  const example = zh ? 'campaign 新建 "双11" 2027-11-01..2027-11-11' : 'campaign new "Double 11" 2027-11-01..2027-11-11';
  const table: Block = {
    type: "table",
    caption: zh ? "活动" : "Campaigns",
    columns: [zh ? "活动" : "Campaign", zh ? "正式期" : "Main phase", zh ? "状态" : "State"].map((label) => ({ label, align: "left" })),
    rows: listed.map((view) => [view.campaign.name, mainDates(view), stateText(view)]),
    more: views.length - listed.length,
  };
  return {
    ...{ kind: "help", locale, summary },
    blocks: views.length === 0 ? [{ type: "text", spans: [{ text: summary }] }] : [table],
    actions:
      views.length === 0
        ? [{ label: example, words: example, style: "primary" }]
        : latestOfEachName(listed)
            .slice(0, 4)
            .map((view) => ({ ...campaignAction({ en: "", zh: "" }, "show", view), label: view.campaign.name })),
  };
}

/** Buttons are told apart by the name alone. */
function latestOfEachName(listed: readonly CampaignView[]): readonly CampaignView[] {
  return listed.filter((view, index) => listed.findIndex(({ campaign }) => campaign.name === view.campaign.name) === index);
}

export function targetFacts({ campaign, shop, locale }: Pick<CampaignView, "campaign" | "shop" | "locale">): readonly Fact[] {
  const zh = locale === "zh";
  const targets = TARGET_METRICS.flatMap((id): readonly Fact[] => {
    const value = campaign.targets[id];
    if (value === undefined) return [];
    const label = `${zh ? "目标：" : "Target: "}${METRICS[id].label[locale].toLowerCase()}`;
    return [{ label, value: formatTarget(id, value, shop.currency, locale), tone: "neutral" }];
  });
  if (campaign.budgetMinor === null) return targets;
  return [...targets, { label: zh ? "预算" : "Budget", value: formatMoney(campaign.budgetMinor, shop.currency, locale), tone: "neutral" }];
}

export function formatTarget(id: (typeof TARGET_METRICS)[number], value: number, currency: Currency, locale: Locale): string {
  const { unit } = METRICS[id];
  return unit === "money"
    ? formatMoney(value, currency, locale)
    : unit === "ratio"
      ? formatRatio(value, locale)
      : formatCount(value, locale);
}

function phaseTable({ campaign, shop: { zone }, locale }: CampaignView): Block {
  const zh = locale === "zh";
  return {
    type: "table",
    caption: zh ? "阶段" : "Phases",
    columns: [zh ? "阶段" : "Phase", zh ? "开始" : "Start", zh ? "结束" : "End"].map((label) => ({ label, align: "left" })),
    rows: PHASE_KINDS.flatMap((kind) => {
      const span = phaseSpan(campaign, kind, zone);
      return span === null
        ? []
        : [[PHASE_NAMES[kind][locale], formatInstant(span.fromMs, zone, locale), printEnd(span.toMs, zone, locale)]];
    }),
    more: 0,
  };
}

/** "starts in 7 days", "running, 5 hours left", "over", "cancelled". */
function stateText({ campaign, shop, nowMs, locale }: Omit<CampaignView, "campaign"> & { readonly campaign: Campaign }): string {
  const zh = locale === "zh";
  const { fromMs, toMs } = mainSpan(campaign, shop.zone);
  if (campaign.state === "cancelled") return zh ? "已取消" : "cancelled";
  if (nowMs < fromMs) return zh ? `${printDuration(fromMs - nowMs, locale)}后开始` : `starts in ${printDuration(fromMs - nowMs, locale)}`;
  if (nowMs < toMs)
    return zh ? `进行中，还剩 ${printDuration(toMs - nowMs, locale)}` : `running, ${printDuration(toMs - nowMs, locale)} left`;
  return zh ? "已结束" : "over";
}
